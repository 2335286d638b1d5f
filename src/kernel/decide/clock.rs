//! What the schedule does because time goes by.

use super::{
    block, case, erasure,
    room::{Context, on},
};
use crate::kernel::{
    clock::{Clock, ClockStep},
    event::{Event, PostEvent},
    id::PostId,
    post::Post,
    refusal::Refusal,
    room::Phase,
};
use jiff::civil::Date;

pub(super) fn decide(cx: &Context<'_>, step: &ClockStep) -> Result<Vec<Event>, Refusal> {
    match step {
        ClockStep::Forget { posts } => erasure::forget(cx, posts),
        ClockStep::ShowDue { block } => block::show_due(cx, *block),
        ClockStep::Carry { post } => case::carry(cx, *post),
        ClockStep::Lapse { post } => case::lapse(cx, *post),
        ClockStep::Succeed { post } => case::succeed(cx, *post),
        ClockStep::Remind { post } => case::remind(cx, *post),
        ClockStep::Count { post, received } => count(cx, *post, *received),
    }
}

/// Idempotent: nothing left open, or counted by this calendar already, means nothing to do.
fn count(cx: &Context<'_>, id: PostId, received: Date) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let post = cx.post(id)?;
    if post.case.is_some() {
        return Ok(case::recount(cx, post));
    }
    let waits = cx.header.phase == Phase::Closed && post.was_left_open();
    if !waits || !post.is_uncounted(cx.given.calendar.edition) {
        return Ok(Vec::new());
    }
    Ok(promised(cx, post, received).into_iter().collect())
}

/// The clock of a question that a session left open, where anything is promised about it.
pub(super) fn promised(cx: &Context<'_>, post: &Post, received: Date) -> Option<Event> {
    let (days, calendar) = (cx.header.policy.answer_days, &cx.given.calendar);
    // The day of receipt never changes: the clock does not begin anew.
    let received = post.clock.as_ref().map_or(received, |clock| clock.now.received);
    (days > 0).then(|| on(post.id, PostEvent::Counted { clock: Clock::count(calendar, received, days) }))
}
