//! From the end of a session to a record that stands: an editor prepares it, the unit's approver confirms it.

use super::{
    life::{readable, within},
    room::{Context, room},
};
use crate::kernel::{
    event::{Event, RoomEvent},
    principal::Role,
    record::{Notes, RecordEvent, RecordStep, Stage},
    refusal::Refusal,
};

const EDITORS: [Role; 2] = [Role::Editor, Role::Approver];

pub(super) fn decide(cx: &Context<'_>, step: &RecordStep) -> Result<Vec<Event>, Refusal> {
    match step {
        RecordStep::Note { revision, notes, erratum } => note(cx, *revision, notes, *erratum),
        RecordStep::HandOver => hand_over(cx),
        RecordStep::Return { .. } => give_back(cx),
        RecordStep::Confirm { seen } => confirm(cx, *seen),
    }
}

/// Refuses whatever would put another record in the place of one that was confirmed.
pub(super) fn unconfirmed(cx: &Context<'_>) -> Result<(), Refusal> {
    if cx.header.record.is_confirmed() { Err(Refusal::RecordConfirmed) } else { Ok(()) }
}

/// Who may mend what stands in the record: the crew; once it is confirmed, its editors alone, each time in the open and
/// knowing it. A form that was opened before the confirmation does not become an erratum unseen.
pub(super) fn may_mend(cx: &Context<'_>, crew: &[Role], erratum: bool) -> Result<(), Refusal> {
    let confirmed = cx.header.record.is_confirmed();
    cx.permit.require(if confirmed { &EDITORS } else { crew })?;
    if confirmed && !erratum { Err(Refusal::RecordConfirmed) } else { Ok(()) }
}

fn did(event: RecordEvent) -> Vec<Event> {
    vec![room(RoomEvent::Record { event })]
}

fn note(cx: &Context<'_>, revision: u32, notes: &Notes, erratum: bool) -> Result<Vec<Event>, Refusal> {
    may_mend(cx, &EDITORS, erratum)?;
    if cx.header.stage() == Stage::Open {
        return Err(Refusal::WrongPhase);
    }
    let now = cx.header.record.revision;
    if revision != now {
        return Err(Refusal::Stale { revision: now });
    }
    within(notes.materials.len(), cx.given.limits.materials_per_room)?;
    notes.materials.iter().try_for_each(|material| readable(material, cx.given))?;
    Ok(did(RecordEvent::Noted { notes: cx.given.about()? }))
}

fn hand_over(cx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&EDITORS)?;
    match cx.header.stage() {
        Stage::Preparing => Ok(did(RecordEvent::HandedOver)),
        Stage::HandedOver => Err(Refusal::AlreadyDone),
        Stage::Open => Err(Refusal::WrongPhase),
        Stage::Confirmed => Err(Refusal::RecordConfirmed),
    }
}

fn give_back(cx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Approver])?;
    match cx.header.stage() {
        Stage::HandedOver => {
            let reason = cx.given.words(cx.given.limits.note_chars)?;
            Ok(did(RecordEvent::Returned { reason }))
        }
        Stage::Preparing => Err(Refusal::AlreadyDone),
        Stage::Open => Err(Refusal::WrongPhase),
        Stage::Confirmed => Err(Refusal::RecordConfirmed),
    }
}

/// What is confirmed is what was read: whatever became public since makes it another record. Words that nobody has
/// decided about would never be shown any more, so there must be none.
fn confirm(cx: &Context<'_>, seen: u64) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Approver])?;
    match cx.header.stage() {
        Stage::Preparing | Stage::HandedOver => {}
        Stage::Open => return Err(Refusal::WrongPhase),
        Stage::Confirmed => return Err(Refusal::AlreadyDone),
    }
    if seen != cx.header.public_at {
        return Err(Refusal::Stale { revision: cx.header.record.revision });
    }
    match cx.header.open_blocks {
        0 => Ok(did(RecordEvent::Confirmed)),
        open => Err(Refusal::WordsWaiting { open }),
    }
}
