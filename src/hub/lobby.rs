//! What readers get first: hello, then nothing, what they missed, or the room whole. Made once, given to many.

use super::{Caught, Piece, Resume, Ring, Whole, tick::framed};
use crate::{
    kernel::{id::Millis, limits::Limits},
    wire::frame::{Frame, Hello, PROTOCOL},
};
use std::{collections::HashMap, sync::Arc};

/// Why a reader cannot be served now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Later {
    /// Not ready: ask again after the next tick.
    Wait,
    /// The journal could not be read for a while: close, and let the reader come back.
    Trouble,
    /// There is no such room for these readers.
    Gone,
}

/// Where the channel stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub epoch: u64,
    /// Where readers are who got everything.
    pub sent: u64,
    /// The clock that people read, in ms.
    pub wall: Millis,
}

/// First answers that are kept, at most; beyond, they are made again.
const MOST_ANSWERS: usize = 64;
/// First answers tell the time, so they are not older than this, in ms.
const ANSWERS_MS: Millis = 250;

/// The snapshots and first answers of a channel.
#[derive(Debug)]
pub(super) struct Lobby {
    snapshot: Option<Snapshot>,
    /// Read already, but ahead of what was sent.
    fresh: Option<Snapshot>,
    answers: HashMap<Option<u64>, Resume>,
    made: Millis,
    hello: Hello,
}

#[derive(Debug)]
struct Snapshot {
    at: u64,
    json: Arc<str>,
}

impl Lobby {
    pub fn new(limits: &Limits) -> Lobby {
        let hello = Hello {
            protocol: PROTOCOL,
            epoch: 0,
            at: 0,
            now: 0,
            silence_ms: limits.live_silence_ms,
            retry_least_ms: limits.live_retry_least_ms,
            retry_most_ms: limits.live_retry_most_ms,
        };
        Lobby { snapshot: None, fresh: None, answers: HashMap::new(), made: 0, hello }
    }

    /// Drops everything.
    pub fn forget(&mut self) {
        (self.snapshot, self.fresh) = (None, None);
        self.stir();
    }

    /// First answers are out of date.
    pub fn stir(&mut self) {
        self.answers.clear();
    }

    /// Keeps a snapshot that was just read; it may be ahead of what was sent.
    pub fn keep(&mut self, whole: &Whole) {
        self.fresh = Some(Snapshot { at: whole.position.at, json: whole.json.clone() });
    }

    /// Uses the newest snapshot as soon as everything up to it was sent.
    pub fn promote(&mut self, sent: u64) {
        if self.fresh.as_ref().is_some_and(|fresh| fresh.at <= sent) {
            self.snapshot = self.fresh.take();
            self.stir();
        }
    }

    /// Whether the ring carries on where the snapshot ends.
    pub fn is_ready(&self, ring: &Ring) -> bool {
        self.snapshot.as_ref().is_some_and(|snapshot| ring.start() <= snapshot.at)
    }

    /// Whether a snapshot should be read: there is none that can be used, or what changed since is as long as half of it.
    pub fn wants(&self, ring: &Ring) -> bool {
        if self.fresh.is_some() {
            return false;
        }
        let Some(snapshot) = self.snapshot.as_ref().filter(|_| self.is_ready(ring)) else { return true };
        2 * size(ring.after(snapshot.at)) > snapshot.json.len()
    }

    /// The first answer for a reader at `at`, or for one without a position of this stream; none while no snapshot
    /// is there that is needed. `latest` makes the frame of present values.
    pub fn resume(
        &mut self,
        ring: &Ring,
        at: Option<u64>,
        place: Place,
        latest: impl FnOnce() -> String,
    ) -> Option<Resume> {
        if (place.wall - self.made).abs() > ANSWERS_MS || self.answers.len() >= MOST_ANSWERS {
            self.stir();
            self.made = place.wall;
        }
        if let Some(answer) = self.answers.get(&at) {
            return Some(answer.clone());
        }
        let (caught, texts) = self.catch_up(ring, at, place.sent)?;
        // a reader of a page that is ahead of what was sent stays where it is
        let end = at.filter(|_| caught == Caught::Nothing).unwrap_or(place.sent);
        let hello = Frame::Hello(Hello { epoch: place.epoch, at: end, now: place.wall, ..self.hello.clone() });
        let hello = serde_json::to_string(&hello).ok()?;
        let texts: Vec<Arc<str>> =
            [hello.into()].into_iter().chain(texts).chain([Arc::from(latest().as_str())]).collect();
        let resume = Resume { at: end, caught, bytes: framed(&texts), texts: texts.into(), epoch: place.epoch };
        self.answers.insert(at, resume.clone());
        Some(resume)
    }

    fn catch_up(&self, ring: &Ring, at: Option<u64>, sent: u64) -> Option<(Caught, Vec<Arc<str>>)> {
        if at.is_some_and(|at| at >= sent) {
            return Some((Caught::Nothing, Vec::new()));
        }
        let snapshot = self.snapshot.as_ref().filter(|_| self.is_ready(ring));
        let whole = snapshot.map(|snapshot| snapshot.json.len() + size(ring.after(snapshot.at)));
        if let Some(at) = at
            && let Some(missed) = ring.after(at)
            && whole.is_none_or(|whole| size(ring.after(at)) <= whole)
        {
            return Some((Caught::Missed, vec![batch(at, sent, missed).into()]));
        }
        let snapshot = snapshot?;
        let mut texts = vec![snapshot.json.clone()];
        if snapshot.at < sent {
            texts.push(batch(snapshot.at, sent, ring.after(snapshot.at)?).into());
        }
        Some((Caught::Whole, texts))
    }
}

fn size<'a>(pieces: Option<impl Iterator<Item = &'a Piece>>) -> usize {
    pieces.map_or(0, |pieces| pieces.map(|piece| piece.json.len()).sum())
}

/// A `batch` frame as JSON.
pub(super) fn batch<'a>(from: u64, to: u64, pieces: impl Iterator<Item = &'a Piece>) -> String {
    let mut out = format!(r#"{{"type":"batch","from":{from},"to":{to},"items":["#);
    let empty = out.len();
    for piece in pieces {
        if out.len() > empty {
            out.push(',');
        }
        out.push_str(&piece.json);
    }
    out.push_str("]}");
    out
}
