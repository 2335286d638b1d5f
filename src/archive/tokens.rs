//! How texts and questions become tokens. Both go the same way, or nothing would be found.

use crate::terms::{Term, cut};
use rust_stemmers::{Algorithm, Stemmer};
use std::{collections::HashSet, ops::Range, sync::LazyLock};

/// Changes whenever a text would become other tokens or the tables differ: the index is then made anew.
pub(super) const VERSION: u32 = 4;

/// Bytes of a token that count.
const TOKEN_BYTES: usize = 48;

/// What stands in nearly every sentence and tells none from another.
const PARTICLES: &str = "的 了 和 是 在 就 都 而 及 与 着 或 吗 呢 吧 啊 呀 嘛 也 \
    a an the of to in on at is are was were be been and or for by as it its that this with";

static SILENT: LazyLock<HashSet<&str>> = LazyLock::new(|| PARTICLES.split_whitespace().collect());
static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// A token and the bytes of the text it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub word: String,
    pub place: Range<usize>,
}

/// The tokens of a text's first `most_chars` characters, in its order.
pub(super) fn tokens(text: &str, most_chars: usize) -> Vec<Token> {
    cut(text, most_chars, false).into_iter().filter_map(token).collect()
}

impl Token {
    /// Whether it is one ideograph: a part of a name or of a word that the dictionary does not hold, or a word.
    pub fn is_single(&self) -> bool {
        let mut chars = self.word.chars();
        chars.next().is_some_and(|c| !c.is_ascii()) && chars.next().is_none()
    }
}

/// The tokens of a whole text with a space between, as the index takes them.
pub(super) fn line(text: &str) -> String {
    let words: Vec<String> = tokens(text, usize::MAX).into_iter().map(|token| token.word).collect();
    words.join(" ")
}

fn token(term: Term) -> Option<Token> {
    let plain: String = term.word.chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.is_empty() || SILENT.contains(plain.as_str()) {
        return None;
    }
    let mut word = stem(plain);
    let end = word.floor_char_boundary(TOKEN_BYTES);
    word.truncate(end);
    Some(Token { word, place: term.place })
}

/// An English word without its ending; others as they are.
fn stem(word: String) -> String {
    // the stemmer leaves an e here, and towns speak of little else
    if word == "buses" {
        return "bus".to_owned();
    }
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) { ENGLISH.stem(&word).into_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one_token() {
        assert_eq!(line("Buses"), line("bus"));
        assert_eq!(line("fares were raised"), line("FARE raising"));
        assert_eq!(line("ＢＵＳ"), line("bus"));
        assert_eq!(line("２号线"), line("2号线"));
        assert_eq!(line("臺灣與電梯"), line("台湾与电梯"));
    }

    #[test]
    fn particles_signs_and_nothing_are_no_tokens() {
        assert_eq!(line("的、了。*** \"\" ( ) NEAR/3"), line("near 3"));
        assert_eq!(line("\u{0} \u{200b}"), "");
    }

    #[test]
    fn tokens_are_letters_and_digits_of_bounded_length() {
        let strange = "C++ a\"b\u{0}c x' OR 1=1 -- 公交*票价 ".repeat(50) + &"x".repeat(10_000);
        for token in tokens(&strange, usize::MAX) {
            assert!(token.word.chars().all(char::is_alphanumeric), "{token:?}");
            assert!(token.word.len() <= TOKEN_BYTES);
            assert!(strange.get(token.place).is_some());
        }
    }
}
