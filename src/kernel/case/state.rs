//! The state of a case, a part of its post's.

use super::{Called, Filled, Owed, Owing, Reminded, Took};
use crate::kernel::{
    calendar::today,
    clock::Kept,
    id::{FileId, Millis, PersonId, UnitId},
    letter::{Letter, LetterKind},
    post::{Fate, Post},
    text::TextRef,
    workflow::StepKind,
};
use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// Why nothing is done: what a case is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Another authority answers for it.
    NotOurs,
    /// The law has a way of its own for it: courts, arbitration, review.
    StatutoryPath,
    /// The same is being handled or was answered.
    AlreadyHandled,
    /// Nobody can tell what is meant, also after asking.
    Unclear,
    /// It sells something.
    Advertising,
    /// It was handed on to somebody outside this house.
    HandedOn,
    /// It asks nothing: a comment that a session left behind. No form of a router lists it.
    Comment,
}

impl End {
    /// Those of letters, in the order in which forms list them.
    pub const ALL: [End; 6] =
        [End::NotOurs, End::StatutoryPath, End::AlreadyHandled, End::Unclear, End::Advertising, End::HandedOn];

    /// The word of the wire, the database and the word files (`end-…`).
    pub fn code(self) -> &'static str {
        match self {
            End::NotOurs => "not_ours",
            End::StatutoryPath => "statutory_path",
            End::AlreadyHandled => "already_handled",
            End::Unclear => "unclear",
            End::Advertising => "advertising",
            End::HandedOn => "handed_on",
            End::Comment => "comment",
        }
    }

    /// The end of a code.
    pub fn parse(code: &str) -> Option<End> {
        End::ALL.into_iter().find(|end| end.code() == code)
    }
}

/// How much the public sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "CaseManner"))]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// A public version of letter and answer.
    Whole,
    /// The title and what became of it.
    Outcome,
    /// Nothing but that there was a letter.
    Nothing,
}

impl Manner {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Manner; 3] = [Manner::Whole, Manner::Outcome, Manner::Nothing];

    /// The word of the wire and the word files (`manner-…`).
    pub fn code(self) -> &'static str {
        match self {
            Manner::Whole => "whole",
            Manner::Outcome => "outcome",
            Manner::Nothing => "nothing",
        }
    }

    /// The manner of a code.
    pub fn parse(code: &str) -> Option<Manner> {
        Manner::ALL.into_iter().find(|manner| manner.code() == code)
    }
}

/// What somebody notes down beside a case; none of it is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// For colleagues.
    Note,
    /// The author was called, and this was said.
    Contact,
    /// A supervisor urges.
    Urge,
    /// The unit says why.
    Explain,
    /// A supervisor called the author back after the answer.
    CallBack,
}

impl NoteKind {
    /// All of them.
    pub const ALL: [NoteKind; 5] =
        [NoteKind::Note, NoteKind::Contact, NoteKind::Urge, NoteKind::Explain, NoteKind::CallBack];

    /// The word of the wire and the word files (`note-…`).
    pub fn code(self) -> &'static str {
        match self {
            NoteKind::Note => "note",
            NoteKind::Contact => "contact",
            NoteKind::Urge => "urge",
            NoteKind::Explain => "explain",
            NoteKind::CallBack => "call_back",
        }
    }

    /// The kind of a code.
    pub fn parse(code: &str) -> Option<NoteKind> {
        NoteKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An answer that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The words.
    pub text: TextRef,
    /// Nothing is done, for this reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

/// What the citizen was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The question.
    pub text: TextRef,
    /// When.
    pub at: Millis,
    /// What was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<TextRef>,
}

/// More time that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Working days.
    pub days: u16,
    /// Why.
    pub reason: TextRef,
    /// When it was asked for.
    pub at: Millis,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
}

/// What was decided about more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// Working days; none for no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Why, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextRef>,
    /// When.
    pub at: Millis,
}

/// An answer as the citizen got it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The words.
    pub text: TextRef,
    /// Nothing is done, for this reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// Whose answer; none where no unit had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// When.
    pub at: Millis,
    /// How long it took; none where that was not counted yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took: Option<Took>,
}

/// What the public sees of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// How much.
    pub manner: Manner,
    /// When that was decided.
    pub at: Millis,
}

/// A letter on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What came with the words.
    pub letter: Letter,
    /// Version of the workflow it began with.
    pub version: u32,
    /// When a session that had left it open gave it up; none for a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Millis>,
    /// It cannot wait as long as others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// The matter of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The unit that answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Units that help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assisting: Vec<UnitId>,
    /// At its stage since.
    pub since: Millis,
    /// The clock of its stage; where there is none, the citizen's counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Kept>,
    /// How often units sent it back.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub returned: u16,
    /// What the citizen was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// More time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// The answer in the making.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
    /// Who agreed to it so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed: Vec<PersonId>,
    /// What was filled in at its stages: of each the latest, and what stood when its author got the last answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Filled>,
    /// Answers given, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// What the public sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<Publication>,
    /// Pictures of it that the public sees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<FileId>,
    /// Its author demanded that it is done again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub redone: bool,
    /// Words that the unit owes, at most one of a kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owed: Vec<Owed>,
    /// What a call back came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<Called>,
    /// Who was reminded at this stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Reminded>,
    /// When the unit that answers got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routed_at: Option<Millis>,
    /// The day of receipt, where no clock of the citizen tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Date>,
    /// Its number where it comes from: a letter of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde gives a reference
fn is_zero(count: &u16) -> bool {
    *count == 0
}

impl Case {
    /// A letter that has just come in.
    pub fn new(letter: Letter, version: u32, at: Millis) -> Case {
        Case {
            letter,
            version,
            carried: None,
            urgent: false,
            matter: None,
            unit: None,
            assisting: Vec::new(),
            since: at,
            clock: None,
            returned: 0,
            asked: None,
            extension: None,
            draft: None,
            agreed: Vec::new(),
            forms: Vec::new(),
            answers: Vec::new(),
            publication: None,
            shown: Vec::new(),
            redone: false,
            owed: Vec::new(),
            called: None,
            reminded: None,
            routed_at: None,
            received: None,
            reference: None,
        }
    }

    /// A question that a session left open: whoever asked it there wanted an answer for everybody.
    pub fn carried(version: u32, at: Millis) -> Case {
        let letter = Letter { kind: LetterKind::Enquiry, may_publish: true, wish: None, files: Vec::new() };
        Case { carried: Some(at), ..Case::new(letter, version, at) }
    }

    /// Why nothing is done, where that is what it ended with.
    pub fn end(&self) -> Option<End> {
        self.answer().and_then(|answer| answer.end)
    }

    /// The answer that stands.
    pub fn answer(&self) -> Option<&Answered> {
        self.answers.last()
    }

    /// Whether its unit owes a word of this kind.
    pub fn owes(&self, why: Owing) -> bool {
        self.owed.iter().any(|owed| owed.why == why)
    }

    /// Whether more time was asked for and nobody decided yet.
    pub fn awaits_extension(&self) -> bool {
        self.extension.as_ref().is_some_and(|extension| extension.judged.is_none())
    }
}

impl Post {
    /// The day of receipt in the installation's zone, as it was told when the letter came.
    pub fn received_on(&self) -> Date {
        let told = self.case.as_ref().and_then(|case| case.received);
        let clock = self.clock.as_ref().map(|kept| kept.now.received);
        told.or(clock).unwrap_or_else(|| today(self.at, &TimeZone::UTC))
    }

    /// Whether it is a letter, which is its author's and the unit's until something of it is published.
    pub fn is_letter(&self) -> bool {
        self.case.as_ref().is_some_and(|case| case.carried.is_none())
    }

    /// Whether a session left it open and gave it up, for a unit to answer or as a comment.
    pub fn is_carried(&self) -> bool {
        self.case.as_ref().is_some_and(|case| case.carried.is_some())
    }

    /// Whether it went over and waits for a unit's answer.
    pub fn awaits_unit(&self) -> bool {
        self.is_carried() && self.fate == Fate::CarriedOver && self.place.step != StepKind::Close
    }

    /// Why nothing is done about a question of a session, in the words that everybody reads.
    pub fn told_why(&self) -> Option<&Answered> {
        let case = self.case.as_ref().filter(|case| case.carried.is_some() && self.fate == Fate::Ended)?;
        case.answer().filter(|answer| answer.end.is_some() && answer.unit.is_none())
    }

    /// Until when whoever has the case is to be done with this stage: the stage's own day, and never later than the
    /// citizen's while there is no answer.
    pub fn stage_due(&self) -> Option<Date> {
        let own = self.case.as_ref().and_then(|case| case.clock.as_ref()).map(|kept| kept.now.due);
        let answering = !matches!(self.place.step, StepKind::Publish | StepKind::Rate | StepKind::Close);
        let promised = self.clock.as_ref().filter(|_| answering).and_then(|kept| kept.now.due);
        match own {
            Some(own) if self.answered_at > 0 => own,
            Some(own) => own.into_iter().chain(promised).min(),
            None => promised,
        }
    }
}
