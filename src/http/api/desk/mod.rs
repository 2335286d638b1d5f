//! What it is: what desks of script read: queue, one question whole, the list, news; and claims.
//! What it never does: decide, or show what the reader's roles do not open.
//! Who calls it: the router of the interface.
//! Where its tests are: `tests/story/desk.rs`; `typescript` keeps `web/src/wire/desk.ts` fresh.

mod claims;
mod list;
mod news;
mod post;
mod queue;
mod routes;
#[cfg(test)]
mod typescript;

pub(super) use routes::router;
