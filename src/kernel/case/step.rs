//! What people ask to be done with a case.

use super::{Called, End, Manner, NoteKind};
use crate::kernel::id::{FileId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One step. Whoever sends it names the revision of the post that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CaseStep {
    /// Whoever ran a session gives a question that it left open to the router, or straight to a unit.
    GoOver {
        /// The unit that is to answer.
        #[serde(default)]
        unit: Option<UnitId>,
    },
    /// Whoever ran a session says that a question it left open asks nothing.
    Comment {
        /// Why, for everybody.
        text: String,
    },
    /// A router gives it to a unit.
    Route {
        /// The unit that answers.
        unit: UnitId,
        /// Units that help.
        #[serde(default)]
        assisting: Vec<UnitId>,
        /// The matter of the catalogue that it is.
        #[serde(default)]
        matter: Option<String>,
        /// It cannot wait as long as others.
        #[serde(default)]
        urgent: bool,
        /// A word to the unit; may be empty.
        #[serde(default)]
        text: String,
    },
    /// A router ends it: no unit answers.
    End {
        /// Why, as everybody counts it.
        end: End,
        /// Why, in words for its author.
        text: String,
    },
    /// The unit takes it.
    Take,
    /// The unit sends it back to the router.
    Return {
        /// Why.
        text: String,
    },
    /// The unit drafts the answer.
    Draft {
        /// The words.
        text: String,
        /// The answer is that nothing is done, for this reason.
        #[serde(default)]
        end: Option<End>,
    },
    /// Whoever acts at a stage fills in its form, as far as can be said; what is blank is left out.
    Fill {
        /// Values by the names of their fields: words, a number, a day (`2026-02-13`), the name of an option, `yes` or
        /// `no`.
        #[serde(default)]
        values: BTreeMap<String, String>,
    },
    /// The draft goes to whoever agrees to it; where nobody has to, it is the answer.
    HandUp,
    /// The unit asks the citizen for what is missing.
    Ask {
        /// What.
        text: String,
    },
    /// The unit asks for more time.
    Extend {
        /// Working days.
        days: u16,
        /// Why, for the author too.
        text: String,
    },
    /// A router or supervisor decides about more time.
    Judge {
        /// How many working days it gets; none for no.
        days: Option<u16>,
        /// Why; may be empty where it is granted.
        #[serde(default)]
        text: String,
    },
    /// Somebody else of the unit agrees to the draft.
    Agree,
    /// And does not.
    SendBack {
        /// Why.
        text: String,
    },
    /// It is decided what the public sees.
    Publish {
        /// All of it, the outcome only, nothing.
        manner: Manner,
        /// The letter as the public reads it, its title in the first line.
        #[serde(default)]
        letter: String,
        /// The answer as the public reads it.
        #[serde(default)]
        answer: String,
        /// Pictures of the letter that go with it, as they can be shown.
        #[serde(default)]
        files: Vec<FileId>,
    },
    /// The author tells what was asked for.
    Add {
        /// The words.
        text: String,
    },
    /// The author demands that it is done again, once.
    Redo {
        /// Why.
        text: String,
    },
    /// The unit does it again, after a poor grade.
    Rework {
        /// Why, for the author too.
        text: String,
    },
    /// A supervisor called the author back.
    CallBack {
        /// What came of it.
        called: Called,
        /// What was said; may be empty where nobody was reached.
        #[serde(default)]
        text: String,
    },
    /// Somebody notes something down.
    Note {
        /// What it is.
        kind: NoteKind,
        /// The words.
        text: String,
    },
}

impl CaseStep {
    /// The words it carries.
    pub fn words(&self) -> Option<&str> {
        use CaseStep::{
            Add, Agree, Ask, CallBack, Comment, Draft, End, Extend, Fill, GoOver, HandUp, Judge, Note, Publish, Redo,
            Return, Rework, Route, SendBack, Take,
        };
        match self {
            GoOver { .. } | Fill { .. } | Take | HandUp | Agree => None,
            Publish { letter, .. } => Some(letter),
            Comment { text } => Some(text),
            Route { text, .. }
            | End { text, .. }
            | Return { text }
            | Draft { text, .. }
            | Ask { text }
            | Extend { text, .. }
            | Judge { text, .. }
            | SendBack { text }
            | Add { text }
            | Redo { text }
            | Rework { text }
            | CallBack { text, .. }
            | Note { text, .. } => Some(text),
        }
    }

    /// The answer as the public is to read it.
    pub fn public_answer(&self) -> Option<&str> {
        match self {
            CaseStep::Publish { answer, .. } => Some(answer),
            _ => None,
        }
    }

    /// What is filled into the form of its stage.
    pub fn values(&self) -> Option<&BTreeMap<String, String>> {
        match self {
            CaseStep::Fill { values } => Some(values),
            _ => None,
        }
    }

    /// The pictures that are to be public.
    pub fn files(&self) -> &[FileId] {
        match self {
            CaseStep::Publish { files, .. } => files,
            _ => &[],
        }
    }

    /// The units it names.
    pub fn units(&self) -> Vec<UnitId> {
        match self {
            CaseStep::Route { unit, assisting, .. } => {
                std::iter::once(*unit).chain(assisting.iter().copied()).collect()
            }
            CaseStep::GoOver { unit } => unit.iter().copied().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a citizen wrote its words.
    pub fn is_citizens(&self) -> bool {
        matches!(self, CaseStep::Add { .. } | CaseStep::Redo { .. })
    }
}
