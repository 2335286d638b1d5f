//! What it is: the rules of cases: letters routed, taken, handled, agreed to, answered, published, rated, closed.
//! What it never does: ask for a room's kind or a stage's name; steps and their order come from the workflow.
//! Who calls it: `decide::room`, for each step of a case.
//! Where its tests are: `tests/story/letters.rs` and `tests/rules/`.

mod close;
mod handle;
mod moves;
mod route;
mod stand;

use super::{ask, room::Context};
use crate::kernel::{case::CaseStep, event::Event, id::PostId, refusal::Refusal};

pub(super) use close::lapse;
pub(super) use moves::{begun, recount, timed};
pub use stand::CaseActs;

pub(super) fn decide(cx: &Context<'_>, (id, revision): (PostId, u32), step: &CaseStep) -> Result<Vec<Event>, Refusal> {
    use CaseStep::{
        Add, Agree, Ask, Draft, End, Extend, HandUp, Judge, Note, Publish, Redo, Return, Route, SendBack, Take,
    };
    if step.is_citizens() {
        ask::own(cx, id)?;
    }
    let file = moves::File::open(cx, id, revision)?;
    match step {
        Route { .. } => route::route(&file, step),
        End { end, .. } => route::end(&file, *end),
        Judge { days, .. } => route::judge(&file, *days),
        Take => handle::take(&file),
        Return { .. } => handle::send_to_router(&file),
        Draft { end, .. } => handle::draft(&file, *end),
        HandUp => handle::hand_up(&file),
        Ask { .. } => handle::ask(&file),
        Extend { days, .. } => handle::extend(&file, *days),
        Agree => handle::agree(&file),
        SendBack { .. } => handle::send_back(&file),
        Publish { manner, .. } => close::publish(&file, *manner),
        Add { .. } => close::add(&file),
        Redo { .. } => close::redo(&file),
        Note { kind, .. } => close::note(&file, *kind),
    }
}
