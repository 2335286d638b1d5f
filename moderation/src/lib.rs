//! Accountable screening: text in, findings out, each naming a rule of a published rulebook.
//! Never rejects anything, never reads a clock, a file or a socket, and knows nothing of rooms.
//! Called by the desk (screening, cleaning, counting, names), the search for similar posts and the command line.
//! Tests: `moderation/tests/behaviour/`.

mod clean;
mod count;
mod detect;
mod fault;
mod fold;
mod invisible;
mod name;
mod plain;
mod rule_file;
mod rulebook;
mod screen;
mod simplified;

pub use clean::{MARKS_MAX, Unclean, clean};
pub use count::{Counts, count};
pub use detect::repeats::Shingles;
pub use fault::Fault;
pub use fold::{Folded, fold};
pub use name::{same_name, skeleton};
pub use rulebook::{Bilingual, DEFAULT, Detector, Rule, Rulebook, RulebookError, Severity};
pub use screen::{FINDINGS_MAX, Finding, Screener};
