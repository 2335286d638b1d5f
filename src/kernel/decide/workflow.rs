//! How posts are handled from now on: the workflow of a room changes as a whole.

use super::room::{Context, room};
use crate::kernel::{
    event::{Event, RoomEvent},
    principal::Role,
    refusal::Refusal,
    room::{Header, Phase},
    workflow::{Fault, Stage, Workflow, WorkflowStep},
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

/// A letter keeps the version it began with. What has no clock of its own, as a question of a session, stands at a
/// stage of the workflow in force: there all stages stay.
fn keeps_places(header: &Header, workflow: &Workflow) -> Result<(), Refusal> {
    let here = |stage: &&Stage| workflow.stage(&stage.name).is_none_or(|kept| kept.step != stage.step);
    match header.workflow.stages.iter().find(here) {
        Some(stage) if header.posts > 0 && !header.workflow.is_timed() => {
            Err(Refusal::BadWorkflow { stage: stage.name.clone(), fault: "kept".into(), with: String::new() })
        }
        _ => Ok(()),
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
