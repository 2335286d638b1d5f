//! What it is: what one letter counts for in the statistics, and figures that can be added up.
//! What it never does: look at a clock, a calendar or a zone: days were told when things happened, so that what a letter counted for can be taken away exactly.
//! Who calls it: the desk with every letter that changed, the store that keeps the sums, `stats` that reads them.
//! Where its tests are: beside the parts; `tests/story/letter_numbers.rs`.

mod count;
mod figure;

pub use count::{CountKey, Counted, Spread, counted, spread};
pub use figure::{BUCKETS, Figure, Figures, bucket};
