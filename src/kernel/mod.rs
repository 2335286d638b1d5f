//! What it is: the rules and words of the house as values and pure functions.
//! What it never does: wait, read or write, look at a clock, draw random numbers, speak HTTP.
//! Who calls it: everybody above; it imports nothing of the project.
//! Where its tests are: `tests/rules/` and the scenarios in `tests/story/`.

pub mod appeal;
pub mod block;
pub mod calendar;
pub mod case;
pub mod chain;
pub mod clock;
pub mod command;
pub mod contact;
pub mod cue;
pub mod decide;
pub mod deputy;
mod drawing;
pub mod erasure;
pub mod event;
pub mod figures;
pub mod file;
mod fold_post;
mod fold_room;
pub mod given;
pub mod hears;
pub mod hours;
pub mod id;
pub mod letter;
pub mod limits;
pub mod line;
pub mod material;
pub mod matter;
mod named;
pub mod office;
mod office_command;
mod office_event;
pub mod order;
pub mod phrase;
pub mod policy;
pub mod post;
pub mod principal;
pub mod rating;
pub mod receipt;
pub mod record;
pub mod refusal;
pub mod room;
pub mod scope;
pub mod sheet;
pub mod tally;
pub mod template;
pub mod text;
pub mod told;
pub mod touch;
pub mod units;
pub mod video;
pub mod workflow;
