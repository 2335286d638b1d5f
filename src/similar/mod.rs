//! What it is: questions of one room that say much the same, found by the words they share.
//! What it never does: leave the house, decide anything, or show the public what it may not read.
//! Who calls it: the desks' and the ask box's doors; the roof makes it.
//! Where its tests are: beside the parts; `tests/story/desk.rs` for the journal it follows and who sees what.

mod groups;
mod index;
mod like;
mod rooms;
mod words;

pub use groups::{groups, nearest};
pub use like::{Like, Stretch};
pub use rooms::{Scope, Similar};
