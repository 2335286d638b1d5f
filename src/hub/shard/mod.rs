//! What it is: the threads that own the sockets of readers: each walks its own and writes the same ready bytes.
//! What it never does: make a frame of the room, read the journal, know who may see what.
//! Who calls it: the live door hands sockets over; the hub's ticks come to the inboxes.
//! Where its tests are: `tests/live/`; the seat alone in `tests/simulation/`.

mod hall;
mod hearing;
mod inbox;
mod parting;
mod seat;
mod shards;
mod socket;
mod talk;
mod wheel;
mod worker;

pub use hearing::{Ending, Hearing, Said};
pub use inbox::{Arrival, Whom};
pub use parting::Parting;
pub use seat::{Seat, Step};
pub use shards::Shards;
