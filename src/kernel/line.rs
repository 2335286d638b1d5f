//! A line: one permanent-linked row of a record.

use super::{
    id::{FileId, GuestId, Millis, PostId, RoomId},
    post::Erratum,
    text::TextRef,
};
use serde::{Deserialize, Serialize};

/// Who speaks a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Speaker {
    /// The host.
    Host,
    /// A guest of the room.
    Guest {
        /// Which one.
        guest: GuestId,
    },
    /// Somebody in the hall or on the telephone.
    Citizen,
}

/// Why a public notice was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The room went live.
    Opened,
    /// Interrupted.
    Paused,
    /// Goes on.
    Resumed,
    /// The end moved.
    Extended,
    /// Moved to another time.
    Postponed,
    /// Called off.
    Cancelled,
    /// Somebody else answers.
    GuestReplaced,
    /// No more posts are taken.
    AskingClosed,
    /// Over.
    Closed,
}

impl Occasion {
    /// The word of the wire and the word files (`notice-…`).
    pub fn code(self) -> &'static str {
        match self {
            Occasion::Opened => "opened",
            Occasion::Paused => "paused",
            Occasion::Resumed => "resumed",
            Occasion::Extended => "extended",
            Occasion::Postponed => "postponed",
            Occasion::Cancelled => "cancelled",
            Occasion::GuestReplaced => "guest_replaced",
            Occasion::AskingClosed => "asking_closed",
            Occasion::Closed => "closed",
        }
    }
}

/// What kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum LineKind {
    /// Somebody speaks.
    Speech {
        /// Who.
        speaker: Speaker,
    },
    /// A heading of the editor or stenographer.
    Heading,
    /// A written answer, at the moment it was published.
    Reply {
        /// Whose.
        guest: GuestId,
    },
    /// A public line about the session itself.
    Notice {
        /// Why.
        occasion: Occasion,
    },
    /// A post comes on stage.
    Question,
    /// A picture taken in the hall; its words are the caption.
    Photo,
}

/// The picture of a photo line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photo {
    /// The stored file.
    pub file: FileId,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it shows, for those who cannot see it.
    pub alt: TextRef,
}

/// The state of a line. Folded from the journal; `lines.state` holds it as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its room.
    pub room: RoomId,
    /// Running number within the room, from 1: the permanent link.
    pub number: u32,
    /// Raised by every change.
    pub revision: u32,
    /// What kind of row.
    pub kind: LineKind,
    /// Its words; none for a question (the post's own) or a notice without words.
    pub text: Option<TextRef>,
    /// The picture of a photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
    /// The post it belongs to.
    pub post: Option<PostId>,
    /// Place in the record, apart from the position in the journal.
    pub place: f64,
    /// When it was said, or shown after a second look.
    pub at: Millis,
    /// When it was said, where that was before it was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<Millis>,
    /// Taken down: a mark stays.
    pub taken_down: bool,
    /// A heading that was taken down before the record was confirmed: an aid to reading, nobody's words. No mark stays.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
    /// Its words went by law: nobody puts others in their place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
    /// Old wordings, oldest first.
    pub errata: Vec<Erratum>,
}

impl Line {
    /// Where the next line of a record of `lines` will stand: behind all others, wherever they were moved.
    pub fn end(lines: u32) -> f64 {
        f64::from(lines) + 1.0
    }

    /// Whether it is the mark of the end of the session.
    pub fn is_close(&self) -> bool {
        matches!(self.kind, LineKind::Notice { occasion: Occasion::Closed })
    }

    /// Whether the crew wrote it, so that it can be corrected and taken down as a line.
    pub fn is_crews(&self) -> bool {
        matches!(self.kind, LineKind::Speech { .. } | LineKind::Heading | LineKind::Photo)
    }

    /// When it was said: for what was written afterwards, the time of the line that it was put before.
    pub fn told_at(&self) -> Millis {
        self.said_at.unwrap_or(self.at)
    }

    /// Where in a recording that begins at `zero_at` (0 where there is none) it was said, in ms.
    pub fn video_ms(&self, zero_at: Millis) -> Option<Millis> {
        (zero_at > 0 && self.told_at() >= zero_at).then(|| self.told_at() - zero_at)
    }

    /// Whether it is a guest's statement, which answers the post it is bound to.
    pub fn is_guests(&self) -> bool {
        matches!(self.kind, LineKind::Speech { speaker: Speaker::Guest { .. } })
    }
}
