//! The names in a zip file, read from its table of contents; nothing is ever unpacked.

use crate::kernel::file::FileKind;

/// Signature of the end of the table, and its length without a comment (APPNOTE 4.3.16).
const END: [u8; 4] = *b"PK\x05\x06";
const END_BYTES: usize = 22;
/// A comment after it has at most so many bytes.
const COMMENT_BYTES: usize = 65_535;
/// Signature and fixed length of a row of the table (APPNOTE 4.3.12).
const ROW: [u8; 4] = *b"PK\x01\x02";
const ROW_BYTES: usize = 46;
/// Rows that are looked at; an office document has some dozens.
const ROWS: usize = 4_096;

/// What an OpenDocument file begins with, after the head of its first entry, which is not packed.
const MIMETYPE: (usize, &[u8]) = (30, b"mimetypeapplication/vnd.oasis.opendocument.");

/// The office document that this zip file is; none for any other, and none that holds macros.
pub(super) fn office(bytes: &[u8]) -> Option<FileKind> {
    let names = names(bytes)?;
    let has = |wanted: &str| names.contains(&wanted);
    let macros = names.iter().any(|name| name.ends_with("vbaProject.bin") || name.starts_with("Basic/"));
    let sound = names.iter().all(|name| !name.starts_with('/') && !name.contains("..") && !name.contains('\\'));
    if macros || !sound {
        return None;
    }
    if has("[Content_Types].xml") {
        let parts = [
            ("word/document.xml", FileKind::Docx),
            ("xl/workbook.xml", FileKind::Xlsx),
            ("ppt/presentation.xml", FileKind::Pptx),
        ];
        return parts.into_iter().find(|(part, _)| has(part)).map(|(_, kind)| kind);
    }
    open_document(bytes).filter(|_| has("content.xml"))
}

fn open_document(bytes: &[u8]) -> Option<FileKind> {
    let kind = bytes.get(MIMETYPE.0..)?.strip_prefix(MIMETYPE.1)?;
    let kinds = [("text", FileKind::Odt), ("spreadsheet", FileKind::Ods), ("presentation", FileKind::Odp)];
    kinds.into_iter().find(|(name, _)| kind.starts_with(name.as_bytes())).map(|(_, kind)| kind)
}

/// Names in the table of contents; none if there is no whole table.
fn names(bytes: &[u8]) -> Option<Vec<&str>> {
    let from = bytes.len().saturating_sub(END_BYTES + COMMENT_BYTES);
    let tail = bytes.get(from..)?;
    let end = tail.windows(END.len()).rposition(|window| window == END)?;
    let end = tail.get(end..)?;
    let count = usize::from(u16::from_le_bytes(field(end, 10)?)).min(ROWS);
    let mut at = usize::try_from(u32::from_le_bytes(field(end, 16)?)).ok()?;
    let mut names = Vec::with_capacity(count);
    for _ in 0..count {
        let row = bytes.get(at..)?;
        if !row.starts_with(&ROW) {
            return None;
        }
        let length = |offset| field(row, offset).map(|two| usize::from(u16::from_le_bytes(two)));
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        names.push(std::str::from_utf8(row.get(ROW_BYTES..ROW_BYTES + name)?).ok()?);
        at = at.checked_add(ROW_BYTES + name + extra + comment)?;
    }
    Some(names)
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}
