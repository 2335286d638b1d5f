//! What moderators decide, with an undo window before anyone else learns of it.

use super::{
    appeal::JUDGES,
    case,
    room::{Context, on, room},
};
use crate::kernel::{
    command::Command,
    event::{Event, PostEvent, RoomEvent},
    id::{GuestId, Millis, PostId},
    policy::Publication,
    post::{Fate, Pending, Post, Verdict},
    principal::{Principal, Role},
    refusal::Refusal,
    room::Phase,
    workflow::{Place, Stage, StepKind},
};

pub(super) fn decide(cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    if let Command::Release { post } = command {
        return release(cx, *post);
    }
    if let Command::Rank { post, revision, .. } = command {
        return order(cx, *post, *revision);
    }
    cx.permit.require(deciders(cx, command))?;
    match command {
        Command::Screen { post, revision, verdict } => screen(cx, *post, *revision, verdict),
        Command::Undo { post, revision } => undo(cx, *post, *revision),
        Command::Unmerge { post, revision } => unmerge(cx, *post, *revision),
        Command::Word { post, revision, .. } => word(cx, *post, *revision),
        Command::Assign { post, revision, guest } => assign(cx, *post, *revision, *guest),
        Command::Mute { post, for_ms } => mute(cx, *post, *for_ms),
        Command::TakeDown { post, rule } => take_down(cx, *post, rule),
        _ => Err(Refusal::NotFound),
    }
}

/// Moderators; where an author appeals, whoever judges may also let it through.
fn deciders(cx: &Context<'_>, command: &Command) -> &'static [Role] {
    let appealed = |post: PostId| cx.post(post).is_ok_and(|post| post.open_appeal().is_some());
    match command {
        Command::Screen { post, verdict: Verdict::Approve, .. } if appealed(*post) => &JUDGES,
        _ => &[Role::Moderator],
    }
}

fn screen(cx: &Context<'_>, id: PostId, revision: u32, verdict: &Verdict) -> Result<Vec<Event>, Refusal> {
    let post = cx.fresh(id, revision)?;
    let waits = matches!(post.fate, Fate::Received | Fate::Held) || post.place.step == StepKind::Screen;
    let joinable = matches!(verdict, Verdict::Merge { .. }) && matches!(post.fate, Fate::Listed);
    let reconsidered = post.fate == Fate::ScreenedOut && *verdict == Verdict::Approve;
    let over = post.taken_down.is_some() || matches!(post.fate, Fate::Withdrawn | Fate::Merged);
    if over || !(waits || joinable || reconsidered) {
        return Err(Refusal::WrongStep);
    }
    check(cx, post, verdict)?;
    let by = match cx.permit.principal {
        Principal::Staff(person) => Some(person),
        _ => None,
    };
    let due_at = cx.given.now + cx.header.policy.undo_ms;
    let mut events = vec![on(id, PostEvent::Screened { verdict: verdict.clone(), due_at, by })];
    if cx.header.policy.undo_ms == 0 {
        events.extend(effects(cx, post, verdict)?);
    }
    Ok(events)
}

fn check(cx: &Context<'_>, post: &Post, verdict: &Verdict) -> Result<(), Refusal> {
    match verdict {
        Verdict::Reject { rule } if !cx.given.rule_known => Err(Refusal::UnknownRule { rule: rule.clone() }),
        Verdict::Merge { into } => joins(cx, post, *into),
        _ => Ok(()),
    }
}

fn joins(cx: &Context<'_>, post: &Post, into: PostId) -> Result<(), Refusal> {
    let target = cx.post(into)?;
    use Fate::{Answered, CarriedOver, Held, Listed, OnStage, Received};
    let stands = matches!(target.fate, Received | Held | Listed | OnStage | Answered | CarriedOver);
    if target.id == post.id || !stands { Err(Refusal::WrongStep) } else { Ok(()) }
}

/// The entries by which a decision takes effect: with it begins the clock of the stage that a letter comes to.
fn effects(cx: &Context<'_>, post: &Post, verdict: &Verdict) -> Result<Vec<Event>, Refusal> {
    let released = effect(cx, post, verdict)?;
    let timed = match &released {
        Event::Post { event: PostEvent::Released { place, .. }, .. } => case::timed(cx, post, place),
        _ => None,
    };
    Ok(std::iter::once(released).chain(timed).collect())
}

fn effect(cx: &Context<'_>, post: &Post, verdict: &Verdict) -> Result<Event, Refusal> {
    let next = |step| cx.header.workflow.next(&post.place.stage, step).map(Stage::place).ok_or(Refusal::WrongStep);
    let handled = || {
        if post.place.step == StepKind::Screen {
            next(&[StepKind::Handle, StepKind::Route])
        } else {
            Ok(post.place.clone())
        }
    };
    let (place, public): (Place, bool) = match verdict {
        Verdict::Approve => (handled()?, post.public || cx.header.policy.publication != Publication::WithAnswer),
        Verdict::Hold => (post.place.clone(), false),
        Verdict::Reject { .. } => (post.place.clone(), false),
        Verdict::Merge { .. } => (post.place.clone(), post.public),
    };
    Ok(on(post.id, PostEvent::Released { verdict: verdict.clone(), place, public }))
}

/// Idempotent: nothing pending or not yet due means nothing to do.
fn release(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let post = cx.post(id)?;
    let Some(Pending { verdict, due_at, by }) = &post.pending else { return Ok(Vec::new()) };
    if *due_at > cx.given.now {
        return Ok(Vec::new());
    }
    // The other one may have been joined, withdrawn or taken down in the meantime.
    if post.merging().is_some_and(|into| joins(cx, post, into).is_err()) {
        return Ok(vec![on(id, PostEvent::Undone)]);
    }
    match (by, effect(cx, post, verdict)?) {
        // Published unseen: it stays at its step, so that a moderator still looks at it.
        (None, Event::Post { event: PostEvent::Released { verdict, public, .. }, .. }) => {
            Ok(vec![on(id, PostEvent::Released { verdict, place: post.place.clone(), public })])
        }
        _ => effects(cx, post, verdict),
    }
}

fn undo(cx: &Context<'_>, id: PostId, revision: u32) -> Result<Vec<Event>, Refusal> {
    let post = cx.fresh(id, revision)?;
    match &post.pending {
        Some(pending) if pending.due_at > cx.given.now => Ok(vec![on(id, PostEvent::Undone)]),
        _ => Err(Refusal::TooLateToUndo),
    }
}

fn unmerge(cx: &Context<'_>, id: PostId, revision: u32) -> Result<Vec<Event>, Refusal> {
    let post = cx.fresh(id, revision)?;
    if post.fate == Fate::Merged { Ok(vec![on(id, PostEvent::Unmerged)]) } else { Err(Refusal::WrongStep) }
}

fn word(cx: &Context<'_>, id: PostId, revision: u32) -> Result<Vec<Event>, Refusal> {
    let post = cx.fresh(id, revision)?;
    if cx.header.record.is_confirmed() {
        return Err(Refusal::RecordConfirmed);
    }
    if !post.can_be_worded(&cx.header.record) {
        return Err(Refusal::WrongStep);
    }
    let text = cx.given.words(cx.header.policy.post_chars)?;
    Ok(vec![on(id, PostEvent::Worded { text })])
}

fn assign(cx: &Context<'_>, id: PostId, revision: u32, guest: Option<GuestId>) -> Result<Vec<Event>, Refusal> {
    cx.fresh(id, revision)?;
    if let Some(guest) = guest.filter(|guest| !cx.header.guests.contains(guest)) {
        return Err(Refusal::UnknownGuest { guest });
    }
    Ok(vec![on(id, PostEvent::Assigned { guest })])
}

fn order(cx: &Context<'_>, id: PostId, revision: u32) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Moderator, Role::Host])?;
    cx.fresh(id, revision)?;
    if cx.given.ranks.is_empty() {
        return Err(Refusal::WrongStep);
    }
    Ok(cx.given.ranks.iter().map(|(post, rank)| on(*post, PostEvent::Ranked { rank: *rank })).collect())
}

fn mute(cx: &Context<'_>, id: PostId, for_ms: Millis) -> Result<Vec<Event>, Refusal> {
    let post = cx.post(id)?;
    if post.visitor.is_none() {
        return Err(Refusal::WrongStep);
    }
    let until = cx.given.now.saturating_add(for_ms.max(0));
    Ok(vec![on(id, PostEvent::AuthorMuted { until })])
}

/// Takes effect at once: what is public and should not be does not wait for a window.
fn take_down(cx: &Context<'_>, id: PostId, rule: &str) -> Result<Vec<Event>, Refusal> {
    let post = cx.post(id)?;
    if !cx.given.rule_known {
        return Err(Refusal::UnknownRule { rule: rule.into() });
    }
    if !post.public || cx.header.phase == Phase::Draft {
        return Err(Refusal::WrongStep);
    }
    let mut events = Vec::new();
    if cx.header.on_stage == Some(id) {
        events.push(room(RoomEvent::Unstaged { answered: false }));
    }
    events.push(on(id, PostEvent::TakenDown { rule: rule.into() }));
    Ok(events)
}
