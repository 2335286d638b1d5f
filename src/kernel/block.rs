//! A block: words of the crew on their way to the record, prepared ahead or waiting to be read over.
//! It lives apart from the lines, so that nothing which shows lines can show it.

use super::{
    erasure::Act,
    id::{Millis, RoomId},
    line::{LineKind, Photo},
    text::TextRef,
};
use serde::{Deserialize, Serialize};

/// The state of a block. Folded from the journal; `blocks.state` holds it as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Its room.
    pub room: RoomId,
    /// Running number within the room, from 1; no line's number.
    pub number: u32,
    /// Raised by every change; staff commands name the one they saw.
    pub revision: u32,
    /// The kind of line it becomes.
    pub kind: LineKind,
    /// Its words.
    pub text: TextRef,
    /// The picture of a photo.
    pub photo: Option<Photo>,
    /// The line that it will go directly before; none for the end of the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// When it was said, where it was typed as it was said; none where it was prepared ahead.
    pub said_at: Option<Millis>,
    /// When it is shown by itself; none where it waits for somebody to show it.
    pub due_at: Option<Millis>,
    /// When it was written down.
    pub at: Millis,
    /// The line it became.
    pub line: Option<u32>,
    /// Given up.
    pub dropped: bool,
}

impl Block {
    /// Whether it can still be shown or dropped.
    pub fn is_open(&self) -> bool {
        self.line.is_none() && !self.dropped
    }
}

/// What can happen to words of the crew before they are in the record. None of it is public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum BlockEvent {
    /// They were written down.
    Prepared {
        /// The kind of line they become.
        kind: LineKind,
        /// Words.
        text: TextRef,
        /// The picture of a photo.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<Photo>,
        /// When they are shown by themselves, where they were said just now; none where prepared ahead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<Millis>,
        /// The line that they will go directly before; none for the end of the record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<u32>,
    },
    /// They were changed before anybody saw them.
    Reworded {
        /// New words.
        text: TextRef,
        /// What a photo shows, where that was said anew too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alt: Option<TextRef>,
    },
    /// They are shown only when somebody shows them.
    Held,
    /// They became a line.
    Shown {
        /// Which one.
        line: u32,
    },
    /// They were given up.
    Dropped,
    /// They went by law, with the line they became.
    Erased {
        /// How and why.
        act: Act,
    },
}
