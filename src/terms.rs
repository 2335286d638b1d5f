//! The words of a text as they are looked for: folded, cut by jieba, each with its place in the original. The ground
//! on which like questions and the archive both stand, so that neither knows the other.

use jieba_rs::Jieba;
use std::{ops::Range, sync::LazyLock};

pub use moderation::fold;

/// Made in the background as the house opens (`warm`): it takes a moment and some 60 MB.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// A word and the bytes of the original it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Folded: lower case, plain forms.
    pub word: String,
    /// Bytes of the original.
    pub place: Range<usize>,
}

/// Loads the dictionary, so that nobody waits for it.
pub fn warm() {
    LazyLock::force(&JIEBA);
}

/// Whether the dictionary holds this word.
pub fn is_word(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// Cuts at most the first `most_chars` characters of a text. A compound comes after the words within it. What the
/// dictionary does not hold is guessed to be words by what stands around it, or else left as single characters, the
/// same in any text.
pub fn cut(text: &str, most_chars: usize, guess: bool) -> Vec<Term> {
    let end = text.char_indices().nth(most_chars).map_or(text.len(), |(at, _)| at);
    let folded = fold(text.get(..end).unwrap_or_default());
    let tokens = JIEBA.cut_for_search(folded.as_str(), guess);
    let term = |token: jieba_rs::Token<'_>| Term {
        word: token.word.to_owned(),
        place: folded.original(token.byte_start..token.byte_end),
    };
    tokens.into_iter().map(term).collect()
}

/// Places in the order of the text; those that meet are one.
pub fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        match joined.last_mut().filter(|last| place.start <= last.end) {
            Some(last) => last.end = last.end.max(place.end),
            None => joined.push(place),
        }
    }
    joined
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    #[test]
    fn a_word_knows_its_bytes_in_the_original() {
        let text = "　ＢＲＴ 与公交，公交";
        let spelled = |word: &str| -> Vec<&str> {
            let found = cut(text, 1_000, true).into_iter().filter(|term| term.word == word);
            found.filter_map(|term| text.get(term.place)).collect()
        };
        assert_eq!(spelled("公交"), ["公交", "公交"]);
        assert_eq!(spelled("brt"), ["ＢＲＴ"]);
    }

    #[test]
    fn only_the_beginning_of_a_long_text_is_cut() {
        let has = |most, word: &str| cut("公交地铁", most, true).iter().any(|term| term.word == word);
        assert!(has(2, "公交") && !has(2, "地铁") && has(4, "地铁"));
    }

    #[test]
    fn what_the_dictionary_does_not_hold_is_the_same_in_any_text_unless_it_is_guessed() {
        let plain = |text: &str| -> Vec<String> { cut(text, 1_000, false).into_iter().map(|term| term.word).collect() };
        assert!(plain("一台爬楼机和一台电梯").starts_with(&plain("一台爬楼机")));
    }

    #[test]
    fn places_that_touch_are_one() {
        assert_eq!(joined(vec![6..8, 0..2, 1..3]), [0..3, 6..8]);
        assert_eq!(joined(vec![0..2, 2..3]), [0..3]);
    }
}
