//! What it is: the door for connections that last: sockets of readers and of staff, event streams.
//! What it never does: take a command, make a frame of the room, hold a rule of the house.
//! Who calls it: the roof mounts its routes beside the guarded ones.
//! Where its tests are: `tests/live/`.

mod admit;
mod desk;
mod events;
mod follow;
mod handshake;
mod reader;
mod refuse;
mod room;
mod routes;
mod takeover;

pub use routes::{House, Live, routes};
