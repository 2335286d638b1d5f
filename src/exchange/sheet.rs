//! The record as a workbook (XLSX). A cell is a text by its type, or one of our own numbers, so nothing in it is a
//! formula or a link.

use super::{
    format::Say,
    table::{self, Table},
};
use crate::wire::document::Document;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;

/// Most characters that a cell holds; longer words end in `…` and are whole in the other formats.
const CELL: usize = 32_767;
/// Columns with words, and all others, in characters.
const WIDE: f64 = 60.0;
const NARROW: f64 = 18.0;

/// Columns of numbers: they sort and add up.
const NUMBERS: [&str; 3] = ["export-col-line", "export-col-question", "export-col-votes"];

/// The file.
///
/// # Errors
/// `XlsxError`.
pub(super) fn file(document: &Document, say: Say<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let tables = [
        table::lines(document, say),
        table::questions(document, say),
        table::answers(document, say),
        table::corrections(document),
        table::facts(document, say),
    ];
    for table in tables {
        fill(book.add_worksheet(), &table, say)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, say: Say<'_>) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(say(table.name))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, id) in (0..).zip(table.heads) {
        let wide = matches!(*id, "export-col-text" | "export-col-old" | "export-col-value");
        sheet.set_column_width(column, if wide { WIDE } else { NARROW })?;
        sheet.write_string_with_format(0, column, say(id), &head)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, words) in (0..).zip(cells) {
            let number = table.heads.get(usize::from(column)).filter(|head| NUMBERS.contains(head));
            if let Some(number) = number.and_then(|_| words.parse::<u32>().ok()) {
                sheet.write_number_with_format(row, column, number, &body)?;
            } else if !words.is_empty() {
                sheet.write_string_with_format(row, column, fitting(words), &body)?;
            }
        }
    }
    Ok(())
}

/// As much as a cell holds, counted as spreadsheets count.
fn fitting(words: &str) -> Cow<'_, str> {
    let mut units = 0;
    let over = words.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL
    });
    match over {
        None => Cow::Borrowed(words),
        Some((at, _)) => {
            let kept: String = words[..at].to_owned();
            let short = kept.char_indices().next_back().map_or(0, |(last, _)| last);
            Cow::Owned(format!("{}…", &kept[..short]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_what_it_can() {
        assert_eq!(fitting("公交"), "公交");
        let most = "字".repeat(CELL);
        assert_eq!(fitting(&most), most);
        let cut = fitting(&"😀".repeat(CELL)).into_owned();
        assert!(cut.ends_with('…') && cut.encode_utf16().count() <= CELL);
    }
}
