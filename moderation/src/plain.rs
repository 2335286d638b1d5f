//! Characters that need no table of Unicode: each counts as one however plain ones stand beside it, and what it folds
//! to is known. Most texts hold no others.

/// What a plain character folds to; none where the tables must say.
pub(crate) fn plain(c: char) -> Option<char> {
    match c {
        ' '..='~' | '\n' | '\t' => Some(c.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '\u{3008}'..='\u{3011}' => Some(c),
        '—' | '‘' | '’' | '“' | '”' => Some(c),
        '！'..='～' => {
            char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).map(|c| c.to_ascii_lowercase())
        }
        _ => None,
    }
}

/// Whether it is a letter or a digit.
pub(crate) fn is_wordy(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}
