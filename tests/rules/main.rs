//! Rules: what holds for every sequence of commands, whoever sends them, whatever the clock says.
//! Never touches a store: the kernel alone, as a pure function.
//! Called by the test runner.
//! Tests: this is the test; each law has a broken world that it must notice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod calendar;
mod chain;
mod drawn;
mod everything;
mod flows;
mod golden;
mod laws;
mod matters;
mod ordering;
mod people;
mod plays;
mod receipts;
mod samples;
mod staff_samples;
mod staging;
mod workflow;
mod world;
