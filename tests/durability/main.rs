//! Durability: the real store and desk on a disk that loses what was not synced, fails and fills up.
//! Never talks HTTP; the whole binary under kill -9 is `tests/kills/`.
//! Called by the test runner.
//! Tests: this is the test; each defence has a control that fails without it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod faults;
mod folders;
#[path = "../story/house.rs"]
#[allow(dead_code)]
mod house;
mod load;
mod migration;
mod place;
mod power;
mod promise;
mod scrub;
mod tables;
