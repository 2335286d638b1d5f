//! What a session left open: a comment, or a question that goes on as a case.

use super::moves::arrival;
use crate::kernel::{
    calendar::today,
    case::{Case, CaseEvent, End},
    decide::{
        clock::promised,
        room::{Context, on},
    },
    event::{Event, PostEvent},
    id::{PostId, UnitId},
    letter::LetterKind,
    post::{Post, ReplyState},
    principal::Role,
    refusal::Refusal,
    room::Phase,
    workflow::{Stage, StepKind},
};

/// Who decides about what a session left open: whoever ran it.
pub const LEFTOVERS: [Role; 3] = [Role::Moderator, Role::Host, Role::Editor];

/// Letters of all kinds and questions have the same time here.
const KIND: (LetterKind, bool) = (LetterKind::Enquiry, false);

/// To the router, or straight to a unit; also what was taken for a comment.
pub(super) fn over(
    cx: &Context<'_>,
    (id, revision): (PostId, u32),
    unit: Option<UnitId>,
) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&LEFTOVERS)?;
    let post = left_open(cx, id, revision, true)?;
    if !cx.given.units_known {
        return Err(Refusal::UnknownUnit);
    }
    let (_, route) = cx.header.workflow.carries_over().ok_or(Refusal::WrongStep)?;
    let mut events = gone_over(cx, post, route);
    if let Some(unit) = unit {
        let workflow = &cx.header.workflow;
        let next = workflow.next(&route.name, &[StepKind::Take, StepKind::Handle]).ok_or(Refusal::WrongStep)?;
        let to = arrival(cx, next, KIND);
        let routed = CaseEvent::Routed { unit, assisting: Vec::new(), matter: None, urgent: false, text: None, to };
        events.push(on(id, PostEvent::Case { event: routed }));
    }
    Ok(events)
}

/// It asks nothing: everybody reads why, and nobody answers.
pub(super) fn comment(cx: &Context<'_>, (id, revision): (PostId, u32)) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&LEFTOVERS)?;
    let post = left_open(cx, id, revision, false)?;
    let text = cx.given.words(cx.given.limits.note_chars)?;
    let done = cx.header.workflow.stages.iter().find(|stage| stage.step == StepKind::Close);
    let to = arrival(cx, done.ok_or(Refusal::WrongStep)?, KIND);
    let carried = CaseEvent::Carried { version: cx.header.workflow.version, to: to.clone() };
    let ended = CaseEvent::Answered { text, end: Some(End::Comment), took: None, to };
    let events = [carried, ended].map(|event| on(post.id, PostEvent::Case { event }));
    Ok(events.into_iter().collect())
}

/// A question of a session that is over, which is open still; with `again`, one that was taken for a comment too.
fn left_open<'a>(cx: &'a Context<'_>, id: PostId, revision: u32, again: bool) -> Result<&'a Post, Refusal> {
    let post = cx.fresh(id, revision)?;
    if cx.header.phase != Phase::Closed || cx.header.rehearsal {
        return Err(Refusal::WrongPhase);
    }
    let comment = |case: &Case| again && case.end() == Some(End::Comment) && post.told_why().is_some();
    let open = post.pending.is_none() && post.case.as_deref().map_or(post.was_left_open(), comment);
    if open { Ok(post) } else { Err(Refusal::WrongStep) }
}

/// The clock is that of the session's end, whenever it goes over.
fn gone_over(cx: &Context<'_>, post: &Post, route: &Stage) -> Vec<Event> {
    let ended = today(cx.header.closed_at, &cx.given.zone);
    let counted = promised(cx, post, ended).filter(|_| post.clock.is_none());
    let carried = CaseEvent::Carried { version: cx.header.workflow.version, to: arrival(cx, route, KIND) };
    counted.into_iter().chain([on(post.id, PostEvent::Case { event: carried })]).collect()
}

/// Idempotent: what was decided about, or whose time is not over, is left alone. Where an answer is being written, it
/// has until the day it is due.
pub(in crate::kernel::decide) fn carry(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let (header, post) = (cx.header, cx.post(id)?);
    let Some((_, route)) = header.workflow.carries_over() else { return Ok(Vec::new()) };
    let open = header.phase == Phase::Closed && post.case.is_none() && post.was_left_open() && post.pending.is_none();
    let Some(clock) = post.clock.as_ref().map(|kept| &kept.now).filter(|_| open && !header.rehearsal) else {
        return Ok(Vec::new());
    };
    let last = match is_being_answered(post) {
        true => clock.due,
        false => header.leftovers_until(&cx.given.calendar, clock.received),
    };
    let over = last.is_some_and(|last| last < cx.given.today());
    Ok(if over { gone_over(cx, post, route) } else { Vec::new() })
}

fn is_being_answered(post: &Post) -> bool {
    let writing = [ReplyState::Draft, ReplyState::HandedOver, ReplyState::SignedOff];
    post.replies.iter().any(|reply| writing.contains(&reply.state))
}
