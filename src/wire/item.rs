//! What a batch carries: views without words of any language, the same for every reader.
//!
//! Fates, phases and the like are words of the house; times are UTC ms; each text has its own language. The browser
//! puts words, local times and "mine" to them.

use crate::kernel::{
    erasure::Erased,
    id::{GuestId, Millis, PostId},
    line::Occasion,
    policy::Publication,
    post::{Fate, Origin},
    record::Stage,
    room::Phase,
};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// One thing that changed, as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Item {
    /// A public question, by its number.
    Question(Box<Question>),
    /// A row of the record, by its number.
    Line(Box<Line>),
    /// The room's head.
    Room(Box<Room>),
}

/// One thing that changed, for desks: they fetch it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Changed {
    /// A question.
    Post {
        /// Which one.
        post: PostId,
        /// Its number.
        number: u32,
        /// Its revision now.
        revision: u32,
    },
    /// A row of the record.
    Line {
        /// Its number.
        line: u32,
        /// Its revision now.
        revision: u32,
    },
    /// Words of the crew that are not in the record yet.
    Block {
        /// Their number.
        block: u32,
        /// Their revision now.
        revision: u32,
    },
    /// The crew was given a cue.
    Cue {
        /// The staff position of the last one.
        at: u64,
    },
    /// The room's head.
    Room {
        /// Its revision now.
        revision: u32,
    },
}

/// A text as it may be shown now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Text {
    /// The words; none once sealed or destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub body: Option<String>,
    /// Language tag, such as `zh-CN`.
    pub lang: String,
    /// When and by what right the words went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub erased: Option<Erased>,
}

/// A wording that was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Erratum {
    /// The old words.
    pub text: Text,
    /// When they were replaced.
    pub at: Millis,
    /// Replaced before the record was confirmed, which is no erratum.
    #[serde(default)]
    pub edited: bool,
}

/// A guest by the name of the notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Guest {
    /// Known by this within the room.
    pub id: GuestId,
    /// Full name.
    pub name: String,
    /// Office held.
    pub office: String,
    /// Address of the portrait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub face: Option<String>,
}

/// A question the public sees, or the mark that one is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Question {
    /// Identity, for commands.
    pub id: PostId,
    /// Number in its room.
    pub number: u32,
    /// When it came.
    pub at: Millis,
    /// What became of it.
    pub fate: Fate,
    /// Answered in writing.
    pub written: bool,
    /// Answered in speech.
    pub spoken: bool,
    /// No longer public: only the mark is shown, and nothing below but numbers is there.
    pub gone: bool,
    /// Citizens can endorse it.
    pub votable: bool,
    /// Endorsements.
    pub votes: u32,
    /// Questions joined to it.
    pub joined: u32,
    /// Number of the one it was joined to; it then leaves the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub into: Option<u32>,
    /// How it came in.
    pub origin: Origin,
    /// The words shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub text: Option<Text>,
    /// As it came, where the editor worded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub original: Option<Text>,
    /// The name its author chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub name: Option<String>,
    /// Whom it asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub to: Option<Guest>,
    /// Answers, oldest first.
    pub answers: Vec<Answer>,
}

/// A written answer, or a run of spoken lines of one guest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Answer {
    /// Who answers.
    pub guest: Guest,
    /// When.
    pub at: Millis,
    /// Its first line in the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub line: Option<u32>,
    /// Written rather than spoken.
    pub written: bool,
    /// Published after the session.
    pub late: bool,
    /// Published sentence by sentence, and more is to come.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub open: bool,
    /// Taken down: only the mark is shown.
    pub gone: bool,
    /// More was said than stands here: the question's own page has it whole.
    pub cut: bool,
    /// The words.
    pub parts: Vec<Part>,
}

/// A text with its old wordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Part {
    /// The present wording.
    pub text: Text,
    /// Old ones, oldest first.
    pub errata: Vec<Erratum>,
}

/// What kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// Somebody speaks.
    Speech,
    /// A heading.
    Heading,
    /// A question comes on stage.
    Asked,
    /// A written answer.
    Reply,
    /// About the session itself.
    Notice,
    /// A picture.
    Photo,
}

/// The part somebody plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The host.
    Host,
    /// A guest of the room.
    Guest,
    /// Somebody in the hall or on the telephone.
    Citizen,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Speaker {
    /// As what.
    pub role: Role,
    /// Which guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub guest: Option<GuestId>,
    /// Name, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub name: Option<String>,
    /// Office of a guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub office: Option<String>,
}

/// A question in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Asked {
    /// Its number.
    pub number: u32,
    /// How it came in.
    pub origin: Origin,
    /// The name its author chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub name: Option<String>,
    /// Its words; none once it is no longer public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub text: Option<Text>,
}

/// A row of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Line {
    /// Number of the permanent link.
    pub number: u32,
    /// Place in the record: rows stand in the order of (place, number).
    pub place: f64,
    /// When it was said.
    pub at: Millis,
    /// What kind of row.
    pub kind: RowKind,
    /// Taken down: only the mark is shown.
    pub gone: bool,
    /// Nor is the mark: a heading that went before the record was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub left_out: Option<bool>,
    /// Who speaks. A page shows it where the row before does not say the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub speaker: Option<Speaker>,
    /// The question put, or answered in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub asked: Option<Asked>,
    /// Number of the question it answers in speech.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub answers: Option<u32>,
    /// What about the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub notice: Option<Occasion>,
    /// The picture; its caption is the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub photo: Option<Photo>,
    /// The words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub text: Option<Text>,
    /// Where in the recording it was said, in whole seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub video_s: Option<Millis>,
    /// Old wordings, oldest first.
    pub errata: Vec<Erratum>,
}

/// A picture in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Photo {
    /// Address of the file.
    pub src: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it shows, for those who do not see it.
    pub alt: Text,
}

/// The room's head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Room {
    /// Where it is in its life.
    pub phase: Phase,
    /// Interrupted.
    pub paused: bool,
    /// No more questions are taken, whatever the time.
    pub asking_closed: bool,
    /// From when questions are taken.
    pub collect_at: Millis,
    /// Planned beginning.
    pub starts_at: Millis,
    /// Planned end; questions are taken until then.
    pub ends_at: Millis,
    /// "About to start" and "asking ends soon" are shown so long before, in ms.
    pub soon_ms: Millis,
    /// Number of the question on stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub stage: Option<u32>,
    /// The notice that matters now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub notice: Option<Notice>,
    /// How far the record is, once the session is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub record: Option<Standing>,
    /// Title.
    pub topic: Text,
    /// Units that answer.
    pub units: Vec<String>,
    /// Guests of today's notice.
    pub guests: Vec<Guest>,
    /// Name of the host; empty if none is named.
    pub host: String,
    /// Why now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub background: Option<Text>,
    /// Which questions are wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub wanted: Option<Text>,
    /// When others see a question.
    pub publication: Publication,
    /// Whether questions can be endorsed.
    pub votes: bool,
    /// Longest question, in characters.
    pub post_chars: u32,
}

/// How far the record of a session is that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Standing {
    /// In preparation, handed over or confirmed.
    pub stage: Stage,
    /// When it was confirmed; until then, by when it is to be.
    pub at: Millis,
}

/// A public line about the session that still matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Notice {
    /// What happened.
    pub occasion: Occasion,
    /// Words of the host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub text: Option<Text>,
    /// When.
    pub at: Millis,
}

/// What the room has received: citizens' questions apart from prepared ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Counts {
    /// Citizens' questions brought so far, public or not.
    pub received: u32,
    /// Those the public can read.
    pub public: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Questions of the unit or host that the public can read.
    pub prepared: u32,
}

/// How many questions lie where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Piles {
    /// Not decided yet.
    pub waiting: u32,
    /// To be looked at again.
    pub held: u32,
    /// Let through.
    pub listed: u32,
    /// Not let through.
    pub screened_out: u32,
    /// Number of the oldest that waits; 0 for none.
    pub oldest: u32,
}
