//! What was filled in at the stages of a case.

use super::{Case, CaseEvent};
use crate::kernel::{
    id::{Millis, PersonId},
    post::Post,
    text::TextRef,
    workflow::StepKind,
};
use serde::{Deserialize, Serialize};

/// The form of one stage, as somebody filled it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// The stage.
    pub stage: String,
    /// Version of the workflow whose form it is.
    pub version: u32,
    /// The values by the names of their fields, as JSON.
    pub text: TextRef,
    /// Names of the fields that are filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Those of them that others than staff may read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub public: Vec<String>,
    /// Who filled it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Millis,
    /// It stood like this when the author got the last answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub told: bool,
}

impl Filled {
    /// What an entry says was filled in; none of any other entry.
    pub fn of(event: &CaseEvent, at: Millis) -> Option<Filled> {
        let CaseEvent::Filled { stage, version, text, fields, public, by } = event else { return None };
        Some(Filled {
            stage: stage.clone(),
            version: *version,
            text: text.clone(),
            fields: fields.clone(),
            public: public.clone(),
            by: *by,
            at,
            told: false,
        })
    }
}

impl Case {
    /// The form of a stage as it is now.
    pub fn form(&self, stage: &str) -> Option<&Filled> {
        self.forms.iter().rfind(|filled| filled.stage == stage)
    }

    /// The forms as they are now, one of each stage.
    pub fn forms_now(&self) -> impl Iterator<Item = &Filled> {
        self.forms.iter().enumerate().filter(|(at, held)| self.is_latest(*at, held)).map(|(_, held)| held)
    }

    fn is_latest(&self, at: usize, held: &Filled) -> bool {
        self.forms.iter().skip(at + 1).all(|later| later.stage != held.stage)
    }

    pub(super) fn fill(&mut self, event: &CaseEvent, at: Millis) {
        let Some(filled) = Filled::of(event, at) else { return };
        self.forms.retain(|held| held.told || held.stage != filled.stage);
        self.forms.push(filled);
    }

    /// With an answer its author gets what stands in the forms; what is filled in while it is done again is told with
    /// the next one.
    pub(super) fn tell_forms(&mut self) {
        self.forms = self.forms_now().map(|held| Filled { told: true, ..held.clone() }).collect();
    }
}

impl Post {
    /// The forms of which others than staff may read the public fields: none before there is an answer.
    pub fn forms_told(&self) -> Vec<&Filled> {
        let Some(case) = self.case.as_deref().filter(|case| case.answer().is_some()) else { return Vec::new() };
        match self.place.step {
            StepKind::Publish | StepKind::Rate | StepKind::Close => case.forms_now().collect(),
            _ => case.forms.iter().filter(|held| held.told).collect(),
        }
    }
}
