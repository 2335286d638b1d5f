//! The door over real sockets: what strangers send, and what each of it must get.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bodies;
mod config;
mod crowd;
mod framing;
mod house;
mod language;
mod origin;
mod paths;
mod people;
mod probes;
mod storm;
mod words;
