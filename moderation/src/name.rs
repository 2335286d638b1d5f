//! Whether two display names look the same to a reader (UTS 39 skeletons, made case- and width-blind).

use crate::{invisible::is_hidden, simplified::simplified};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Whether a reader would take one name for the other: same letters in another case, width, spacing,
/// decoration or script, or with invisible characters between them.
pub fn same_name(a: &str, b: &str) -> bool {
    let (left, right) = (skeleton(a), skeleton(b));
    if left.is_empty() || right.is_empty() {
        return a.trim() == b.trim();
    }
    left == right || settled(&a.to_lowercase()) == settled(&b.to_lowercase())
}

/// A key equal for names that look alike; for comparing only, never for showing. Empty for a name without letters or digits.
pub fn skeleton(name: &str) -> String {
    // Look-alikes are settled before case: a capital Cyrillic Ve is a B, its small letter is no b.
    settled(&prototype(name).to_lowercase())
}

fn settled(name: &str) -> String {
    prototype(name).to_lowercase().chars().filter(|&c| is_letter(c)).map(|c| if c == 'i' { 'l' } else { c }).collect()
}

fn prototype(name: &str) -> String {
    let plain: String = name.nfkd().filter(|&c| !is_hidden(c) && !is_accent(c)).nfc().map(simplified).collect();
    unicode_security::skeleton(&plain).filter(|&c| !is_accent(c)).collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || (is_combining_mark(c) && !is_accent(c))
}

/// Marks that decorate; vowel signs and kana voicing change the name and stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}
