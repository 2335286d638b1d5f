//! The real binary, ended in the middle of its work: by kill -9, by SIGTERM, by its disk, at its start.
//! Never loses what was not synced: the page cache survives a kill; that is `tests/durability/`.
//! Called by the test runner.
//! Tests: this is the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod backup;
#[path = "../wire/client.rs"]
#[allow(dead_code)]
mod bytes;
#[path = "../live/client.rs"]
#[allow(dead_code)]
mod client;
mod clients;
mod disk;
mod erased;
mod follows;
mod furnished;
mod handles;
#[path = "../story/house.rs"]
#[allow(dead_code)]
mod house;
mod kills;
mod ledger;
mod refused;
mod rescue;
mod server;
mod stranger;
