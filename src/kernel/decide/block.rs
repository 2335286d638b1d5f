//! Words on their way to the record: prepared, read over, shown. Only what is shown becomes a line.

use super::{
    record::{is_recorded, photo, room_for},
    room::Case,
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

pub(super) fn decide(case: &Case<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    case.permit.require(&CREW)?;
    match command {
        Command::Prepare { speaker, .. } => prepare(case, *speaker),
        Command::PreparePhoto { file, before, .. } => prepare_photo(case, *file, *before),
        Command::Reword { block, revision, alt, .. } => reword(case, *block, *revision, alt.is_some()),
        Command::Hold { block, revision } => {
            let block = fresh(case, *block, *revision)?;
            Ok(block.due_at.map(|_| on(block.number, BlockEvent::Held)).into_iter().collect())
        }
        Command::Show { block, revision } => {
            is_recorded(case)?;
            let block = fresh(case, *block, *revision)?;
            if let (LineKind::Speech { speaker }, None) = (block.kind, block.said_at) {
                known(case, speaker)?;
            }
            Ok(shown(case, block))
        }
        Command::Drop { block, revision } => Ok(vec![on(fresh(case, *block, *revision)?.number, BlockEvent::Dropped)]),
        _ => Err(Refusal::NotFound),
    }
}

/// What somebody of the crew wrote: a line at once, or a block where a second pair of eyes may
/// look at it first. What is added to a record that is over waits for nobody.
pub(super) fn written(
    case: &Case<'_>,
    kind: LineKind,
    text: TextRef,
    photo: Option<Photo>,
    before: Option<u32>,
) -> Vec<Event> {
    let proof_ms = case.header.policy.proof_ms;
    if proof_ms > 0 && case.header.phase == Phase::Live {
        let due_at = Some(case.given.now + proof_ms);
        return vec![on(case.header.blocks + 1, BlockEvent::Prepared { kind, text, photo, due_at, before })];
    }
    line(case, kind, text, photo, afterwards(case, before))
}

/// The time of what is added to a session that is over: that of the line it goes before.
fn afterwards(case: &Case<'_>, before: Option<u32>) -> Option<Millis> {
    let spot = case.scope.spot(before).filter(|_| case.header.closing > 0)?;
    Some(case.scope.lines.get(&spot)?.told_at())
}

/// A new line, after those that make room for it.
fn line(case: &Case<'_>, kind: LineKind, text: TextRef, photo: Option<Photo>, said_at: Option<Millis>) -> Vec<Event> {
    let guests = matches!(kind, LineKind::Speech { speaker: Speaker::Guest { .. } });
    let post = guests.then_some(case.header.bound).flatten();
    let (place, mut events) = room_for(case);
    let event = LineEvent::Written { kind, text: Some(text), post, photo, said_at, place };
    events.push(Event::Line { line: case.next_line(), event });
    events
}

/// Speakers must be of the room when their words are written down, or shown without having been said before.
pub(super) fn known(case: &Case<'_>, speaker: Speaker) -> Result<(), Refusal> {
    match speaker {
        Speaker::Guest { guest } if !case.header.guests.contains(&guest) => Err(Refusal::UnknownGuest { guest }),
        _ => Ok(()),
    }
}

/// Ahead of time, until the session is called off, and within a bound.
fn prepares(case: &Case<'_>) -> Result<(), Refusal> {
    if matches!(case.header.phase, Phase::Cancelled | Phase::Discarded) {
        return Err(Refusal::WrongPhase);
    }
    if case.header.open_blocks >= case.given.limits.open_blocks {
        return Err(Refusal::Full { most: case.given.limits.open_blocks as usize });
    }
    Ok(())
}

fn prepare(case: &Case<'_>, speaker: Option<Speaker>) -> Result<Vec<Event>, Refusal> {
    prepares(case)?;
    let kind = match speaker {
        Some(speaker) => {
            known(case, speaker)?;
            LineKind::Speech { speaker }
        }
        None => LineKind::Heading,
    };
    let text = case.given.words(case.given.limits.reply_chars)?;
    Ok(vec![on(case.header.blocks + 1, BlockEvent::Prepared { kind, text, photo: None, due_at: None, before: None })])
}

fn prepare_photo(case: &Case<'_>, file: FileId, before: Option<u32>) -> Result<Vec<Event>, Refusal> {
    prepares(case)?;
    before.map(|before| case.line(before)).transpose()?;
    let (text, photo) = photo(case, file)?;
    let (kind, photo) = (LineKind::Photo, Some(photo));
    Ok(vec![on(case.header.blocks + 1, BlockEvent::Prepared { kind, text, photo, due_at: None, before })])
}

/// Only a photo shows something that could be described.
fn reword(case: &Case<'_>, block: u32, revision: u32, described: bool) -> Result<Vec<Event>, Refusal> {
    let block = fresh(case, block, revision)?;
    if described && block.photo.is_none() {
        return Err(Refusal::WrongStep);
    }
    let text = case.given.words(most(case, block.kind))?;
    let alt = described.then(|| case.given.alt()).transpose()?;
    Ok(vec![on(block.number, BlockEvent::Reworded { text, alt })])
}

/// Idempotent. What can no longer be shown, because the session was called off, stays with the crew.
pub(super) fn show_due(case: &Case<'_>, number: u32) -> Result<Vec<Event>, Refusal> {
    case.permit.clock()?;
    let block = block(case, number)?;
    let due = block.is_open() && block.due_at.is_some_and(|due_at| due_at <= case.given.now);
    Ok(match is_recorded(case) {
        _ if !due => Vec::new(),
        Ok(()) => shown(case, block),
        Err(_) => vec![on(number, BlockEvent::Held)],
    })
}

fn shown(case: &Case<'_>, block: &Block) -> Vec<Event> {
    let shown = BlockEvent::Shown { line: case.next_line() };
    let mut events = vec![on(block.number, shown)];
    let said_at = block.said_at.or_else(|| afterwards(case, block.before));
    events.extend(line(case, block.kind, block.text.clone(), block.photo.clone(), said_at));
    events
}

/// How long the words of a line may be.
pub(super) fn most(case: &Case<'_>, kind: LineKind) -> usize {
    let limits = &case.given.limits;
    if kind == LineKind::Photo { limits.caption_chars } else { limits.reply_chars }
}

fn block<'a>(case: &'a Case<'_>, number: u32) -> Result<&'a Block, Refusal> {
    case.scope.blocks.get(&number).ok_or(Refusal::NotFound)
}

/// An open block at the revision the sender saw.
fn fresh<'a>(case: &'a Case<'_>, number: u32, revision: u32) -> Result<&'a Block, Refusal> {
    let block = block(case, number)?;
    match block.revision == revision {
        true if block.is_open() => Ok(block),
        true => Err(Refusal::WrongStep),
        false => Err(Refusal::Stale { revision: block.revision }),
    }
}

fn on(block: u32, event: BlockEvent) -> Event {
    Event::Block { block, event }
}
