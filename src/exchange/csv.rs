//! The record as CSV (RFC 4180): UTF-8 with the mark by which spreadsheets know it, every cell defused.

use super::{cell::defused, format::Say, table};
use crate::wire::document::Document;
use csv::{Terminator, WriterBuilder};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The file.
///
/// # Errors
/// What the writer says; memory does not fail.
pub(super) fn file(document: &Document, say: Say<'_>) -> Result<Vec<u8>, csv::Error> {
    let table = table::lines(document, say);
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    writer.write_record(table.heads.iter().map(|head| defused(&say(head)).into_owned()))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| defused(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
