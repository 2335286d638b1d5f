//! What it is: the only write path: a command is prepared, queued, decided in order, committed, then answered.
//! What it never does: render, route, or acknowledge what is not durable.
//! Who calls it: doors and jobs, through `submit`.
//! Where its tests are: `tests/story/` and `tests/durability/`.

mod answer;
mod claims;
mod continued;
mod current;
mod group;
mod matters;
mod named;
mod news;
mod office;
mod place;
mod prepare;
mod rebuild;
mod ruled;
mod signal;
mod steady;
mod submit;
mod trial;
mod unchanged;
mod writer;

pub use answer::Answer;
pub use claims::{Claim, Claims};
pub use current::{Current, Settings};
pub use rebuild::{Rebuilt, rebuild};
pub use ruled::Ruling;
pub use submit::{Act, Clock, Desk, DeskError, Key, Submission};
pub use trial::{Sample, Trial};
