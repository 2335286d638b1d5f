//! Sends each step to the rules that know it.

use super::{carry, close, form, handle, moves, route, watch};
use crate::kernel::{
    case::CaseStep,
    decide::{ask, room::Context},
    event::Event,
    id::PostId,
    refusal::Refusal,
};

pub(in crate::kernel::decide) fn decide(
    cx: &Context<'_>,
    (id, revision): (PostId, u32),
    step: &CaseStep,
) -> Result<Vec<Event>, Refusal> {
    use CaseStep::{
        Add, Agree, Ask, CallBack, Comment, Draft, End, Extend, Fill, GoOver, HandUp, Judge, Note, Publish, Redo,
        Return, Rework, Route, SendBack, Take,
    };
    match step {
        GoOver { unit } => return carry::over(cx, (id, revision), *unit),
        Comment { .. } => return carry::comment(cx, (id, revision)),
        _ => {}
    }
    if step.is_citizens() {
        ask::own(cx, id)?;
    }
    let file = moves::File::open(cx, id, revision)?;
    let mut events = match step {
        Route { .. } => route::route(&file, step),
        End { end, .. } => route::end(&file, *end),
        Judge { days, .. } => route::judge(&file, *days),
        Take => handle::take(&file),
        Return { .. } => handle::send_to_router(&file),
        Draft { end, .. } => handle::draft(&file, *end),
        Fill { .. } => form::fill(&file),
        HandUp => handle::hand_up(&file),
        Ask { .. } => handle::ask(&file),
        Extend { days, .. } => handle::extend(&file, *days),
        Agree => handle::agree(&file),
        SendBack { .. } => handle::send_back(&file),
        Publish { manner, files, .. } => close::publish(&file, *manner, files),
        Add { .. } => close::add(&file),
        Redo { .. } => close::redo(&file),
        Rework { .. } => watch::rework(&file),
        CallBack { called, .. } => watch::call_back(&file, *called),
        Note { kind, .. } => close::note(&file, *kind),
        GoOver { .. } | Comment { .. } => Err(Refusal::WrongStep),
    }?;
    let for_stage = matches!(
        step,
        Route { .. }
            | End { .. }
            | Take
            | Return { .. }
            | Draft { .. }
            | Fill { .. }
            | HandUp
            | Ask { .. }
            | Extend { .. }
            | Agree
            | SendBack { .. }
            | Publish { .. }
    );
    events.extend(file.acted_for().filter(|_| for_stage));
    Ok(events)
}
