//! How a case moves on, with its clocks.

use super::stand::{Stand, workflow};
use crate::kernel::{
    calendar::today,
    case::{Arrival, CaseEvent, Took},
    clock::Clock,
    decide::room::{Context, on},
    event::{Event, PostEvent},
    id::{PersonId, PostId},
    letter::{Letter, LetterKind},
    post::Post,
    principal::Principal,
    refusal::Refusal,
    workflow::{Place, Stage, StepKind},
};
use std::ops::Deref;

/// A case at hand, and what is given.
pub(super) struct File<'a> {
    pub cx: &'a Context<'a>,
    on: Stand<'a>,
}

impl<'a> Deref for File<'a> {
    type Target = Stand<'a>;

    fn deref(&self) -> &Stand<'a> {
        &self.on
    }
}

impl<'a> File<'a> {
    /// The case at the revision the sender saw.
    pub fn open(cx: &'a Context<'a>, id: PostId, revision: u32) -> Result<File<'a>, Refusal> {
        cx.fresh(id, revision)?;
        File::of(cx, id)
    }

    /// The case as it is.
    pub fn of(cx: &'a Context<'a>, id: PostId) -> Result<File<'a>, Refusal> {
        Ok(File { cx, on: Stand::of(cx.header, cx.permit, cx.post(id)?)? })
    }

    /// Who acts, where it is a person.
    pub fn person(&self) -> Option<PersonId> {
        match self.cx.permit.principal {
            Principal::Staff(person) => Some(person),
            _ => None,
        }
    }

    /// Told with what a deputy does.
    pub fn acted_for(&self) -> Option<Event> {
        let unit = self.stage.step.is_of_unit().then_some(self.case.unit).flatten();
        let person = self.permit.for_person(self.stage.role, unit)?;
        Some(self.event(CaseEvent::ActedFor { person }))
    }

    /// Where it goes from here: the first stage that follows with one of these steps.
    pub fn go(&self, steps: &[StepKind]) -> Result<Arrival, Refusal> {
        self.next(steps).ok_or(Refusal::WrongStep)
    }

    pub fn next(&self, steps: &[StepKind]) -> Option<Arrival> {
        Some(arrival(self.cx, self.next_stage(steps)?, (self.case.letter.kind, self.case.urgent)))
    }

    /// Where its answer is done again. The citizen's clock was met or missed by the first answer; this one has as long as
    /// was promised, from today.
    pub fn go_again(&self) -> Result<Arrival, Refusal> {
        let (stage, letter) = (self.again().ok_or(Refusal::WrongStep)?, (self.case.letter.kind, self.case.urgent));
        let Arrival { place, clock } = arrival(self.cx, stage, letter);
        let given = self.cx.given;
        let promised = self.promise().map(|promise| promise.for_letter(letter.0, letter.1));
        let fresh = promised.map(|days| Clock::count(&given.calendar, given.today(), days));
        Ok(Arrival { place, clock: clock.or(fresh) })
    }

    /// The same for a letter whose urgency is being set.
    pub fn go_as(&self, steps: &[StepKind], urgent: bool) -> Result<Arrival, Refusal> {
        let stage = self.next_stage(steps).ok_or(Refusal::WrongStep)?;
        Ok(arrival(self.cx, stage, (self.case.letter.kind, urgent)))
    }

    /// The entry.
    pub fn event(&self, event: CaseEvent) -> Event {
        on(self.post.id, PostEvent::Case { event })
    }

    /// The citizen's clock as another one; nothing where none runs or it stays.
    pub fn recounted(&self, change: impl FnOnce(&Clock) -> Clock) -> Option<Event> {
        let now = &self.post.clock.as_ref()?.now;
        let clock = change(now);
        (clock != *now).then(|| on(self.post.id, PostEvent::Counted { clock }))
    }

    /// How long an answer of today takes.
    pub fn took(&self) -> Took {
        let given = self.cx.given;
        let routed = self.case.routed_at.map(|at| today(at, &given.zone));
        let clock = self.post.clock.as_ref().map(|kept| &kept.now);
        Took::count(&given.calendar, clock, (self.post.received_on(), routed), given.today())
    }

    /// Whether the last day of its stage is over.
    pub fn is_late(&self) -> bool {
        self.post.stage_due().is_some_and(|due| due < self.cx.given.today())
    }
}

/// At this stage, with its clock.
pub(super) fn arrival(cx: &Context<'_>, stage: &Stage, letter: (LetterKind, bool)) -> Arrival {
    Arrival { place: stage.place(), clock: clock(cx, stage, letter) }
}

fn clock(cx: &Context<'_>, stage: &Stage, (kind, urgent): (LetterKind, bool)) -> Option<Clock> {
    let limit = stage.limit.as_ref()?;
    Some(Clock::count(&cx.given.calendar, cx.given.today(), limit.for_letter(kind, urgent)))
}

/// The clocks of a letter that has just come in: the citizen's, and that of its first stage.
pub(in crate::kernel::decide) fn begun(cx: &Context<'_>, letter: &Letter) -> Vec<Event> {
    let (workflow, given) = (&cx.header.workflow, cx.given);
    let promised = workflow.promise.as_ref().map(|promise| {
        let clock = Clock::count(&given.calendar, given.today(), promise.for_letter(letter.kind, false));
        on(given.post, PostEvent::Counted { clock })
    });
    let first = workflow.stages.first().and_then(|stage| clock(cx, stage, (letter.kind, false)));
    let dated = promised.is_none().then(|| CaseEvent::Dated { received: given.today() });
    let dated = dated.map(|event| on(given.post, PostEvent::Case { event }));
    promised.into_iter().chain(dated).chain(first.map(|clock| timing(given.post, clock))).collect()
}

/// The clock of a stage that a case has come to by somebody else's rules.
pub(in crate::kernel::decide) fn timed(cx: &Context<'_>, post: &Post, place: &Place) -> Option<Event> {
    let case = post.case.as_deref().filter(|_| post.place != *place)?;
    let stage = workflow(cx.header, case).stage(&place.stage)?;
    Some(timing(post.id, clock(cx, stage, (case.letter.kind, case.urgent))?))
}

fn timing(post: PostId, clock: Clock) -> Event {
    on(post, PostEvent::Case { event: CaseEvent::Timed { clock } })
}

/// Both clocks by the calendar in force, where that is another one. What is answered keeps its day.
pub(in crate::kernel::decide) fn recount(cx: &Context<'_>, post: &Post) -> Vec<Event> {
    let calendar = &cx.given.calendar;
    let behind = |clock: &&Clock| clock.edition < calendar.edition;
    let Some(case) = post.case.as_deref().filter(|_| !post.is_out() && post.place.step != StepKind::Close) else {
        return Vec::new();
    };
    let own = post.clock.as_ref().map(|kept| &kept.now).filter(|_| post.answered_at == 0).filter(behind);
    let stage = case.clock.as_ref().map(|kept| &kept.now).filter(behind);
    let counted = own.map(|clock| on(post.id, PostEvent::Counted { clock: clock.recounted(calendar) }));
    counted.into_iter().chain(stage.map(|clock| timing(post.id, clock.recounted(calendar)))).collect()
}
