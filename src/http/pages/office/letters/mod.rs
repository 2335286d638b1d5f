//! What it is: pages of figures of letters: a period, the letters behind a figure, a month to print, the inspection, files.
//! What it never does: count; that is `stats`, from counters; or show a letter to somebody who may not see it.
//! Who calls it: the router of the office, and that of public pages where the month is public.
//! Where its tests are: `tests/story/letter_numbers.rs`, `tests/story/letter_number_pages.rs`, and the browser tests of all pages.

mod behind;
mod bulletin;
mod figures;
mod inspection;
mod numbers;
mod open;
mod period;
mod rank;
mod sheet;
mod table;
mod who;

pub(super) use behind::behind;
pub(super) use bulletin::inner;
pub(in crate::http::pages) use bulletin::public;
pub(super) use inspection::inspection;
pub(super) use numbers::numbers;
pub(in crate::http::pages) use open::open_data;
pub(super) use sheet::sheet;
use who::require;
