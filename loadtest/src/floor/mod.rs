//! What it is: what the machine itself can do: a durable write, and one `send()` for each reader.
//! What it never does: touch the server that is measured.
//! Who calls it: `runs` and `live`.
//! Where its tests are: beside what they test.

mod broadcast;
mod child;
mod disk;

#[cfg(test)]
pub use broadcast::broadcast;
pub use broadcast::{Broadcast, serve};
pub use child::Child;
pub use disk::Disk;
