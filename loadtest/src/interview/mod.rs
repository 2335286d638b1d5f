//! What it is: one whole interview from notice to record, played by many at once, and read back word by word.
//! What it never does: look into the server; what it compares it was told or has read.
//! Who calls it: `main`.
//! Where its tests are: beside what they test.

mod compare;
mod form;
mod measure;
mod play;
mod read;
mod room;
mod rows;
mod told;

pub use measure::measure;
