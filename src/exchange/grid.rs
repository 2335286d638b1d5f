//! A table of figures as CSV or as a workbook: every cell defused, numbers as numbers.

use super::cell::defused;
use csv::{Terminator, WriterBuilder};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The media type of a workbook.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The mark by which spreadsheets know UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// Longest name of a sheet, in characters.
const NAME: usize = 31;
/// The first column, and all others, in characters.
const WIDE: f64 = 32.0;
const NARROW: f64 = 14.0;

/// A table.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// The words above the columns.
    pub heads: Vec<String>,
    /// Rows, each as long as `heads`.
    pub rows: Vec<Vec<String>>,
}

/// As CSV (RFC 4180), UTF-8 with a mark.
///
/// # Errors
/// What the writer says; memory does not fail.
pub fn csv(grid: &Grid) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    for row in std::iter::once(&grid.heads).chain(&grid.rows) {
        writer.write_record(row.iter().map(|cell| defused(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// As a workbook, a sheet each.
///
/// # Errors
/// `XlsxError`.
pub fn workbook(grids: &[Grid]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap();
    for grid in grids {
        let sheet = book.add_worksheet();
        sheet.set_name(grid.name.chars().take(NAME).collect::<String>())?;
        sheet.set_freeze_panes(1, 1)?;
        for (column, head) in (0..).zip(&grid.heads) {
            sheet.set_column_width(column, if column == 0 { WIDE } else { NARROW })?;
            sheet.write_string_with_format(0, column, head, &bold)?;
        }
        for (row, cells) in (1..).zip(&grid.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<u32>() {
                    Ok(number) if column > 0 => sheet.write_number(row, column, number)?,
                    _ => sheet.write_string(row, column, cell)?,
                };
            }
        }
    }
    book.save_to_buffer()
}
