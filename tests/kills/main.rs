//! The real binary, ended in the middle of its work: by kill -9, by SIGTERM, at its start.
//! Never tests the disk: the page cache survives a kill; lost syncs are `tests/durability/`.
//! Called by the test runner.
//! Tests: this is the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod clients;
mod furnished;
#[path = "../story/house.rs"]
#[allow(dead_code)]
mod house;
mod kills;
mod ledger;
mod refused;
mod server;
