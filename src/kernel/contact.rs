//! How an author can be told: what a room asks for, and what was given.

use super::text::Lang;
use serde::{Deserialize, Serialize};

/// Whether a room asks how its authors can be told of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Contact {
    /// It does not, and keeps none.
    #[default]
    Nothing,
    /// Whoever wants to leaves a mail address or a telephone number.
    Optional,
}

impl Contact {
    /// Whether nothing is asked for.
    pub fn is_nothing(&self) -> bool {
        *self == Contact::Nothing
    }
}

/// Where an author wants to be told, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default, deny_unknown_fields)]
pub struct ContactForm {
    /// A mail address; empty for none.
    pub mail: String,
    /// A telephone number that takes text messages; empty for none.
    pub phone: String,
    /// The language to be told in; where none is named, that of the question.
    pub lang: Option<Lang>,
}

impl ContactForm {
    /// Whether it names no place at all.
    pub fn is_empty(&self) -> bool {
        self.mail.trim().is_empty() && self.phone.trim().is_empty()
    }
}

/// A number that takes text messages, as it is dialled from anywhere: `+8613812345678`. Mobile numbers of mainland China
/// may come without their country; others begin with `+` or `00`.
pub fn phone(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let said: String = typed.chars().map(narrow).filter(|c| !" -.()\u{a0}".contains(*c)).collect();
    let (abroad, digits) = match (said.strip_prefix('+'), said.strip_prefix("00")) {
        (Some(rest), _) | (None, Some(rest)) => (true, rest),
        (None, None) => (said.starts_with("86") && said.len() == 13, said.as_str()),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let own = if abroad { digits.strip_prefix("86") } else { Some(digits) };
    match own {
        Some(own) => is_chinese_mobile(own).then(|| format!("+86{own}")),
        None => ((8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}")),
    }
}

/// Characters of Chinese keyboards as those of telephones.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Eleven digits, of which the second is none of the ranges that are not given to people.
fn is_chinese_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.as_bytes().get(1).is_some_and(|b| (b'3'..=b'9').contains(b))
}

#[cfg(test)]
mod tests {
    use super::phone;

    #[test]
    fn a_number_is_dialled_from_anywhere() {
        for typed in [
            "13800138000",
            "138 0013 8000",
            "+86 138-0013-8000",
            "008613800138000",
            "8613800138000",
            "１３８００１３８０００",
        ] {
            assert_eq!(phone(typed).as_deref(), Some("+8613800138000"), "{typed}");
        }
        assert_eq!(phone("+852 6123 4567").as_deref(), Some("+85261234567"));
        assert_eq!(phone("+44 20 7946 0958").as_deref(), Some("+442079460958"));
    }

    #[test]
    fn what_takes_no_messages_is_no_number() {
        for typed in
            ["", "12345", "0571-88886666", "12800138000", "1380013800", "+861380013800", "+1", "+0123456789", "１３８"]
        {
            assert_eq!(phone(typed), None, "{typed}");
        }
        assert_eq!(phone("+1234567890123456"), None);
        assert_eq!(phone("138001380oo"), None);
    }
}
