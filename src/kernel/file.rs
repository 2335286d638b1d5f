//! A file in the house: named by the digest of its bytes, owned by a room, of a type told by its content.

use super::id::{FileId, GuestId, Millis, PersonId, RoomId};
use serde::{Deserialize, Serialize};

/// The longer side of a photo, in pixels, and of the smaller picture of it.
pub const PHOTO_PX: u32 = 1_600;
/// See `PHOTO_PX`.
pub const SMALL_PX: u32 = 480;

/// What a file is, by its content and never by its name. Pictures were encoded anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture.
    Jpeg,
    /// A picture that lets the ground show through: an emblem.
    Png,
    /// A picture as it came with a letter; others are never kept like this.
    WebP,
    /// PDF.
    Pdf,
    /// Plain text in UTF-8.
    Text,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PowerPoint.
    Pptx,
    /// Word of before 2007.
    Doc,
    /// Excel of before 2007.
    Xls,
    /// PowerPoint of before 2007.
    Ppt,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// OpenDocument presentation.
    Odp,
}

impl FileKind {
    /// The media type it is served under.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Jpeg => "image/jpeg",
            FileKind::Png => "image/png",
            FileKind::WebP => "image/webp",
            FileKind::Pdf => "application/pdf",
            FileKind::Text => "text/plain; charset=utf-8",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileKind::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            FileKind::Doc => "application/msword",
            FileKind::Xls => "application/vnd.ms-excel",
            FileKind::Ppt => "application/vnd.ms-powerpoint",
            FileKind::Odt => "application/vnd.oasis.opendocument.text",
            FileKind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            FileKind::Odp => "application/vnd.oasis.opendocument.presentation",
        }
    }

    /// The ending of a name it is saved under.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Jpeg => "jpg",
            FileKind::Png => "png",
            FileKind::WebP => "webp",
            FileKind::Pdf => "pdf",
            FileKind::Text => "txt",
            FileKind::Docx => "docx",
            FileKind::Xlsx => "xlsx",
            FileKind::Pptx => "pptx",
            FileKind::Doc => "doc",
            FileKind::Xls => "xls",
            FileKind::Ppt => "ppt",
            FileKind::Odt => "odt",
            FileKind::Ods => "ods",
            FileKind::Odp => "odp",
        }
    }

    /// The id of its word.
    pub fn word(self) -> &'static str {
        match self {
            FileKind::Jpeg | FileKind::Png | FileKind::WebP => "file-picture",
            FileKind::Pdf => "file-pdf",
            FileKind::Text => "file-text",
            FileKind::Docx | FileKind::Doc | FileKind::Odt => "file-document",
            FileKind::Xlsx | FileKind::Xls | FileKind::Ods => "file-table",
            FileKind::Pptx | FileKind::Ppt | FileKind::Odp => "file-slides",
        }
    }

    /// Whether pages show it themselves; all others are only handed over to be saved.
    pub fn is_picture(self) -> bool {
        matches!(self, FileKind::Jpeg | FileKind::Png | FileKind::WebP)
    }
}

/// Who may ever get a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody, once something public names it.
    #[default]
    Public,
    /// Staff of the room that owns it, whatever names it.
    Staff,
}

/// What a scanner for viruses said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// None was asked: staff brought it, or none is set up.
    #[default]
    Unasked,
    /// None could look at it yet.
    Waiting,
    /// Nothing was found.
    Clean,
    /// It holds one.
    Infected,
}

impl Look {
    fn is_unasked(&self) -> bool {
        *self == Look::Unasked
    }
}

/// A stored file as one of its owners holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The SHA-256 of its bytes.
    pub id: FileId,
    /// The room it was brought to.
    pub owner: RoomId,
    /// What it is.
    pub kind: FileKind,
    /// Size.
    pub bytes: u64,
    /// Width and height of a picture, in pixels.
    pub size: Option<(u32, u32)>,
    /// A smaller picture of the same.
    pub small: Option<FileId>,
    /// The name it came under, without ending; empty if it had none.
    pub name: String,
    /// Who may ever get it.
    pub audience: Audience,
    /// Who brought it; none for the operator.
    pub by: Option<PersonId>,
    /// When it was brought last.
    pub at: Millis,
    /// Brought to be shown in the record.
    #[serde(default, skip_serializing_if = "is_not")]
    pub photo: bool,
    /// It came with a letter: only who may read the letter may have it, unless its publication names it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub letter: bool,
    /// Where a photo of a letter was taken: latitude and longitude, for those who work on the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What a scanner said.
    #[serde(default, skip_serializing_if = "Look::is_unasked")]
    pub look: Look,
}

impl File {
    /// Whether it can be given out at all.
    pub fn can_be_opened(&self) -> bool {
        matches!(self.look, Look::Unasked | Look::Clean)
    }
}

fn is_not(photo: &bool) -> bool {
    !photo
}

/// Where a notice names a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Place {
    /// As the portrait of a guest.
    Portrait {
        /// Whose.
        guest: GuestId,
    },
    /// Among the materials.
    Material,
    /// Among the materials of the record, afterwards.
    Note,
}

/// A file named at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// The file.
    pub file: FileId,
    /// Where.
    pub place: Place,
}
