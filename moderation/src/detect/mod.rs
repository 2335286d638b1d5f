//! What screening can see: words, patterns, links, personal data, repeats, floods.
//! Never decides what follows from it, and never learns which rule it serves.
//! Called by `screen` (and by `rule_file` to try a pattern).
//! Tests: `moderation/tests/behaviour/detect.rs`.

pub(crate) mod contact;
pub(crate) mod flood;
pub(crate) mod links;
pub(crate) mod pattern;
pub mod repeats;
pub(crate) mod words;

use crate::fold::Folded;
use std::ops::Range;

/// Finds places in one text.
pub(crate) trait Detect: Send + Sync {
    /// Byte ranges of the original `text`, of which `folded` is the folded form.
    fn find(&self, text: &str, folded: &Folded) -> Vec<Range<usize>>;
}
