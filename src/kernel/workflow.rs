//! A workflow is data: named stages, each of a closed kind of step.

use super::principal::Role;
use serde::{Deserialize, Serialize};

/// What is done at a stage. Rules match on this, never on a stage's name or a room's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A moderator lets it through, holds or rejects it.
    Screen,
    /// Whoever is asked answers, in writing or in speech.
    Handle,
    /// Nothing more is done.
    Close,
}

/// One named stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// Stages in order; a post starts at the first and keeps the version it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workflow {
    /// Name of the workflow.
    pub id: String,
    /// Raised with every change.
    pub version: u32,
    /// The stages.
    pub stages: Vec<Stage>,
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
    /// The built-in workflow of an interview: screened, answered, done.
    pub fn interview() -> Workflow {
        let stage = |name: &str, step, role, next: &[&str]| Stage {
            name: name.into(),
            step,
            role,
            next: next.iter().map(|name| (*name).into()).collect(),
        };
        Workflow {
            id: "interview".into(),
            version: 1,
            stages: vec![
                stage("screening", StepKind::Screen, Role::Moderator, &["answering", "done"]),
                stage("answering", StepKind::Handle, Role::Guest, &["done"]),
                stage("done", StepKind::Close, Role::Editor, &[]),
            ],
        }
    }

    /// Where a new post starts; where nothing is screened first, it is handled at once.
    pub fn start(&self) -> Option<Place> {
        self.stages.first().map(place)
    }

    /// The first stage after `from` whose step is `step`.
    pub fn next(&self, from: &str, step: StepKind) -> Option<Place> {
        let here = self.stages.iter().find(|stage| stage.name == from)?;
        let mut following = here.next.iter().filter_map(|name| self.stages.iter().find(|stage| stage.name == *name));
        following.find(|stage| stage.step == step).map(place)
    }
}

fn place(stage: &Stage) -> Place {
    Place { stage: stage.name.clone(), step: stage.step }
}
