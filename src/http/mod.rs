//! What it is: the door for browsers and programs: pages, the interface, and what guards both.
//! What it never does: hold a rule of the house, speak SQL, or trust what a stranger sends.
//! Who calls it: the roof composes and serves it; nobody imports it.
//! Where its tests are: `tests/door/`; pages in `web/e2e/`.

mod api;
pub mod assets;
mod body;
mod client;
mod cookies;
mod door;
mod failure;
mod files;
mod finish;
mod found;
mod frame;
mod guard;
mod head;
mod hooks;
mod language;
mod limits;
mod look;
mod origin;
mod page;
pub mod pages;
mod policy;
mod probes;
mod query;
mod routes;
mod seat;
mod serve;
mod shed;
mod shelf;
mod state;
mod usher;
mod visit;
mod words;

pub use body::{Form, StrictJson, strict_json};
pub use door::{Door, DoorConfig, door, door_with_live};
pub use failure::Failure;
use files::{Part, Parts, give::of_letter as hand_letter_file};
pub use frame::Frame;
pub(crate) use frame::{grade_word, ground_word};
pub use limits::DoorLimits;
pub use look::Look;
pub use page::{page, page_with, render};
pub use probes::Probes;
pub use routes::routes;
pub use serve::{listen, serve};
pub use state::App;
pub use visit::{Visit, tagged};
pub use words::{Said, Words};
