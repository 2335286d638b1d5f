//! Erasure by two people, and what is forgotten when its time is over.

use super::room::{Context, on, room};
use crate::kernel::{
    erasure::{Act, Erasure, ErasureEvent, ErasureStep, Found, Ground, Manner, Part, Stand, Target},
    event::{BlockEvent, Event, LineEvent, PostEvent, RoomEvent},
    id::{FileId, PersonId, PostId},
    line::LineKind,
    principal::{Principal, Role},
    record::RecordEvent,
    refusal::Refusal,
};

/// Whoever may propose that something goes.
pub const PROPOSERS: [Role; 3] = [Role::Editor, Role::Moderator, Role::Administrator];
/// Whoever may agree or decline, as a second person.
pub const AGREERS: [Role; 2] = [Role::Approver, Role::Administrator];

pub(super) fn decide(cx: &Context<'_>, step: &ErasureStep) -> Result<Vec<Event>, Refusal> {
    match step {
        ErasureStep::Propose { targets, manner, ground, .. } => propose(cx, targets, *manner, *ground),
        ErasureStep::Agree { erasure } => agree(cx, *erasure),
        ErasureStep::Decline { erasure } => decline(cx, *erasure),
    }
}

fn propose(cx: &Context<'_>, targets: &[Target], manner: Manner, ground: Ground) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&PROPOSERS)?;
    let most = cx.given.limits.erasure_targets;
    if targets.len() > most {
        return Err(Refusal::Full { most });
    }
    if targets.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut distinct: Vec<Target> = Vec::new();
    for target in targets {
        exists(cx, *target, manner)?;
        if found(cx, *target).is_none() {
            return Err(Refusal::AlreadyErased);
        }
        if !distinct.contains(target) {
            distinct.push(*target);
        }
    }
    let reason = cx.given.words(cx.given.limits.note_chars)?;
    let (erasure, by) = (cx.header.erasures + 1, person(cx));
    Ok(vec![said(ErasureEvent::Proposed { erasure, targets: distinct, manner, ground, reason, by })])
}

/// A written answer is one thing with its line; pictures and papers cannot be kept and shown to nobody.
fn exists(cx: &Context<'_>, target: Target, manner: Manner) -> Result<(), Refusal> {
    match target {
        Target::Post { post } | Target::Author { post } => cx.post(post).map(drop),
        Target::Reply { post, guest } => cx.post(post)?.reply(guest).map(drop).ok_or(Refusal::NotFound),
        Target::Notes if cx.header.record.notes.is_none() => Err(Refusal::NotFound),
        // Only what is out of force: the present notice is amended first.
        Target::Notice { text } if !cx.header.earlier.contains(&text) => Err(Refusal::NotFound),
        Target::Notes | Target::Notice { .. } if manner == Manner::Seal => Err(Refusal::NoSeal),
        Target::Notes | Target::Notice { .. } => Ok(()),
        Target::Line { line } => {
            let line = cx.line(line)?;
            match line.kind {
                LineKind::Reply { .. } | LineKind::Question => Err(Refusal::WrongStep),
                LineKind::Photo if manner == Manner::Seal => Err(Refusal::NoSeal),
                _ => Ok(()),
            }
        }
    }
}

/// What there still is of it.
fn found<'a>(cx: &'a Context<'_>, target: Target) -> Option<&'a Found> {
    cx.given.found.iter().find(|found| found.target == target && !found.texts.is_empty())
}

fn open<'a>(cx: &'a Context<'_>, number: u32) -> Result<&'a Erasure, Refusal> {
    let erasure = cx.scope.erasures.get(&number).ok_or(Refusal::NotFound)?;
    if erasure.stand == Stand::Proposed { Ok(erasure) } else { Err(Refusal::AlreadyDone) }
}

/// Two people, never one twice; whoever the machine's operator is counts as one.
fn agree(cx: &Context<'_>, number: u32) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&AGREERS)?;
    let erasure = open(cx, number)?;
    let by = person(cx);
    if by == erasure.by {
        return Err(Refusal::SamePerson);
    }
    let mut events = vec![said(ErasureEvent::Agreed { erasure: number, by })];
    for target in &erasure.targets {
        if let Some(found) = found(cx, *target) {
            events.extend(carry_out(cx, erasure, found));
        }
    }
    events.push(said(ErasureEvent::CarriedOut { erasure: number }));
    Ok(events)
}

fn decline(cx: &Context<'_>, number: u32) -> Result<Vec<Event>, Refusal> {
    let erasure = open(cx, number)?;
    let by = person(cx);
    if by != erasure.by || !cx.permit.is_staff() {
        cx.permit.require(&AGREERS)?;
    }
    Ok(vec![said(ErasureEvent::Declined { erasure: number, by })])
}

/// An entry for each thing that changes, so that its readers, its author and its index hear of it.
fn carry_out(cx: &Context<'_>, erasure: &Erasure, found: &Found) -> Vec<Event> {
    let (manner, ground) = (erasure.manner, erasure.ground);
    let act = Act { erasure: erasure.number, manner, ground, texts: found.texts.clone() };
    let post = |post, part, act| on(post, PostEvent::Erased { part, act });
    match found.target {
        Target::Post { post: id } => vec![post(id, Part::Words, act)],
        Target::Author { post: id } => vec![post(id, Part::Author, act)],
        Target::Reply { post: id, guest } => {
            let line = cx.post(id).ok().and_then(|post| post.reply(guest)).and_then(|reply| reply.line);
            let line = line.map(|line| of_line(line, act.clone(), None));
            std::iter::once(post(id, Part::Reply { guest }, act)).chain(line).collect()
        }
        Target::Notes => vec![room(RoomEvent::Record { event: RecordEvent::Erased { act } })],
        Target::Notice { .. } => vec![room(RoomEvent::NoticeErased { act })],
        Target::Line { line } => {
            let file = cx.line(line).ok().and_then(|line| line.photo.as_ref()).map(|photo| photo.file);
            let event = BlockEvent::Erased { act: act.clone() };
            let block = found.block.map(|block| Event::Block { block, event });
            std::iter::once(of_line(line, act, file)).chain(block).collect()
        }
    }
}

fn of_line(line: u32, act: Act, file: Option<FileId>) -> Event {
    Event::Line { line, event: LineEvent::Erased { act, file } }
}

fn said(event: ErasureEvent) -> Event {
    Event::Erasure { event }
}

fn person(cx: &Context<'_>) -> Option<PersonId> {
    match cx.permit.principal {
        Principal::Staff(person) => Some(person),
        _ => None,
    }
}

/// By which browser a post came and where its author is told is forgotten; the name that was chosen stays. Done twice
/// it does nothing.
pub(super) fn forget(cx: &Context<'_>, posts: &[PostId]) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let mut events = Vec::new();
    for id in posts {
        let post = cx.post(*id)?;
        if cx.header.forgets_author_of(post).is_none_or(|at| cx.given.now < at) {
            return Err(Refusal::WrongPhase);
        }
        let card = cx.given.cards.iter().find(|(old, _)| *old == post.author.id);
        let known = post.visitor.is_some() || post.reachable;
        if let (true, Some((_, words))) = (known, card) {
            events.push(on(*id, PostEvent::AuthorForgotten { author: words.text.clone() }));
        }
    }
    Ok(events)
}
