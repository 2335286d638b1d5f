//! Words on their way to the record: prepared, read over, shown. Only what is shown becomes a line.

use super::{
    record::{is_recorded, photo, room_for},
    room::Context,
};
use crate::kernel::{
    block::Block,
    command::Command,
    event::{BlockEvent, Event, LineEvent},
    id::{FileId, Millis},
    line::{LineKind, Photo, Speaker},
    principal::Role,
    refusal::Refusal,
    room::Phase,
    text::TextRef,
};

pub(super) const CREW: [Role; 2] = [Role::Stenographer, Role::Editor];

pub(super) fn decide(cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&CREW)?;
    match command {
        Command::Prepare { speaker, .. } => prepare(cx, *speaker),
        Command::PreparePhoto { file, before, .. } => prepare_photo(cx, *file, *before),
        Command::Reword { block, revision, alt, .. } => reword(cx, *block, *revision, alt.is_some()),
        Command::Hold { block, revision } => {
            let block = fresh(cx, *block, *revision)?;
            Ok(block.due_at.map(|_| on(block.number, BlockEvent::Held)).into_iter().collect())
        }
        Command::Show { block, revision } => {
            is_recorded(cx)?;
            let block = fresh(cx, *block, *revision)?;
            if let (LineKind::Speech { speaker }, None) = (block.kind, block.said_at) {
                known(cx, speaker)?;
            }
            Ok(shown(cx, block))
        }
        Command::Drop { block, revision } => Ok(vec![on(fresh(cx, *block, *revision)?.number, BlockEvent::Dropped)]),
        _ => Err(Refusal::NotFound),
    }
}

/// What somebody of the crew wrote: a line at once, or a block where a second pair of eyes may
/// look at it first. What is added to a record that is over waits for nobody.
pub(super) fn written(
    cx: &Context<'_>,
    kind: LineKind,
    text: TextRef,
    photo: Option<Photo>,
    before: Option<u32>,
) -> Vec<Event> {
    let proof_ms = cx.header.policy.proof_ms;
    if proof_ms > 0 && cx.header.phase == Phase::Live {
        let due_at = Some(cx.given.now + proof_ms);
        return vec![on(cx.header.blocks + 1, BlockEvent::Prepared { kind, text, photo, due_at, before })];
    }
    line(cx, kind, text, photo, afterwards(cx, before))
}

/// The time of what is added to a session that is over: that of the line it goes before.
fn afterwards(cx: &Context<'_>, before: Option<u32>) -> Option<Millis> {
    let spot = cx.scope.spot(before).filter(|_| cx.header.closing > 0)?;
    Some(cx.scope.lines.get(&spot)?.told_at())
}

/// A new line, after those that make room for it.
fn line(cx: &Context<'_>, kind: LineKind, text: TextRef, photo: Option<Photo>, said_at: Option<Millis>) -> Vec<Event> {
    let guests = matches!(kind, LineKind::Speech { speaker: Speaker::Guest { .. } });
    let post = guests.then_some(cx.header.bound).flatten();
    let (place, mut events) = room_for(cx);
    let event = LineEvent::Written { kind, text: Some(text), post, photo, said_at, place };
    events.push(Event::Line { line: cx.next_line(), event });
    events
}

/// Speakers must be of the room when their words are written down, or shown without having been said before.
pub(super) fn known(cx: &Context<'_>, speaker: Speaker) -> Result<(), Refusal> {
    match speaker {
        Speaker::Guest { guest } if !cx.header.guests.contains(&guest) => Err(Refusal::UnknownGuest { guest }),
        _ => Ok(()),
    }
}

/// Ahead of time, until the session is called off, and within a bound.
fn prepares(cx: &Context<'_>) -> Result<(), Refusal> {
    if matches!(cx.header.phase, Phase::Cancelled | Phase::Discarded) {
        return Err(Refusal::WrongPhase);
    }
    if cx.header.open_blocks >= cx.given.limits.open_blocks {
        return Err(Refusal::Full { most: cx.given.limits.open_blocks as usize });
    }
    Ok(())
}

fn prepare(cx: &Context<'_>, speaker: Option<Speaker>) -> Result<Vec<Event>, Refusal> {
    prepares(cx)?;
    let kind = match speaker {
        Some(speaker) => {
            known(cx, speaker)?;
            LineKind::Speech { speaker }
        }
        None => LineKind::Heading,
    };
    let text = cx.given.words(cx.given.limits.reply_chars)?;
    Ok(vec![on(cx.header.blocks + 1, BlockEvent::Prepared { kind, text, photo: None, due_at: None, before: None })])
}

fn prepare_photo(cx: &Context<'_>, file: FileId, before: Option<u32>) -> Result<Vec<Event>, Refusal> {
    prepares(cx)?;
    before.map(|before| cx.line(before)).transpose()?;
    let (text, photo) = photo(cx, file)?;
    let (kind, photo) = (LineKind::Photo, Some(photo));
    Ok(vec![on(cx.header.blocks + 1, BlockEvent::Prepared { kind, text, photo, due_at: None, before })])
}

/// Only a photo shows something that could be described.
fn reword(cx: &Context<'_>, block: u32, revision: u32, described: bool) -> Result<Vec<Event>, Refusal> {
    let block = fresh(cx, block, revision)?;
    if described && block.photo.is_none() {
        return Err(Refusal::WrongStep);
    }
    let text = cx.given.words(most(cx, block.kind))?;
    let alt = described.then(|| cx.given.alt()).transpose()?;
    Ok(vec![on(block.number, BlockEvent::Reworded { text, alt })])
}

/// Idempotent. What can no longer be shown, because the session was called off, stays with the crew.
pub(super) fn show_due(cx: &Context<'_>, number: u32) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let block = block(cx, number)?;
    let due = block.is_open() && block.due_at.is_some_and(|due_at| due_at <= cx.given.now);
    Ok(match is_recorded(cx) {
        _ if !due => Vec::new(),
        Ok(()) => shown(cx, block),
        Err(_) => vec![on(number, BlockEvent::Held)],
    })
}

fn shown(cx: &Context<'_>, block: &Block) -> Vec<Event> {
    let shown = BlockEvent::Shown { line: cx.next_line() };
    let mut events = vec![on(block.number, shown)];
    let said_at = block.said_at.or_else(|| afterwards(cx, block.before));
    events.extend(line(cx, block.kind, block.text.clone(), block.photo.clone(), said_at));
    events
}

/// How long the words of a line may be.
pub(super) fn most(cx: &Context<'_>, kind: LineKind) -> usize {
    let limits = &cx.given.limits;
    if kind == LineKind::Photo { limits.caption_chars } else { limits.reply_chars }
}

fn block<'a>(cx: &'a Context<'_>, number: u32) -> Result<&'a Block, Refusal> {
    cx.scope.blocks.get(&number).ok_or(Refusal::NotFound)
}

/// An open block at the revision the sender saw.
fn fresh<'a>(cx: &'a Context<'_>, number: u32, revision: u32) -> Result<&'a Block, Refusal> {
    let block = block(cx, number)?;
    match block.revision == revision {
        true if block.is_open() => Ok(block),
        true => Err(Refusal::WrongStep),
        false => Err(Refusal::Stale { revision: block.revision }),
    }
}

fn on(block: u32, event: BlockEvent) -> Event {
    Event::Block { block, event }
}
