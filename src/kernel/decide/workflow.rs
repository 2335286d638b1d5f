//! How posts are handled from now on: the workflow of a room changes as a whole.

use super::room::{Context, on, room};
use crate::kernel::{
    case::CaseEvent,
    event::{Event, PostEvent, RoomEvent},
    id::PostId,
    principal::Role,
    refusal::Refusal,
    room::{Header, Phase},
    workflow::{Fault, StepKind, WOULD_LOSE, Workflow, WorkflowStep},
};

pub(super) fn decide(cx: &Context<'_>, step: &WorkflowStep) -> Result<Vec<Event>, Refusal> {
    match step {
        WorkflowStep::Adopt { workflow, seen } => adopt(cx, workflow, *seen),
        WorkflowStep::Move { post, version, from, to, .. } => moved(cx, *post, *version, (from, to)),
    }
}

fn adopt(cx: &Context<'_>, workflow: &Workflow, seen: u32) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Administrator])?;
    let (header, most) = (cx.header, cx.given.limits.workflow_versions);
    if header.phase == Phase::Discarded {
        return Err(Refusal::WrongPhase);
    }
    let version = header.workflow.version;
    if seen != version {
        return Err(Refusal::Stale { revision: version });
    }
    sound(workflow)?;
    if workflow.version <= version {
        return Err(Refusal::OldVersion { version });
    }
    if (Workflow { version, ..workflow.clone() }) == header.workflow {
        return Err(Refusal::Unchanged);
    }
    keeps_places(header, workflow)?;
    if header.earlier_workflows.len() >= most {
        return Err(Refusal::Full { most });
    }
    Ok(vec![room(RoomEvent::WorkflowAdopted { workflow: workflow.clone() })])
}

/// Idempotent: what follows this version already stays. A step of another kind would leave a draft where nobody drafts.
fn moved(cx: &Context<'_>, id: PostId, version: u32, (from, to): (&str, &str)) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Administrator])?;
    let (post, workflow) = (cx.post(id)?, &cx.header.workflow);
    let case = post.case.as_deref().ok_or(Refusal::NotFound)?;
    if version != workflow.version {
        return Err(Refusal::Stale { revision: workflow.version });
    }
    if case.version == version {
        return Ok(Vec::new());
    }
    let stage = workflow.stage(to).filter(|stage| stage.step == post.place.step);
    let open = !post.is_out() && post.pending.is_none() && post.place.step != StepKind::Close;
    let Some(stage) = stage.filter(|_| open && post.place.stage == from) else { return Err(Refusal::WrongStep) };
    let (place, text) = (stage.place(), cx.given.words(cx.given.limits.note_chars)?);
    Ok(vec![on(id, PostEvent::Case { event: CaseEvent::Moved { version, place, text } })])
}

fn keeps_places(header: &Header, workflow: &Workflow) -> Result<(), Refusal> {
    match header.would_lose(workflow) {
        Some(stage) => {
            Err(Refusal::BadWorkflow { stage: stage.name.clone(), fault: WOULD_LOSE.into(), with: String::new() })
        }
        None => Ok(()),
    }
}

/// The first thing that is wrong with it; pages say all.
pub(super) fn sound(workflow: &Workflow) -> Result<(), Refusal> {
    let fault = |fault: &Fault| Refusal::BadWorkflow {
        stage: fault.stage.clone().unwrap_or_default(),
        fault: fault.kind.code().into(),
        with: fault.with.clone(),
    };
    workflow.check().map_err(|faults| faults.first().map_or(Refusal::Empty, fault))
}
