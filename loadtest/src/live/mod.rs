//! What it is: loads of readers on a live room: many, coming back at once, some of them not reading.
//! What it never does: invent events; what readers wait for are commands that the server acknowledged.
//! Who calls it: `main`.
//! Where its tests are: beside what they test; the crowd is run against the floor in `loadtest/src/crowd/run.rs`.

mod fanout;
mod figures;
mod run;
mod slow;
mod speech;
mod storm;

pub use fanout::measure as fanout;
pub use figures::Figures;
pub use slow::measure as slow;
pub use storm::measure as storm;
