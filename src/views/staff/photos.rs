//! The photo editor's page: pictures that wait for their words, that wait to be shown, and that are in the record.

use super::{
    blocks::due_s,
    spots::{Spot, spots},
};
use crate::{
    kernel::{
        block::Block,
        file::File,
        id::{FileId, Millis},
        line::{Line, Photo},
        room::Header,
        text::TextRef,
    },
    store::{Db, StoreError},
    views::{
        reader::{Reader, Said, Stamp, Texts},
        record::{Picture, picture},
    },
};

/// Photos of the record that are shown.
const LINES: u32 = 40;
/// Blocks that are looked through.
const BLOCKS: u32 = 400;

/// All but the pictures that have no words yet.
#[derive(Clone, Debug)]
pub struct Photos {
    /// They wait until somebody shows them, or for a second look; oldest first.
    pub blocks: Vec<Waiting>,
    /// In the record, the latest first.
    pub lines: Vec<Shown>,
    /// Where in the record one can go.
    pub spots: Vec<Spot>,
}

/// A picture without words.
#[derive(Clone, Debug)]
pub struct Brought {
    /// The file.
    pub file: FileId,
    /// The name it came under.
    pub name: String,
    /// In pixels.
    pub size: (u32, u32),
    /// The caption as far as it was typed.
    pub text: String,
    /// What it shows, as far as it was typed.
    pub alt: String,
    /// The line it goes before, as far as it was chosen.
    pub before: String,
    /// The question it goes behind, as far as it was typed.
    pub behind: String,
}

impl Brought {
    /// A picture as it was brought.
    pub fn of(file: File) -> Brought {
        let (text, alt, before, behind) = Default::default();
        Brought { file: file.id, name: file.name, size: file.size.unwrap_or((4, 3)), text, alt, before, behind }
    }

    /// Tells its fields apart from those of others.
    pub fn id(&self) -> String {
        self.file.to_string()[..12].to_owned()
    }
}

/// A photo that is not in the record yet.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its number among blocks.
    pub number: u32,
    /// The revision shown.
    pub revision: u32,
    /// The picture.
    pub picture: Picture,
    /// The caption.
    pub text: Said,
    /// Whole seconds until it is shown by itself; none where it waits for somebody.
    pub due_s: Option<Millis>,
    /// The line it will go before.
    pub before: Option<u32>,
}

/// A photo of the record.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Number of its line.
    pub number: u32,
    /// The revision shown.
    pub revision: u32,
    /// When.
    pub at: Stamp,
    /// The picture; staff see it after it was taken down, too.
    pub picture: Picture,
    /// The caption.
    pub text: Said,
    /// The caption was corrected.
    pub corrected: bool,
    /// Only a mark is left in public.
    pub gone: bool,
}

/// Reads the page.
///
/// # Errors
/// `StoreError`.
pub async fn photos(db: &Db, reader: &Reader, header: &Header) -> Result<Photos, StoreError> {
    let blocks = db.open_blocks(header.id, BLOCKS).await?;
    let lines = db.photo_lines(header.id, LINES).await?;
    let of_blocks = blocks.iter().filter_map(|block| Some((&block.text, block.photo.as_ref()?)));
    let of_lines = lines.iter().filter_map(|line| Some((line.text.as_ref()?, line.photo.as_ref()?)));
    let ids: Vec<_> = of_blocks.chain(of_lines).flat_map(|(text, photo)| [text.id, photo.alt.id]).collect();
    let texts = Texts::read(db, &ids).await?;
    Ok(Photos {
        blocks: blocks.iter().filter_map(|block| waiting(block, reader, &texts)).collect(),
        lines: lines.iter().filter_map(|line| shown(line, reader, &texts)).collect(),
        spots: spots(db, reader, header).await?,
    })
}

fn waiting(block: &Block, reader: &Reader, texts: &Texts) -> Option<Waiting> {
    let (picture, text) = both(block.photo.as_ref()?, &block.text, texts);
    Some(Waiting {
        number: block.number,
        revision: block.revision,
        picture,
        text,
        due_s: due_s(block, reader),
        before: block.before,
    })
}

fn shown(line: &Line, reader: &Reader, texts: &Texts) -> Option<Shown> {
    let (picture, text) = both(line.photo.as_ref()?, line.text.as_ref()?, texts);
    Some(Shown {
        number: line.number,
        revision: line.revision,
        at: reader.stamp(line.at),
        picture,
        text,
        corrected: !line.errata.is_empty(),
        gone: line.taken_down,
    })
}

fn both(photo: &Photo, text: &TextRef, texts: &Texts) -> (Picture, Said) {
    (picture(photo, texts), texts.said(text))
}
