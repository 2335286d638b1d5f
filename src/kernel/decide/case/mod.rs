//! What it is: the rules of cases: letters routed, taken, handled, agreed to, answered, published, rated, closed.
//! What it never does: ask for a room's kind or a stage's name; steps and their order come from the workflow.
//! Who calls it: `decide::room`, for each step of a case.
//! Where its tests are: `tests/story/letters.rs` and `tests/rules/`.

mod carry;
mod close;
mod form;
mod handle;
mod heirs;
mod moves;
mod past;
mod route;
mod stand;
mod steps;
mod watch;

pub use carry::LEFTOVERS;
pub(super) use carry::carry;
pub(super) use close::lapse;
pub(super) use heirs::succeed;
pub(super) use moves::{begun, recount, timed};
pub(super) use past::brought;
pub use stand::CaseActs;
pub(super) use steps::decide;
pub(super) use watch::{owed, remind};
