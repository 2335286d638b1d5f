//! What it is: the way into the house for files: looked at, pictures encoded anew, then kept.
//! What it never does: trust a name or a type that somebody says, unpack anything, or show anything.
//! Who calls it: the doors that take uploads; the demonstration.
//! Where its tests are: `tests/story/hostile.rs`, `tests/story/letter_files.rs`.

mod attached;
mod keep;
mod kind;
mod picture;
mod place;
mod scan;
mod zip;

pub use attached::Brought;
pub use keep::{Files, Purpose, Upload};
pub use scan::ScannerSettings;
