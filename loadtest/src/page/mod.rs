//! What it is: a report as a table on the terminal, as JSON, and as one page with plots that needs nothing else.
//! What it never does: measure; fetch anything from anywhere.
//! Who calls it: `live`, `interview`, and `report` for `ask` and `pages`.
//! Where its tests are: beside what they test.

mod give;
mod html;
mod plot;
mod report;
mod requests;
mod table;

pub use give::give;
pub use report::Report;
pub use requests::{requests, words};
