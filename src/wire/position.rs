//! Where a reader is in a stream: (epoch, offset), written `epoch.offset`.

use crate::kernel::id::RoomId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// The two streams of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stream {
    /// Views, the same for everybody.
    Public,
    /// Numbers and revisions; desks fetch what their permit allows.
    Staff,
}

/// A place in one stream of one room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The stream's epoch, below 2^53.
    pub epoch: u64,
    /// The last offset that was seen; 0 before the first.
    pub at: u64,
}

/// The epoch of one stream, made of the journal's. Each stream has its own, so that a position of another room, of
/// the other stream or of a journal that was restored is never taken for one of this.
pub fn epoch(journal: u64, room: RoomId, stream: Stream) -> u64 {
    let mut hash = Sha256::new();
    hash.update(journal.to_be_bytes());
    hash.update(room.0.as_bytes());
    hash.update([u8::from(stream == Stream::Staff)]);
    let digest = hash.finalize();
    // 53 bits: a script's number holds them exactly
    digest.iter().take(7).fold(0, |sum, byte| (sum << 8) | u64::from(*byte)) >> 3
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.epoch, self.at)
    }
}

/// A text that is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a position: epoch.offset")]
pub struct NoPosition;

impl FromStr for Position {
    type Err = NoPosition;

    fn from_str(text: &str) -> Result<Self, NoPosition> {
        let (epoch, at) = text.split_once('.').ok_or(NoPosition)?;
        Ok(Position { epoch: epoch.parse().map_err(|_| NoPosition)?, at: at.parse().map_err(|_| NoPosition)? })
    }
}
