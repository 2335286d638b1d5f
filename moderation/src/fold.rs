//! One spelling for many, so that a rule meets a word however it is dressed; every folded character knows where it came from.

use crate::{
    invisible::{is_han, is_hidden},
    plain::{is_wordy, plain},
    simplified::simplified,
};
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};
use unicode_segmentation::UnicodeSegmentation;

/// Longest gap, in characters, that can lie inside a pulled-apart word.
const GAP_MAX: usize = 8;

/// A folded text with its way back.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    spots: Vec<Spot>,
    source_bytes: usize,
}

/// A folded character: its first byte in the folded text and the bytes of the original it stands for.
#[derive(Clone, Copy, Debug)]
struct Spot {
    at: usize,
    start: usize,
    end: usize,
}

impl Folded {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a byte range of the folded text stands for, whole characters as
    /// people see them. A range beyond the folded text is cut to it.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let first = self.spots.partition_point(|spot| spot.at <= folded.start).saturating_sub(1);
        let last = self.spots.partition_point(|spot| spot.at < folded.end).saturating_sub(1);
        match (self.spots.get(first), self.spots.get(last.max(first))) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// The whole original.
    pub(crate) fn whole(&self) -> Range<usize> {
        0..self.source_bytes
    }

    fn push(&mut self, glyph: Glyph) {
        self.spots.push(Spot { at: self.text.len(), start: glyph.start, end: glyph.end });
        self.text.push(glyph.c);
    }
}

/// Folds a text for matching: compatibility forms to plain ones (NFKC and beyond: accents go too), Traditional
/// signs to Simplified ones, lower case, nothing invisible, runs of white space as one; spaces and signs pulled between the characters of
/// a word are dropped. Between Latin words one space stays.
pub fn fold(text: &str) -> Folded {
    let glyphs = plain_glyphs(text).unwrap_or_else(|| glyphs(text));
    let runs: Vec<&[Glyph]> = glyphs.chunk_by(|a, b| a.wordy == b.wordy).collect();
    let (words, spots) = (String::with_capacity(text.len()), Vec::with_capacity(glyphs.len()));
    let mut folded = Folded { source_bytes: text.len(), text: words, spots };
    for (i, run) in runs.iter().enumerate() {
        match fate(&runs, i) {
            Fate::Stays => stay(&mut folded, run),
            Fate::Dot => run.iter().filter(|glyph| glyph.c == '.').take(1).for_each(|dot| folded.push(*dot)),
            Fate::Goes => {}
        }
    }
    folded
}

#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    /// A letter or a digit.
    wordy: bool,
    start: usize,
    end: usize,
}

impl Glyph {
    fn new(c: char, start: usize, end: usize) -> Glyph {
        Glyph { c: simplified(c), wordy: is_wordy(c), start, end }
    }
}

/// The glyphs of a text of plain characters alone.
fn plain_glyphs(text: &str) -> Option<Vec<Glyph>> {
    let mut glyphs = Vec::with_capacity(text.len() / 2);
    for (start, c) in text.char_indices() {
        glyphs.push(Glyph::new(plain(c)?, start, start + c.len_utf8()));
    }
    Some(glyphs)
}

fn glyphs(text: &str) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(text.len() / 2);
    for (start, cluster) in text.grapheme_indices(true) {
        let end = start + cluster.len();
        if let Some(c) = alone(cluster) {
            glyphs.push(Glyph::new(c, start, end));
            continue;
        }
        let folded = cluster.nfkd().flat_map(char::to_lowercase).nfkd().filter(|&c| !is_hidden(c) && !is_accent(c));
        glyphs.extend(folded.nfc().map(|c| Glyph::new(c, start, end)));
    }
    glyphs
}

/// What a cluster folds to that is one character whose form is known.
fn alone(cluster: &str) -> Option<char> {
    let mut chars = cluster.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii() => Some(c.to_ascii_lowercase()),
        (Some(c), None) => plain(c),
        _ => None,
    }
}

fn is_accent(c: char) -> bool {
    canonical_combining_class(c) != 0 || matches!(c, '\u{20D0}'..='\u{20FF}')
}

/// What becomes of a run.
enum Fate {
    Stays,
    Dot,
    Goes,
}

fn fate(runs: &[&[Glyph]], i: usize) -> Fate {
    let (Some(before), Some(after)) = (i.checked_sub(1).and_then(|i| runs.get(i)), runs.get(i + 1)) else {
        return Fate::Stays;
    };
    let (gap, Some(left), Some(right)) = (runs[i], before.last(), after.first()) else { return Fate::Stays };
    if !left.wordy || gap.len() > GAP_MAX {
        return Fate::Stays;
    }
    let (either_han, both_han) = (is_han(left.c) || is_han(right.c), is_han(left.c) && is_han(right.c));
    let dotted = gap.iter().any(|glyph| glyph.c == '.');
    if before.len() == 1 && after.len() == 1 {
        let word = either_han || !dotted || is_dotted_through(runs, i);
        return if word { Fate::Goes } else { Fate::Dot };
    }
    let loose = gap.iter().all(|glyph| !ends_phrase(glyph.c));
    if loose && either_han && (both_han || !dotted) { Fate::Goes } else { Fate::Stays }
}

/// Whether the gap is one of several single dots in a row, as in `w.e.i`.
fn is_dotted_through(runs: &[&[Glyph]], i: usize) -> bool {
    let is_dot = |i: usize| runs.get(i).is_some_and(|gap| matches!(gap, [dot] if dot.c == '.'));
    is_dot(i) && (is_dot(i + 2) || i.checked_sub(2).is_some_and(is_dot))
}

/// Signs that part phrases, over which a word does not reach.
fn ends_phrase(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '"'
            | '\''
            | '/'
            | '@'
            | '。'
            | '、'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '—'
    ) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}')
}

fn stay(folded: &mut Folded, run: &[Glyph]) {
    for part in run.chunk_by(|a, b| a.c.is_whitespace() && b.c.is_whitespace()) {
        let Some(&first) = part.first() else { continue };
        let broken = part.iter().any(|glyph| glyph.c == '\n');
        let c = match first.c {
            c if !c.is_whitespace() => c,
            _ if broken => '\n',
            _ => ' ',
        };
        folded.push(Glyph { c, ..first });
    }
}
