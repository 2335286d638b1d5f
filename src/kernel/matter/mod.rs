//! What it is: the catalogue of matters; a tree of topics, each with the unit that leads, its limit and the words that point at it.
//! What it never does: cut texts into words, or route; it proposes.
//! Who calls it: the office's settings, the desk of whoever routes letters, the page that changes it.
//! Where its tests are: `tests/rules/matters.rs` and `tests/story/papers.rs`.

mod catalogue;
mod file;
mod suggest;

pub use catalogue::{Catalogue, Matter};
pub use file::{FaultKind, MatterFault};
pub use suggest::{Heard, Suggestion, heard};
