//! What it is: log-in, invitation links, the office, the making and the life of a room, as plain forms.
//! What it never does: decide, hold SQL, keep a password or a link's secret.
//! Who calls it: the router.
//! Where its tests are: the browser tests in `web/e2e`.

mod brought;
mod counted;
mod deputies;
mod draft;
mod emblem;
mod enter;
mod factor;
mod fields;
mod form;
mod grants;
mod guests;
mod hears;
mod import;
mod import_links;
mod import_people;
mod issue;
mod letters;
mod life;
mod link;
mod log;
mod mailbox;
mod materials;
mod matters;
mod notes;
mod notices;
mod password;
mod people;
mod person;
mod phrases;
mod purpose;
mod record;
mod room;
mod room_new;
mod routes;
mod rules;
mod second;
mod signed;
mod site;
mod statistics;
mod team;
mod template_keep;
mod templates;
mod units;
mod uploads;
mod workdays;
mod workflow;

pub(super) use letters::{open_data, public as bulletin};
pub use routes::router;
