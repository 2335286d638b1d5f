//! Frames of the live streams, as text of JSON. `docs/PROTOCOL.md` explains them to strangers.

use super::item::{Changed, Counts, Item, Line, Piles, Question, Room};
use crate::kernel::id::{GuestId, Millis, PersonId, PostId};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::collections::BTreeMap;
#[cfg(test)]
use ts_rs::TS;

/// The protocol spoken here. A client that speaks an older one is told to reload.
pub const PROTOCOL: u32 = 1;

/// What readers of a room get. Unknown types are to be ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Frame {
    /// First on every connection, and the answer to a `hello` of the client.
    Hello(Hello),
    /// The room as it is: replaces everything the client holds.
    Snapshot(Box<Snapshot>),
    /// What changed in the positions (from, to].
    Batch(Batch<Item>),
    /// What moves without being kept: only what is named changed.
    Latest(Latest),
    /// Something of your own changed: fetch `/api/v1/me/posts`.
    Mine {},
    /// Are you there? Answer `pong`.
    Ping {},
    /// The server is about to end the stream.
    Bye(Bye),
}

/// What desks get. They fetch what their permit allows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StaffFrame {
    /// First on every connection, and the answer to a `hello` of the client.
    Hello(Hello),
    /// Too much was missed: fetch the desk anew and go on from this position.
    Snapshot(StaffSnapshot),
    /// What changed in the positions (from, to].
    Batch(Batch<Changed>),
    /// What moves without being kept: only what is named changed.
    Latest(StaffLatest),
    /// Are you there? Answer `pong`.
    Ping {},
    /// The server is about to end the stream.
    Bye(Bye),
}

/// What clients say. Commands never travel here: they are posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientFrame {
    /// My position: send what I have missed since. The first one may stand in the address instead.
    Hello {
        /// Of the stream, as it was told.
        epoch: u64,
        /// Last offset seen.
        at: u64,
    },
    /// I am here.
    Pong {},
    /// Somebody looks at the page.
    Visible {},
    /// Nobody looks: news may come seldom.
    Hidden {},
    /// A type of a later protocol.
    #[serde(other)]
    #[cfg_attr(test, ts(skip))]
    Unknown,
}

/// The beginning of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Hello {
    /// What the server speaks.
    pub protocol: u32,
    /// The stream's epoch.
    pub epoch: u64,
    /// Where the stream stands once the frames that come with this one are applied.
    pub at: u64,
    /// The server's clock, UTC ms.
    pub now: Millis,
    /// If nothing comes for so long the connection is dead, in ms.
    pub silence_ms: u32,
    /// After a loss, come back at a random moment not before this, in ms.
    pub retry_least_ms: u32,
    /// And not after this; double it with each failure in a row.
    pub retry_most_ms: u32,
}

/// The room whole, as its page shows it at first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Snapshot {
    /// The stream's epoch.
    pub epoch: u64,
    /// Position of what follows.
    pub at: u64,
    /// The room's head.
    pub room: Room,
    /// The last lines of the record, in its order.
    pub lines: Vec<Line>,
    /// Lines of the record that stand before them.
    pub lines_before: u32,
    /// The most endorsed questions, and the one on stage.
    pub questions: Vec<Question>,
}

/// Nothing but a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct StaffSnapshot {
    /// The stream's epoch.
    pub epoch: u64,
    /// The position to go on from.
    pub at: u64,
}

/// Present views of everything that changed in (from, to], each once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Batch<I> {
    /// Everything up to here is left out.
    pub from: u64,
    /// The position after it.
    pub to: u64,
    /// In the order of the last change.
    pub items: Vec<I>,
}

/// Reads keys that are numbers: inside a tagged enum serde hands them over as the strings that JSON has.
fn by_number<'de, D: Deserializer<'de>>(values: D) -> Result<BTreeMap<u32, u32>, D::Error> {
    let named = BTreeMap::<String, u32>::deserialize(values)?;
    named.into_iter().map(|(key, value)| Ok((key.parse().map_err(D::Error::custom)?, value))).collect()
}

/// Values of which only the latest counts. What is left out did not change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(default)]
pub struct Latest {
    /// Readers of the room now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub viewers: Option<u32>,
    /// What the room has received.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub counts: Option<Counts>,
    /// Endorsements by number of the question.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "by_number")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub tallies: BTreeMap<u32, u32>,
    /// Guests who are writing now: all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub typing: Option<Vec<GuestId>>,
}

/// The same for desks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(default)]
pub struct StaffLatest {
    /// Readers of the room now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub viewers: Option<u32>,
    /// How many questions lie where.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub piles: Option<Piles>,
    /// Endorsements by number of the question.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "by_number")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub tallies: BTreeMap<u32, u32>,
    /// Guests for whom somebody is writing now: all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub typing: Option<Vec<GuestId>>,
    /// Who looks at which question: all claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub claims: Option<Vec<Claimed>>,
    /// Who of the crew is here: all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub crew: Option<Vec<Present>>,
}

/// A colleague looks at a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Claimed {
    /// The question.
    pub post: PostId,
    /// Who.
    pub by: PersonId,
    /// The name colleagues know.
    pub name: String,
    /// Until when, UTC ms.
    pub until: Millis,
}

/// A member of the crew is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Present {
    /// Who.
    pub person: PersonId,
    /// The name colleagues know.
    pub name: String,
    /// The desk, such as `moderation`; a word of the desks.
    pub desk: String,
}

/// The last frame before the end, where there is time for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Bye {
    /// The close code that follows.
    pub code: u16,
    /// When to come back, in ms; none where coming back does not help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub retry_after_ms: Option<Millis>,
}
