//! Filler: one character or phrase over and over, or a hole of blanks.

use super::Detect;
use crate::{
    fold::Folded,
    invisible::{is_blank, is_han},
};
use std::ops::Range;

const LETTERS_MIN: usize = 6;
const HAN_MIN: usize = 4;
const DIGITS_MIN: usize = 13;
const SIGNS_MIN: usize = 20;
const BLANKS_MIN: usize = 20;
const PHRASE_CHARS: Range<usize> = 2..13;
const PHRASE_TIMES: usize = 4;

pub(crate) struct Flood;

impl Detect for Flood {
    fn find(&self, text: &str, folded: &Folded) -> Vec<Range<usize>> {
        let chars: Vec<(usize, char)> = folded.as_str().char_indices().collect();
        let end_of = |i: usize| chars.get(i).map_or(folded.as_str().len(), |&(at, _)| at);
        let mut found = runs(&chars, 1, HAN_MIN);
        found.retain(|run| run.len() >= least(chars[run.start].1));
        for len in PHRASE_CHARS {
            let long = runs(&chars, len, len * PHRASE_TIMES).into_iter();
            found.extend(long.filter(|run| chars[run.clone()].iter().any(|&(_, c)| c.is_alphabetic())));
        }
        let mut places: Vec<_> =
            found.into_iter().map(|run| folded.original(end_of(run.start)..end_of(run.end))).collect();
        places.extend(holes(text));
        places
    }
}

/// How many of a character in a row are too many; long numbers and rulers are none.
fn least(c: char) -> usize {
    match c {
        _ if is_han(c) => HAN_MIN,
        _ if c.is_alphabetic() => LETTERS_MIN,
        _ if c.is_numeric() => DIGITS_MIN,
        _ => SIGNS_MIN,
    }
}

/// Longest stretches of at least `least`, as places in `chars`, in which every character equals the one `period` before it.
fn runs(chars: &[(usize, char)], period: usize, least: usize) -> Vec<Range<usize>> {
    let (mut runs, mut start) = (vec![], 0);
    let mut end_at = |i: usize, start: usize| {
        if i - start >= least {
            runs.push(start..i);
        }
    };
    for (i, (before, now)) in (period..).zip(chars.iter().zip(chars.iter().skip(period))) {
        if before.1 != now.1 {
            end_at(i, start);
            start = i + 1 - period;
        }
    }
    end_at(chars.len(), start);
    runs
}

fn holes(text: &str) -> Vec<Range<usize>> {
    let (mut places, mut start, mut blanks) = (vec![], 0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), '.')]) {
        if is_blank(c) {
            (start, blanks) = if blanks == 0 { (at, 1) } else { (start, blanks + 1) };
            continue;
        }
        if blanks >= BLANKS_MIN {
            places.push(start..at);
        }
        blanks = 0;
    }
    places
}
