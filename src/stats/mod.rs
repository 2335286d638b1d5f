//! What it is: figures of what the house has done, each with what it is counted from.
//! What it never does: call the desk, hold SQL, choose words, or give a rate without its denominator.
//! Who calls it: the pages of statistics.
//! Where its tests are: beside the parts; `tests/story/statistics.rs` against sessions that were played, `tests/story/letter_numbers.rs` against letters.

mod counts;
mod letters;
mod list;
mod rank;
mod year;

pub use counts::{Counted, Counts, Kind, Standing, Waits};
pub use letters::{Letters, Rate, UnitLetters, average_tenths, behind, letters};
pub use list::{Found, Wanted, posts};
pub use rank::{LEAST_RANKED, Measure, Ranked, ranked};
pub use year::{Month, Session, UnitYear, Year, year};
