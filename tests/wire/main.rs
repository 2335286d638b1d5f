//! Bytes of sockets against an oracle, against themselves in other pieces, and against chance.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod autobahn;
mod checks;
mod client;
mod frames;
mod mutation;
mod oracle;
