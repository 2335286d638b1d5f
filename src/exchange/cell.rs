//! Cells of tables that people open in a spreadsheet: what somebody wrote is never taken for a formula.

use std::borrow::Cow;

/// What begins a formula, a command (DDE) or a new cell in some spreadsheet; the wide ones are read as the narrow
/// ones where East Asian input is set up.
const BEGINS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The words with an apostrophe before them where a spreadsheet might take them for a formula. Blanks and what
/// nobody sees before such a sign do not hide it.
pub fn defused(words: &str) -> Cow<'_, str> {
    let unseen =
        |c: char| c.is_whitespace() || c.is_control() || ('\u{200B}'..='\u{200F}').contains(&c) || c == '\u{FEFF}';
    let begins_badly = words.starts_with(BEGINS) || words.trim_start_matches(unseen).starts_with(BEGINS);
    if begins_badly { Cow::Owned(format!("'{words}")) } else { Cow::Borrowed(words) }
}

/// The words as they were before they were defused.
pub fn armed(words: &str) -> &str {
    words.strip_prefix('\'').filter(|rest| defused(rest).len() > rest.len()).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_formula_is_text() {
        for words in [
            "=cmd|' /C calc'!A0",
            "+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1+1",
            "\n=1",
            "\u{200B}=1",
            "\u{FEFF}=1",
            "＝1+1",
            "＠x",
            "-",
        ] {
            assert_eq!(defused(words), format!("'{words}"), "{words:?}");
        }
    }

    #[test]
    fn all_other_words_stay_as_they_are() {
        for words in ["", "公交", "1-2", "a=b", "'=1", "（＝）", "\u{2067}x", "😀", "𠀀"] {
            assert_eq!(defused(words), words, "{words:?}");
        }
    }
}
