//! What it is: what pages show, read from tables and texts for one reader.
//! What it never does: call the desk, hold SQL, know HTTP.
//! Who calls it: doors.
//! Where its tests are: `tests/story/` and the browser tests in `web/e2e`.

pub mod answer;
pub mod cast;
pub mod deputies;
pub mod document;
pub mod ledger;
pub mod live;
pub mod material;
pub mod mine;
pub mod office_log;
pub mod office_people;
pub mod office_rooms;
pub mod office_templates;
pub mod office_units;
pub mod path;
pub mod question;
pub mod reader;
pub mod record;
pub mod room;
pub mod specimen;
pub mod staff;
pub mod standing;
pub mod when;
pub mod whole;
pub mod workdays;
pub mod workflows;
