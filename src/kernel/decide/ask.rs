//! What citizens do: ask, change, withdraw, endorse; and what staff enter for them.

use super::{
    case,
    room::{Context, on},
};
use crate::kernel::{
    command::Command,
    contact::ContactForm,
    event::{Event, PostEvent},
    id::{GuestId, PostId},
    letter::{Letter, Writing},
    policy::Publication,
    post::{Fate, Origin, Post, Verdict},
    principal::Role,
    rating::Grade,
    refusal::Refusal,
    room::Phase,
    workflow::Place,
};

pub(super) fn decide(cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Ask { to, .. } => may_be_told(cx, command.contact()).and_then(|()| ask(cx, *to)),
        Command::Enter { origin, to, .. } => may_be_told(cx, command.contact()).and_then(|()| enter(cx, *origin, *to)),
        Command::Edit { post, .. } => edit(cx, *post),
        Command::Withdraw { post } => withdraw(cx, *post),
        Command::Vote { post } => vote(cx, *post),
        Command::Rate { post, grade, .. } => rate(cx, *post, *grade),
        _ => Err(Refusal::NotFound),
    }
}

/// A room that asks for no contact keeps none; dropping it unsaid would break the promise that it makes.
fn may_be_told(cx: &Context<'_>, contact: Option<&ContactForm>) -> Result<(), Refusal> {
    if contact.is_some_and(|contact| !contact.is_empty()) && cx.header.policy.contact.is_nothing() {
        return Err(Refusal::Malformed { why: "contact: this room asks for none".into() });
    }
    Ok(())
}

fn ask(cx: &Context<'_>, to: Option<GuestId>) -> Result<Vec<Event>, Refusal> {
    cx.permit.visitor()?;
    if !cx.header.takes_posts(cx.given.now) {
        return Err(Refusal::AskingClosed);
    }
    within_quota(cx)?;
    if cx.given.name_reserved {
        return Err(Refusal::NameReserved);
    }
    receive(cx, Origin::Web, to, None)
}

fn enter(cx: &Context<'_>, origin: Origin, to: Option<GuestId>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Moderator, Role::Host, Role::Stenographer])?;
    if origin == Origin::Web {
        return Err(Refusal::NotAllowed);
    }
    if !matches!(cx.header.phase, Phase::Announced | Phase::Collecting | Phase::Live) {
        return Err(Refusal::AskingClosed);
    }
    // Who rang up under an official's name is not shown by it; hosts and units ask in their own.
    if cx.given.name_reserved && origin.is_citizens() {
        return Err(Refusal::NameReserved);
    }
    receive(cx, origin, to, None)
}

/// A letter, by a citizen or by staff for one. What the law asks of names and quotas is as for questions.
pub(super) fn write(cx: &Context<'_>, writing: &Writing) -> Result<Vec<Event>, Refusal> {
    may_be_told(cx, writing.contact.as_ref())?;
    let Writing { letter, origin, past, .. } = writing;
    match origin {
        _ if past.is_some() => cx.permit.require(&[Role::Administrator])?,
        None => {
            cx.permit.visitor()?;
            within_quota(cx)?;
        }
        Some(origin) if Origin::BY_STAFF.contains(origin) && origin.is_citizens() => {
            cx.permit.require(&[Role::Router, Role::Moderator])?;
        }
        Some(_) => return Err(Refusal::NotAllowed),
    }
    if !cx.header.takes_posts(cx.given.now) {
        return Err(Refusal::AskingClosed);
    }
    if !cx.header.policy.letters.contains(&letter.kind) {
        return Err(Refusal::NoSuchLetters);
    }
    if cx.given.name_reserved {
        return Err(Refusal::NameReserved);
    }
    let doors = &cx.header.policy.wishes;
    let wished = letter.wish.is_none_or(|unit| cx.given.units_known && (doors.is_empty() || doors.contains(&unit)));
    if !wished {
        return Err(Refusal::UnknownUnit);
    }
    // A file that is brought again brings nothing.
    if past.is_some() && cx.given.reference_known {
        return Ok(Vec::new());
    }
    cx.given.title(cx.header.policy.title_chars)?;
    let most = cx.header.policy.files_per_letter;
    if letter.files.len() > most {
        return Err(Refusal::TooManyFiles { most });
    }
    letter.files.iter().try_for_each(|attached| cx.given.attached(*attached))?;
    let origin = origin.unwrap_or(Origin::Web);
    let Some(past) = past else { return receive(cx, origin, None, Some(letter)) };
    let (place, rest) = case::brought(cx, letter, past)?;
    let received = received(cx, (origin, None), Some(letter), place)?;
    Ok(std::iter::once(received).chain(rest).collect())
}

fn received(
    cx: &Context<'_>,
    (origin, to): (Origin, Option<GuestId>),
    letter: Option<&Letter>,
    place: Place,
) -> Result<Event, Refusal> {
    let received = PostEvent::Received {
        number: cx.header.posts + 1,
        text: cx.given.words(cx.header.policy.post_chars)?,
        author: cx.given.author()?,
        origin,
        to,
        marks: cx.given.marks.clone(),
        place,
        letter: letter.cloned().map(Box::new),
    };
    Ok(on(cx.given.post, received))
}

fn receive(
    cx: &Context<'_>,
    origin: Origin,
    to: Option<GuestId>,
    letter: Option<&Letter>,
) -> Result<Vec<Event>, Refusal> {
    if letter.is_none() && cx.header.policy.takes_letters() {
        return Err(Refusal::NoSuchLetters);
    }
    if let Some(guest) = to.filter(|guest| !cx.header.guests.contains(guest)) {
        return Err(Refusal::UnknownGuest { guest });
    }
    let place = cx.header.workflow.start().ok_or(Refusal::WrongStep)?;
    let mut events = vec![received(cx, (origin, to), letter, place)?];
    events.extend(letter.into_iter().flat_map(|letter| case::begun(cx, letter)));
    events.extend(published_unseen(cx, cx.given.post));
    Ok(events)
}

/// Where the room publishes before approval, the schedule approves after a delay
/// unless a rule asks to hold it.
fn published_unseen(cx: &Context<'_>, post: PostId) -> Option<Event> {
    let Publication::BeforeApproval { delay_ms } = cx.header.policy.publication else { return None };
    if cx.given.marks.iter().any(|mark| mark.hold) {
        return None;
    }
    let due_at = cx.given.now + delay_ms;
    Some(on(post, PostEvent::Screened { verdict: Verdict::Approve, due_at, by: None }))
}

fn within_quota(cx: &Context<'_>) -> Result<(), Refusal> {
    let Some(mover) = &cx.given.mover else { return Ok(()) };
    let (now, policy) = (cx.given.now, &cx.header.policy);
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
fn rate(cx: &Context<'_>, id: PostId, grade: Grade) -> Result<Vec<Event>, Refusal> {
    let post = own(cx, id)?;
    post.can_be_rated(&cx.header.policy, cx.given.now)?;
    let text = cx.given.words_if_any(cx.given.limits.note_chars)?;
    let rated = on(id, PostEvent::Rated { grade, text, marks: cx.given.marks.clone() });
    let owed = grade.is_poor().then(|| case::owed(cx, post)).flatten();
    Ok(std::iter::once(rated).chain(owed).collect())
}

/// The visitor's own post.
pub(super) fn own<'a>(cx: &'a Context<'_>, id: PostId) -> Result<&'a Post, Refusal> {
    let visitor = cx.permit.visitor()?;
    let post = cx.post(id)?;
    if post.visitor == Some(visitor) { Ok(post) } else { Err(Refusal::NotFound) }
}

/// The visitor's own post while it waits.
fn own_waiting<'a>(cx: &'a Context<'_>, id: PostId) -> Result<&'a Post, Refusal> {
    let post = own(cx, id)?;
    if post.waits() { Ok(post) } else { Err(Refusal::WrongStep) }
}

fn edit(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    own_waiting(cx, id)?;
    if cx.given.mover.as_ref().is_some_and(|mover| mover.muted_until > cx.given.now) {
        return Err(Refusal::Muted { until: cx.given.mover.as_ref().map_or(0, |mover| mover.muted_until) });
    }
    if cx.header.policy.takes_letters() {
        cx.given.title(cx.header.policy.title_chars)?;
    }
    let text = cx.given.words(cx.header.policy.post_chars)?;
    let mut events = vec![on(id, PostEvent::Edited { text, marks: cx.given.marks.clone() })];
    events.extend(published_unseen(cx, id));
    Ok(events)
}

fn withdraw(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    if !own(cx, id)?.can_be_withdrawn() {
        return Err(Refusal::WrongStep);
    }
    Ok(vec![on(id, PostEvent::Withdrawn)])
}

/// No event: the writer adds the row where this returns without refusal and none is there.
fn vote(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    let visitor = cx.permit.visitor()?;
    let post = cx.post(id)?;
    if !post.public {
        return Err(Refusal::NotFound);
    }
    let phase = matches!(cx.header.phase, Phase::Announced | Phase::Collecting | Phase::Live);
    let open = phase && matches!(post.fate, Fate::Listed | Fate::OnStage | Fate::Answered);
    let takes = cx.header.policy.votes && post.origin.is_citizens() && post.visitor != Some(visitor) && open;
    if takes { Ok(Vec::new()) } else { Err(Refusal::NoVoteHere) }
}
