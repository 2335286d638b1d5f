//! How an entry changes a case and the post it is of.

use super::{
    Answered, Arrival, Asked, Brought, Case, CaseEvent, Draft, Extension, Judged, Manner, NoteKind, Owed, Publication,
};
use crate::kernel::{
    clock::Kept,
    fold_post::make_public,
    id::{GuestId, Millis},
    post::{Fate, Post, Reply, ReplyState},
    rating::Rating,
    text::TextRef,
    workflow::StepKind,
};

pub(in crate::kernel) fn change(post: &mut Post, event: &CaseEvent, at: Millis) {
    if let CaseEvent::Published { manner, letter, answer, .. } = event {
        publish(post, *manner, (letter.as_ref(), answer.as_ref()), at);
    }
    if let CaseEvent::Carried { version, .. } = event {
        post.case.get_or_insert_with(|| Box::new(Case::carried(*version, at)));
    }
    if let CaseEvent::Answered { .. } = event
        && post.is_letter()
        && post.answered_at == 0
    {
        post.answered_at = at;
    }
    if let CaseEvent::Brought { brought } = event {
        bring(post, brought, at);
    }
    if let CaseEvent::Moved { place, .. } = event {
        post.place = place.clone();
    }
    let Some(case) = post.case.as_deref_mut() else { return };
    note(case, event, at);
    if let Some(to) = event.arrival() {
        arrive(case, to, at);
        post.place = to.place.clone();
        if case.carried.is_some() {
            post.fate = post.resting_fate();
            return;
        }
        let ended = case.end().is_some();
        post.fate = match to.place.step {
            StepKind::Screen | StepKind::Route if case.unit.is_none() => post.fate,
            StepKind::Publish | StepKind::Rate | StepKind::Close if ended => Fate::Ended,
            StepKind::Publish | StepKind::Rate | StepKind::Close if case.answer().is_some() => Fate::Answered,
            StepKind::Close => post.fate,
            _ => Fate::InHand,
        };
    }
}

/// The times of a letter of before are its own; that it became public is of today.
fn bring(post: &mut Post, brought: &Brought, at: Millis) {
    let Some(case) = post.case.as_deref_mut() else { return };
    (post.at, case.since) = (brought.received_at, brought.received_at);
    case.received = Some(brought.received);
    case.reference = Some(brought.reference.clone());
    (case.unit, case.routed_at) = (brought.unit, brought.unit.map(|_| brought.received_at));
    case.matter.clone_from(&brought.matter);
    post.fate = if brought.unit.is_some() { Fate::InHand } else { Fate::Received };
    let Some(answer) = &brought.answer else { return };
    let given = Answered {
        text: answer.text.clone(),
        end: answer.end,
        unit: brought.unit,
        at: answer.at,
        took: Some(answer.took),
    };
    case.answers.push(given);
    case.since = answer.at;
    case.publication = answer.manner.map(|manner| Publication { manner, at });
    post.answered_at = answer.at;
    post.fate = if answer.end.is_some() { Fate::Ended } else { Fate::Answered };
    post.rating = answer.grade.map(|grade| Rating { grade, text: None, marks: Vec::new(), at: answer.at });
    if let Some(manner) = answer.manner {
        let letter = post.text.clone();
        publish(post, manner, (Some(&letter), Some(&answer.text)), at);
    }
}

fn arrive(case: &mut Case, to: &Arrival, at: Millis) {
    case.since = at;
    (case.clock, case.reminded) = (None, None);
    if let Some(clock) = &to.clock {
        Kept::set(&mut case.clock, clock.clone(), at);
    }
}

fn note(case: &mut Case, event: &CaseEvent, at: Millis) {
    match event {
        CaseEvent::Timed { clock } => Kept::set(&mut case.clock, clock.clone(), at),
        CaseEvent::Dated { received } => case.received = Some(*received),
        CaseEvent::Routed { unit, assisting, matter, urgent, .. } => {
            (case.unit, case.routed_at) = (Some(*unit), Some(at));
            case.assisting.clone_from(assisting);
            case.matter.clone_from(matter);
            case.urgent = *urgent;
        }
        CaseEvent::Inherited { unit, assisting } => {
            case.unit = Some(*unit);
            case.assisting.clone_from(assisting);
        }
        CaseEvent::Returned { .. } => case.returned += 1,
        CaseEvent::Drafted { text, end, by } => {
            case.draft = Some(Draft { text: text.clone(), end: *end, by: *by });
            case.agreed.clear();
        }
        CaseEvent::Filled { .. } => case.fill(event, at),
        CaseEvent::Agreed { by } => case.agreed.push(*by),
        CaseEvent::Owed { why, clock } => {
            case.owed.retain(|owed| owed.why != *why);
            case.owed.push(Owed { why: *why, clock: clock.clone() });
        }
        CaseEvent::CalledBack { called, .. } => case.called = Some(*called),
        CaseEvent::Reminded { who } => case.reminded = Some(*who),
        CaseEvent::Noted { kind: NoteKind::Explain, .. } => case.owed.clear(),
        CaseEvent::SentBack { .. } => case.agreed.clear(),
        CaseEvent::Asked { text, .. } => case.asked = Some(Asked { text: text.clone(), at, added: None }),
        CaseEvent::Added { text, .. } => {
            if let Some(asked) = &mut case.asked {
                asked.added = Some(text.clone());
            }
        }
        CaseEvent::ExtensionAsked { days, text } => {
            case.extension = Some(Extension { days: *days, reason: text.clone(), at, judged: None });
        }
        CaseEvent::ExtensionJudged { days, text } => {
            if let Some(extension) = &mut case.extension {
                extension.judged = Some(Judged { days: *days, reason: text.clone(), at });
            }
        }
        CaseEvent::Answered { text, end, took, .. } => {
            case.answers.push(Answered { text: text.clone(), end: *end, unit: case.unit, at, took: *took });
            case.draft = None;
            case.tell_forms();
            case.agreed.clear();
            case.owed.clear();
        }
        CaseEvent::Published { manner, files, .. } => {
            case.publication = Some(Publication { manner: *manner, at });
            case.shown.clone_from(files);
        }
        CaseEvent::Reopened { by_unit, .. } => {
            case.redone |= !by_unit;
            case.owed.clear();
        }
        CaseEvent::Moved { version, .. } => case.version = *version,
        CaseEvent::Carried { .. }
        | CaseEvent::Brought { .. }
        | CaseEvent::Taken { .. }
        | CaseEvent::HandedUp { .. }
        | CaseEvent::Unheard { .. }
        | CaseEvent::Closed { .. }
        | CaseEvent::ActedFor { .. }
        | CaseEvent::Noted { .. } => {}
    }
}

/// What the public reads takes the place of the letter's own words for everybody who shows posts: those never see them.
fn publish(post: &mut Post, manner: Manner, (letter, answer): (Option<&TextRef>, Option<&TextRef>), at: Millis) {
    if post.is_carried() {
        return;
    }
    post.worded = letter.cloned();
    // Whoever answered, although another unit may have taken over since.
    let case = post.case.as_ref();
    let unit = case.and_then(|case| case.answer().and_then(|answer| answer.unit).or(case.unit));
    post.replies.clear();
    if let (Some(answer), Some(unit)) = (answer, unit) {
        let reply = Reply::new(GuestId(unit.0), answer.clone());
        post.replies.push(Reply { state: ReplyState::Published, published_at: at, ..reply });
    }
    match manner {
        Manner::Whole | Manner::Outcome => make_public(post, at),
        Manner::Nothing => post.public = false,
    }
}
