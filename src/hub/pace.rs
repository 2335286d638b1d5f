//! How often a room speaks: at once after quiet, then the slower the more readers there are.

use crate::kernel::{id::Millis, limits::Limits};

/// What one batch costs this machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// Readers of the channel.
    pub readers: usize,
    /// Readers of the room's public stream, as readers are told.
    pub viewers: usize,
    /// Processor time to hand one batch to one reader, in µs, as measured.
    pub delivery_us: f64,
    /// Processors that write.
    pub cores: usize,
}

/// When the last batch went out.
#[derive(Debug)]
pub struct Pace {
    last: Option<Millis>,
    least: Millis,
    most: Millis,
}

/// Part of the processors that writing may take is two thirds.
const ROOM: f64 = 1.5;

impl Pace {
    /// A room that has been quiet.
    pub fn new(limits: &Limits) -> Pace {
        Pace { last: None, least: limits.live_tick_ms, most: limits.live_tick_most_ms }
    }

    /// Time between two batches, in ms.
    pub fn interval(&self, load: Load) -> Millis {
        let cores = load.cores.max(1) as f64;
        let wanted = load.readers as f64 * load.delivery_us * ROOM / cores / 1_000.0;
        // a float above the range of integers becomes their largest
        (wanted as Millis).clamp(self.least, self.most.max(self.least))
    }

    /// When the next batch may go; in the past after quiet.
    pub fn due(&self, load: Load) -> Millis {
        self.last.map_or(Millis::MIN, |last| last + self.interval(load))
    }

    /// A batch went out.
    pub fn sent(&mut self, now: Millis) {
        self.last = Some(now);
    }
}
