//! Appeals against a decision that stopped a post, and letting that decision stand.

use super::room::{Context, on};
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

pub(super) fn decide(cx: &Context<'_>, step: &AppealStep) -> Result<Vec<Event>, Refusal> {
    match step {
        AppealStep::Make { post, .. } => make(cx, *post),
        AppealStep::Dismiss { post, revision, .. } => dismiss(cx, *post, *revision),
    }
}

/// Once, by the author; the reason is for staff, so what screening notices only marks it.
fn make(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    let visitor = cx.permit.visitor()?;
    let post = cx.post(id)?;
    if post.visitor != Some(visitor) {
        return Err(Refusal::NotFound);
    }
    if matches!(cx.header.phase, Phase::Cancelled | Phase::Discarded) {
        return Err(Refusal::WrongPhase);
    }
    post.can_be_appealed()?;
    let text = cx.given.words(cx.given.limits.note_chars)?;
    Ok(vec![on(id, PostEvent::Appealed { text, marks: cx.given.marks.clone() })])
}

fn dismiss(cx: &Context<'_>, id: PostId, revision: u32) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&JUDGES)?;
    let post = cx.fresh(id, revision)?;
    if post.open_appeal().is_none() || post.pending.is_some() {
        return Err(Refusal::WrongStep);
    }
    match cx.permit.principal {
        Principal::Staff(person) if post.was_stopped_by(person) => Err(Refusal::OwnDecision),
        _ => {
            let reason = Some(cx.given.words(cx.given.limits.note_chars)?);
            Ok(vec![on(id, PostEvent::AppealDismissed { reason })])
        }
    }
}
