//! A question that is like another one, as doors show it: its words, with those both share marked.

use super::words::{Words, places};
use crate::kernel::{
    id::PostId,
    post::{Fate, Post},
};
use serde::Serialize;

/// A question that says much the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Like {
    /// Identity, for staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub post: Option<PostId>,
    /// Number in its room.
    pub number: u32,
    /// From 0 to 1.
    pub score: f64,
    /// The wording in force.
    pub text: Vec<Stretch>,
    /// Its language tag.
    pub lang: &'static str,
    /// What became of it.
    pub fate: Fate,
    /// Endorsements.
    pub votes: u32,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Stretch {
    /// The words.
    pub text: String,
    /// Both questions say it.
    pub shared: bool,
}

/// Whether others can still be joined to it or told that it was asked.
pub(super) fn stands(post: &Post) -> bool {
    use Fate::{Answered, CarriedOver, Held, Listed, OnStage, Received};
    let stands = matches!(post.fate, Received | Held | Listed | OnStage | Answered | CarriedOver);
    stands && post.taken_down.is_none()
}

/// Cuts `text` where words are shared.
pub(super) fn stretches(text: &str, words: &Words, shared: &[String]) -> Vec<Stretch> {
    let (mut stretches, mut at) = (Vec::new(), 0);
    let mut add = |part: Option<&str>, shared| match part {
        Some(text) if !text.is_empty() => stretches.push(Stretch { text: text.to_owned(), shared }),
        _ => {}
    };
    for place in places(words, |word| shared.iter().any(|held| held == word)) {
        add(text.get(at..place.start), false);
        add(text.get(place.clone()), true);
        at = place.end;
    }
    add(text.get(at..), false);
    stretches
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_lost() {
        let text = "abcdef";
        let words = Words::from([("b".to_owned(), Vec::from([1..2])), ("de".to_owned(), Vec::from([3..5]))]);
        let cut = |shared: &[&str]| {
            let shared: Vec<String> = shared.iter().map(|word| (*word).to_owned()).collect();
            stretches(text, &words, &shared).into_iter().map(|s| (s.text, s.shared)).collect::<Vec<_>>()
        };
        let part = |text: &str, shared| (text.to_owned(), shared);
        assert_eq!(cut(&[]), [part("abcdef", false)]);
        assert_eq!(cut(&["de"]), [part("abc", false), part("de", true), part("f", false)]);
        assert_eq!(cut(&["b"]), [part("a", false), part("b", true), part("cdef", false)]);
    }
}
