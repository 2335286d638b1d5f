//! What it is: files at the door: read out of forms, handed over for keeping, and given out by permit.
//! What it never does: look into a file, or say that one exists to whom it is not open.
//! Who calls it: the router; forms of the office read their files by `Parts`.
//! Where its tests are: `tests/story/` (`shelf`), and browser tests in `web/e2e`.

pub(super) mod give;
mod parts;
mod routes;
pub(super) mod take;

pub(super) use parts::{Part, Parts};
pub(super) use routes::router;
