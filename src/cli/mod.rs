//! What it is: the command line: reads flags and settings, then calls what does the work.
//! What it never does: decide anything of the house; it opens it, and what it changes goes through the desk.
//! Who calls it: `main`.
//! Where its tests are: `tests/door/config.rs`, `tests/kills/` and the browser tests, which start the binary.

mod doctor;
mod handles;
mod import;
mod keep;
pub mod letters;
mod line;
mod reindex;
mod serve;
mod verify;

pub use line::main;
