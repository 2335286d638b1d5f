//! A minute of fuzzing on any toolchain: seeded mutations of good conversations, checked against
//! the oracle. With a nightly toolchain `make soak` lets cargo-fuzz look further (`tests/fuzz/`).

use crate::{
    checks::check,
    client::{close, frame, piece},
};
use rand::{Rng, SeedableRng, rngs::SmallRng, seq::IndexedRandom};
use std::time::{Duration, Instant};

/// How long to look, and at least how many inputs.
const BUDGET: Duration = Duration::from_secs(60);
const LEAST: u64 = 100_000;

fn corpus() -> Vec<Vec<u8>> {
    let euro = "问€𠀀".as_bytes();
    vec![
        frame(1, br#"{"type":"hidden"}"#),
        [piece(1, &euro[..4]), frame(9, b"x"), piece(0, &euro[4..5]), frame(0, &euro[5..])].concat(),
        [frame(9, b""), frame(10, b""), frame(2, &[0; 130]), close(1000, b"ok")].concat(),
        [piece(2, &[1; 300]), piece(0, b""), frame(0, &[2; 300])].concat(),
        close(4001, "再见".as_bytes()),
    ]
}

fn mutate(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], rng: &mut SmallRng) {
    let at = rng.random_range(0..=bytes.len());
    match rng.random_range(0..7) {
        0 => bytes.insert(at, rng.random()),
        1 => bytes.truncate(at),
        2 => bytes.extend(corpus.choose(rng).unwrap()),
        3 => drop(bytes.splice(at..at, corpus.choose(rng).unwrap().iter().copied())),
        4 if at < bytes.len() => drop(bytes.remove(at)),
        // near the heads, where it hurts
        5 if !bytes.is_empty() => {
            let near = rng.random_range(0..bytes.len().min(16));
            bytes[near] = *[0, 1, 0x7e, 0x7f, 0x80, 0x81, 0x88, 0xfd, 0xfe, 0xff].choose(rng).unwrap();
        }
        _ if at < bytes.len() => bytes[at] ^= 1 << rng.random_range(0..8),
        _ => {}
    }
    bytes.truncate(2_000);
}

fn input(seed: u64, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut rng = SmallRng::seed_from_u64(seed);
    let mut bytes = corpus.choose(&mut rng).unwrap().clone();
    (0..rng.random_range(1..8)).for_each(|_| mutate(&mut bytes, corpus, &mut rng));
    bytes
}

#[test]
fn a_minute_of_chance() {
    let corpus = corpus();
    if let Ok(seed) = std::env::var("REPLAY") {
        return check(&input(seed.parse().unwrap(), &corpus));
    }
    let (begun, mut seed) = (Instant::now(), 0);
    while begun.elapsed() < BUDGET || seed < LEAST {
        let bytes = input(seed, &corpus);
        let outcome = std::panic::catch_unwind(|| check(&bytes));
        assert!(outcome.is_ok(), "seed {seed} fails; replay it with REPLAY={seed}");
        seed += 1;
    }
}
