//! What it is: which days are worked, and how many of them a deadline takes; pure, with dates as arguments.
//! What it never does: ask what day it is.
//! Who calls it: the desk, views and pages that tell a deadline.
//! Where its tests are: beside the parts; `tests/rules/calendar.rs` (vectors, properties).

mod due;
mod file;
mod year;

pub use due::{Due, Pause, Step, due, worked};
pub use file::{CalendarFault, FaultKind};
pub use year::{Calendar, Day, DayKind, Marked, Name, days_of, today};
