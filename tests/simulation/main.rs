//! Hub, bus, resume and clients under loss, delay, doubles, cuts, slow readers, restarts and redactions.
//!
//! Every run follows from its seed. A failing one is told and is run again alone by `SIMULATION_SEED=n`;
//! `SIMULATION_SEEDS=n` sets how many are tried.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;
mod node;
mod plan;
mod shard;
mod store;
mod world;

use std::{panic::AssertUnwindSafe, thread};

const SEEDS: u64 = 2_000;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

#[test]
fn every_reader_ends_where_the_journal_ends() {
    if let Some(seed) = setting("SIMULATION_SEED") {
        world::World::new(seed).run();
        return;
    }
    let seeds = setting("SIMULATION_SEEDS").unwrap_or(SEEDS);
    let workers = thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let work = |first| {
        let failed =
            |seed: &u64| std::panic::catch_unwind(AssertUnwindSafe(|| world::World::new(*seed).run())).is_err();
        (first..seeds).step_by(workers as usize).find(failed)
    };
    let failed: Vec<u64> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|first| scope.spawn(move || work(first))).collect();
        running.into_iter().filter_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(failed.is_empty(), "seeds {failed:?} failed; SIMULATION_SEED={} replays the first", failed[0]);
}
