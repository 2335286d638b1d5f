//! The search index, whichever database holds it: documents in as tokens, places of documents out. It can be made anew
//! from the journal at any time and never holds a text as it was written.

use crate::kernel::id::{Millis, RoomId};
use serde::{Deserialize, Serialize};

/// What kind of thing a document is. A new one needs its number, its word and a source in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The notice of a room: topic, units, guests, why and what.
    Notice,
    /// A question, as it is worded for the public.
    Question,
    /// A published written answer, by its line.
    Reply,
    /// Something said, by its line.
    Speech,
    /// A heading of the record, by its line.
    Heading,
    /// A photo's caption, by its line.
    Photo,
    /// What a session came to, as its editor wrote it.
    Summary,
}

impl Kind {
    /// All of them, in the order in which forms offer them.
    pub const ALL: [Kind; 7] =
        [Kind::Notice, Kind::Summary, Kind::Question, Kind::Reply, Kind::Speech, Kind::Heading, Kind::Photo];

    /// The word of the wire and the word files (`search-kind-…`).
    pub fn code(self) -> &'static str {
        match self {
            Kind::Notice => "notice",
            Kind::Question => "question",
            Kind::Reply => "reply",
            Kind::Speech => "speech",
            Kind::Heading => "heading",
            Kind::Photo => "photo",
            Kind::Summary => "summary",
        }
    }

    /// The kind of a wire word.
    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its number in the index, which never changes within a version.
    pub(super) fn number(self) -> i64 {
        match self {
            Kind::Notice => 0,
            Kind::Question => 1,
            Kind::Reply => 2,
            Kind::Speech => 3,
            Kind::Heading => 4,
            Kind::Photo => 5,
            Kind::Summary => 6,
        }
    }
}

/// A document by what it is of: a post's or a line's number; 0 for the room itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Thing {
    /// What kind.
    pub kind: Kind,
    /// Which one of its room.
    pub number: u32,
}

/// A document to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Of what.
    pub thing: Thing,
    /// When it was said or became public.
    pub at: Millis,
    /// The guest whose words these are, by name.
    pub guest: Option<String>,
    /// A question that was answered.
    pub answered: bool,
    /// Its words in their order, with a space between. Letters and digits only.
    pub tokens: String,
}

/// What the index keeps of a room besides its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Planned beginning.
    pub starts_at: Millis,
    /// Year and month of it in the installation's zone: `2026-11`.
    pub month: String,
    /// Over, so that it stands in the archive.
    pub closed: bool,
    /// Names of its units.
    pub units: Vec<String>,
    /// Fields of life it belongs to.
    pub subjects: Vec<String>,
    /// Names of its guests, also of those who were replaced.
    pub guests: Vec<String>,
}

/// How far a room is indexed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Offset of its public stream: everything up to there was read.
    pub public_at: u64,
    /// Offset of its staff stream: up to there it was looked for erasures.
    pub staff_at: u64,
}

/// A room as it is indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// How far.
    pub cursor: Cursor,
    /// Facts about it.
    pub facts: Facts,
}

/// One step of keeping a room's documents: written whole or not at all.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which room.
    pub room: RoomId,
    /// Facts about it now.
    pub facts: Facts,
    /// Drop whatever is there of the room first.
    pub anew: bool,
    /// Things that are no longer to be found.
    pub gone: Vec<Thing>,
    /// Things to be found, in place of what there was of them.
    pub documents: Vec<Document>,
    /// How far this goes.
    pub cursor: Cursor,
    /// Something was taken out of sight: what is left of it in free space is to go too.
    pub redacts: bool,
}

/// Among which documents something is sought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only of rooms of this unit, by name.
    pub unit: Option<String>,
    /// Only this guest's words, by name.
    pub guest: Option<String>,
    /// Only questions that were answered.
    pub answered: bool,
    /// Not before this moment.
    pub from: Option<Millis>,
    /// Before this moment.
    pub until: Option<Millis>,
}

/// In which order documents are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// Those that say most about the words first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
}

/// Where a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its number in the index; a later document has a higher one.
    pub id: i64,
    /// Its room.
    pub room: RoomId,
    /// What it is of.
    pub thing: Thing,
}

/// A name and how many rooms of the archive have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// A month, a unit or a guest.
    pub name: String,
    /// Rooms.
    pub rooms: u32,
}

/// What names rooms of the archive are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// `2026-11`.
    Month,
    /// A unit's name.
    Unit,
    /// A field of life.
    Subject,
    /// A guest's name.
    Guest,
}

/// How much the index holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Rooms.
    pub rooms: u64,
    /// Documents.
    pub documents: u64,
    /// Bytes on the disk.
    pub bytes: u64,
}
