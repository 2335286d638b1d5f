//! What every way of seeing has in common.

use crate::fold::Folded;
use std::ops::Range;

/// Finds places in one text.
pub(crate) trait Detect: Send + Sync {
    /// Byte ranges of the original `text`, of which `folded` is the folded form.
    fn find(&self, text: &str, folded: &Folded) -> Vec<Range<usize>>;
}
