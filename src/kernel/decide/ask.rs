//! What citizens do: ask, change, withdraw, endorse; and what staff enter for them.

use super::room::{Case, on};
use crate::kernel::{
    command::Command,
    event::{Event, PostEvent},
    id::{GuestId, PostId},
    policy::Publication,
    post::{Fate, Origin, Post, Verdict},
    principal::Role,
    rating::Grade,
    refusal::Refusal,
    room::Phase,
};

pub(super) fn decide(case: &Case<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Ask { to, .. } => may_be_told(case, command).and_then(|()| ask(case, *to)),
        Command::Enter { origin, to, .. } => may_be_told(case, command).and_then(|()| enter(case, *origin, *to)),
        Command::Edit { post, .. } => edit(case, *post),
        Command::Withdraw { post } => withdraw(case, *post),
        Command::Vote { post } => vote(case, *post),
        Command::Rate { post, grade, .. } => rate(case, *post, *grade),
        _ => Err(Refusal::NotFound),
    }
}

/// A room that asks for no contact keeps none; dropping it unsaid would break the promise that it makes.
fn may_be_told(case: &Case<'_>, command: &Command) -> Result<(), Refusal> {
    if command.contact().is_some() && case.header.policy.contact.is_nothing() {
        return Err(Refusal::Malformed { why: "contact: this room asks for none".into() });
    }
    Ok(())
}

fn ask(case: &Case<'_>, to: Option<GuestId>) -> Result<Vec<Event>, Refusal> {
    case.permit.visitor()?;
    if !case.header.takes_posts(case.given.now) {
        return Err(Refusal::AskingClosed);
    }
    within_quota(case)?;
    if case.given.name_reserved {
        return Err(Refusal::NameReserved);
    }
    receive(case, Origin::Web, to)
}

fn enter(case: &Case<'_>, origin: Origin, to: Option<GuestId>) -> Result<Vec<Event>, Refusal> {
    case.permit.require(&[Role::Moderator, Role::Host, Role::Stenographer])?;
    if origin == Origin::Web {
        return Err(Refusal::NotAllowed);
    }
    if !matches!(case.header.phase, Phase::Announced | Phase::Collecting | Phase::Live) {
        return Err(Refusal::AskingClosed);
    }
    // Who rang up under an official's name is not shown by it; hosts and units ask in their own.
    if case.given.name_reserved && origin.is_citizens() {
        return Err(Refusal::NameReserved);
    }
    receive(case, origin, to)
}

fn receive(case: &Case<'_>, origin: Origin, to: Option<GuestId>) -> Result<Vec<Event>, Refusal> {
    if let Some(guest) = to.filter(|guest| !case.header.guests.contains(guest)) {
        return Err(Refusal::UnknownGuest { guest });
    }
    let place = case.header.workflow.start().ok_or(Refusal::WrongStep)?;
    let received = PostEvent::Received {
        number: case.header.posts + 1,
        text: case.given.words(case.header.policy.post_chars)?,
        author: case.given.author()?,
        origin,
        to,
        marks: case.given.marks.clone(),
        place,
    };
    let mut events = vec![on(case.given.post, received)];
    events.extend(published_unseen(case, case.given.post));
    Ok(events)
}

/// Where the room publishes before approval, the schedule approves after a delay
/// unless a rule asks to hold it.
fn published_unseen(case: &Case<'_>, post: PostId) -> Option<Event> {
    let Publication::BeforeApproval { delay_ms } = case.header.policy.publication else { return None };
    if case.given.marks.iter().any(|mark| mark.hold) {
        return None;
    }
    let due_at = case.given.now + delay_ms;
    Some(on(post, PostEvent::Screened { verdict: Verdict::Approve, due_at, by: None }))
}

fn within_quota(case: &Case<'_>) -> Result<(), Refusal> {
    let Some(mover) = &case.given.mover else { return Ok(()) };
    let (now, policy) = (case.given.now, &case.header.policy);
    if mover.muted_until > now {
        return Err(Refusal::Muted { until: mover.muted_until });
    }
    if mover.posts >= policy.posts_per_visitor {
        return Err(Refusal::QuotaUsed { most: policy.posts_per_visitor });
    }
    let wait = mover.last_at + policy.post_every_ms - now;
    if mover.posts > 0 && wait > 0 { Err(Refusal::TooSoon { retry_after_ms: wait }) } else { Ok(()) }
}

/// Once, by the author, while there is time; the sentence is for staff, so what screening notices only marks it.
fn rate(case: &Case<'_>, id: PostId, grade: Grade) -> Result<Vec<Event>, Refusal> {
    let visitor = case.permit.visitor()?;
    let post = case.post(id)?;
    if post.visitor != Some(visitor) {
        return Err(Refusal::NotFound);
    }
    post.can_be_rated(&case.header.policy, case.given.now)?;
    let text = case.given.words_if_any(case.given.limits.note_chars)?;
    Ok(vec![on(id, PostEvent::Rated { grade, text, marks: case.given.marks.clone() })])
}

/// The visitor's own post while it waits.
fn own_waiting<'a>(case: &'a Case<'_>, id: PostId) -> Result<&'a Post, Refusal> {
    let visitor = case.permit.visitor()?;
    let post = case.post(id)?;
    if post.visitor != Some(visitor) {
        return Err(Refusal::NotFound);
    }
    if post.waits() { Ok(post) } else { Err(Refusal::WrongStep) }
}

fn edit(case: &Case<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    own_waiting(case, id)?;
    if case.given.mover.as_ref().is_some_and(|mover| mover.muted_until > case.given.now) {
        return Err(Refusal::Muted { until: case.given.mover.as_ref().map_or(0, |mover| mover.muted_until) });
    }
    let text = case.given.words(case.header.policy.post_chars)?;
    let mut events = vec![on(id, PostEvent::Edited { text, marks: case.given.marks.clone() })];
    events.extend(published_unseen(case, id));
    Ok(events)
}

fn withdraw(case: &Case<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    own_waiting(case, id)?;
    Ok(vec![on(id, PostEvent::Withdrawn)])
}

/// No event: the writer adds the row where this returns without refusal and none is there.
fn vote(case: &Case<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    let visitor = case.permit.visitor()?;
    let post = case.post(id)?;
    if !post.public {
        return Err(Refusal::NotFound);
    }
    let phase = matches!(case.header.phase, Phase::Announced | Phase::Collecting | Phase::Live);
    let open = phase && matches!(post.fate, Fate::Listed | Fate::OnStage | Fate::Answered);
    let takes = case.header.policy.votes && post.origin.is_citizens() && post.visitor != Some(visitor) && open;
    if takes { Ok(Vec::new()) } else { Err(Refusal::NoVoteHere) }
}
