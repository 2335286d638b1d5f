//! What a crowd counted.

use anyhow::Result;
use hdrhistogram::Histogram;
use std::{collections::BTreeMap, time::Duration};

/// Longest time told apart, in µs; longer ones count as this.
const LONGEST_US: u64 = 60_000_000;

/// Times in µs with their shares.
#[derive(Clone, Debug)]
pub struct Times(Histogram<u64>);

impl Times {
    fn new(digits: u8) -> Result<Times> {
        Ok(Times(Histogram::new_with_bounds(1, LONGEST_US, digits)?))
    }

    /// One more.
    pub fn add(&mut self, took: Duration) {
        self.0.saturating_record(u64::try_from(took.as_micros()).unwrap_or(LONGEST_US).max(1));
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.0.len()
    }

    /// The time under which this share stays, in ms.
    pub fn ms_at(&self, share: f64) -> f64 {
        self.0.value_at_quantile(share) as f64 / 1_000.0
    }

    /// The longest, in ms.
    pub fn longest_ms(&self) -> f64 {
        self.0.max() as f64 / 1_000.0
    }
}

/// One second of a run.
#[derive(Clone, Debug)]
pub struct Second {
    /// Positions told.
    pub deliveries: u64,
    /// Batches that carried them.
    pub batches: u64,
    /// Readers who came in.
    pub joined: u64,
    /// From the acknowledgement to the reader.
    pub latencies: Times,
}

/// What a crowd counted.
#[derive(Clone, Debug)]
pub struct Tally {
    /// From the first packet to the open stream.
    pub opening: Times,
    /// From the first packet to the first position.
    pub joining: Times,
    /// From the acknowledgement to a reader, counted part only.
    pub latencies: Times,
    /// The same for readers that had stopped reading.
    pub late: Times,
    /// The whole run by seconds.
    pub seconds: Vec<Second>,
    /// Handshakes answered otherwise, by status.
    pub refused: BTreeMap<u16, u64>,
    /// Streams that the server ended, by code.
    pub closed: BTreeMap<u16, u64>,
    /// Connections that broke, by what the system or the reader said.
    pub broken: BTreeMap<String, u64>,
    /// Beginnings anew.
    pub snapshots: u64,
    /// Positions missed.
    pub lost: u64,
    /// Positions told twice.
    pub doubled: u64,
    /// Batches without sense.
    pub senseless: u64,
    /// Readers who were connected at the end and had not reached the goal.
    pub behind: u64,
    /// Readers who were not connected at the end.
    pub away: u64,
}

impl Tally {
    /// Nothing yet.
    ///
    /// # Errors
    /// Never in practice: the bounds are sound.
    pub fn new() -> Result<Tally> {
        Ok(Tally {
            opening: Times::new(3)?,
            joining: Times::new(3)?,
            latencies: Times::new(3)?,
            late: Times::new(3)?,
            seconds: Vec::new(),
            refused: BTreeMap::new(),
            closed: BTreeMap::new(),
            broken: BTreeMap::new(),
            snapshots: 0,
            lost: 0,
            doubled: 0,
            senseless: 0,
            behind: 0,
            away: 0,
        })
    }

    /// The second that began so long after the start.
    ///
    /// # Errors
    /// As `new`.
    pub fn second(&mut self, since: Duration) -> Result<&mut Second> {
        let nth = usize::try_from(since.as_secs())?;
        while self.seconds.len() <= nth {
            self.seconds.push(Second { deliveries: 0, batches: 0, joined: 0, latencies: Times::new(2)? });
        }
        self.seconds.get_mut(nth).ok_or_else(|| anyhow::anyhow!("no such second"))
    }
}
