//! What units do: take a letter or send it back, ask, draft, agree, answer.

use super::moves::File;
use crate::kernel::{
    case::{CaseEvent, End},
    event::Event,
    refusal::Refusal,
    workflow::StepKind,
};

/// What may follow an answer.
const AFTER: [StepKind; 3] = [StepKind::Publish, StepKind::Rate, StepKind::Close];

pub(super) fn take(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Take])?;
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
    match file.next(&[StepKind::Approve]) {
        Some(to) => Ok(vec![file.event(CaseEvent::HandedUp { to })]),
        None => answer(file),
    }
}

/// The draft becomes the answer; more time that nobody decided about is not needed any more.
fn answer(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    let draft = file.case.draft.as_ref().ok_or(Refusal::Empty)?;
    let (text, end) = (draft.text.clone(), draft.end);
    Ok(vec![file.event(CaseEvent::Answered { text, end, took: Some(file.took()), to: file.go(&AFTER)? })])
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
