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

/// What waits to go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// Something every reader must be told.
    Must,
    /// Only values of which the latest counts.
    Latest,
}

/// When a room last spoke.
#[derive(Debug)]
pub struct Pace {
    must: Option<Millis>,
    written: Option<Millis>,
    round: Option<Millis>,
    least: Millis,
    most: Millis,
}

/// Part of the processors that writing may take is two thirds.
const ROOM: f64 = 1.5;

impl Pace {
    /// A room that has been quiet.
    pub fn new(limits: &Limits) -> Pace {
        let (least, most) = (limits.live_tick_ms, limits.live_tick_most_ms);
        Pace { must: None, written: None, round: None, least, most: most.max(least) }
    }

    /// When the next round may begin; in the past after quiet. Numbers that were told a moment ago do not make readers
    /// wait for what is said, beyond the time that writing them costs.
    pub fn due(&self, waits: Waits, load: Load) -> Millis {
        let after = |last: Option<Millis>, wait: Millis| last.map_or(Millis::MIN, |last| last + wait);
        let interval = self.recovery(load).max(self.least);
        match waits {
            Waits::Must => after(self.must, interval).max(after(self.written, self.recovery(load))),
            Waits::Latest => after(self.round, interval),
        }
    }

    /// Time the processors need after a batch, in ms.
    fn recovery(&self, load: Load) -> Millis {
        let cores = load.cores.max(1) as f64;
        let wanted = load.readers as f64 * load.delivery_us * ROOM / cores / 1_000.0;
        // a float above the range of integers becomes their largest
        (wanted as Millis).clamp(0, self.most)
    }

    /// A round ended, and told so much; nothing where `told` is none.
    pub fn ended(&mut self, told: Option<Waits>, now: Millis) {
        self.round = Some(now);
        if told.is_some() {
            self.written = Some(now);
        }
        if told == Some(Waits::Must) {
            self.must = Some(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crowd that takes `ms` to be told.
    fn crowd(ms: f64) -> Load {
        Load { readers: 1_000, viewers: 1_000, delivery_us: ms / ROOM, cores: 1 }
    }

    #[test]
    fn what_is_said_waits_for_what_was_said_and_not_for_numbers() {
        let limits = Limits::default();
        let least = limits.live_tick_ms;
        let mut pace = Pace::new(&limits);
        assert!(pace.due(Waits::Must, crowd(8.0)) < 0, "at once after quiet");
        pace.ended(Some(Waits::Latest), 1_000);
        assert_eq!(pace.due(Waits::Must, crowd(8.0)), 1_008, "only until the numbers are written");
        assert_eq!(pace.due(Waits::Latest, crowd(8.0)), 1_000 + least);
        pace.ended(Some(Waits::Must), 2_000);
        assert_eq!(pace.due(Waits::Must, crowd(8.0)), 2_000 + least);
        assert_eq!(pace.due(Waits::Must, crowd(400.0)), 2_400, "a large crowd is told less often");
        assert_eq!(pace.due(Waits::Must, crowd(1e12)), 2_000 + limits.live_tick_most_ms);
        pace.ended(None, 5_000);
        assert!(pace.due(Waits::Must, crowd(400.0)) < 5_000, "nothing was told");
        assert_eq!(pace.due(Waits::Latest, crowd(8.0)), 5_000 + least, "but looking again has its interval");
    }
}
