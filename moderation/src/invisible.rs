//! Which characters leave no mark on the screen, by ranges of the Unicode Character Database.

/// Characters that are drawn as nothing and only steer or hide: ignored wherever texts are compared.
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Invisible characters that serve no script: explicit bidi controls, zero-width spaces, old format controls.
pub(crate) fn only_deceives(c: char) -> bool {
    matches!(c,
        '\u{180E}' | '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E001F}')
}

/// Variation selectors, emoji and ideographic ones included.
pub(crate) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Tag characters, which spell the region of a flag.
pub(crate) fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}

/// The joiner and the non-joiner.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Blocks whose characters begin an emoji.
pub(crate) fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{00A9}' | '\u{00AE}' | '\u{2190}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}'
        | '\u{1F000}'..='\u{1FAFF}')
}

/// What may stand before the joiner of a joined emoji: an emoji, its selector, or the end of a flag's tags.
pub(crate) fn ends_emoji(c: char) -> bool {
    is_pictograph(c) || matches!(c, '\u{20E3}' | '\u{FE0F}' | '\u{E007F}')
}

/// Blocks of scripts that are spelt with joiners: Arabic, the Indic family, Mongolian.
pub(crate) fn is_joining_script(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{1AAF}' | '\u{A800}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10A00}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}')
        && !is_hidden(c)
}

/// Blank on the screen: white space, and letters and signs drawn as nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}' || is_hidden(c)
}

/// Written without spaces between words: Han and kana.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
