//! What it is: pages that work without script: a form becomes a command, a view becomes HTML.
//! What it never does: decide anything or read tables by itself.
//! Who calls it: the router.
//! Where its tests are: the browser tests in `web/e2e`.

mod desk;
mod office;
mod pager;
mod plot;
mod public;
mod qr;
mod routes;

pub use desk::DeskData;
pub use routes::router;
