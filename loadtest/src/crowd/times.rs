//! How long news took: from the acknowledgement its sender heard to each reader.

use super::{Ack, Shared, tally::Tally};
use anyhow::Result;
use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// How long an acknowledgement may take after the news itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// A position that a reader was told before its sender was.
struct Early {
    position: u64,
    stalled: bool,
    at: Instant,
}

/// Counts deliveries and their times.
pub struct Clock {
    begun: Instant,
    shared: Arc<Shared>,
    known: HashMap<u64, Ack>,
    early: Vec<Early>,
    /// Acknowledgements there were when `early` was last gone through, and when that was.
    settled: (u64, Instant),
}

impl Clock {
    /// A clock for a crowd that began then.
    pub fn new(begun: Instant, shared: Arc<Shared>) -> Clock {
        Clock { begun, shared, known: HashMap::new(), early: Vec::new(), settled: (0, begun) }
    }

    /// Time since the beginning.
    pub fn since(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.begun)
    }

    /// A reader was told the positions in (from, to].
    ///
    /// # Errors
    /// Never in practice.
    pub fn batch(
        &mut self,
        (from, to): (u64, u64),
        made_us: Option<u64>,
        stalled: bool,
        bytes: usize,
        now: Instant,
        tally: &mut Tally,
    ) -> Result<()> {
        let told = to.saturating_sub(from);
        self.shared.deliveries.fetch_add(told, Ordering::Relaxed);
        self.shared.batches.fetch_add(1, Ordering::Relaxed);
        self.shared.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        let second = tally.second(self.since(now))?;
        second.deliveries += told;
        second.batches += 1;
        match made_us {
            Some(made_us) => {
                let counts = self.shared.counting.load(Ordering::Relaxed);
                self.took(Duration::from_micros(now_us().saturating_sub(made_us)), counts, stalled, now, tally)
            }
            None => (from..to).try_for_each(|before| self.position(before + 1, stalled, now, tally)),
        }
    }

    fn position(&mut self, position: u64, stalled: bool, at: Instant, tally: &mut Tally) -> Result<()> {
        let ack = self.known.get(&position).copied().or_else(|| self.shared.acks().of(position));
        let Some(ack) = ack else {
            self.early.push(Early { position, stalled, at });
            return Ok(());
        };
        self.known.insert(position, ack);
        self.took(at.saturating_duration_since(ack.at), ack.counts, stalled, at, tally)
    }

    fn took(&self, took: Duration, counts: bool, stalled: bool, at: Instant, tally: &mut Tally) -> Result<()> {
        if stalled {
            tally.late.add(took);
            return Ok(());
        }
        tally.second(self.since(at))?.latencies.add(took);
        if counts {
            tally.latencies.add(took);
        }
        Ok(())
    }

    /// Looks again for what was told before it was acknowledged. Positions that nobody here sent are dropped.
    ///
    /// # Errors
    /// Never in practice.
    pub fn settle(&mut self, tally: &mut Tally) -> Result<()> {
        let (now, count) = (Instant::now(), self.shared.acks().count);
        let nothing_new = count == self.settled.0 && now.saturating_duration_since(self.settled.1) < PATIENCE;
        if self.early.is_empty() || nothing_new {
            return Ok(());
        }
        self.settled = (count, now);
        for early in std::mem::take(&mut self.early) {
            if now.saturating_duration_since(early.at) < PATIENCE {
                self.position(early.position, early.stalled, early.at, tally)?;
            }
        }
        Ok(())
    }
}

/// The machine's clock in µs since 1970.
pub fn now_us() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_micros()).unwrap_or(u64::MAX)
}
