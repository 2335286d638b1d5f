//! Cases that are over, by other limits: how many would have been late. Before a change takes effect, it is tried on
//! what was.

use super::CaseEvent;
use crate::kernel::{
    calendar::{Calendar, Pause, due, today},
    event::{Event, PostEvent},
    id::Millis,
    letter::LetterKind,
    post::Post,
    workflow::{Place, Stage, StepKind, Workflow},
};
use jiff::{civil::Date, tz::TimeZone};

/// Days that a case stood at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Where.
    pub place: Place,
    /// It came on this day.
    pub from: Date,
    /// And went on on this one.
    pub to: Date,
}

/// A case that is over, as its entries tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    kind: LetterKind,
    urgent: bool,
    received: Date,
    answered: Option<Date>,
    extended: u16,
    pauses: Vec<Pause>,
    stays: Vec<Stay>,
}

/// Of so many, so many late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Those to which the limit applies.
    pub of: u32,
    /// Those that would have been late.
    pub late: u32,
}

/// What limits would have made of past cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replay {
    /// Cases, and those late at any stage or with the answer.
    pub cases: Figure,
    /// Those answered, and those answered late.
    pub promise: Figure,
    /// For each stage with a limit of its own, by its name: stays, and those that were too long.
    pub stages: Vec<(String, Figure)>,
}

impl Figure {
    fn add(&mut self, late: bool) {
        self.of += 1;
        self.late += u32::from(late);
    }
}

impl Past {
    /// What the entries about a post tell, oldest first; none where it is no case. Days are those of `zone`.
    pub fn of(post: &Post, entries: &[(Millis, Event)], zone: &TimeZone) -> Option<Past> {
        let case = post.case.as_deref()?;
        let clock = post.clock.as_ref().map(|kept| &kept.now);
        let day = |ms: Millis| today(ms, zone);
        let (mut stays, mut here): (Vec<Stay>, Option<(Place, Date)>) = (Vec::new(), None);
        for (at, event) in entries {
            let Some(place) = arrived(event) else { continue };
            let left = here.replace((place.clone(), day(*at)));
            stays.extend(left.map(|(place, from)| Stay { place, from, to: day(*at) }));
        }
        Some(Past {
            kind: case.letter.kind,
            urgent: case.urgent,
            received: clock.map_or_else(|| day(post.at), |clock| clock.received),
            answered: (post.answered_at > 0).then(|| day(post.answered_at)),
            extended: clock.map_or(0, |clock| clock.extended),
            pauses: clock.map(|clock| clock.pauses.clone()).unwrap_or_default(),
            stays,
        })
    }

    fn answered_late(&self, workflow: &Workflow, calendar: &Calendar) -> Option<bool> {
        let days = workflow.promise.as_ref()?.for_letter(self.kind, self.urgent);
        let last = due(calendar, self.received, days.saturating_add(self.extended), &self.pauses).date?;
        Some(self.answered? > last)
    }

    fn stayed_late(&self, stay: &Stay, workflow: &Workflow, calendar: &Calendar) -> Option<bool> {
        let stage =
            workflow.stage(&stay.place.stage).filter(|stage| stage.step == stay.place.step && is_staffs(stage))?;
        let days = stage.limit.as_ref()?.for_letter(self.kind, self.urgent);
        // What was granted to the unit was granted for its own stage too.
        let more = if stage.step == StepKind::Handle { self.extended } else { 0 };
        let last = due(calendar, stay.from, days.saturating_add(more), &[]).date?;
        Some(stay.to > last)
    }
}

/// The time for telling what is missing and for rating is the author's: nobody is late with it.
fn is_staffs(stage: &Stage) -> bool {
    !matches!(stage.step, StepKind::Ask | StepKind::Rate)
}

fn arrived(event: &Event) -> Option<&Place> {
    let Event::Post { event, .. } = event else { return None };
    match event {
        PostEvent::Received { place, letter: Some(_), .. } | PostEvent::Released { place, .. } => Some(place),
        PostEvent::Case { event: CaseEvent::Moved { place, .. } } => Some(place),
        PostEvent::Case { event } => event.arrival().map(|to| &to.place),
        _ => None,
    }
}

/// Every figure stands beside what it is counted of.
pub fn replay(workflow: &Workflow, calendar: &Calendar, past: &[Past]) -> Replay {
    let limited = workflow.stages.iter().filter(|stage| stage.limit.is_some() && is_staffs(stage));
    let mut stages: Vec<(String, Figure)> = limited.map(|stage| (stage.name.clone(), Figure::default())).collect();
    let (mut cases, mut promise) = (Figure::default(), Figure::default());
    for case in past {
        let answered = case.answered_late(workflow, calendar);
        answered.into_iter().for_each(|late| promise.add(late));
        let mut any = answered == Some(true);
        for stay in &case.stays {
            let Some(late) = case.stayed_late(stay, workflow, calendar) else { continue };
            any |= late;
            let figure = stages.iter_mut().find(|(name, _)| *name == stay.place.stage);
            figure.into_iter().for_each(|(_, figure)| figure.add(late));
        }
        cases.add(any);
    }
    Replay { cases, promise, stages }
}
