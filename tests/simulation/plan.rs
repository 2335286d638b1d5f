//! What a seed decides beforehand.

use rand::{Rng, rngs::StdRng};
use wenzheng::{kernel::limits::Limits, wire::position::Stream};

/// The faults of one run and the size of its world.
#[derive(Debug)]
pub struct Plan {
    pub stream: Stream,
    /// Hub and desk live in one process: announcements come at once and surely.
    pub one_house: bool,
    pub nodes: usize,
    pub clients: usize,
    /// Of the bus, where it is not one house.
    pub loss: f64,
    pub twice: f64,
    pub delay_ms: i64,
    /// Of the journal.
    pub read_ms: i64,
    pub read_fails: f64,
    /// Between hub and shards.
    pub tick_loss: f64,
    pub tick_ms: i64,
    /// Of connections.
    pub wire_ms: i64,
    pub buffer: usize,
    pub cuts: f64,
    /// Chances a second.
    pub crashes: f64,
    pub restores: f64,
    /// What is written, and for how long.
    pub writes: usize,
    pub until_ms: i64,
    pub redactions: f64,
    /// Questions and lines of a snapshot; above what there is, it is complete.
    pub shown: usize,
    pub limits: Limits,
    pub delivery_us: f64,
}

impl Plan {
    pub fn draw(rng: &mut StdRng) -> Plan {
        let maybe = |rng: &mut StdRng, most: f64| if rng.random_bool(0.5) { 0.0 } else { rng.random_range(0.0..most) };
        let one_house = rng.random_bool(0.5);
        let limits = Limits {
            live_ring_items: *[4, 8, 32, 1_024].get(rng.random_range(0..4)).unwrap(),
            live_ring_bytes: *[2_000, 20_000, 1 << 20].get(rng.random_range(0..3)).unwrap(),
            live_ring_ms: rng.random_range(500..60_000),
            live_batch_entries: rng.random_range(1..16),
            live_tallies: *[4, 1_024].get(rng.random_range(0..2)).unwrap(),
            ..Limits::default()
        };
        Plan {
            stream: if rng.random_bool(0.8) { Stream::Public } else { Stream::Staff },
            one_house,
            nodes: if one_house { 1 } else { rng.random_range(1..3) },
            clients: rng.random_range(1..5),
            loss: maybe(rng, 0.9),
            twice: maybe(rng, 0.3),
            delay_ms: rng.random_range(1..3_000),
            read_ms: rng.random_range(1..200),
            read_fails: maybe(rng, 0.2),
            tick_loss: maybe(rng, 0.3),
            tick_ms: rng.random_range(1..50),
            wire_ms: rng.random_range(1..400),
            buffer: *[500, 5_000, 1 << 20].get(rng.random_range(0..3)).unwrap(),
            cuts: maybe(rng, 2.0),
            crashes: maybe(rng, 0.3),
            restores: maybe(rng, 0.1),
            writes: rng.random_range(5..80),
            until_ms: rng.random_range(1_000..12_000),
            redactions: maybe(rng, 0.3),
            shown: *[3, 1_000].get(rng.random_range(0..2)).unwrap(),
            limits,
            delivery_us: rng.random_range(1.0..100_000.0),
        }
    }
}
