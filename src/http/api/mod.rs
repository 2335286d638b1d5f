//! What it is: `/api/v1`: rooms, posts and lines to read; commands to write.
//! What it never does: decide anything; a command is the kernel's own shape.
//! Who calls it: the router.
//! Where its tests are: `tests/door/` and `tests/kills/`.

mod commands;
mod desk;
mod ledger;
mod openapi;
mod read;
mod routes;
mod search;
mod similar;
mod workdays;

pub use routes::router;
