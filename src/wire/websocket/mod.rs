//! What it is: RFC 6455 in bytes: frames of clients read piece by piece, frames of the server made whole.
//! What it never does: touch a socket, look at a clock, allocate before a bound was checked.
//! Who calls it: the hub's shards, the live door; the fuzz target.
//! Where its tests are: `tests/wire/`, `tests/fuzz/`; the whole door in `tests/live/`.

mod accept;
mod fault;
mod flood;
mod head;
mod read;
mod write;

pub use accept::accept;
pub use fault::{Fault, is_close_code};
pub use flood::{Flood, FloodLimits};
pub use read::{Message, ReadLimits, Reader};
pub use write::{close, ping, pong, text};
