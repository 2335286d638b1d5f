//! What a crowd is to do, and what it tells while it does it.

use super::Acks;
use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// Most readers of one process: below the 20,000 files that a process may open on many machines.
pub const MOST_VIEWERS: usize = 19_000;

/// What a crowd is to do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where the server listens.
    pub address: SocketAddr,
    /// For the Host header.
    pub authority: String,
    /// The stream, such as `/live/123456`.
    pub path: String,
    /// Readers.
    pub viewers: usize,
    /// Of these, readers that stop reading once they are in.
    pub stalled: usize,
    /// New connections a second.
    pub per_second: f64,
    /// Handshakes under way at most.
    pub at_once: usize,
    /// Own addresses to come from, in turn; empty for whatever the system takes.
    pub sources: Vec<IpAddr>,
    /// After `Order::Cut`, everybody comes back within this time.
    pub spread: Duration,
}

/// What a crowd is told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Everybody drops the connection and comes back with the position it had.
    Cut,
    /// Who had stopped reading reads again.
    Wake,
    /// The end.
    Finish,
}

/// What a crowd tells at any moment.
#[derive(Debug, Default)]
pub struct Shared {
    /// Readers connected now who were told where the stream stands.
    pub ready: AtomicU64,
    /// Attempts to connect that were refused or failed.
    pub turned_away: AtomicU64,
    /// Positions told, over all readers.
    pub deliveries: AtomicU64,
    /// Batches that carried them.
    pub batches: AtomicU64,
    /// Bytes of these batches.
    pub bytes: AtomicU64,
    /// Positions missed or told twice.
    pub flaws: AtomicU64,
    /// Who stands here or further is counted in `arrived`.
    pub goal: AtomicU64,
    /// The goal of the crowd's last look, and how many connected readers had reached it.
    looked: Mutex<(u64, u64)>,
    /// Whether what the floor makes counts; acknowledged events say so themselves.
    pub counting: AtomicBool,
    acks: Mutex<Acks>,
}

impl Shared {
    /// The acknowledgements.
    pub fn acks(&self) -> MutexGuard<'_, Acks> {
        self.acks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Readers connected who reached the goal. Nobody, before the crowd has looked who did: what it counted for
    /// another goal says nothing about this one.
    pub fn arrived(&self) -> u64 {
        let (goal, readers) = *self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if goal == Shared::of(&self.goal) { readers } else { 0 }
    }

    /// So many readers were found to have reached this goal.
    pub fn looked(&self, goal: u64, readers: u64) {
        *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = (goal, readers);
    }

    /// A counter as it stands.
    pub fn of(counter: &AtomicU64) -> u64 {
        counter.load(Ordering::Relaxed)
    }
}
