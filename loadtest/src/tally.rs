//! What a run counted.

use anyhow::Result;
use hdrhistogram::Histogram;
use std::{collections::BTreeMap, time::Duration};

/// Longest latency told apart, in µs; longer ones count as this.
const LONGEST_US: u64 = 60_000_000;

/// Shares of which a curve of latencies is made.
pub const SHARES: [f64; 13] = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 1.0];

/// Counts and latencies of one run.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Latencies of answers with status 200, in µs.
    latencies: Histogram<u64>,
    /// Other answers by status.
    pub refused: BTreeMap<u16, u64>,
    /// Connections that broke.
    pub broken: u64,
    /// Bytes of bodies with status 200.
    pub bytes: u64,
}

impl Tally {
    /// Nothing yet.
    ///
    /// # Errors
    /// Never in practice: the bounds are sound.
    pub fn new() -> Result<Tally> {
        let latencies = Histogram::new_with_bounds(1, LONGEST_US, 3)?;
        Ok(Tally { latencies, refused: BTreeMap::new(), broken: 0, bytes: 0 })
    }

    /// One answer.
    pub fn count(&mut self, status: u16, bytes: usize, took: Duration) {
        if status != 200 {
            *self.refused.entry(status).or_default() += 1;
            return;
        }
        self.latencies.saturating_record(u64::try_from(took.as_micros()).unwrap_or(LONGEST_US).max(1));
        self.bytes += bytes as u64;
    }

    /// Answers with status 200.
    pub fn accepted(&self) -> u64 {
        self.latencies.len()
    }

    /// The latency under which this share of the accepted stays, in ms.
    pub fn ms_at(&self, share: f64) -> f64 {
        self.latencies.value_at_quantile(share) as f64 / 1_000.0
    }

    /// The longest, in ms.
    pub fn longest_ms(&self) -> f64 {
        self.latencies.max() as f64 / 1_000.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_was_accepted_has_a_latency() {
        let mut tally = Tally::new().unwrap();
        (1..=100).for_each(|ms| tally.count(200, 10, Duration::from_millis(ms)));
        (0..3).for_each(|_| tally.count(503, 10, Duration::from_secs(9)));
        assert_eq!((tally.accepted(), tally.bytes, tally.refused[&503]), (100, 1_000, 3));
        assert!((tally.ms_at(0.5) - 50.0).abs() < 0.2, "{}", tally.ms_at(0.5));
        assert!((tally.ms_at(0.99) - 99.0).abs() < 0.2, "{}", tally.ms_at(0.99));
        assert!((tally.longest_ms() - 100.0).abs() < 0.2, "{}", tally.longest_ms());
    }
}
