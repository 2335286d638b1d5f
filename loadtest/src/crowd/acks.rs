//! When the server acknowledged what: the beginning of every latency.

use std::{collections::HashMap, time::Instant};

/// One acknowledged event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ack {
    /// When its sender heard of it.
    pub at: Instant,
    /// Whether it belongs to the counted part of the run.
    pub counts: bool,
}

/// Acknowledgements by public position.
#[derive(Debug, Default)]
pub struct Acks {
    by_position: HashMap<u64, Ack>,
    /// The last position acknowledged.
    pub last: u64,
    /// Acknowledgements so far.
    pub count: u64,
}

impl Acks {
    /// Keeps one.
    pub fn keep(&mut self, position: u64, ack: Ack) {
        self.last = self.last.max(position);
        self.count += 1;
        self.by_position.insert(position, ack);
    }

    /// When this position was acknowledged, if it was.
    pub fn of(&self, position: u64) -> Option<Ack> {
        self.by_position.get(&position).copied()
    }
}
