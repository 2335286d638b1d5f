//! Every way of saying no, with a stable code.

use super::{
    id::{FileId, GuestId, Millis},
    workflow::ValueFaults,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a command was not carried out. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// The input cannot be understood; `why` is for developers.
    #[error("malformed: {why}")]
    Malformed {
        /// What is wrong, in English.
        why: String,
    },
    /// A required text is empty.
    #[error("empty")]
    Empty,
    /// A text is too long: both counts are told.
    #[error("too-long: {chars} of {max_chars} characters, {bytes} of {max_bytes} bytes")]
    TooLong {
        /// Characters as people count them.
        chars: usize,
        /// The most allowed.
        max_chars: usize,
        /// Bytes of UTF-8.
        bytes: usize,
        /// The most allowed.
        max_bytes: usize,
    },
    /// Characters that must not be stored.
    #[error("unclean-text")]
    UncleanText,
    /// The chosen name is, or looks like, one of a host, guest, unit or office.
    #[error("name-reserved")]
    NameReserved,
    /// What was given is no mail address.
    #[error("bad-mail")]
    BadMail,
    /// What was given is no telephone number that takes messages.
    #[error("bad-phone")]
    BadPhone,
    /// A date or time makes no sense, such as an end before its beginning.
    #[error("bad-times")]
    BadTimes,
    /// No such thing, or none that this principal may see.
    #[error("not-found")]
    NotFound,
    /// Somebody must log in first.
    #[error("login-required")]
    LoginRequired,
    /// This principal may not do this here.
    #[error("not-allowed")]
    NotAllowed,
    /// A form came without its token, or from another site.
    #[error("bad-origin")]
    BadOrigin,
    /// Name or password is wrong.
    #[error("bad-login")]
    BadLogin,
    /// A code of the second factor is wrong, or its time is over.
    #[error("bad-factor")]
    BadFactor,
    /// A code of the second factor was used before.
    #[error("code-used")]
    CodeUsed,
    /// A password is too short or too common.
    #[error("weak-password")]
    WeakPassword,
    /// A one-time link was used, withdrawn or is too old.
    #[error("link-spent")]
    LinkSpent,
    /// The number and the query code do not belong together.
    #[error("bad-code")]
    BadCode,
    /// A changed rulebook must have a higher version.
    #[error("old-version")]
    OldVersion {
        /// The version in force.
        version: u32,
    },
    /// A correction changes nothing.
    #[error("unchanged")]
    Unchanged,
    /// No moderator has let the question through.
    #[error("not-screened")]
    NotScreened,
    /// The room takes no posts now.
    #[error("asking-closed")]
    AskingClosed,
    /// The room is not in a phase in which this can be done.
    #[error("wrong-phase")]
    WrongPhase,
    /// Somebody else has just done the same step.
    #[error("already-done")]
    AlreadyDone,
    /// The record was confirmed: nothing is added or moved, and what is mended is a public erratum.
    #[error("record-confirmed")]
    RecordConfirmed,
    /// Words of the crew were neither shown nor given up.
    #[error("words-waiting: {open}")]
    WordsWaiting {
        /// How many pieces.
        open: u32,
    },
    /// The post is not at a step at which this can be done.
    #[error("wrong-step")]
    WrongStep,
    /// Somebody changed it in the meantime; look at the fresh state.
    #[error("stale: now at revision {revision}")]
    Stale {
        /// The present revision.
        revision: u32,
    },
    /// The undo window is over.
    #[error("too-late-to-undo")]
    TooLateToUndo,
    /// The visitor has used up this room's posts.
    #[error("quota-used: {most} posts")]
    QuotaUsed {
        /// How many the room takes of one visitor.
        most: u32,
    },
    /// Too soon after the last one.
    #[error("too-soon: {retry_after_ms} ms")]
    TooSoon {
        /// When to come back, in ms.
        retry_after_ms: Millis,
    },
    /// A moderator muted the visitor in this room.
    #[error("muted until {until}")]
    Muted {
        /// When it ends.
        until: Millis,
    },
    /// The visitor's own post, or one that takes no votes.
    #[error("no-vote-here")]
    NoVoteHere,
    /// No such guest in this room.
    #[error("unknown-guest")]
    UnknownGuest {
        /// The guest that was named.
        guest: GuestId,
    },
    /// No such rule in the rulebook, or none a person may cite.
    #[error("unknown-rule: {rule}")]
    UnknownRule {
        /// The rule that was named.
        rule: String,
    },
    /// A bound of the room is reached, such as replies on one post.
    #[error("full: at most {most}")]
    Full {
        /// The bound.
        most: usize,
    },
    /// There is no answer yet that could be rated.
    #[error("not-answered")]
    NotAnswered,
    /// The answer was rated.
    #[error("already-rated")]
    AlreadyRated,
    /// The time for rating is over.
    #[error("rating-closed")]
    RatingClosed,
    /// There was an appeal already.
    #[error("already-appealed")]
    AlreadyAppealed,
    /// Whoever stopped it does not judge the appeal.
    #[error("own-decision")]
    OwnDecision,
    /// Whoever proposed it cannot agree to it.
    #[error("same-person")]
    SamePerson,
    /// Nothing of it is left to be erased.
    #[error("already-erased")]
    AlreadyErased,
    /// A picture can be destroyed, but not kept and shown to nobody.
    #[error("no-seal")]
    NoSeal,
    /// The idempotency key was used for another command.
    #[error("key-reused")]
    KeyReused,
    /// The name is taken.
    #[error("name-taken")]
    NameTaken,
    /// The rulebook or another document does not parse.
    #[error("bad-document: {why}")]
    BadDocument {
        /// The rule it is about, empty where it is the whole.
        rule: String,
        /// What is wrong with it, a stable code of its own.
        fault: String,
        /// Names and numbers of the fault.
        values: BTreeMap<String, String>,
        /// The same in English.
        why: String,
    },
    /// A calendar of working days cannot be read.
    #[error("bad-calendar: row {row}, {fault}")]
    BadCalendar {
        /// The row, from 1; 0 where it is the whole.
        row: usize,
        /// What is wrong with it, a stable code of its own.
        fault: &'static str,
    },
    /// A catalogue of matters cannot be read.
    #[error("bad-matters: row {row}, {fault}")]
    BadMatters {
        /// The row, from 1; 0 where it is the whole.
        row: usize,
        /// What is wrong with it, a stable code of its own.
        fault: &'static str,
    },
    /// Nobody can stand in like this: for oneself, somebody without an account, or what cannot be lent.
    #[error("bad-deputy")]
    BadDeputy,
    /// A workflow that cannot take effect.
    #[error("bad-workflow: {fault} {stage} {with}")]
    BadWorkflow {
        /// The stage it is about; empty where it is the whole.
        stage: String,
        /// What is wrong with it, a stable code of its own.
        fault: String,
        /// Another stage it is about, or a bound; empty where none.
        with: String,
    },
    /// A file is larger than one may be.
    #[error("file-too-large: at most {max_bytes} bytes")]
    FileTooLarge {
        /// The most allowed.
        max_bytes: usize,
    },
    /// A file is of none of the types that are kept here, or holds what must not be kept.
    #[error("file-type")]
    FileType,
    /// A picture as some telephones take them, which hardly anything else can read.
    #[error("heic-picture")]
    HeicPicture,
    /// A scanner found a virus in it.
    #[error("file-infected")]
    FileInfected,
    /// More files than may go with a letter.
    #[error("too-many-files: at most {most}")]
    TooManyFiles {
        /// So many may.
        most: usize,
    },
    /// A picture has more pixels than are decoded here.
    #[error("picture-too-large: {width} by {height}, at most {max_pixels} pixels")]
    PictureTooLarge {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// The most allowed.
        max_pixels: u64,
    },
    /// A picture cannot be decoded.
    #[error("picture-damaged")]
    PictureDamaged,
    /// A file that was named is not here, or is not one that can stand at this place.
    #[error("unknown-file: {file}")]
    UnknownFile {
        /// The file that was named.
        file: FileId,
    },
    /// An address elsewhere that pages must not lead to.
    #[error("bad-link")]
    BadLink,
    /// Nobody said when the recording begins, so nothing has a place in it.
    #[error("no-recording")]
    NoRecording,
    /// The record is too large to be handed over in one piece.
    #[error("too-large-to-export")]
    TooLargeToExport,
    /// Video from this host is not shown here.
    #[error("video-host: {host}")]
    VideoHost {
        /// The host that was named.
        host: String,
    },
    /// This room takes no letters of this kind, or none but letters.
    #[error("no-such-letters")]
    NoSuchLetters,
    /// No unit has this id.
    #[error("unknown-unit")]
    UnknownUnit,
    /// It was sent back before, and the router has decided.
    #[error("arbitrated")]
    Arbitrated,
    /// The citizen was asked before; a case stands still once.
    #[error("asked-before")]
    AskedBefore,
    /// The time for this is over.
    #[error("time-over")]
    TimeOver,
    /// Its author did not agree that it is published.
    #[error("no-consent")]
    NoConsent,
    /// What was filled into the form of a stage does not fit, field by field.
    #[error("bad-form: {} fields", fields.len())]
    BadForm {
        /// What is wrong, by the name of the field.
        fields: ValueFaults,
    },
    /// The form of the stage is not filled in as far as it must be before the case goes on.
    #[error("form-unfilled: {} fields", fields.len())]
    FormUnfilled {
        /// Names of the fields that are wanting.
        fields: Vec<String>,
    },
    /// Too many requests from here.
    #[error("slow-down: {retry_after_ms} ms")]
    SlowDown {
        /// When to come back, in ms.
        retry_after_ms: Millis,
    },
    /// The server is too busy; nothing was written.
    #[error("busy: {retry_after_ms} ms")]
    Busy {
        /// When to come back, in ms.
        retry_after_ms: Millis,
    },
    /// The installation takes no writes for now.
    #[error("read-only")]
    ReadOnly,
    /// The disk is full; reading goes on.
    #[error("storage-full")]
    StorageFull,
    /// The store failed; whether it was written is unknown only if the same key says so.
    #[error("storage-failed")]
    StorageFailed,
}

impl Refusal {
    /// The stable code, as on the wire and in the word files (`refusal-…`).
    #[expect(clippy::too_many_lines, reason = "a table, not a procedure")]
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Malformed { .. } => "malformed",
            Refusal::Empty => "empty",
            Refusal::TooLong { .. } => "too-long",
            Refusal::UncleanText => "unclean-text",
            Refusal::NameReserved => "name-reserved",
            Refusal::BadMail => "bad-mail",
            Refusal::BadPhone => "bad-phone",
            Refusal::BadTimes => "bad-times",
            Refusal::NotFound => "not-found",
            Refusal::LoginRequired => "login-required",
            Refusal::NotAllowed => "not-allowed",
            Refusal::BadOrigin => "bad-origin",
            Refusal::BadLogin => "bad-login",
            Refusal::BadFactor => "bad-factor",
            Refusal::CodeUsed => "code-used",
            Refusal::WeakPassword => "weak-password",
            Refusal::LinkSpent => "link-spent",
            Refusal::BadCode => "bad-code",
            Refusal::OldVersion { .. } => "old-version",
            Refusal::Unchanged => "unchanged",
            Refusal::NotScreened => "not-screened",
            Refusal::AskingClosed => "asking-closed",
            Refusal::WrongPhase => "wrong-phase",
            Refusal::AlreadyDone => "already-done",
            Refusal::RecordConfirmed => "record-confirmed",
            Refusal::WordsWaiting { .. } => "words-waiting",
            Refusal::WrongStep => "wrong-step",
            Refusal::Stale { .. } => "stale",
            Refusal::TooLateToUndo => "too-late-to-undo",
            Refusal::QuotaUsed { .. } => "quota-used",
            Refusal::TooSoon { .. } => "too-soon",
            Refusal::Muted { .. } => "muted",
            Refusal::NoVoteHere => "no-vote-here",
            Refusal::UnknownGuest { .. } => "unknown-guest",
            Refusal::UnknownRule { .. } => "unknown-rule",
            Refusal::Full { .. } => "full",
            Refusal::NotAnswered => "not-answered",
            Refusal::AlreadyRated => "already-rated",
            Refusal::RatingClosed => "rating-closed",
            Refusal::AlreadyAppealed => "already-appealed",
            Refusal::OwnDecision => "own-decision",
            Refusal::SamePerson => "same-person",
            Refusal::AlreadyErased => "already-erased",
            Refusal::NoSeal => "no-seal",
            Refusal::KeyReused => "key-reused",
            Refusal::NameTaken => "name-taken",
            Refusal::BadDocument { .. } => "bad-document",
            Refusal::BadCalendar { .. } => "bad-calendar",
            Refusal::BadMatters { .. } => "bad-matters",
            Refusal::BadDeputy => "bad-deputy",
            Refusal::BadWorkflow { .. } => "bad-workflow",
            Refusal::FileTooLarge { .. } => "file-too-large",
            Refusal::FileType => "file-type",
            Refusal::HeicPicture => "heic-picture",
            Refusal::FileInfected => "file-infected",
            Refusal::TooManyFiles { .. } => "too-many-files",
            Refusal::PictureTooLarge { .. } => "picture-too-large",
            Refusal::PictureDamaged => "picture-damaged",
            Refusal::UnknownFile { .. } => "unknown-file",
            Refusal::BadLink => "bad-link",
            Refusal::NoRecording => "no-recording",
            Refusal::TooLargeToExport => "too-large-to-export",
            Refusal::VideoHost { .. } => "video-host",
            Refusal::NoSuchLetters => "no-such-letters",
            Refusal::UnknownUnit => "unknown-unit",
            Refusal::Arbitrated => "arbitrated",
            Refusal::AskedBefore => "asked-before",
            Refusal::TimeOver => "time-over",
            Refusal::NoConsent => "no-consent",
            Refusal::BadForm { .. } => "bad-form",
            Refusal::FormUnfilled { .. } => "form-unfilled",
            Refusal::SlowDown { .. } => "slow-down",
            Refusal::Busy { .. } => "busy",
            Refusal::ReadOnly => "read-only",
            Refusal::StorageFull => "storage-full",
            Refusal::StorageFailed => "storage-failed",
        }
    }

    /// When to come back, in ms, where coming back helps.
    pub fn retry_after_ms(&self) -> Option<Millis> {
        match self {
            Refusal::TooSoon { retry_after_ms }
            | Refusal::SlowDown { retry_after_ms }
            | Refusal::Busy { retry_after_ms } => Some(*retry_after_ms),
            Refusal::StorageFull | Refusal::StorageFailed => Some(5_000),
            Refusal::ReadOnly => Some(60_000),
            _ => None,
        }
    }
}
