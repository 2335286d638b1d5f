//! What it is: records as files for other programs: JSON, CSV, XLSX, text, captions, XML.
//! What it never does: read a table, choose words, know HTTP; it writes the values of `wire` that doors hand it.
//! Who calls it: the public pages.
//! Where its tests are: beside each part, and `tests/story/` (exports).

mod akoma;
mod akoma_body;
mod captions;
mod cell;
mod csv;
pub mod format;
mod plain;
mod sheet;
mod table;
mod xml;
