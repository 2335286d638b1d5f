//! What it is: the public record of all rooms by words, months, units and guests: an index that follows the journals.
//! What it never does: show what the index remembers; every hit is looked up in the tables before it is shown.
//! Who calls it: the doors; the roof makes it and lets it follow.
//! Where its tests are: beside the parts; `tests/story/archive.rs` for what is found, followed and no longer found.

mod answered;
mod documents;
mod follow;
mod hits;
mod index;
mod passage;
mod query;
mod search;
mod shelves;
mod tokens;

pub use answered::Answered;
pub use hits::Hit;
pub use index::Archive;
pub use passage::Stretch;
pub use query::{QUERY_CHARS, Query, Unaskable};
pub use search::{Found, MOST};
pub use shelves::Month;
