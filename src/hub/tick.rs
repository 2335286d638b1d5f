//! What the hub hands out: bytes that go unchanged to every reader of a room.

use super::Channel;
use crate::{bus::Redactions, kernel::id::VisitorId, wire::position::Position};
use bytes::Bytes;
use std::sync::{Arc, OnceLock};

/// News of one channel. For a reader at `at`: `to <= at` and no `latest` means nothing to send; `from > at` means
/// a gap, so resume; else send `bytes` and go on from `to`.
#[derive(Debug)]
pub struct Tick {
    /// Of which room and stream.
    pub channel: Channel,
    /// The stream's epoch.
    pub epoch: u64,
    /// Readers before this have a gap.
    pub from: u64,
    /// The position afterwards; the same as `from` where only `latest` moved or the channel became warm.
    pub to: u64,
    /// WebSocket text frames of the server, whole: the batch, then the latest values. Empty where neither moved.
    pub bytes: Bytes,
    /// The same as frames of JSON, for the event stream and staff sockets.
    pub texts: Vec<Arc<str>>,
    /// Readers who get a `mine` frame besides.
    pub nudged: Vec<VisitorId>,
    /// The event stream's form, made when first asked for.
    pub(super) events: OnceLock<Bytes>,
    /// Redactions known when this was read, and the count of those heard of since.
    pub(super) redactions: (u64, Redactions),
}

impl Tick {
    /// Whether nothing was taken out of sight since it was read. Ask right before writing: a tick that is not
    /// current is dropped, and its readers resume once the next one comes.
    pub fn is_current(&self) -> bool {
        self.redactions.1.count() == self.redactions.0
    }

    /// As server-sent events, with the position as id.
    pub fn events(&self) -> Bytes {
        let id = Position { epoch: self.epoch, at: self.to };
        self.events.get_or_init(|| events(id, &self.texts)).clone()
    }
}

/// Frames as server-sent events; the last one has the id, so that what is cut short is sent again.
pub(super) fn events(id: Position, texts: &[Arc<str>]) -> Bytes {
    let mut out = String::with_capacity(texts.iter().map(|text| text.len() + 16).sum::<usize>() + 48);
    for (nth, text) in texts.iter().enumerate() {
        if nth + 1 == texts.len() {
            out.push_str(&format!("id: {id}\n"));
        }
        out.push_str("data: ");
        out.push_str(text);
        out.push_str("\n\n");
    }
    out.into()
}

/// How a reader who came back was caught up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caught {
    /// It had missed nothing.
    Nothing,
    /// It gets exactly what it missed.
    Missed,
    /// It gets the room whole: it had no position, a foreign one, or missed too much.
    Whole,
}

/// What a reader gets first: to be sent in one write.
#[derive(Clone, Debug)]
pub struct Resume {
    /// Where the reader is once it has these bytes.
    pub at: u64,
    /// How it was caught up.
    pub caught: Caught,
    /// WebSocket text frames of the server: hello, then snapshot or batch or nothing, then the latest values.
    pub bytes: Bytes,
    /// The same as frames of JSON, for the event stream and staff sockets.
    pub texts: Arc<[Arc<str>]>,
    /// The stream's epoch.
    pub epoch: u64,
}

impl Resume {
    /// As server-sent events, with the position as id.
    pub fn events(&self) -> Bytes {
        events(Position { epoch: self.epoch, at: self.at }, &self.texts)
    }
}

/// Takes the ticks of a channel: one for each shard, one for each stream outside the shards.
pub trait Outlet: Send + Sync {
    /// Never blocks. A tick that is not taken is lost; the readers behind find a gap in the next one and resume.
    fn offer(&self, tick: &Arc<Tick>) -> bool;
}
