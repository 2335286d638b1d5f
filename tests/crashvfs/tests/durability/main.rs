//! What the crash VFS does to SQLite: power failure, torn sectors, failing syncs, a full disk.
//! Never uses the server: SQLite over sqlx only.
//! Called by the test runner.
//! Tests: this is the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod contract;
mod faults;
mod place;
mod power;
mod torn;
