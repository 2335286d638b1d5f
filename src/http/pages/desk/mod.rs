//! What it is: the desks of one room as plain forms: queue, answers, lines, photos, the host's, entering questions for others.
//! What it never does: decide, read tables by itself, or show what the reader's roles do not open.
//! Who calls it: the router.
//! Where its tests are: beside the pure parts, and the browser tests in `web/e2e`.

mod act;
mod answers;
mod backstage;
mod bring;
mod bulk;
mod command;
mod describe;
mod enter;
mod erasures;
mod home;
mod host;
mod leftovers;
mod letters;
mod lines;
mod photos;
mod place;
mod question;
mod queue;
mod room;
mod routes;
mod script;
mod spot;
mod steps;
mod told;
mod typed;
mod went;
mod zero;

use crate::http::seat;

pub use routes::router;
pub use script::DeskData;
pub(super) use steps::already;
