//! Rows copied from a spreadsheet: cells between tabs, commas or semicolons, told apart by a first row of names.

use std::collections::HashMap;

/// Rows that are taken at once.
const MOST: usize = 2_000;

/// A sheet that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing under the first row.
    Empty,
    /// The first row names no such column.
    NoColumn(&'static str),
    /// More rows than are taken at once.
    TooMany(usize),
    /// This row cannot be read.
    Broken(usize),
}

/// A row: its number in the sheet, from 2, and its cells by column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet.
    pub number: usize,
    cells: HashMap<&'static str, String>,
}

impl Row {
    /// A cell without space around it; empty if there is none.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A column: its own name, the names it may go by, and whether it must be there.
pub type Column = (&'static str, &'static [&'static str], bool);

/// The rows under the first, with the cells of `columns`; rows without any are passed over.
///
/// # Errors
/// `Fault`, the first one.
pub fn rows(text: &str, columns: &[Column]) -> Result<Vec<Row>, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b',', b';'].into_iter().find(|mark| first.as_bytes().contains(mark)).unwrap_or(b'\t');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| Fault::Broken(1))?.clone();
    let mut places = Vec::new();
    for (column, names, must) in columns {
        let at = head.iter().position(|name| names.contains(&name.trim().to_lowercase().as_str()));
        match at {
            Some(at) => places.push((*column, at)),
            None if *must => return Err(Fault::NoColumn(column)),
            None => {}
        }
    }
    let mut rows = Vec::new();
    for (nth, record) in reader.records().enumerate() {
        let record = record.map_err(|_| Fault::Broken(nth + 2))?;
        let cell = |(column, at): &(&'static str, usize)| {
            let text = record.get(*at).unwrap_or_default().trim();
            (!text.is_empty()).then(|| (*column, text.to_owned()))
        };
        let cells: HashMap<&'static str, String> = places.iter().filter_map(cell).collect();
        if !cells.is_empty() {
            rows.push(Row { number: nth + 2, cells });
        }
    }
    match rows.len() {
        0 => Err(Fault::Empty),
        many if many > MOST => Err(Fault::TooMany(MOST)),
        _ => Ok(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 2] = [("name", &["name", "单位"], true), ("parent", &["parent", "上级"], false)];

    fn cells(text: &str) -> Result<Vec<(usize, String, String)>, Fault> {
        let rows = rows(text, &COLUMNS)?;
        Ok(rows.iter().map(|row| (row.number, row.cell("name").into(), row.cell("parent").into())).collect())
    }

    #[test]
    fn what_is_copied_from_a_spreadsheet_and_what_is_saved_as_csv_read_the_same() {
        let both = Ok(vec![(2, "市教育局".into(), String::new()), (4, "招生处".into(), "市教育局".into())]);
        assert_eq!(cells("单位\t上级\n市教育局\t\n\t\n招生处\t市教育局\n"), both);
        assert_eq!(cells("\u{feff}Name,Parent\r\n市教育局,\r\n,\r\n\"招生处\", 市教育局 \r\n"), both);
        assert_eq!(cells("上级;单位\n;市教育局\n;\n市教育局;招生处"), both);
    }

    #[test]
    fn a_sheet_that_cannot_be_used_says_why() {
        assert_eq!(cells("电话\n1"), Err(Fault::NoColumn("name")));
        assert_eq!(cells("单位\n\n"), Err(Fault::Empty));
        assert_eq!(cells(""), Err(Fault::NoColumn("name")));
        let many: String = (0..=MOST).map(|nth| format!("单位{nth}\n")).collect();
        assert_eq!(cells(&format!("单位\n{many}")), Err(Fault::TooMany(MOST)));
    }
}
