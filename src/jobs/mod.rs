//! What it is: work that nobody asks for at a door: the schedule, and forgetting in time.
//! What it never does: change anything but through the desk; a job done twice does nothing twice.
//! Who calls it: the roof starts each once.
//! Where its tests are: `tests/story/`, with the clock in hand.

mod schedule;

pub use schedule::{Schedule, tick};
