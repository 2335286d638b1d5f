//! What it is: records, ledgers and lists of sessions as files for other programs: JSON, CSV, XLSX, text, captions, XML, feeds.
//! What it never does: read a table, choose words, know HTTP; it writes the values of `wire` that doors hand it.
//! Who calls it: the public pages.
//! Where its tests are: beside each part, and `tests/story/` (exports, feeds).

mod akoma;
mod akoma_body;
pub mod atom;
mod captions;
mod cell;
mod csv;
pub mod format;
pub mod grid;
pub mod letters;
pub mod linked;
mod plain;
mod sheet;
pub mod sitemap;
mod table;
mod xml;
