//! What the hub hands out: bytes that go unchanged to every reader of a room.

use super::Channel;
use crate::{bus::Redactions, kernel::id::VisitorId, wire::position::Position};
use bytes::{BufMut, Bytes, BytesMut};
use std::sync::{Arc, OnceLock};

/// News of one channel. What a shard does with it:
/// - not `is_current`: drop it whole;
/// - `gone`: end all its readers with `Farewell::Gone`;
/// - another `epoch` than the tick before: all its readers resume;
/// - a reader who still waits for a first answer, or is at a position below `from`: `resume`;
/// - a reader at `to` or beyond: it came after the tick was made; write `latest`, if there is any;
/// - any other reader: write `bytes`, if there are any, and go on from `to`.
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
    /// The room is not there any more for these readers.
    pub gone: bool,
    /// WebSocket text frames of the server, whole: the batch, then the latest values. Empty where neither moved.
    pub bytes: Bytes,
    /// The same without the batch.
    pub latest: Bytes,
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
    pub(super) fn new(
        channel: Channel,
        epoch: u64,
        (from, to): (u64, u64),
        (batch, latest): (Option<String>, Option<String>),
        nudged: Vec<VisitorId>,
        gone: bool,
        redactions: (u64, Redactions),
    ) -> Tick {
        let texts: Vec<Arc<str>> = batch.iter().chain(&latest).map(|text| Arc::from(text.as_str())).collect();
        let bytes = framed(&texts);
        let latest = framed(&texts[usize::from(batch.is_some())..]);
        Tick { channel, epoch, from, to, gone, bytes, latest, texts, nudged, events: OnceLock::new(), redactions }
    }

    /// Whether nothing was taken out of sight since it was read. Ask right before writing: a tick that is not
    /// current is dropped, and its readers resume once the next one comes.
    pub fn is_current(&self) -> bool {
        self.redactions.1.count() == self.redactions.0
    }

    /// As server-sent events, with the position as id.
    pub fn events(&self) -> Bytes {
        let id = Position { epoch: self.epoch, at: self.to };
        self.events.get_or_init(|| events(Some(id), &self.texts)).clone()
    }

    /// The same without the batch, for a reader who is further already: its id stays.
    pub fn latest_events(&self) -> Bytes {
        let batches = usize::from(self.latest.len() < self.bytes.len());
        events(None, &self.texts[batches..])
    }
}

/// Frames of JSON as WebSocket text frames of the server: whole, unmasked (RFC 6455, 5.2).
pub(super) fn framed(texts: &[Arc<str>]) -> Bytes {
    let mut bytes = BytesMut::with_capacity(texts.iter().map(|text| text.len() + 10).sum());
    for text in texts {
        bytes.put_u8(0x81);
        match text.len() {
            short @ 0..126 => bytes.put_u8(short as u8),
            middle @ 126..0x1_0000 => {
                bytes.put_u8(126);
                bytes.put_u16(middle as u16);
            }
            long => {
                bytes.put_u8(127);
                bytes.put_u64(long as u64);
            }
        }
        bytes.put_slice(text.as_bytes());
    }
    bytes.freeze()
}

/// Frames as server-sent events; the last one has the id, so that what is cut short is sent again.
pub(super) fn events(id: Option<Position>, texts: &[Arc<str>]) -> Bytes {
    let mut out = String::with_capacity(texts.iter().map(|text| text.len() + 16).sum::<usize>() + 48);
    for (nth, text) in texts.iter().enumerate() {
        if let Some(id) = id.filter(|_| nth + 1 == texts.len()) {
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

impl Caught {
    /// For measurements.
    pub fn word(self) -> &'static str {
        match self {
            Caught::Nothing => "nothing",
            Caught::Missed => "missed",
            Caught::Whole => "whole",
        }
    }
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
        events(Some(Position { epoch: self.epoch, at: self.at }), &self.texts)
    }
}

/// Takes the ticks of a channel: one for each shard, one for each stream outside the shards.
pub trait Outlet: Send + Sync {
    /// Never blocks. A tick that is not taken is lost; the readers behind find a gap in the next one and resume.
    fn offer(&self, tick: &Arc<Tick>) -> bool;
}
