//! The workflows that come with the house.

use super::{Limit, Rights, Stage, StepKind, Title, Workflow};
use crate::kernel::principal::Role;

/// Working days within which a letter is answered (Jinan 12345 ordinance 2018, article 24, and like rules).
const ANSWER_DAYS: u16 = 5;
/// Working days within which it is given to a unit.
const ROUTE_DAYS: u16 = 1;
/// Working days within which the unit takes it or sends it back (Shandong hotline measures 2020).
const TAKE_DAYS: u16 = 2;
/// Most working days that an extension adds (the same).
const EXTEND_DAYS: u16 = 10;
/// Working days the citizen has to tell what is missing.
const ASK_DAYS: u16 = 5;
/// Working days within which somebody else agrees to the answer.
const APPROVE_DAYS: u16 = 1;
/// Working days after the answer within which it is decided what the public sees.
const PUBLISH_DAYS: u16 = 5;
/// Working days within which the citizen rates: about a month.
const RATE_DAYS: u16 = 20;
/// Working days after a session within which those who ran it decide about what it left open.
const LEFTOVER_DAYS: u16 = 1;

fn stage(name: &str, step: StepKind, role: Role, next: &[&str]) -> Stage {
    let next = next.iter().map(|name| (*name).into()).collect();
    Stage { name: name.into(), step, role, next, title: None, limit: None, rights: Rights::default(), form: Vec::new() }
}

impl Stage {
    fn within(self, days: u16) -> Stage {
        Stage { limit: Some(Limit::of(days)), ..self }
    }

    fn called(self, zh: &str, en: &str) -> Stage {
        Stage { title: Some(Title { zh: zh.into(), en: en.into() }), ..self }
    }

    fn proposes(mut self) -> Stage {
        self.rights.publish_by_default = true;
        self
    }

    fn extends(mut self, days: u16) -> Stage {
        self.rights.extend_days = days;
        self
    }
}

impl Workflow {
    /// The built-in workflow of an interview: screened, answered, done. What the session leaves open goes over to the
    /// units as a case; what its unit answers is public with the approver's word, for the question has been so all along.
    pub fn interview() -> Workflow {
        Workflow {
            id: "interview".into(),
            version: 1,
            stages: vec![
                stage("screening", StepKind::Screen, Role::Moderator, &["answering", "done"]),
                stage("answering", StepKind::Handle, Role::Guest, &["done", "routing"])
                    .within(LEFTOVER_DAYS)
                    .called("嘉宾答复", "Guests answer"),
                stage("routing", StepKind::Route, Role::Router, &["taking", "done"]).within(ROUTE_DAYS),
                stage("taking", StepKind::Take, Role::Handler, &["handling", "routing"]).within(TAKE_DAYS),
                stage("handling", StepKind::Handle, Role::Handler, &["approval"])
                    .extends(EXTEND_DAYS)
                    .called("单位书面答复", "The unit answers in writing"),
                stage("approval", StepKind::Approve, Role::Approver, &["done", "handling"]).within(APPROVE_DAYS),
                stage("done", StepKind::Close, Role::Editor, &[]),
            ],
            title: None,
            promise: None,
        }
    }

    /// Letters to a city: intake, routing, taking over, handling, approval, publication, rating, closed.
    pub fn letters() -> Workflow {
        Workflow {
            id: "letters".into(),
            version: 1,
            stages: vec![
                stage("intake", StepKind::Screen, Role::Moderator, &["routing", "closed"]).within(ROUTE_DAYS),
                stage("routing", StepKind::Route, Role::Router, &["taking", "closed"]).within(ROUTE_DAYS),
                stage("taking", StepKind::Take, Role::Handler, &["handling", "routing"]).within(TAKE_DAYS),
                stage("handling", StepKind::Handle, Role::Handler, &["approval", "asking"]).extends(EXTEND_DAYS),
                stage("asking", StepKind::Ask, Role::Handler, &["handling"]).within(ASK_DAYS),
                stage("approval", StepKind::Approve, Role::Approver, &["publication", "handling"]).within(APPROVE_DAYS),
                stage("publication", StepKind::Publish, Role::Editor, &["rating"]).within(PUBLISH_DAYS).proposes(),
                stage("rating", StepKind::Rate, Role::Supervisor, &["closed", "handling"]).within(RATE_DAYS),
                stage("closed", StepKind::Close, Role::Supervisor, &[]),
            ],
            title: None,
            promise: Some(Limit::of(ANSWER_DAYS)),
        }
    }

    /// Letters to a small office: whoever takes one in answers it, and then it is done.
    pub fn two_steps() -> Workflow {
        Workflow {
            id: "two_steps".into(),
            version: 1,
            stages: vec![
                stage("routing", StepKind::Route, Role::Router, &["handling", "closed"]).within(ROUTE_DAYS),
                stage("handling", StepKind::Handle, Role::Handler, &["closed", "routing"]).extends(EXTEND_DAYS),
                stage("closed", StepKind::Close, Role::Supervisor, &["handling"]),
            ],
            title: None,
            promise: Some(Limit::of(ANSWER_DAYS)),
        }
    }

    /// Those that can be begun with, by name.
    pub fn shipped() -> [Workflow; 3] {
        [Workflow::interview(), Workflow::letters(), Workflow::two_steps()]
    }
}
