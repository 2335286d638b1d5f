//! What it is: hints that something moved: a room's stream is at N, a tally changed, somebody is typing.
//! What it never does: carry truth. A hint may come late, twice or never; whoever sees a gap reads the journal.
//! Who calls it: the desk after each commit and for signals; the hub listens, one ear for each room it serves; the archive with one for all.
//! Where its tests are: `tests/simulation/`, which loses, doubles and reorders them.

mod local;
mod news;
mod rooms;
mod signal;

pub use local::{Ear, Redactions};
pub use news::{Announcement, Heard};
pub use rooms::{AllRooms, Moved};
pub use signal::Signal;

mod backend;
pub use backend::Bus;
