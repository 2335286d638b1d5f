//! What it is: the pages of citizens and readers, whole without script.
//! What it never does: decide, count or look through texts; it parses, submits and shows.
//! Who calls it: the router, once, for both languages.
//! Where its tests are: the browser tests in `web/e2e` and `tests/door/`.

mod accessibility;
mod appeal;
mod archive;
mod ask;
mod calendar;
mod change;
mod digest;
mod export;
mod feeds;
mod find;
mod given;
mod here;
mod home;
mod ledger;
pub(super) mod letters;
mod line;
mod linked;
mod live;
mod mine;
mod own;
mod pass;
mod question;
mod rate;
mod reading;
mod record;
mod room;
mod routes;
mod rules;
mod search;
mod share;
mod similar;
mod sitemap;
mod sought;
mod stage;
mod tag;
mod transcript;
mod video;
pub(super) mod workdays;

pub(super) use given::{Given, given, told};
pub(super) use own::path as own_path;
pub use routes::router;
