//! Free text by reference: entries name a text and its digest, never its words.

use super::id::TextId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A text as the journal names it. The digest is salted, so it proves the words
/// without letting anyone guess short ones after they were destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRef {
    /// The row of `texts`.
    pub id: TextId,
    /// Hex SHA-256 of salt and words.
    pub sha256: String,
}

/// The language a text was written in; each text carries its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The language most of the letters of `words` belong to.
    pub fn guess(words: &str) -> Lang {
        let han = words.chars().filter(|c| ('\u{2E80}'..='\u{9FFF}').contains(c) || *c >= '\u{20000}').count();
        let latin = words.chars().filter(char::is_ascii_alphabetic).count();
        if han * 3 >= latin { Lang::Zh } else { Lang::En }
    }
}

/// Words on their way into the house, with their size as people and machines count it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Name and digest.
    pub text: TextRef,
    /// Random bytes in hex that were hashed before the words.
    pub salt: String,
    /// The words themselves.
    pub body: String,
    /// Their language.
    pub lang: Lang,
    /// Grapheme clusters: characters as people count them.
    pub people: usize,
    /// Of these, in the first line.
    pub first_line: usize,
}

impl Words {
    /// Binds words to a fresh id and salt.
    pub fn new(id: TextId, salt: String, body: String, lang: Lang, people: usize) -> Words {
        let text = TextRef { id, sha256: digest(&salt, &body) };
        Words { text, salt, body, lang, people, first_line: people }
    }
}

/// The salted digest that entries carry, in hex.
pub fn digest(salt: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt.as_bytes());
    hash.update([0]);
    hash.update(body.as_bytes());
    hex(&hash.finalize())
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
