//! Letters of before come in with what had become of them.

use crate::kernel::{
    calendar::today,
    case::{Brought, CaseEvent, Manner, PastAnswer, Took},
    clock::Clock,
    decide::room::{Context, on},
    event::{Event, PostEvent},
    id::Millis,
    letter::{Letter, Past},
    refusal::Refusal,
    workflow::{Place, Stage, StepKind},
};

/// Longest number of a letter of before, in bytes.
const REFERENCE_BYTES: usize = 120;

/// Where it stands: done, with its unit, or with the router; and what is known of it beside its words.
pub(in crate::kernel::decide) fn brought(
    cx: &Context<'_>,
    letter: &Letter,
    past: &Past,
) -> Result<(Place, Vec<Event>), Refusal> {
    let given = cx.given;
    is_sound(past, given.now)?;
    if past.unit.is_some() && !given.units_known {
        return Err(Refusal::UnknownUnit);
    }
    if past.manner == Some(Manner::Whole) && !letter.may_publish {
        return Err(Refusal::NoConsent);
    }
    let received = today(past.received_at, &given.zone);
    let promise = cx.header.workflow.promise.as_ref();
    let clock = promise.map(|promise| Clock::count(&given.calendar, received, promise.for_letter(letter.kind, false)));
    let answer = past.answered_at.map(|at| answer(cx, past, (at, &clock))).transpose()?;
    let place = place(cx, past).ok_or(Refusal::WrongStep)?;
    let (reference, unit, matter) = (past.reference.trim().to_owned(), past.unit, past.matter.clone());
    let received_at = past.received_at;
    let brought = Box::new(Brought { reference, received_at, received, unit, matter, answer });
    let counted = clock.map(|clock| on(given.post, PostEvent::Counted { clock }));
    let brought = on(given.post, PostEvent::Case { event: CaseEvent::Brought { brought } });
    Ok((place, counted.into_iter().chain([brought]).collect()))
}

fn answer(cx: &Context<'_>, past: &Past, (at, clock): (Millis, &Option<Clock>)) -> Result<PastAnswer, Refusal> {
    let given = cx.given;
    let day = |at| today(at, &given.zone);
    let received = day(past.received_at);
    let routed = past.unit.map(|_| received);
    let took = Took::count(&given.calendar, clock.as_ref(), (received, routed), day(at));
    let text = given.public_answer(given.limits.reply_chars)?;
    Ok(PastAnswer { text, at, took, end: past.end, grade: past.grade, manner: past.manner })
}

/// What was answered is done; what was not waits where it would wait had it come in here.
fn place(cx: &Context<'_>, past: &Past) -> Option<Place> {
    let step = match (past.answered_at, past.unit) {
        (Some(_), _) => StepKind::Close,
        (None, Some(_)) => StepKind::Handle,
        (None, None) => StepKind::Route,
    };
    let stages = &cx.header.workflow.stages;
    stages.iter().find(|stage| stage.step == step).map(Stage::place).or_else(|| cx.header.workflow.start())
}

/// A number, and times in their order, none of them to come.
fn is_sound(past: &Past, now: Millis) -> Result<(), Refusal> {
    let reference = past.reference.trim();
    let malformed = |why: &str| Err(Refusal::Malformed { why: why.to_owned() });
    if reference.is_empty() || reference.len() > REFERENCE_BYTES || reference.chars().any(char::is_control) {
        return malformed("reference: 1 to 120 bytes in one line");
    }
    let answered_at = past.answered_at.unwrap_or(past.received_at);
    if past.received_at > answered_at || answered_at > now || past.received_at <= 0 {
        return malformed("received_at, answered_at: in this order, and not to come");
    }
    if past.manner == Some(Manner::Outcome) {
        return malformed("manner: a letter of before is shown whole or not at all");
    }
    let outcome = past.end.is_some() || past.grade.is_some() || past.manner.is_some();
    if past.answered_at.is_none() && (outcome || !past.answer.trim().is_empty()) {
        return malformed("answered_at: there is an answer, an end, a grade or a publication without it");
    }
    Ok(())
}
