//! What it is: an invented city whose interviews are seeded and played through the ordinary desk.
//! What it never does: write past the desk or touch a room it did not make.
//! Who calls it: `wenzheng demo`, and tests that want a furnished house.
//! Where its tests are: `tests/story/bench.rs`; the browser tests live in its city.

mod bench;
mod cast;
mod dress;
mod leftovers;
mod letters;
mod mailbox;
mod past;
mod play;
mod portrait;
mod prepare;
mod script;
mod seed;
mod templates;

pub use bench::furnish;
pub use cast::{Cast, PASSWORD};
pub use mailbox::furnish_mailbox;
pub use past::{Past, furnish_past};
pub use play::play;
pub use seed::{Seeded, seed};
