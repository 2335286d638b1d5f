//! What the sender of a command is told once it is durable.

use crate::kernel::id::{PostId, RoomId};
use serde::{Deserialize, Serialize};

/// The answer to a command. Kept with its idempotency key and given again to a repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Answer {
    /// The room.
    pub room: RoomId,
    /// Its staff position after the command.
    pub staff_at: u64,
    /// Its public position after the command.
    pub public_at: u64,
    /// The post it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// That post's number in the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// That post's revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// The line that was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The block that was written, changed or shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
    /// Whether this is the kept answer of an earlier, identical command.
    #[serde(default)]
    pub replayed: bool,
}
