//! Whether a workflow can take effect: everything that is wrong with it, not only the first.

use super::{
    Limit, Rights, Stage, StepKind, Title, Workflow,
    fault::{APPROVALS_MOST, DAYS_MOST, Fault, FaultKind, NAME_BYTES, STAGES_MOST, TITLE_CHARS},
    form_check::of_form,
    ways::Ways,
};
use crate::kernel::principal::Role;
use std::collections::HashSet;

impl StepKind {
    /// Steps that a stage of this step can lead to. A way that no rule ever takes would make the drawing lie.
    pub fn may_lead_to(self) -> &'static [StepKind] {
        use StepKind::{Approve, Ask, Close, Handle, Publish, Rate, Route, Screen, Take};
        match self {
            Screen => &[Route, Take, Handle, Close],
            Route => &[Take, Handle, Close],
            Take => &[Handle, Route],
            Handle => &[Approve, Ask, Publish, Rate, Close, Route],
            Ask => &[Handle, Close],
            Approve => &[Approve, Publish, Rate, Close, Handle],
            Publish => &[Approve, Rate, Close, Handle],
            Rate => &[Close, Handle, Route],
            Close => &[Handle, Route],
        }
    }

    /// Roles that can own a stage of this step, the usual one first.
    pub fn owners(self) -> &'static [Role] {
        match self {
            StepKind::Screen => &[Role::Moderator],
            StepKind::Route => &[Role::Router],
            StepKind::Take | StepKind::Handle | StepKind::Ask => &[Role::Handler, Role::Guest],
            StepKind::Approve => &[Role::Approver],
            StepKind::Publish => &[Role::Editor, Role::Approver],
            StepKind::Rate => &[Role::Supervisor, Role::Router, Role::Approver, Role::Editor],
            StepKind::Close => {
                &[Role::Supervisor, Role::Router, Role::Approver, Role::Editor, Role::Moderator, Role::Handler]
            }
        }
    }
}

impl Workflow {
    /// Whether it can take effect.
    ///
    /// # Errors
    /// Everything that is wrong with it; ways through it only where names and arrows are right.
    pub fn check(&self) -> Result<(), Vec<Fault>> {
        let mut faults = self.of_the_whole();
        if self.stages.len() > STAGES_MOST {
            return Err(faults);
        }
        let frame = self.of_names();
        let broken = !frame.is_empty();
        faults.extend(frame);
        for stage in &self.stages {
            faults.extend(self.of_stage(stage));
            faults.extend(of_form(stage));
        }
        if !broken && !self.stages.is_empty() {
            faults.extend(self.of_ways());
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Whether the time of its stages is counted from the beginning: where what comes in is given to a unit, or an
    /// answer is promised. What a session leaves open has its clock from the room's policy.
    pub fn is_timed(&self) -> bool {
        let to_unit = |stage: &Stage| matches!(stage.step, StepKind::Route | StepKind::Take);
        let begins = self.stages.first().is_some_and(to_unit);
        let screens = self.stages.iter().filter(|stage| stage.step == StepKind::Screen);
        let gives = screens.flat_map(|stage| &stage.next).filter_map(|name| self.stage(name)).any(to_unit);
        self.promise.is_some() || begins || gives
    }

    /// Where what a session leaves open waits, and where it goes over to: nowhere, where no way leads from answering to
    /// a router.
    pub fn carries_over(&self) -> Option<(&Stage, &Stage)> {
        let waits = self.stages.iter().filter(|stage| stage.step == StepKind::Handle && !self.is_timed());
        waits.into_iter().find_map(|stage| Some((stage, self.next(&stage.name, &[StepKind::Route])?)))
    }

    fn of_the_whole(&self) -> Vec<Fault> {
        let mut kinds = Vec::new();
        match self.stages.len() {
            0 => kinds.push(FaultKind::NoStages),
            many if many > STAGES_MOST => kinds.push(FaultKind::TooManyStages),
            _ => {}
        }
        kinds.extend(self.of_forms());
        kinds.extend((self.version == 0).then_some(FaultKind::Version));
        kinds.extend((!is_name(&self.id)).then_some(FaultKind::Name));
        kinds.extend(self.title.as_ref().filter(|title| !is_title(title)).map(|_| FaultKind::Title));
        let mut faults: Vec<Fault> = kinds.into_iter().map(FaultKind::whole).collect();
        let promise = self.promise.iter().flat_map(of_limit);
        // the bound is told as for a stage
        faults.extend(promise.map(|kind| Fault { stage: None, ..kind.at("") }));
        faults
    }

    /// Names and arrows: where one is wrong, nothing can be said about ways.
    fn of_names(&self) -> Vec<Fault> {
        let (mut faults, mut seen) = (Vec::new(), HashSet::new());
        for Stage { name, next, .. } in &self.stages {
            if !is_name(name) {
                faults.push(FaultKind::Name.at(name));
            }
            if !seen.insert(name) {
                faults.push(FaultKind::Twice.at(name));
            }
            for (nth, other) in next.iter().enumerate() {
                let kind = match self.stage(other) {
                    None => FaultKind::NextUnknown,
                    Some(_) if other == name => FaultKind::NextSelf,
                    Some(_) if next[..nth].contains(other) => FaultKind::NextTwice,
                    Some(_) => continue,
                };
                faults.push(kind.between(name, other));
            }
        }
        faults
    }

    fn of_stage(&self, stage: &Stage) -> Vec<Fault> {
        let mut kinds = Vec::new();
        kinds.extend(stage.title.as_ref().filter(|title| !is_title(title)).map(|_| FaultKind::Title));
        kinds.extend((!stage.step.owners().contains(&stage.role)).then_some(FaultKind::Owner));
        kinds.extend(self.lacks_limit(stage).then_some(FaultKind::NoLimit));
        kinds.extend(stage.limit.iter().flat_map(of_limit));
        kinds.extend(of_rights(stage.step, &stage.rights));
        kinds.into_iter().map(|kind| kind.at(&stage.name)).collect()
    }

    fn lacks_limit(&self, stage: &Stage) -> bool {
        let promised = match stage.step {
            StepKind::Close => true,
            StepKind::Handle => self.promise.is_some(),
            _ => false,
        };
        let in_hand = !matches!(stage.step, StepKind::Screen | StepKind::Handle | StepKind::Close);
        let counted = self.is_timed() || in_hand && self.carries_over().is_some();
        counted && stage.limit.is_none() && !promised
    }

    fn of_ways(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let can_begin = [StepKind::Screen, StepKind::Route, StepKind::Take, StepKind::Handle];
        let first = self.stages.first();
        faults.extend(
            first.filter(|first| !can_begin.contains(&first.step)).map(|first| FaultKind::Start.at(&first.name)),
        );
        if !self.stages.iter().any(|stage| stage.step == StepKind::Handle) {
            faults.push(FaultKind::Unanswered.whole());
        }
        for stage in &self.stages {
            faults.extend(self.of_arrows(stage));
        }
        let ways = Ways::of(self);
        faults.extend(ways.unreached().map(|stage| FaultKind::Unreached.at(&stage.name)));
        faults.extend(ways.dead_ends().map(|stage| FaultKind::DeadEnd.at(&stage.name)));
        faults.extend(ways.traps().into_iter().map(|trap| {
            let others: Vec<&str> = trap.iter().skip(1).map(|stage| stage.name.as_str()).collect();
            FaultKind::Trap.between(&trap[0].name, &others.join(", "))
        }));
        faults
    }

    /// Arrows that no rule takes, and arrows that a rule needs. A stage without any is a dead end, not told twice.
    fn of_arrows(&self, stage: &Stage) -> Vec<Fault> {
        use StepKind::{Approve, Ask, Close, Handle, Publish, Rate, Route, Screen, Take};
        let next: Vec<&Stage> = stage.next.iter().filter_map(|name| self.stage(name)).collect();
        let astray = next.iter().filter(|next| !stage.step.may_lead_to().contains(&next.step));
        let mut faults: Vec<Fault> =
            astray.map(|next| FaultKind::NextAstray.between(&stage.name, &next.name)).collect();
        let leads = |steps: &[StepKind]| next.iter().any(|next| steps.contains(&next.step));
        let (enough, kind) = match stage.step {
            Screen => (leads(&[Route, Take, Handle]) && leads(&[Close]), FaultKind::ScreenNext),
            Route => (leads(&[Take, Handle]), FaultKind::RouteNext),
            Take => (leads(&[Handle]) && leads(&[Route]), FaultKind::TakeNext),
            Handle => (leads(&[Approve, Publish, Rate, Close]), FaultKind::HandleNext),
            Ask => (leads(&[Handle]), FaultKind::AskNext),
            Approve => (leads(&[Handle]) && leads(&[Approve, Publish, Rate, Close]), FaultKind::ApproveNext),
            Publish => (leads(&[Approve, Rate, Close]), FaultKind::PublishNext),
            Rate => (leads(&[Close]), FaultKind::RateNext),
            Close => (true, FaultKind::DeadEnd),
        };
        if !enough && !next.is_empty() {
            faults.push(kind.at(&stage.name));
        }
        faults
    }
}

fn of_limit(limit: &Limit) -> Vec<FaultKind> {
    let given = [Some(limit.days), limit.urgent].into_iter().flatten().chain(limit.kinds.values().copied());
    let mut faults = Vec::new();
    faults.extend(given.clone().any(|days| days == 0 || days > DAYS_MOST).then_some(FaultKind::Days));
    let least = limit.kinds.values().copied().chain([limit.days]).max();
    faults.extend((limit.urgent > least).then_some(FaultKind::UrgentSlower));
    faults
}

fn of_rights(step: StepKind, rights: &Rights) -> Vec<FaultKind> {
    let mut faults = Vec::new();
    let misplaced = (rights.extend_days > 0 && step != StepKind::Handle)
        || (rights.approvals > 0 && step != StepKind::Approve)
        || (rights.publish_by_default && step != StepKind::Publish);
    faults.extend(misplaced.then_some(FaultKind::Right));
    faults.extend((rights.extend_days > DAYS_MOST).then_some(FaultKind::Days));
    faults.extend((rights.approvals > APPROVALS_MOST).then_some(FaultKind::Approvals));
    faults
}

pub(super) fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=NAME_BYTES).contains(&name.len()) && name.bytes().all(fits)
}

pub(super) fn is_title(title: &Title) -> bool {
    let fits = |words: &str| {
        let (chars, trimmed) = (words.chars().count(), words.trim());
        (1..=TITLE_CHARS).contains(&chars) && trimmed.len() == words.len() && !words.chars().any(char::is_control)
    };
    fits(&title.zh) && fits(&title.en)
}
