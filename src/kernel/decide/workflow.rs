//! How posts are handled from now on: the workflow of a room changes as a whole.

use super::room::{Context, room};
use crate::kernel::{
    event::{Event, RoomEvent},
    principal::Role,
    refusal::Refusal,
    room::{Header, Phase},
    workflow::{Fault, WOULD_LOSE, Workflow, WorkflowStep},
};

pub(super) fn decide(cx: &Context<'_>, step: &WorkflowStep) -> Result<Vec<Event>, Refusal> {
    match step {
        WorkflowStep::Adopt { workflow, seen } => adopt(cx, workflow, *seen),
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
