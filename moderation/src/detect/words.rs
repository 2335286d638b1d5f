//! Word lists: one automaton for all rules, over folded text.

use crate::fold::{Folded, fold};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use std::{collections::BTreeMap, ops::Range};

/// Longer than any phrase that a rulebook may list (64 characters and some signs between them).
const PHRASE_BYTES_MAX: usize = 1024;

pub(crate) struct Words {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// For each word of the automaton, the rules that list it and how.
    entries: Vec<Vec<(usize, Role)>>,
}

/// The words of one rule.
pub(crate) struct List<'a> {
    pub(crate) rule: usize,
    pub(crate) words: &'a [String],
    pub(crate) except: &'a [String],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Sought,
    Excepted,
}

impl Words {
    pub(crate) fn new(lists: &[List<'_>]) -> Result<Words, String> {
        let mut spelt: BTreeMap<String, Vec<(usize, Role)>> = BTreeMap::new();
        for list in lists {
            let sought = list.words.iter().map(|word| (word, Role::Sought));
            for (word, role) in sought.chain(list.except.iter().map(|word| (word, Role::Excepted))) {
                let entries = spelt.entry(fold(word).as_str().trim().to_owned()).or_default();
                if !entries.contains(&(list.rule, role)) {
                    entries.push((list.rule, role));
                }
            }
        }
        spelt.remove("");
        let words: Vec<(&str, u32)> = spelt.keys().map(String::as_str).zip(0..).collect();
        let automaton = match words.is_empty() {
            true => None,
            false => Some(CharwiseDoubleArrayAhoCorasick::with_values(words).map_err(|e| e.to_string())?),
        };
        Ok(Words { automaton, entries: spelt.into_values().collect() })
    }

    /// Rule numbers with byte ranges of the folded text.
    pub(crate) fn find(&self, folded: &Folded) -> Vec<(usize, Range<usize>)> {
        let Some(automaton) = &self.automaton else { return vec![] };
        let (mut sought, mut excepted) = (vec![], Excepted::default());
        for hit in automaton.find_overlapping_iter(folded.as_str()) {
            let place = hit.start()..hit.end();
            for &(rule, role) in self.entries.get(hit.value() as usize).into_iter().flatten() {
                match role {
                    Role::Excepted => excepted.entry(rule).or_default().push(place.clone()),
                    Role::Sought if stands_alone(folded.as_str(), place.clone()) => sought.push((rule, place.clone())),
                    Role::Sought => {}
                }
            }
        }
        sought.retain(|(rule, place)| !is_inside(excepted.get(rule).map_or(&[], Vec::as_slice), place));
        sought
    }
}

/// Where each rule's excepted phrases are, by rising ends, as the automaton gives them.
type Excepted = BTreeMap<usize, Vec<Range<usize>>>;

fn is_inside(phrases: &[Range<usize>], place: &Range<usize>) -> bool {
    let reaching = phrases.partition_point(|phrase| phrase.end < place.end);
    // A phrase is short, so the ones that could still cover the place are few.
    let near = phrases[reaching..].iter().take_while(|phrase| phrase.end <= place.end + PHRASE_BYTES_MAX);
    near.into_iter().any(|phrase| phrase.start <= place.start)
}

/// A Latin word inside a longer one (`sex` in `sussex`), a number inside a longer one, is another word.
fn stands_alone(text: &str, hit: Range<usize>) -> bool {
    let goes_on = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => {
            (a.is_ascii_alphabetic() && b.is_ascii_alphabetic()) || (a.is_ascii_digit() && b.is_ascii_digit())
        }
        _ => false,
    };
    let (before, word, after) = (text.get(..hit.start), text.get(hit.clone()), text.get(hit.end..));
    let (Some(before), Some(word), Some(after)) = (before, word, after) else { return false };
    !goes_on(before.chars().next_back(), word.chars().next())
        && !goes_on(word.chars().next_back(), after.chars().next())
}
