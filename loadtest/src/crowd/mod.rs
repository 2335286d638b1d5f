//! What it is: thousands of readers of a live room on one thread, each checking that it misses nothing.
//! What it never does: keep a buffer for a reader that is at rest; send a command.
//! Who calls it: `live`.
//! Where its tests are: beside what they test.

mod acks;
mod frames;
mod heap;
mod meaning;
mod place;
mod plan;
mod run;
mod tally;
mod times;
mod upgrade;
mod viewer;

pub use acks::{Ack, Acks};
pub use frames::server_text;
pub use plan::{MOST_VIEWERS, Order, Plan, Shared};
pub use run::Crowd;
pub use tally::{Second, Tally, Times};
pub use times::now_us;
pub use upgrade::{ACCEPT, KEY};
