//! What routers do: give a letter to a unit, end it, decide about more time.

use super::{form::filled, moves::File};
use crate::kernel::{
    case::{CaseEvent, CaseStep, End},
    event::Event,
    principal::Role,
    refusal::Refusal,
    workflow::StepKind,
};

/// To whoever is to answer it. A letter that waits for its unit to take it can be given to another one.
pub(super) fn route(file: &File<'_>, step: &CaseStep) -> Result<Vec<Event>, Refusal> {
    let CaseStep::Route { unit, assisting, matter, urgent, .. } = step else { return Err(Refusal::NotFound) };
    file.at(&[StepKind::Route])?;
    filled(file)?;
    if !file.cx.given.units_known {
        return Err(Refusal::UnknownUnit);
    }
    let most = file.cx.given.limits.units_per_case;
    if assisting.len() > most {
        return Err(Refusal::Full { most });
    }
    let mut others: Vec<_> = assisting.iter().copied().filter(|other| other != unit).collect();
    others.sort_unstable();
    others.dedup();
    let to = file.go_as(&[StepKind::Take, StepKind::Handle], *urgent)?;
    let text = file.cx.given.words_if_any(file.cx.given.limits.note_chars)?;
    let (unit, matter, urgent) = (*unit, matter.clone(), *urgent);
    let routed = file.event(CaseEvent::Routed { unit, assisting: others, matter, urgent, text, to });
    // First, so that whatever follows the citizen's clock follows the right one.
    Ok(hastened(file, urgent).into_iter().chain([routed]).collect())
}

/// What is urgent, or a matter with fewer days of its own, is answered sooner than was promised; never later.
fn hastened(file: &File<'_>, urgent: bool) -> Option<Event> {
    let given = file.cx.given;
    let promised = file.promise().map(|promise| promise.for_letter(file.case.letter.kind, urgent))?;
    let days = given.matter_days.map_or(promised, |days| days.min(promised));
    file.recounted(|clock| clock.within(days, &given.calendar))
}

/// The words are the citizen's answer: there is no other.
pub(super) fn end(file: &File<'_>, end: End) -> Result<Vec<Event>, Refusal> {
    file.at(&[StepKind::Route])?;
    filled(file)?;
    let text = file.cx.given.words(file.cx.given.limits.reply_chars)?;
    let to = file.go(&[StepKind::Publish, StepKind::Rate, StepKind::Close])?;
    Ok(vec![file.event(CaseEvent::Answered { text, end: Some(end), took: Some(file.took()), to })])
}

/// Whoever routes or supervises gives more time, at most what was asked for, or says why not.
pub(super) fn judge(file: &File<'_>, days: Option<u16>) -> Result<Vec<Event>, Refusal> {
    file.cx.permit.require(&[Role::Router, Role::Supervisor])?;
    file.stands_at(&[StepKind::Handle, StepKind::Ask, StepKind::Approve])?;
    let asked = file.case.extension.as_ref().filter(|_| file.case.awaits_extension());
    let asked = asked.ok_or(Refusal::WrongStep)?;
    if days.is_some_and(|days| days == 0 || days > asked.days) {
        return Err(Refusal::Full { most: asked.days.into() });
    }
    let given = file.cx.given;
    let text = given.words_if_any(given.limits.note_chars)?;
    if days.is_none() && text.is_none() {
        return Err(Refusal::Empty);
    }
    let judged = file.event(CaseEvent::ExtensionJudged { days, text });
    let moved = days.and_then(|days| file.recounted(|clock| clock.extended(days, &given.calendar)));
    let own = file.case.clock.as_ref().filter(|_| file.stage.step == StepKind::Handle).zip(days);
    let stage = own.map(|(kept, days)| {
        let clock = kept.now.extended(days, &given.calendar);
        file.event(CaseEvent::Timed { clock })
    });
    Ok([Some(judged), moved, stage].into_iter().flatten().collect())
}
