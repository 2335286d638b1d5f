//! Appeals against a decision that stopped a post, and letting that decision stand.

use super::room::{Case, on};
use crate::kernel::{
    appeal::AppealStep,
    event::{Event, PostEvent},
    id::PostId,
    principal::{Principal, Role},
    refusal::Refusal,
    room::Phase,
};

/// Whoever may let a decision stand that somebody else made.
pub const JUDGES: [Role; 3] = [Role::Moderator, Role::Approver, Role::Administrator];

pub(super) fn decide(case: &Case<'_>, step: &AppealStep) -> Result<Vec<Event>, Refusal> {
    match step {
        AppealStep::Make { post, .. } => make(case, *post),
        AppealStep::Dismiss { post, revision, .. } => dismiss(case, *post, *revision),
    }
}

/// Once, by the author; the reason is for staff, so what screening notices only marks it.
fn make(case: &Case<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    let visitor = case.permit.visitor()?;
    let post = case.post(id)?;
    if post.visitor != Some(visitor) {
        return Err(Refusal::NotFound);
    }
    if matches!(case.header.phase, Phase::Cancelled | Phase::Discarded) {
        return Err(Refusal::WrongPhase);
    }
    post.can_be_appealed()?;
    let text = case.given.words(case.given.limits.note_chars)?;
    Ok(vec![on(id, PostEvent::Appealed { text, marks: case.given.marks.clone() })])
}

fn dismiss(case: &Case<'_>, id: PostId, revision: u32) -> Result<Vec<Event>, Refusal> {
    case.permit.require(&JUDGES)?;
    let post = case.fresh(id, revision)?;
    if post.open_appeal().is_none() || post.pending.is_some() {
        return Err(Refusal::WrongStep);
    }
    match case.permit.principal {
        Principal::Staff(person) if post.was_stopped_by(person) => Err(Refusal::OwnDecision),
        _ => {
            let reason = Some(case.given.words(case.given.limits.note_chars)?);
            Ok(vec![on(id, PostEvent::AppealDismissed { reason })])
        }
    }
}
