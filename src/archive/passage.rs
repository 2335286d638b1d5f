//! The part of a text that shows why it was found, with what was looked for marked.

use super::{
    query::Asked,
    tokens::{Token, tokens},
};
use crate::terms::{fold, joined};
use std::ops::Range;

/// Characters of a text in which passages are looked for.
const LOOKED_AT: usize = 12_000;
/// Characters of a passage.
const LONG: usize = 160;
/// Characters of it before the first mark, where the text does not begin there.
const BEFORE: usize = 24;

/// A stretch of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The words, in the lines in which they stand: of a letter title, text and answer are lines of their own; `…` where
    /// something was left out.
    pub text: String,
    /// It was looked for.
    pub hit: bool,
}

/// Whether all phrases stand in the text as they are.
pub(super) fn holds(text: &str, asked: &Asked) -> bool {
    if asked.phrases.is_empty() {
        return true;
    }
    let folded = fold(text);
    asked.phrases.iter().all(|phrase| folded.as_str().contains(phrase.as_str()))
}

/// The passage of `text` with the most marks.
pub(super) fn passage(text: &str, asked: &Asked) -> Vec<Stretch> {
    let marks = joined(marks(&tokens(text, LOOKED_AT), asked));
    let window = window(text, &marks);
    let mut stretches = Vec::new();
    let mut add = |part: Option<&str>, hit| match part {
        Some(text) if !text.is_empty() => stretches.push(Stretch { text: text.to_owned(), hit }),
        _ => {}
    };
    let mut at = window.start;
    add((at > 0).then_some("…"), false);
    for mark in marks.iter().filter(|mark| window.start <= mark.start && mark.end <= window.end) {
        add(text.get(at..mark.start), false);
        add(text.get(mark.clone()), true);
        at = mark.end;
    }
    add(text.get(at..window.end), false);
    add((window.end < text.len()).then_some("…"), false);
    stretches
}

/// Where what was looked for stands.
fn marks(tokens: &[Token], asked: &Asked) -> Vec<Range<usize>> {
    let alone = tokens.iter().filter(|token| asked.marked.contains(&token.word));
    let mut marks: Vec<Range<usize>> = alone.map(|token| token.place.clone()).collect();
    for run in &asked.runs {
        let stands = tokens.windows(run.len()).filter(|some| some.iter().map(|token| &token.word).eq(run));
        marks.extend(stands.flatten().map(|token| token.place.clone()));
    }
    marks
}

/// The bytes of the passage: from a little before the mark that is followed by the most others.
fn window(text: &str, marks: &[Range<usize>]) -> Range<usize> {
    // three bytes are a Han character, one is a letter: the density is judged in bytes, the window cut in characters
    let reach = LONG * 2;
    let near = |first: &Range<usize>| {
        let within = |mark: &&Range<usize>| (first.start..first.start + reach).contains(&mark.start);
        marks.iter().filter(within).map(|mark| mark.len()).sum::<usize>()
    };
    let best = marks.iter().rev().max_by_key(|mark| near(mark)).map_or(0, |mark| mark.start);
    let head = text.get(..best).unwrap_or_default();
    let start = head.char_indices().rev().nth(BEFORE).map_or(0, |(at, c)| at + c.len_utf8());
    let tail = text.get(start..).unwrap_or_default();
    let end = tail.char_indices().nth(LONG).map_or(text.len(), |(at, _)| start + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::query::asked;
    use super::*;

    fn shown(text: &str, query: &str) -> Vec<(String, bool)> {
        let asked = asked(query).unwrap_or_default();
        passage(text, &asked).into_iter().map(|stretch| (stretch.text, stretch.hit)).collect()
    }

    #[test]
    fn a_short_text_is_shown_whole_with_its_marks() {
        let part = |text: &str, hit| (text.to_owned(), hit);
        assert_eq!(
            shown("明年公交票价不变。", "票价"),
            [part("明年公交", false), part("票价", true), part("不变。", false)]
        );
        assert_eq!(
            shown("Night buses run late", "bus"),
            [part("Night ", false), part("buses", true), part(" run late", false)]
        );
        assert_eq!(shown("没有", "票价"), [part("没有", false)]);
    }

    #[test]
    fn of_a_long_text_the_densest_part_is_shown() {
        let text = format!("{}公交。{}公交票价，公交票价。{}", "甲".repeat(300), "乙".repeat(400), "丙".repeat(300));
        let found = shown(&text, "公交票价");
        let whole: String = found.iter().map(|(text, _)| text.as_str()).collect();
        assert!(whole.starts_with("…乙") && whole.ends_with("丙…"), "{whole}");
        assert_eq!(found.iter().filter(|(_, hit)| *hit).count(), 2, "{found:?}");
        assert!(whole.chars().count() <= LONG + 2);
    }

    #[test]
    fn a_phrase_stands_as_it_is_however_it_is_dressed() {
        let asked = asked("“Night bus”").unwrap_or_default();
        assert!(holds("the NIGHT  Bus", &asked) && !holds("bus at night", &asked));
    }
}
