//! Near-duplicates: the share of three-character shingles that two texts have in common (Jaccard).

use crate::{
    fold::{Folded, fold},
    plain::is_wordy,
};
use std::cmp::Ordering;

const SHINGLE_CHARS: usize = 3;
const CODE_POINT_BITS: u32 = 21;
/// Words of a sketch; 256 bits are enough for texts of the usual length.
const SKETCH_WORDS: usize = 4;

/// The shingles of a text: its folded letters and digits in overlapping threes. Much smaller to compare than the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    /// Sorted, each once; three code points fit exactly.
    packed: Vec<u64>,
    /// A bit for each by its hash: two texts lack in common at least as many shingles as bits.
    bits: [u64; SKETCH_WORDS],
    chars: usize,
}

impl Shingles {
    /// Cuts a text.
    pub fn of(text: &str) -> Shingles {
        Shingles::of_folded(&fold(text))
    }

    /// Cuts a text that is folded already.
    pub fn of_folded(folded: &Folded) -> Shingles {
        let chars: Vec<u64> = folded.as_str().chars().filter(|c| is_wordy(*c)).map(u64::from).collect();
        let pack = |chars: &[u64]| chars.iter().fold(0, |packed, c| (packed << CODE_POINT_BITS) | c);
        let mut packed: Vec<u64> = match chars.len() {
            0 => vec![],
            1..SHINGLE_CHARS => vec![pack(&chars)],
            _ => chars.windows(SHINGLE_CHARS).map(pack).collect(),
        };
        packed.sort_unstable();
        packed.dedup();
        let mut bits = [0; SKETCH_WORDS];
        packed.iter().for_each(|shingle| set_bit(&mut bits, *shingle));
        Shingles { packed, bits, chars: chars.len() }
    }

    /// How many of these shingles are surely not among those of `other`, at least.
    fn lacks(&self, other: &Shingles) -> usize {
        self.bits.iter().zip(&other.bits).map(|(own, others)| (own & !others).count_ones() as usize).sum()
    }

    /// From 0 (nothing in common) to 1 (the same shingles); two empty texts have nothing in common.
    pub fn likeness(&self, other: &Shingles) -> f64 {
        self.likeness_from(other, 0.0)
    }

    /// The likeness if it reaches `least`, else 0: unlike texts, which are most, are left after a few shingles.
    pub fn likeness_from(&self, other: &Shingles, least: f64) -> f64 {
        let (mut a, mut b, mut common) = (self.packed.as_slice(), other.packed.as_slice(), 0_usize);
        // Rounded down, so that a rounding error never hides a repeat.
        let needed = (least / (1.0 + least) * (a.len() + b.len()) as f64) as usize;
        if a.len().min(b.len()) < needed || a.len() - self.lacks(other) < needed {
            return 0.0;
        }
        while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
            if common + a.len().min(b.len()) < needed {
                return 0.0;
            }
            let order = x.cmp(y);
            common += usize::from(order == Ordering::Equal);
            a = if order == Ordering::Greater { a } else { a_rest };
            b = if order == Ordering::Less { b } else { b_rest };
        }
        let all = self.packed.len() + other.packed.len() - common;
        let likeness = if all == 0 { 0.0 } else { common as f64 / all as f64 };
        if likeness < least { 0.0 } else { likeness }
    }
}

pub(crate) struct Repeats {
    pub(crate) threshold: f64,
    pub(crate) min_chars: usize,
}

impl Repeats {
    pub(crate) fn hits(&self, text: &Shingles, closest: f64) -> bool {
        text.chars >= self.min_chars && closest >= self.threshold
    }
}

fn set_bit(bits: &mut [u64; SKETCH_WORDS], shingle: u64) {
    // Fibonacci hashing (Knuth 6.4): the upper bits depend on all of the shingle.
    let hash = shingle.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
    if let Some(word) = bits.get_mut(hash as usize / 64) {
        *word |= 1 << (hash % 64);
    }
}
