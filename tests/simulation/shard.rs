//! Readers of a node, served as `Tick` says; the socket and the network under them.

use bytes::Bytes;
use std::collections::VecDeque;
use wenzheng::{
    hub::{Caught, Later, Now, Resume, Tail, Tick},
    wire::position::Position,
};

/// One connection, from the shard's side.
pub struct Reader {
    pub client: usize,
    pub node: usize,
    /// What the client said when it came; then where it is.
    pub position: Option<Position>,
    /// Still waits for its first bytes, or to be caught up.
    pub waits: bool,
    /// Written and not yet arrived.
    pub wire: VecDeque<Bytes>,
    pub wired: usize,
}

/// What a write led to.
pub enum Wrote {
    Nothing,
    Bytes(Bytes),
    End,
}

impl Reader {
    /// One tick, by the contract.
    pub fn tick(&mut self, tick: &Tick, tail: &mut Tail, now: Now, buffer: usize) -> Wrote {
        if tick.gone {
            return Wrote::End;
        }
        let at = self.position.map_or(0, |position| position.at);
        let foreign = self.position.is_some_and(|position| position.epoch != tick.epoch);
        if self.waits || foreign || at < tick.from {
            self.waits = true;
            return self.resume(tail, now, buffer);
        }
        if self.wired > buffer {
            self.waits = true;
            return Wrote::Nothing;
        }
        let bytes = if tick.to <= at { &tick.latest } else { &tick.bytes };
        self.position = Some(Position { epoch: tick.epoch, at: at.max(tick.to) });
        if bytes.is_empty() { Wrote::Nothing } else { self.write(bytes.clone()) }
    }

    /// The first bytes, or those that catch a slow reader up, as soon as it reads again.
    pub fn resume(&mut self, tail: &mut Tail, now: Now, buffer: usize) -> Wrote {
        if !self.waits || self.wired > buffer {
            return Wrote::Nothing;
        }
        match tail.resume(self.position, now) {
            Ok(resume) => {
                self.check(&resume);
                self.waits = false;
                self.position = Some(Position { epoch: resume.epoch, at: resume.at });
                self.write(resume.bytes)
            }
            Err(Later::Wait) => Wrote::Nothing,
            Err(Later::Trouble | Later::Gone) => Wrote::End,
        }
    }

    /// A position that is none here is never taken silently.
    fn check(&self, resume: &Resume) {
        let own = self.position.filter(|position| position.epoch == resume.epoch);
        if own.is_none() {
            assert_eq!(resume.caught, Caught::Whole, "a foreign position was taken: {:?}", self.position);
        }
    }

    fn write(&mut self, bytes: Bytes) -> Wrote {
        self.wired += bytes.len();
        self.wire.push_back(bytes.clone());
        Wrote::Bytes(bytes)
    }
}
