//! A record whole, as the public may have it: the shape of `record.json`, and what every other export is written from.

use crate::kernel::id::Millis;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use serde::{Serialize, Serializer};

/// The name of the shape.
pub const FORMAT: &str = "wenzheng-record";
/// Its number: raised when something in it changes its meaning or goes away, never for what is added.
pub const VERSION: u32 = 1;

/// A moment: in JSON RFC 3339 in UTC, in writing by the clock of the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment(Zoned);

impl Moment {
    /// `ms` in UTC, told in `zone`.
    pub fn new(ms: Millis, zone: &TimeZone) -> Moment {
        let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
        Moment(at.to_zoned(zone.clone()))
    }

    /// `2026-11-23T01:31:05Z`, whole seconds.
    pub fn utc(&self) -> String {
        self.0.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// `2026-11-23`.
    pub fn date(&self) -> String {
        self.0.strftime("%Y-%m-%d").to_string()
    }

    /// `09:31:05`.
    pub fn clock(&self) -> String {
        self.0.strftime("%H:%M:%S").to_string()
    }

    /// `2026-11-23 09:31:05`.
    pub fn written(&self) -> String {
        format!("{} {}", self.date(), self.clock())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.utc())
    }
}

/// A record and everything around it.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// `FORMAT`.
    pub format: &'static str,
    /// `VERSION`.
    pub version: u32,
    /// Short code of the room.
    pub room: String,
    /// Its permanent address.
    pub address: String,
    /// Where the record stands: the code of the room's phase; once the session is over `preparing`, `handed-over` or
    /// `confirmed`.
    pub status: &'static str,
    /// When it was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Moment>,
    /// What was said in short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// What became of the recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<Text>,
    /// The journal's epoch and the place in its public stream that this was made at.
    pub position: Position,
    /// Title.
    pub topic: String,
    /// Language of the notice.
    pub lang: &'static str,
    /// Units that answer, as the notice prints them.
    pub units: Vec<String>,
    /// Who hosts; empty if nobody is named.
    pub host: String,
    /// Who answers, in the order of the notice, then who did so before.
    pub guests: Vec<Person>,
    /// Why it was held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<Text>,
    /// When.
    pub times: Times,
    /// Moving pictures, where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video: Option<Video>,
    /// What there is to read beside it.
    pub materials: Vec<Material>,
    /// Citizens' questions: how many came, are public, were answered; and those of unit and host.
    pub counts: Counts,
    /// The record, in its order.
    pub lines: Vec<Line>,
    /// Public questions, by number; like ones that were joined stand as one.
    pub questions: Vec<Question>,
}

/// A place in a room's public stream.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Position {
    /// Of the journal.
    pub epoch: u64,
    /// Of the public stream.
    pub offset: u64,
}

/// Words in their language; none once they were sealed or destroyed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// Its language.
    pub lang: &'static str,
    /// The words.
    pub text: Option<String>,
    /// When and by what right they went, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased: Option<Erased>,
}

/// The mark in the place of words that went by law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// When.
    pub at: Moment,
    /// By what right: `personal_data` and so on.
    pub ground: &'static str,
}

/// A guest.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// Known by this within the room.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Office held.
    pub office: String,
    /// Address of a portrait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portrait: Option<String>,
}

/// Planned and true times.
#[derive(Clone, Debug, Serialize)]
pub struct Times {
    /// The installation's zone, by its IANA name.
    pub zone: String,
    /// Planned beginning.
    pub starts_at: Moment,
    /// Planned end.
    pub ends_at: Moment,
    /// When it was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Moment>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Moment>,
}

/// Moving pictures.
#[derive(Clone, Debug, Serialize)]
pub struct Video {
    /// Where; empty for none.
    pub address: String,
    /// The same with sign language; empty for none.
    pub sign_address: String,
    /// The moment at which the recording begins, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begins_at: Option<Moment>,
}

/// Something to read.
#[derive(Clone, Debug, Serialize)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// A word about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it is.
    pub address: String,
}

/// As the room's page counts.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Counts {
    /// Citizens' questions brought.
    pub received: u32,
    /// Of these, public.
    pub public: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Public questions of the unit or host.
    pub prepared: u32,
}

/// A row of the record.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Number of its permanent address.
    pub number: u32,
    /// Permanent address.
    pub address: String,
    /// `speech`, `heading`, `question`, `reply`, `notice` or `photo`.
    pub kind: &'static str,
    /// When it was said or shown.
    pub at: Moment,
    /// Where in the recording, in ms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_ms: Option<Millis>,
    /// Who speaks or writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// Number of the question it puts or answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<u32>,
    /// What happened, for a notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<&'static str>,
    /// Its words; for a question the words of that question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// The picture of a photo, whose caption the words are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
    /// Taken down: nothing but its place is left.
    pub taken_down: bool,
    /// Wordings before the present one, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Wording>,
}

/// Who speaks a line.
#[derive(Clone, Debug, Serialize)]
pub struct Speaker {
    /// `host`, `guest`, `citizen` (in the hall or on the telephone) or `asker` (of a question).
    pub part: &'static str,
    /// Which guest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
    /// Name, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Office of a guest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
}

/// A picture of the record.
#[derive(Clone, Debug, Serialize)]
pub struct Photo {
    /// Where it is.
    pub address: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it shows.
    pub alt: Text,
}

/// A wording that was replaced.
#[derive(Clone, Debug, Serialize)]
pub struct Wording {
    /// When.
    pub replaced_at: Moment,
    /// The words.
    pub text: Text,
    /// Edited before the record was confirmed, which is no erratum.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub edited: bool,
}

/// A public question.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its number in the room.
    pub number: u32,
    /// Permanent address.
    pub address: String,
    /// When it came.
    pub asked_at: Moment,
    /// The name its author chose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How it came.
    pub origin: &'static str,
    /// Whom it asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The words.
    pub text: Text,
    /// As it came, where the editor worded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_received: Option<Text>,
    /// What became of it.
    pub fate: &'static str,
    /// How many like it were joined to it.
    pub joined: u32,
    /// Endorsements.
    pub votes: u32,
    /// Answers, oldest first.
    pub answers: Vec<Answer>,
}

/// An answer: one in writing, or what one guest said on end.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Who answers.
    pub name: String,
    /// In which office.
    pub office: String,
    /// When.
    pub at: Moment,
    /// Its first line in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Written rather than spoken.
    pub written: bool,
    /// Published after the session.
    pub after_session: bool,
    /// Taken down: nothing but its place is left.
    pub taken_down: bool,
    /// The words, in pieces.
    pub parts: Vec<Part>,
}

/// A piece of an answer.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The words.
    pub text: Text,
    /// Wordings before, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Wording>,
}

impl Document {
    /// The id of the word for its status.
    pub fn status_word(&self) -> String {
        match self.status {
            stage @ ("preparing" | "handed-over" | "confirmed") => format!("record-stage-{stage}"),
            phase => format!("phase-{phase}"),
        }
    }
}

impl Wording {
    /// The id of the word before the old words.
    pub fn word(&self) -> &'static str {
        if self.edited { "record-edited-from" } else { "public-erratum" }
    }
}

impl Text {
    /// The words, empty where they are sealed.
    pub fn words(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

/// A place in a recording as a player shows it: `0:12:34`.
pub fn video_clock(ms: Millis) -> String {
    let all = ms / 1_000;
    format!("{}:{:02}:{:02}", all / 3_600, all / 60 % 60, all % 60)
}
