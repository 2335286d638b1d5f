//! What it is: work that nobody asks for at a door: the schedule, deadlines, forgetting in time, citizens of rehearsals.
//! What it never does: change anything but through the desk; a job done twice does nothing twice.
//! Who calls it: the roof starts each once.
//! Where its tests are: `tests/story/`, with the clock in hand.

mod crowd;
mod deadlines;
mod remind;
mod retention;
mod schedule;

pub use crowd::Crowd;
pub use deadlines::{carry, count, lapse, succeed};
pub use remind::remind;
pub use retention::forget;
pub use schedule::{Schedule, tick};
