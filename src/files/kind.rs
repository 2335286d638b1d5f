//! What bytes are, by looking at them.

use super::zip;
use crate::kernel::file::FileKind;
use image::ImageFormat;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A picture, to be encoded anew.
    Picture(ImageFormat),
    /// A document, to be kept as it is and never shown.
    Document(FileKind),
}

/// The head of every document of Office before 2007 (MS-CFB 2.2).
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Streams in it that tell which one it is, as their names stand in its directory.
const STREAMS: [(&str, FileKind); 3] =
    [("WordDocument", FileKind::Doc), ("Workbook", FileKind::Xls), ("PowerPoint Document", FileKind::Ppt)];
/// Folders that hold macros in it.
const MACROS: [&str; 2] = ["_VBA_PROJECT", "Macros"];

/// What these bytes are; none if they are nothing that is kept here.
pub(super) fn look(bytes: &[u8]) -> Option<Found> {
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => Some(Found::Picture(format)),
        _ => document(bytes).map(Found::Document),
    }
}

/// The kind of a picture that is kept as it came.
pub(super) fn picture(format: ImageFormat) -> FileKind {
    match format {
        ImageFormat::Png => FileKind::Png,
        ImageFormat::WebP => FileKind::WebP,
        _ => FileKind::Jpeg,
    }
}

fn document(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(b"%PDF-") {
        return Some(FileKind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip::office(bytes);
    }
    if bytes.starts_with(&COMPOUND) {
        return compound(bytes);
    }
    is_plain(bytes).then_some(FileKind::Text)
}

fn compound(bytes: &[u8]) -> Option<FileKind> {
    if MACROS.iter().any(|name| holds_name(bytes, name)) {
        return None;
    }
    STREAMS.iter().find(|(name, _)| holds_name(bytes, name)).map(|(_, kind)| *kind)
}

/// Names are written in UTF-16, two bytes a letter.
fn holds_name(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

/// Text that no browser could take for a page, a picture or a script's wrapping.
fn is_plain(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let clean = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    clean && !text.is_empty() && !text.starts_with('<') && !text.starts_with("#!")
}
