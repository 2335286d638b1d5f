//! The parts of a workflow.

use super::FormField;
use crate::kernel::{letter::LetterKind, principal::Role, text::Lang};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is done at a stage. Rules match on this, never on a stage's name or a room's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A moderator lets it through, holds or rejects it.
    Screen,
    /// It is given to a unit, with those that assist.
    Route,
    /// The unit takes it, or sends it back with its reasons.
    Take,
    /// Whoever is asked answers, in writing or in speech.
    Handle,
    /// The citizen is asked for what is missing; the citizen's clock stands still.
    Ask,
    /// Somebody else of the unit agrees to the answer, or sends it back.
    Approve,
    /// It is decided what the public sees of it.
    Publish,
    /// The citizen can say what the answer was worth.
    Rate,
    /// Nothing more is done.
    Close,
}

impl StepKind {
    /// All of them, in the order of a case's life.
    pub const ALL: [StepKind; 9] = {
        use StepKind::{Approve, Ask, Close, Handle, Publish, Rate, Route, Screen, Take};
        [Screen, Route, Take, Handle, Ask, Approve, Publish, Rate, Close]
    };

    /// Whether the unit that has the letter acts, rather than somebody of the room.
    pub fn is_of_unit(self) -> bool {
        matches!(self, StepKind::Take | StepKind::Handle | StepKind::Ask | StepKind::Approve)
    }

    /// The word of the wire, the database and the word files (`step-…`).
    pub fn code(self) -> &'static str {
        match self {
            StepKind::Screen => "screen",
            StepKind::Route => "route",
            StepKind::Take => "take",
            StepKind::Handle => "handle",
            StepKind::Ask => "ask",
            StepKind::Approve => "approve",
            StepKind::Publish => "publish",
            StepKind::Rate => "rate",
            StepKind::Close => "close",
        }
    }

    /// The step of a code.
    pub fn parse(code: &str) -> Option<StepKind> {
        StepKind::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// How long something may take, in working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Where nothing else is said.
    pub days: u16,
    /// For what is urgent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<u16>,
    /// For letters of a kind that are not urgent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kinds: BTreeMap<LetterKind, u16>,
}

impl Limit {
    /// The same for all.
    pub fn of(days: u16) -> Limit {
        Limit { days, urgent: None, kinds: BTreeMap::new() }
    }

    /// For one letter.
    pub fn for_letter(&self, kind: LetterKind, urgent: bool) -> u16 {
        let of_kind = self.kinds.get(&kind).copied().unwrap_or(self.days);
        self.urgent.filter(|_| urgent).unwrap_or(of_kind)
    }
}

/// What may be done at a stage beside its step, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Rights {
    /// Handle: how many working days an extension may add; 0 for none.
    #[serde(skip_serializing_if = "is_zero")]
    pub extend_days: u16,
    /// Approve: how many people must agree; 0 counts as one.
    #[serde(skip_serializing_if = "is_zero")]
    pub approvals: u16,
    /// Publish: what is proposed where the citizen agrees.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub publish_by_default: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde gives a reference
fn is_zero(count: &u16) -> bool {
    *count == 0
}

impl Rights {
    fn are_none(&self) -> bool {
        *self == Rights::default()
    }
}

/// One named stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Unique within the workflow.
    pub name: String,
    /// What is done here.
    pub step: StepKind,
    /// Who does it.
    pub role: Role,
    /// Stages that may follow, the usual one first.
    pub next: Vec<String>,
    /// How people call it; the step's word where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// How long it may take; where nothing is said, until the answer is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// What else may be done here.
    #[serde(default, skip_serializing_if = "Rights::are_none")]
    pub rights: Rights,
    /// What is filled in here before the case goes on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<FormField>,
}

/// Stages in order; a post starts at the first and keeps the version it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Workflow {
    /// Name of the workflow.
    pub id: String,
    /// Raised with every change.
    pub version: u32,
    /// The stages.
    pub stages: Vec<Stage>,
    /// How people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Within how many working days from receipt the citizen is answered; none promises nothing by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Limit>,
}

/// Where a post stands in its workflow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The stage's name.
    pub stage: String,
    /// Its kind of step.
    pub step: StepKind,
}

impl Workflow {
    /// Where a new post starts; where nothing is screened first, it is handled at once.
    pub fn start(&self) -> Option<Place> {
        self.stages.first().map(Stage::place)
    }

    /// The stage of this name.
    pub fn stage(&self, name: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.name == name)
    }

    /// Where what is let in at the first stage goes; none where nothing is screened.
    pub fn lets_in_to(&self) -> Option<&Stage> {
        let first = self.stages.first().filter(|stage| stage.step == StepKind::Screen)?;
        self.next(&first.name, &[StepKind::Handle, StepKind::Route])
    }

    /// Where what is answered is answered again from here; while it is still to be decided what the public sees, by the
    /// way that follows.
    pub fn again(&self, from: &str) -> Option<&Stage> {
        let stage = self.stage(from)?;
        let rests = match stage.step {
            StepKind::Publish => self.next(from, &[StepKind::Rate, StepKind::Close])?,
            _ => stage,
        };
        self.next(&rests.name, &[StepKind::Handle])
    }

    /// The first stage after `from` whose step is one of `steps`.
    pub fn next(&self, from: &str, steps: &[StepKind]) -> Option<&Stage> {
        let mut following = self.stage(from)?.next.iter().filter_map(|name| self.stage(name));
        following.find(|stage| steps.contains(&stage.step))
    }
}

impl Title {
    /// In one language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Stage {
    /// The place of a post that stands here.
    pub fn place(&self) -> Place {
        Place { stage: self.name.clone(), step: self.step }
    }
}
