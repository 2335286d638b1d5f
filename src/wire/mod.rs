//! What it is: shapes that cross the wire: frames of streams and what they carry, problems with their status, signed names.
//! What it never does: choose words, read a socket, know a route.
//! Who calls it: the doors for answers, the hub for frames, `auth` for keys; the roof loads the keys.
//! Where its tests are: `tests/door/`, `tests/wire/`, `tests/simulation/`; `typescript` keeps `web/src/wire` fresh.

pub mod calendar;
pub mod close;
pub mod document;
pub mod frame;
pub mod item;
pub mod keys;
pub mod position;
pub mod problem;
#[cfg(test)]
pub(crate) mod typescript;
pub mod websocket;
