//! What supervisors do, what a unit then owes, and who is reminded of a day.

use super::moves::File;
use crate::kernel::{
    case::{Called, CaseEvent, Owing, Reminded},
    clock::Clock,
    decide::room::{Context, on},
    event::{Event, PostEvent},
    id::PostId,
    post::Post,
    refusal::Refusal,
    workflow::StepKind,
};

/// Steps at which a unit can be urged to answer.
const UNANSWERED: [StepKind; 4] = [StepKind::Take, StepKind::Handle, StepKind::Ask, StepKind::Approve];

fn owe(cx: &Context<'_>, post: PostId, why: Owing) -> Event {
    let clock = Clock::count(&cx.given.calendar, cx.given.today(), cx.given.limits.owed_days);
    on(post, PostEvent::Case { event: CaseEvent::Owed { why, clock } })
}

/// After a poor grade; nothing where no unit answered.
pub(in crate::kernel::decide) fn owed(cx: &Context<'_>, post: &Post) -> Option<Event> {
    post.case.as_ref()?.unit?;
    Some(owe(cx, post.id, Owing::Poor))
}

/// Urged again, its day stays the first one.
pub(super) fn urged(file: &File<'_>) -> Option<Event> {
    let open = file.stands_at(&UNANSWERED).is_ok() && !file.case.owes(Owing::Urged);
    open.then(|| owe(file.cx, file.post.id, Owing::Urged))
}

pub(super) fn rework(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    if !file.may_rework() {
        return Err(Refusal::WrongStep);
    }
    let text = file.cx.given.words(file.cx.given.limits.note_chars)?;
    Ok(vec![file.event(CaseEvent::Reopened { text, by_unit: true, to: file.go_again()? })])
}

/// Who is not content by telephone counts like a poor grade.
pub(super) fn call_back(file: &File<'_>, called: Called) -> Result<Vec<Event>, Refusal> {
    if !file.may_call_back() {
        return Err(Refusal::NotAllowed);
    }
    let text = match called {
        Called::Unreached => file.cx.given.words_if_any(file.cx.given.limits.reply_chars)?,
        Called::Content | Called::Discontent => Some(file.cx.given.words(file.cx.given.limits.reply_chars)?),
    };
    let poor = called == Called::Discontent && !file.case.owes(Owing::Poor);
    let owed = poor.then(|| owed(file.cx, file.post)).flatten();
    Ok(std::iter::once(file.event(CaseEvent::CalledBack { called, text })).chain(owed).collect())
}

/// Idempotent: whoever was reminded of this stage is not reminded again.
pub(in crate::kernel::decide) fn remind(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let file = File::of(cx, id)?;
    let last = file.post.stage_due().filter(|_| Reminded::at(file.stage.step));
    if file.post.is_out() || file.post.pending.is_some() {
        return Ok(Vec::new());
    }
    let who = last.and_then(|last| Reminded::wanted(&cx.given.calendar, cx.given.today(), last));
    let who = who.filter(|who| Some(*who) > file.case.reminded);
    Ok(who.into_iter().map(|who| file.event(CaseEvent::Reminded { who })).collect())
}
