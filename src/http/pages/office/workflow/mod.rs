//! What it is: the page of a room's workflow: drawn, told as a table, changed by form or by file, tried before it takes effect.
//! What it never does: judge a workflow, which is the kernel's.
//! Who calls it: the addresses of the office.
//! Where its tests are: `tests/story/paper_pages.rs` and the browser tests in `web/e2e`.

mod changes;
mod drawing;
mod form;
mod form_fields;
mod holders;
mod moved;
mod page;
mod past;
mod rows;

pub(super) use moved::moved;
pub(super) use page::{change, download, file, show};
