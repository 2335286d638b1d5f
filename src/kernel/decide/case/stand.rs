//! A case where it stands: who may do what at its stage.

use super::form::FORMS;
use crate::kernel::{
    case::{Called, Case, NoteKind, Owing},
    post::Post,
    principal::{Permit, Role},
    refusal::Refusal,
    room::Header,
    workflow::{Limit, Stage, StepKind, Workflow},
};

/// Steps behind the answer, from which it can be done again.
pub(super) const ANSWERED: [StepKind; 3] = [StepKind::Publish, StepKind::Rate, StepKind::Close];

/// A case where it stands, and somebody who looks at it.
pub(super) struct Stand<'a> {
    pub header: &'a Header,
    pub permit: &'a Permit,
    pub post: &'a Post,
    pub case: &'a Case,
    pub stage: &'a Stage,
}

/// What somebody may do with a case now, so that desks show only what can be pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseActs {
    /// Give it to a unit, or end it.
    pub route: bool,
    /// Take it.
    pub take: bool,
    /// Send it back to the router.
    pub give_back: bool,
    /// Draft the answer.
    pub draft: bool,
    /// Ask its author.
    pub ask: bool,
    /// Ask for more time, at most so many working days; 0 for not.
    pub extend_days: u16,
    /// Decide about more time.
    pub judge: bool,
    /// Agree to the answer, or send it back.
    pub approve: bool,
    /// Decide what the public sees.
    pub publish: bool,
    /// Fill in the form of the stage.
    pub form: bool,
    /// Do it again after a poor grade.
    pub rework: bool,
    /// Write down what a call back came to.
    pub call_back: bool,
    /// Somebody agrees to the answer before it goes out.
    pub approved: bool,
    /// What can be noted down.
    pub notes: Vec<NoteKind>,
    /// Look at it at all.
    pub see: bool,
}

/// The workflow that the case keeps.
pub(super) fn workflow<'a>(header: &'a Header, case: &Case) -> &'a Workflow {
    header.workflow_of(case.version)
}

impl<'a> Stand<'a> {
    pub fn of(header: &'a Header, permit: &'a Permit, post: &'a Post) -> Result<Stand<'a>, Refusal> {
        let case = post.case.as_deref().ok_or(Refusal::NotFound)?;
        let stage = workflow(header, case).stage(&post.place.stage).ok_or(Refusal::WrongStep)?;
        Ok(Stand { header, permit, post, case, stage })
    }

    /// Demands that it stands at such a step, is neither withdrawn nor stopped, and that the mover may act there.
    pub fn at(&self, steps: &[StepKind]) -> Result<(), Refusal> {
        self.stands_at(steps)?;
        if self.may_act() { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    pub fn stands_at(&self, steps: &[StepKind]) -> Result<(), Refusal> {
        let gone = self.post.is_out() || self.post.pending.is_some();
        if !gone && steps.contains(&self.stage.step) { Ok(()) } else { Err(Refusal::WrongStep) }
    }

    /// Whoever holds the stage's role: over the unit where the unit acts, else over the room.
    pub fn may_act(&self) -> bool {
        let role = self.stage.role;
        match self.stage.step {
            step if step.is_of_unit() => self.in_unit(&[role]),
            StepKind::Publish => self.in_unit(&[role]) || self.permit.holds(&[role]),
            _ => self.permit.holds(&[role]),
        }
    }

    /// Whether one of `roles` is held over the unit that answers.
    pub fn in_unit(&self, roles: &[Role]) -> bool {
        self.case.unit.is_some_and(|unit| self.permit.holds_over(unit, roles))
    }

    /// The first stage that follows with one of these steps.
    pub fn next_stage(&self, steps: &[StepKind]) -> Option<&'a Stage> {
        workflow(self.header, self.case).next(&self.stage.name, steps)
    }

    /// What is promised to authors.
    pub fn promise(&self) -> Option<&'a Limit> {
        workflow(self.header, self.case).promise.as_ref()
    }

    /// Where its answer is done again.
    pub fn again(&self) -> Option<&'a Stage> {
        workflow(self.header, self.case).again(&self.stage.name)
    }

    /// Colleagues of the unit and of those that assist note and call; who supervises urges and calls back; the unit
    /// explains.
    pub fn may_note(&self, kind: NoteKind) -> bool {
        let units = self.case.unit.iter().chain(&self.case.assisting);
        let helps = || units.copied().any(|unit| self.permit.holds_over(unit, &[Role::Handler, Role::Approver]));
        match kind {
            NoteKind::Urge => self.permit.holds(&[Role::Supervisor]),
            // A call back has an outcome: it is a step of its own.
            NoteKind::CallBack => false,
            NoteKind::Explain => self.in_unit(&[Role::Handler, Role::Approver]),
            NoteKind::Note | NoteKind::Contact => self.permit.holds(&[Role::Router, Role::Supervisor]) || helps(),
        }
    }

    /// The unit, or a supervisor, while a poor grade is unanswered for.
    pub fn may_rework(&self) -> bool {
        let answered = self.stands_at(&ANSWERED).is_ok() && self.case.owes(Owing::Poor);
        let may = || self.in_unit(&[Role::Handler]) || self.permit.holds(&[Role::Supervisor]);
        answered && may() && self.again().is_some()
    }

    /// A supervisor, after the answer; who was not reached is called again.
    pub fn may_call_back(&self) -> bool {
        let answered = self.stands_at(&[StepKind::Rate, StepKind::Close]).is_ok() && self.case.answer().is_some();
        let open = self.case.called.is_none_or(|called| called == Called::Unreached);
        answered && open && self.permit.holds(&[Role::Supervisor])
    }

    /// Need to know: those who route, screen, publish or watch over the room, and the units that have it.
    fn may_see(&self) -> bool {
        use Role::{Administrator, Approver, Auditor, Editor, Handler, Moderator, Router, Supervisor};
        let units = self.case.unit.iter().chain(&self.case.assisting);
        let over = |roles: &[Role]| units.copied().any(|unit| self.permit.holds_over(unit, roles));
        let whole = [Administrator, Auditor, Editor, Moderator, Router, Supervisor];
        self.permit.holds(&whole) || over(&[Approver, Auditor, Editor, Handler, Supervisor])
    }
}

impl CaseActs {
    /// What `permit` opens. A case that cannot be read opens nothing.
    pub fn of(header: &Header, permit: &Permit, post: &Post) -> CaseActs {
        let Ok(stand) = Stand::of(header, permit, post) else { return CaseActs::default() };
        let at = |steps: &[StepKind]| stand.at(steps).is_ok();
        let (handles, case) = (at(&[StepKind::Handle]), stand.case);
        let back = at(&[StepKind::Take, StepKind::Handle]) && stand.next_stage(&[StepKind::Route]).is_some();
        let underway = stand.stands_at(&[StepKind::Handle, StepKind::Ask, StepKind::Approve]).is_ok();
        CaseActs {
            route: at(&[StepKind::Route]),
            take: at(&[StepKind::Take]),
            give_back: back && case.returned == 0,
            draft: handles,
            ask: handles && case.asked.is_none() && stand.next_stage(&[StepKind::Ask]).is_some(),
            extend_days: if handles && case.extension.is_none() { stand.stage.rights.extend_days } else { 0 },
            judge: underway && case.awaits_extension() && permit.holds(&[Role::Router, Role::Supervisor]),
            approve: at(&[StepKind::Approve]),
            publish: at(&[StepKind::Publish]),
            form: at(&FORMS) && !stand.stage.form.is_empty(),
            rework: stand.may_rework(),
            call_back: stand.may_call_back(),
            approved: stand.next_stage(&[StepKind::Approve]).is_some(),
            notes: NoteKind::ALL.into_iter().filter(|kind| stand.may_note(*kind)).collect(),
            see: stand.may_see(),
        }
    }
}
