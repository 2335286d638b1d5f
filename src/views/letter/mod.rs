//! What it is: a letter as its author, the public and staff see it: words, answers, the way it went, until when.
//! What it never does: show the full version to anybody but its author and the staff who have it.
//! Who calls it: pages of letters, public and desks.
//! Where its tests are: `tests/story/letter_pages.rs`.

mod carried;
mod due;
mod form;
mod phrases;
mod preview;
mod row;
mod sheet;
mod units;
mod way;

pub use carried::{Carried, carried};
pub use due::{Due, due};
pub use form::{FieldAsked, FieldRow, FormView, Values, filled_in, open_values};
pub use phrases::{Offered, offered, phrases};
pub use preview::{Proposed, preview};
pub use row::{CaseLine, PublicRow, case_lines, public_rows};
pub use sheet::{AnswerView, Asked, Extension, Eyes, FileView, Outcome, Sheet, sheet};
pub use units::UnitNames;
pub use way::{WayStep, way};

use units::split;
