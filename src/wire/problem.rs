//! How a refusal looks on the wire: status, code and an RFC 9457 body.

use crate::kernel::{id::Millis, refusal::Refusal, workflow::ValueFault};
use serde::Serialize;
use serde_json::{Map, Value};

/// Everything that can go wrong with a request: what the rules refuse, and what the door
/// refuses before any rule is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The rules say no.
    Refused(Refusal),
    /// The address exists, but not for this method.
    MethodNotAllowed,
    /// Nothing that the client accepts can be made.
    NotAcceptable,
    /// The body is of a type, or in an encoding, that is not read.
    UnsupportedType,
    /// The body is larger than the door takes.
    BodyTooLarge {
        /// The most, in bytes.
        max_bytes: usize,
    },
    /// The request was not complete, or not answered, in time.
    TimedOut,
    /// This address speaks WebSocket, version 13, and nothing else.
    UpgradeRequired,
    /// A defect of the server. Nothing about it is told.
    Internal,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble::Refused(refusal)
    }
}

impl Trouble {
    /// The stable code, as in `Refusal::code`.
    pub fn code(&self) -> &'static str {
        match self {
            Trouble::Refused(refusal) => refusal.code(),
            Trouble::MethodNotAllowed => "method-not-allowed",
            Trouble::NotAcceptable => "not-acceptable",
            Trouble::UnsupportedType => "unsupported-type",
            Trouble::BodyTooLarge { .. } => "body-too-large",
            Trouble::TimedOut => "timed-out",
            Trouble::UpgradeRequired => "upgrade-required",
            Trouble::Internal => "internal",
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Trouble::Refused(refusal) => status(refusal),
            Trouble::MethodNotAllowed => 405,
            Trouble::NotAcceptable => 406,
            Trouble::UnsupportedType => 415,
            Trouble::BodyTooLarge { .. } => 413,
            Trouble::TimedOut => 503,
            Trouble::UpgradeRequired => 426,
            Trouble::Internal => 500,
        }
    }

    /// When to come back, in ms, where coming back helps.
    pub fn retry_after_ms(&self) -> Option<Millis> {
        match self {
            Trouble::Refused(refusal) => refusal.retry_after_ms(),
            Trouble::TimedOut => Some(5_000),
            _ => None,
        }
    }

    /// Whether many clients get this at once, so that their return must be spread.
    pub fn is_crowding(&self) -> bool {
        matches!(self, Trouble::TimedOut | Trouble::Refused(Refusal::Busy { .. } | Refusal::SlowDown { .. }))
    }

    /// The numbers and names the refusal carries, by name, such as `max_chars`.
    /// What developers read (`why`) is the problem's detail instead.
    pub fn facts(&self) -> Map<String, Value> {
        let value = match self {
            Trouble::Refused(refusal) => serde_json::to_value(refusal).unwrap_or_default(),
            Trouble::BodyTooLarge { max_bytes } => serde_json::json!({ "max_bytes": max_bytes }),
            _ => Value::Null,
        };
        let Value::Object(mut facts) = value else { return Map::new() };
        for told_elsewhere in ["code", "why", "retry_after_ms", "fields"] {
            facts.remove(told_elsewhere);
        }
        facts
    }
}

/// The HTTP status of a refusal: one table for the whole house.
pub fn status(refusal: &Refusal) -> u16 {
    match refusal {
        Refusal::Malformed { .. } => 400,
        Refusal::LoginRequired | Refusal::BadLogin | Refusal::BadFactor | Refusal::CodeUsed => 401,
        Refusal::NotAllowed | Refusal::BadOrigin | Refusal::BadCode | Refusal::NoConsent | Refusal::Muted { .. } => 403,
        Refusal::NotFound => 404,
        Refusal::NotScreened
        | Refusal::AskingClosed
        | Refusal::WrongPhase
        | Refusal::AlreadyDone
        | Refusal::RecordConfirmed
        | Refusal::WordsWaiting { .. }
        | Refusal::WrongStep
        | Refusal::Stale { .. }
        | Refusal::TooLateToUndo
        | Refusal::NoVoteHere
        | Refusal::NotAnswered
        | Refusal::AlreadyRated
        | Refusal::RatingClosed
        | Refusal::AlreadyAppealed
        | Refusal::OwnDecision
        | Refusal::SamePerson
        | Refusal::AlreadyErased
        | Refusal::KeyReused
        | Refusal::NoRecording
        | Refusal::TooLargeToExport
        | Refusal::Arbitrated
        | Refusal::AskedBefore
        | Refusal::TimeOver
        | Refusal::FormUnfilled { .. }
        | Refusal::NameTaken
        | Refusal::Full { .. } => 409,
        Refusal::LinkSpent => 410,
        Refusal::FileTooLarge { .. } => 413,
        Refusal::FileType | Refusal::HeicPicture => 415,
        Refusal::Empty
        | Refusal::Unchanged
        | Refusal::OldVersion { .. }
        | Refusal::TooLong { .. }
        | Refusal::UncleanText
        | Refusal::NameReserved
        | Refusal::BadMail
        | Refusal::BadPhone
        | Refusal::BadTimes
        | Refusal::WeakPassword
        | Refusal::UnknownGuest { .. }
        | Refusal::UnknownRule { .. }
        | Refusal::BadDocument { .. }
        | Refusal::BadCalendar { .. }
        | Refusal::BadMatters { .. }
        | Refusal::BadDeputy
        | Refusal::BadWorkflow { .. }
        | Refusal::PictureTooLarge { .. }
        | Refusal::PictureDamaged
        | Refusal::UnknownFile { .. }
        | Refusal::FileInfected
        | Refusal::TooManyFiles { .. }
        | Refusal::BadForm { .. }
        | Refusal::BadLink
        | Refusal::NoSuchLetters
        | Refusal::UnknownUnit
        | Refusal::NoSeal
        | Refusal::VideoHost { .. } => 422,
        Refusal::QuotaUsed { .. } | Refusal::TooSoon { .. } | Refusal::SlowDown { .. } => 429,
        Refusal::Busy { .. } | Refusal::ReadOnly | Refusal::StorageFull | Refusal::StorageFailed => 503,
    }
}

/// The input a problem is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldNote {
    /// Its name, as in the form or the JSON.
    pub name: String,
    /// The code of what is wrong with it.
    pub code: &'static str,
}

/// Fields of a stage's form, each with what is wrong with it.
fn noted(trouble: &Trouble) -> Vec<FieldNote> {
    let note = |name: &String, fault: ValueFault| FieldNote { name: name.clone(), code: fault.code() };
    match trouble {
        Trouble::Refused(Refusal::BadForm { fields }) => {
            fields.iter().map(|(name, fault)| note(name, *fault)).collect()
        }
        Trouble::Refused(Refusal::FormUnfilled { fields }) => {
            fields.iter().map(|name| note(name, ValueFault::Missing)).collect()
        }
        _ => Vec::new(),
    }
}

/// An `application/problem+json` body (RFC 9457) with members of our own.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Problem {
    /// `urn:wenzheng:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: &'static str,
    /// What to do next in the reader's language, or for developers what is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub detail: Option<String>,
    /// When to come back, in ms.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub retry_after_ms: Option<Millis>,
    /// Inputs the problem is about.
    pub fields: Vec<FieldNote>,
    /// Numbers and names of the refusal.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<std::collections::HashMap<String, String>>"))]
    pub facts: Map<String, Value>,
}

/// The media type of `Problem`.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// The wire shape of `trouble`. `then` is what to do next; a developer's reason wins over it.
pub fn problem(trouble: &Trouble, title: String, then: String, fields: Vec<FieldNote>) -> Problem {
    let why = match trouble {
        Trouble::Refused(Refusal::Malformed { why }) => why.clone(),
        _ => then,
    };
    let fields = fields.into_iter().chain(noted(trouble)).collect();
    Problem {
        kind: format!("urn:wenzheng:problem:{}", trouble.code()),
        title,
        status: trouble.status(),
        code: trouble.code(),
        detail: Some(why).filter(|why| !why.is_empty()),
        retry_after_ms: trouble.retry_after_ms(),
        fields,
        facts: trouble.facts(),
    }
}
