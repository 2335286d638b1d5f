//! From the end of a session to a record that stands: an editor prepares it, the unit's approver confirms it.

use super::{
    life::{readable, within},
    room::{Case, room},
};
use crate::kernel::{
    event::{Event, RoomEvent},
    principal::Role,
    record::{Notes, RecordEvent, RecordStep, Stage},
    refusal::Refusal,
};

const EDITORS: [Role; 2] = [Role::Editor, Role::Approver];

pub(super) fn decide(case: &Case<'_>, step: &RecordStep) -> Result<Vec<Event>, Refusal> {
    match step {
        RecordStep::Note { revision, notes, erratum } => note(case, *revision, notes, *erratum),
        RecordStep::HandOver => hand_over(case),
        RecordStep::Return { .. } => give_back(case),
        RecordStep::Confirm { seen } => confirm(case, *seen),
    }
}

/// Refuses whatever would put another record in the place of one that was confirmed.
pub(super) fn unconfirmed(case: &Case<'_>) -> Result<(), Refusal> {
    if case.header.record.is_confirmed() { Err(Refusal::RecordConfirmed) } else { Ok(()) }
}

/// Who may mend what stands in the record: the crew; once it is confirmed, its editors alone, each time in the open and
/// knowing it. A form that was opened before the confirmation does not become an erratum unseen.
pub(super) fn may_mend(case: &Case<'_>, crew: &[Role], erratum: bool) -> Result<(), Refusal> {
    let confirmed = case.header.record.is_confirmed();
    case.permit.require(if confirmed { &EDITORS } else { crew })?;
    if confirmed && !erratum { Err(Refusal::RecordConfirmed) } else { Ok(()) }
}

fn did(event: RecordEvent) -> Vec<Event> {
    vec![room(RoomEvent::Record { event })]
}

fn note(case: &Case<'_>, revision: u32, notes: &Notes, erratum: bool) -> Result<Vec<Event>, Refusal> {
    may_mend(case, &EDITORS, erratum)?;
    if case.header.stage() == Stage::Open {
        return Err(Refusal::WrongPhase);
    }
    let now = case.header.record.revision;
    if revision != now {
        return Err(Refusal::Stale { revision: now });
    }
    within(notes.materials.len(), case.given.limits.materials_per_room)?;
    notes.materials.iter().try_for_each(|material| readable(material, case.given))?;
    Ok(did(RecordEvent::Noted { notes: case.given.about()? }))
}

fn hand_over(case: &Case<'_>) -> Result<Vec<Event>, Refusal> {
    case.permit.require(&EDITORS)?;
    match case.header.stage() {
        Stage::Preparing => Ok(did(RecordEvent::HandedOver)),
        Stage::HandedOver => Err(Refusal::AlreadyDone),
        Stage::Open => Err(Refusal::WrongPhase),
        Stage::Confirmed => Err(Refusal::RecordConfirmed),
    }
}

fn give_back(case: &Case<'_>) -> Result<Vec<Event>, Refusal> {
    case.permit.require(&[Role::Approver])?;
    match case.header.stage() {
        Stage::HandedOver => {
            let reason = case.given.words(case.given.limits.note_chars)?;
            Ok(did(RecordEvent::Returned { reason }))
        }
        Stage::Preparing => Err(Refusal::AlreadyDone),
        Stage::Open => Err(Refusal::WrongPhase),
        Stage::Confirmed => Err(Refusal::RecordConfirmed),
    }
}

/// What is confirmed is what was read: whatever became public since makes it another record. Words that nobody has
/// decided about would never be shown any more, so there must be none.
fn confirm(case: &Case<'_>, seen: u64) -> Result<Vec<Event>, Refusal> {
    case.permit.require(&[Role::Approver])?;
    match case.header.stage() {
        Stage::Preparing | Stage::HandedOver => {}
        Stage::Open => return Err(Refusal::WrongPhase),
        Stage::Confirmed => return Err(Refusal::AlreadyDone),
    }
    if seen != case.header.public_at {
        return Err(Refusal::Stale { revision: case.header.record.revision });
    }
    match case.header.open_blocks {
        0 => Ok(did(RecordEvent::Confirmed)),
        open => Err(Refusal::WordsWaiting { open }),
    }
}
