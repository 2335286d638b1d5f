//! What it is: mailboxes for citizens: the mailbox, the form to write, a letter's own page and what its author adds.
//! What it never does: decide, or show the full version of a letter to anybody but its author.
//! Who calls it: the router, and the pages of rooms and questions where the room takes letters.
//! Where its tests are: `tests/story/letter_pages.rs`.

mod add;
mod files;
mod home;
mod letter;
mod write;

pub(super) use add::{add, redo};
pub(in crate::http::pages) use files::read as read_letter;
pub(super) use files::{coded_file, coded_picture, own_file, own_picture};
pub(super) use home::mailbox;
pub(super) use letter::letter;
pub(in crate::http::pages) use write::{Fields, Typed, field_of};
pub(super) use write::{form, joined, send};
