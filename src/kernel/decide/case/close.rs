//! What follows an answer, what the author adds, and what happens by itself when a stage's time is over.

use super::{form::filled, moves::File, stand::ANSWERED, watch};
use crate::kernel::{
    case::{CaseEvent, Manner, NoteKind},
    decide::room::Context,
    event::Event,
    id::{FileId, PostId},
    refusal::Refusal,
    workflow::StepKind,
};

/// An act of its own; without its author's consent nothing of the letter is shown but a title.
pub(super) fn publish(file: &File<'_>, manner: Manner, pictures: &[FileId]) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Publish])?;
    filled(file)?;
    if file.case.carried.is_some() {
        // It is public with its answer already: this only lets it go on.
        let to = file.go(&[StepKind::Rate, StepKind::Close])?;
        let (manner, files) = (Manner::Whole, Vec::new());
        return Ok(vec![file.event(CaseEvent::Published { manner, letter: None, answer: None, files, to })]);
    }
    pictures.iter().try_for_each(|picture| may_be_shown(file, *picture))?;
    if manner != Manner::Whole && !pictures.is_empty() {
        return Err(Refusal::NoConsent);
    }
    if manner == Manner::Whole && !file.case.letter.may_publish {
        return Err(Refusal::NoConsent);
    }
    let given = file.cx.given;
    let to = file.go(&[StepKind::Rate, StepKind::Close])?;
    let letter = (manner != Manner::Nothing).then(|| given.words(file.cx.header.policy.post_chars)).transpose()?;
    let answer = (manner == Manner::Whole).then(|| given.public_answer(given.limits.reply_chars)).transpose()?;
    // The outcome goes with a title: the letter itself is not shown.
    if manner == Manner::Outcome && given.words.as_ref().is_some_and(|words| words.body.contains('\n')) {
        return Err(Refusal::NoConsent);
    }
    Ok(vec![file.event(CaseEvent::Published { manner, letter, answer, files: pictures.to_vec(), to })])
}

/// Only pictures of this letter, as they can be shown, and no longer than a scanner has nothing against them.
fn may_be_shown(file: &File<'_>, picture: FileId) -> Result<(), Refusal> {
    let own = file.case.letter.files.iter().any(|attached| attached.shown == Some(picture));
    let open = file.cx.given.file(picture, true).is_ok_and(|file| file.can_be_opened());
    if own && open { Ok(()) } else { Err(Refusal::UnknownFile { file: picture }) }
}

/// What was asked for; the clock goes on.
pub(super) fn add(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.stands_at(&[StepKind::Ask])?;
    let text = file.cx.given.words(file.cx.header.policy.post_chars)?;
    let added = file.event(CaseEvent::Added { text, to: file.go(&[StepKind::Handle])? });
    Ok([Some(added), resumed(file)].into_iter().flatten().collect())
}

fn resumed(file: &File<'_>) -> Option<Event> {
    let (today, calendar) = (file.cx.given.today(), &file.cx.given.calendar);
    file.recounted(|clock| clock.resumed(today, calendar))
}

/// Once, while it could be rated.
pub(super) fn redo(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.stands_at(&ANSWERED)?;
    if file.case.redone {
        return Err(Refusal::AlreadyDone);
    }
    match file.post.can_be_rated(&file.cx.header.policy, file.cx.given.now) {
        Ok(()) | Err(Refusal::AlreadyRated) => {}
        Err(refusal) => return Err(refusal),
    }
    let text = file.cx.given.words(file.cx.given.limits.note_chars)?;
    Ok(vec![file.event(CaseEvent::Reopened { text, by_unit: false, to: file.go_again()? })])
}

pub(super) fn note(file: &File<'_>, kind: NoteKind) -> Result<Vec<Event>, Refusal> {
    if !file.may_note(kind) {
        return Err(Refusal::NotAllowed);
    }
    let text = file.cx.given.words(file.cx.given.limits.reply_chars)?;
    let noted = file.event(CaseEvent::Noted { kind, text });
    let urged = (kind == NoteKind::Urge).then(|| watch::urged(file)).flatten();
    Ok(std::iter::once(noted).chain(urged).collect())
}

/// Idempotent: a stage whose time is not over, or that waits for people, is left alone.
pub(in crate::kernel::decide) fn lapse(cx: &Context<'_>, id: PostId) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let file = File::of(cx, id)?;
    if file.post.is_out() || file.post.pending.is_some() || !file.is_late() {
        return Ok(Vec::new());
    }
    match file.stage.step {
        // Who says nothing in time has taken it.
        StepKind::Take => Ok(vec![file.event(CaseEvent::Taken { to: file.go(&[StepKind::Handle])? })]),
        StepKind::Ask => {
            let unheard = file.event(CaseEvent::Unheard { to: file.go(&[StepKind::Handle])? });
            Ok([Some(unheard), resumed(&file)].into_iter().flatten().collect())
        }
        StepKind::Rate => Ok(vec![file.event(CaseEvent::Closed { to: file.go(&[StepKind::Close])? })]),
        _ => Ok(Vec::new()),
    }
}
