//! The files a record can be had as: their names, their types, and the one way to write any of them.

use super::{akoma, captions, csv, plain, sheet};
use crate::wire::document::Document;

/// Words by id, in the language of the file.
pub type Say<'a> = &'a dyn Fn(&str) -> String;

/// A file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Everything, for programs.
    Json,
    /// The record as a table.
    Csv,
    /// Record, questions, answers and corrections as a workbook.
    Xlsx,
    /// For people without a browser.
    Text,
    /// Captions of the recording (WebVTT).
    Captions,
    /// A debate of Akoma Ntoso 3.0.
    Akoma,
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
#[error("a record could not be written: {0}")]
pub struct Unwritten(String);

impl Format {
    /// All of them, in the order pages offer them.
    pub const ALL: [Format; 6] =
        [Format::Text, Format::Xlsx, Format::Csv, Format::Json, Format::Akoma, Format::Captions];

    /// Its name in the address.
    pub fn file(self) -> &'static str {
        match self {
            Format::Json => "record.json",
            Format::Csv => "record.csv",
            Format::Xlsx => "record.xlsx",
            Format::Text => "record.txt",
            Format::Captions => "record.vtt",
            Format::Akoma => "record.akn.xml",
        }
    }

    /// The format of a name in an address.
    pub fn of(file: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.file() == file)
    }

    /// The id of its word.
    pub fn word(self) -> &'static str {
        match self {
            Format::Json => "export-json",
            Format::Csv => "export-csv",
            Format::Xlsx => "export-xlsx",
            Format::Text => "export-text",
            Format::Captions => "export-captions",
            Format::Akoma => "export-akoma",
        }
    }

    /// The media type it is served under.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Text => "text/plain; charset=utf-8",
            Format::Captions => "text/vtt; charset=utf-8",
            Format::Akoma => "application/akn+xml; charset=utf-8",
        }
    }

    /// Whether it is compressed by itself.
    pub fn is_packed(self) -> bool {
        self == Format::Xlsx
    }

    /// Whether it needs the moment at which the recording begins.
    pub fn needs_recording(self) -> bool {
        self == Format::Captions
    }

    /// The file.
    ///
    /// # Errors
    /// Only what the libraries that write JSON and workbooks may say.
    pub fn write(self, document: &Document, say: Say<'_>) -> Result<Vec<u8>, Unwritten> {
        match self {
            Format::Json => serde_json::to_vec(document).map_err(|error| Unwritten(error.to_string())),
            Format::Csv => csv::file(document, say).map_err(|error| Unwritten(error.to_string())),
            Format::Xlsx => sheet::file(document, say).map_err(|error| Unwritten(error.to_string())),
            Format::Text => Ok(plain::file(document, say).into_bytes()),
            Format::Captions => Ok(captions::file(document, say).into_bytes()),
            Format::Akoma => Ok(akoma::file(document, say)),
        }
    }
}
