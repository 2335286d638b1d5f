//! What can happen to a case.

use super::{Brought, Called, End, Manner, NoteKind, Owing, Reminded, Took};
use crate::kernel::{
    clock::Clock,
    id::{FileId, PersonId, UnitId},
    text::TextRef,
    workflow::Place,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a case arrives, and the clock that begins there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// The stage.
    pub place: Place,
    /// Its clock; none where the citizen's counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
}

/// What happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CaseEvent {
    /// A question that a session left open goes on as a case.
    Carried {
        /// Version of the workflow that it follows.
        version: u32,
        /// Where it is now.
        to: Arrival,
    },
    /// The clock of its stage was counted, at first or by another calendar.
    Timed {
        /// The clock.
        clock: Clock,
    },
    /// The day of receipt, where no clock tells it.
    Dated {
        /// In the installation's zone.
        received: Date,
    },
    /// It is a letter of before, and came in with what had become of it.
    Brought {
        /// All of that.
        brought: Box<Brought>,
    },
    /// It was given to a unit.
    Routed {
        /// The unit that answers.
        unit: UnitId,
        /// Units that help.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assisting: Vec<UnitId>,
        /// The matter it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        matter: Option<String>,
        /// It cannot wait.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        urgent: bool,
        /// A word to the unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        /// Where it is now.
        to: Arrival,
    },
    /// The unit took it, or its time for saying no is over.
    Taken {
        /// Where it is now.
        to: Arrival,
    },
    /// The unit sent it back.
    Returned {
        /// Why.
        text: TextRef,
        /// Where it is now.
        to: Arrival,
    },
    /// The answer was drafted.
    Drafted {
        /// The words.
        text: TextRef,
        /// Nothing is done, for this reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<End>,
        /// Who wrote it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// The form of its stage was filled in, as far as it was.
    Filled {
        /// The stage.
        stage: String,
        /// Version of the workflow whose form it is.
        version: u32,
        /// The values by the names of their fields, as JSON.
        text: TextRef,
        /// Names of the fields that are filled in.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<String>,
        /// Those of them that others than staff may read.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        public: Vec<String>,
        /// Who filled it in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// The draft waits for somebody to agree.
    HandedUp {
        /// Where it is now.
        to: Arrival,
    },
    /// One of several agreed.
    Agreed {
        /// Who.
        by: PersonId,
    },
    /// Somebody did not agree.
    SentBack {
        /// Why.
        text: TextRef,
        /// Where it is now.
        to: Arrival,
    },
    /// The citizen was asked; the citizen's clock stands still.
    Asked {
        /// What.
        text: TextRef,
        /// Where it is now.
        to: Arrival,
    },
    /// The citizen told it.
    Added {
        /// The words.
        text: TextRef,
        /// Where it is now.
        to: Arrival,
    },
    /// The citizen told nothing in time.
    Unheard {
        /// Where it is now.
        to: Arrival,
    },
    /// The unit asked for more time.
    ExtensionAsked {
        /// Working days.
        days: u16,
        /// Why.
        text: TextRef,
    },
    /// That was decided about.
    ExtensionJudged {
        /// Working days; none for no.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u16>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
    /// The citizen has the answer.
    Answered {
        /// The words.
        text: TextRef,
        /// Nothing is done, for this reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<End>,
        /// How long that took; none where it was not counted yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        took: Option<Took>,
        /// Where it is now.
        to: Arrival,
    },
    /// It was decided what the public sees.
    Published {
        /// How much.
        manner: Manner,
        /// The letter as the public reads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<TextRef>,
        /// The answer as the public reads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<TextRef>,
        /// Pictures of the letter that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileId>,
        /// Where it is now.
        to: Arrival,
    },
    /// Its author demanded that it is done again.
    Reopened {
        /// Why.
        text: TextRef,
        /// It is the unit's own will, after a poor grade.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_unit: bool,
        /// Where it is now.
        to: Arrival,
    },
    /// It follows another version of the workflow from here, with the clocks it has.
    Moved {
        /// Version of the workflow.
        version: u32,
        /// Where it stands in it.
        place: Place,
        /// Why.
        text: TextRef,
    },
    /// Units that had it were closed; these have it now.
    Inherited {
        /// The unit that answers.
        unit: UnitId,
        /// Units that help.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assisting: Vec<UnitId>,
    },
    /// Nothing more is done.
    Closed {
        /// Where it is now.
        to: Arrival,
    },
    /// Something was noted down.
    Noted {
        /// What it is.
        kind: NoteKind,
        /// The words.
        text: TextRef,
    },
    /// The unit owes a word.
    Owed {
        /// Why.
        why: Owing,
        /// Until when.
        clock: Clock,
    },
    /// The author was called back.
    CalledBack {
        /// What came of it.
        called: Called,
        /// What was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
    /// Whoever did what comes just before stood in for somebody.
    ActedFor {
        /// For whom.
        person: PersonId,
    },
    /// Somebody was reminded that its stage is due.
    Reminded {
        /// Who.
        who: Reminded,
    },
}

impl CaseEvent {
    /// Whether its author is to know, or everybody.
    pub fn is_told(&self) -> bool {
        use CaseEvent::{
            Added, Answered, Asked, Brought, Carried, Closed, ExtensionJudged, Inherited, Published, Reopened,
            Returned, Routed, Taken, Unheard,
        };
        match self {
            ExtensionJudged { days, .. } => days.is_some(),
            Brought { brought } => brought.is_public(),
            Carried { .. }
            | Inherited { .. }
            | Routed { .. }
            | Taken { .. }
            | Returned { .. }
            | Asked { .. }
            | Added { .. }
            | Unheard { .. }
            | Answered { .. }
            | Published { .. }
            | Reopened { .. }
            | Closed { .. } => true,
            _ => false,
        }
    }

    /// Where the case is after it, where it moves.
    pub fn arrival(&self) -> Option<&Arrival> {
        use CaseEvent::{
            Added, Answered, Asked, Carried, Closed, HandedUp, Published, Reopened, Returned, Routed, SentBack, Taken,
            Unheard,
        };
        match self {
            Carried { to, .. }
            | Routed { to, .. }
            | Taken { to }
            | Returned { to, .. }
            | HandedUp { to }
            | SentBack { to, .. }
            | Asked { to, .. }
            | Added { to, .. }
            | Unheard { to }
            | Answered { to, .. }
            | Published { to, .. }
            | Reopened { to, .. }
            | Closed { to } => Some(to),
            _ => None,
        }
    }

    /// Of the texts it names, those that are an answer, in its drafts and as the public reads it.
    pub fn answers(&self) -> Vec<&TextRef> {
        match self {
            CaseEvent::Drafted { text, .. } | CaseEvent::Answered { text, .. } => vec![text],
            CaseEvent::Published { answer, .. } => answer.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Of the texts it names, all but the answer as the public reads it.
    pub fn inner_texts(&self) -> Vec<&TextRef> {
        match self {
            CaseEvent::Published { letter, .. } => letter.iter().collect(),
            _ => self.texts(),
        }
    }

    /// The texts it names.
    pub fn texts(&self) -> Vec<&TextRef> {
        use CaseEvent::{
            Added, Answered, Asked, Brought, CalledBack, Drafted, ExtensionAsked, ExtensionJudged, Filled, Moved,
            Noted, Published, Reopened, Returned, Routed, SentBack,
        };
        match self {
            Published { letter, answer, .. } => letter.iter().chain(answer).collect(),
            Brought { brought } => brought.answer.iter().map(|answer| &answer.text).collect(),
            Routed { text, .. } | ExtensionJudged { text, .. } | CalledBack { text, .. } => text.iter().collect(),
            Returned { text, .. }
            | Drafted { text, .. }
            | Filled { text, .. }
            | SentBack { text, .. }
            | Asked { text, .. }
            | Added { text, .. }
            | ExtensionAsked { text, .. }
            | Answered { text, .. }
            | Reopened { text, .. }
            | Moved { text, .. }
            | Noted { text, .. } => vec![text],
            _ => Vec::new(),
        }
    }
}
