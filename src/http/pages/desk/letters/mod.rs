//! What it is: letters at the desks: what is to be done by whom and until when, a case with every act, writing one down.
//! What it never does: decide, or show a case to anybody whose roles do not open it.
//! Who calls it: the router.
//! Where its tests are: `tests/story/letter_pages.rs`.

mod attached;
mod case;
mod enter;
mod feed;
mod file;
mod form;
mod piles;
mod publish;
mod slip;
mod step;
mod to_do;
mod together;
mod unlike;

pub(super) use attached::{file, picture};
pub(super) use case::case;
pub(super) use enter::{enter, new};
pub(super) use feed::{atom, json};
pub(super) use piles::{Pile, counted};
pub(super) use slip::slip;
pub(super) use step::step;
pub(super) use to_do::to_do;
pub(super) use together::{choose, together};
