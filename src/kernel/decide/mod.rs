//! What it is: the rules; each command against a scope, a permit and what is given becomes events or a refusal.
//! What it never does: read, write, wait, look at a clock, or know a room's kind.
//! Who calls it: the writer in `desk`, once per command, in order.
//! Where its tests are: `tests/story/` (scenarios) and `tests/rules/` (properties).

mod answer;
mod appeal;
mod ask;
mod block;
mod case;
mod clock;
mod crew;
mod deputy;
mod erasure;
mod factor;
mod life;
mod office;
mod phrase;
mod preparation;
mod record;
mod room;
mod screen;
mod staff_mail;
mod template;
mod workflow;

pub use appeal::JUDGES;
pub use case::{CaseActs, LEFTOVERS};
pub use crew::BACKSTAGE;
pub use erasure::{AGREERS, PROPOSERS};
pub use office::{OfficeScope, decide as decide_office};
pub use room::decide;
