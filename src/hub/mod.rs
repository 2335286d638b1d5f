//! What it is: the fan-out: reads each room's journal once and hands the same ready bytes to every reader.
//! What it never does: write, decide, query tables itself. Sockets belong to `shard`, nowhere else.
//! Who calls it: the live door takes bytes for its sockets; the roof gives it a `Source`.
//! Where its tests are: `tests/simulation/`; sockets on top of it in `tests/live/`.

mod attendance;
mod latest;
mod lobby;
mod pace;
mod ring;
mod room;
mod rooms;
mod shard;
mod source;
mod tail;
mod tick;

pub use attendance::Attendance;
pub use latest::Registers;
pub use lobby::Later;
pub use pace::{Load, Pace, Waits};
pub use ring::Ring;
pub use rooms::Hub;
pub use shard::{Arrival, Ending, Hearing, Parting, Said, Seat, Shards, Step, Whom};
pub use source::{Answer, Ask, Channel, Key, Numbers, Piece, Read, Source, SourceError, Whole};
pub use tail::{Next, Now, Tail, Told, Wish};
pub use tick::{Caught, Outlet, Resume, Tick};
