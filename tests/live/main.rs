//! The live door over real sockets: a server in this process, clients that send exactly the bytes they are told.
//! Each defence has a control that shows what it is for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod autobahn;
#[path = "../wire/client.rs"]
#[allow(dead_code)]
mod bytes;
mod client;
mod crowd;
mod desks;
mod frames;
mod handshake;
mod house;
mod resume;
mod slow;
mod stage;
mod stop;
#[path = "../story/house.rs"]
#[allow(dead_code)]
mod story;
mod streams;
