//! What units do: take a letter or send it back, ask, draft, agree, answer.

use super::{form::filled, moves::File};
use crate::kernel::{
    case::{CaseEvent, End},
    decide::{record::room_for, room::on},
    event::{Event, LineEvent, PostEvent},
    id::GuestId,
    line::LineKind,
    refusal::Refusal,
    text::TextRef,
    workflow::StepKind,
};

/// What may follow an answer.
const AFTER: [StepKind; 3] = [StepKind::Publish, StepKind::Rate, StepKind::Close];

pub(super) fn take(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Take])?;
    filled(file)?;
    Ok(vec![file.event(CaseEvent::Taken { to: file.go(&[StepKind::Handle])? })])
}

/// Once, in time, with reasons: after that the router has decided.
pub(super) fn send_to_router(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Take, StepKind::Handle])?;
    if file.case.returned > 0 {
        return Err(Refusal::Arbitrated);
    }
    if file.is_late() {
        return Err(Refusal::TimeOver);
    }
    let text = file.cx.given.words(file.cx.given.limits.note_chars)?;
    Ok(vec![file.event(CaseEvent::Returned { text, to: file.go(&[StepKind::Route])? })])
}

pub(super) fn draft(file: &File<'_>, end: Option<End>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Handle])?;
    // Nobody is told "unclear" who was not asked.
    if end == Some(End::Unclear) && file.case.asked.is_none() {
        return Err(Refusal::WrongStep);
    }
    let text = file.cx.given.words(file.cx.given.limits.reply_chars)?;
    Ok(vec![file.event(CaseEvent::Drafted { text, end, by: file.person() })])
}

/// To whoever agrees; where nobody has to, the citizen has the answer.
pub(super) fn hand_up(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Handle])?;
    if file.case.draft.is_none() {
        return Err(Refusal::Empty);
    }
    filled(file)?;
    match file.next(&[StepKind::Approve]) {
        Some(to) => Ok(vec![file.event(CaseEvent::HandedUp { to })]),
        None => answer(file),
    }
}

/// The draft becomes the answer; more time that nobody decided about is not needed any more. A question of a session
/// was public all along, so its answer is: it stands in the record with the question, as one of the unit.
fn answer(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    let draft = file.case.draft.as_ref().ok_or(Refusal::Empty)?;
    let (text, end) = (draft.text.clone(), draft.end);
    let answered =
        file.event(CaseEvent::Answered { text: text.clone(), end, took: Some(file.took()), to: file.go(&AFTER)? });
    let unit = file.case.unit.filter(|_| file.case.carried.is_some());
    let public = unit.map(|unit| in_the_record(file, GuestId(unit.0), text)).unwrap_or_default();
    Ok(std::iter::once(answered).chain(public).collect())
}

/// At its question's place where the question was put, else behind all others.
fn in_the_record(file: &File<'_>, guest: GuestId, text: TextRef) -> Vec<Event> {
    let (id, line) = (file.post.id, file.cx.next_line());
    let (place, moved) = room_for(file.cx);
    // In a record that was confirmed nothing moves to make room.
    let fits = moved.is_empty() || !file.cx.header.record.is_confirmed();
    let (place, mut events) = if fits { (place, moved) } else { (None, Vec::new()) };
    events.push(on(id, PostEvent::ReplyDrafted { guest, text: text.clone() }));
    events.push(on(id, PostEvent::ReplyPublished { guest, line, late: true }));
    let (kind, post, photo, said_at) = (LineKind::Reply { guest }, Some(id), None, None);
    let written = LineEvent::Written { kind, text: Some(text), post, photo, said_at, place };
    events.push(Event::Line { line, event: written });
    events
}

/// The citizen is asked once, and the citizen's clock stands still until there is an answer or the time for it is over.
pub(super) fn ask(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Handle])?;
    if file.case.asked.is_some() {
        return Err(Refusal::AskedBefore);
    }
    let text = file.cx.given.words(file.cx.given.limits.note_chars)?;
    let asked = file.event(CaseEvent::Asked { text, to: file.go(&[StepKind::Ask])? });
    let (today, calendar) = (file.cx.given.today(), &file.cx.given.calendar);
    let paused = file.recounted(|clock| clock.paused(today, calendar));
    Ok([Some(asked), paused].into_iter().flatten().collect())
}

/// Asked for before the day it is due, once.
pub(super) fn extend(file: &File<'_>, days: u16) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Handle])?;
    let most = file.stage.rights.extend_days;
    if days == 0 || days > most {
        return Err(Refusal::Full { most: most.into() });
    }
    if file.case.extension.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    let today = file.cx.given.today();
    if file.post.stage_due().is_some_and(|due| due <= today) {
        return Err(Refusal::TimeOver);
    }
    let text = file.cx.given.words(file.cx.given.limits.note_chars)?;
    Ok(vec![file.event(CaseEvent::ExtensionAsked { days, text })])
}

/// Nobody agrees to the own words, and nobody twice.
pub(super) fn agree(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Approve])?;
    filled(file)?;
    let person = file.person().ok_or(Refusal::NotAllowed)?;
    let wrote = file.case.draft.as_ref().is_some_and(|draft| draft.by == Some(person));
    if wrote || file.case.agreed.contains(&person) {
        return Err(Refusal::SamePerson);
    }
    let needed = usize::from(file.stage.rights.approvals.max(1));
    let agreed = file.event(CaseEvent::Agreed { by: person });
    if file.case.agreed.len() + 1 < needed {
        return Ok(vec![agreed]);
    }
    Ok(std::iter::once(agreed).chain(answer(file)?).collect())
}

pub(super) fn send_back(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Approve])?;
    let text = file.cx.given.words(file.cx.given.limits.note_chars)?;
    Ok(vec![file.event(CaseEvent::SentBack { text, to: file.go(&[StepKind::Handle])? })])
}
