//! What it is: a case; a letter on its way through a workflow: who has it, by when, what was asked, answered, published.
//! What it never does: decide; that is `decide::case`.
//! Who calls it: the fold, the rules, and views of staff and authors.
//! Where its tests are: `tests/story/letters.rs` and `tests/rules/`.

mod event;
mod filled;
mod fold;
mod past;
mod pile;
mod replay;
mod state;
mod step;
mod watch;

pub use event::{Arrival, CaseEvent};
pub use filled::Filled;
pub(super) use fold::change;
pub use past::{Brought, PastAnswer, Took};
pub use pile::{CasePile, Over};
pub use replay::{Figure, Past, Replay, Stay, replay};
pub use state::{Answered, Asked, Case, Draft, End, Extension, Judged, Manner, NoteKind, Publication};
pub use step::CaseStep;
pub use watch::{Called, Owed, Owing, Reminded, Watch};
