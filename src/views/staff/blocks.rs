//! Words of the crew that are not in the record yet, as the desk of lines shows them.

use super::{lines::word, row::Setting};
use crate::{
    kernel::{
        block::Block,
        id::{GuestId, Millis},
        line::{LineKind, Speaker},
    },
    views::reader::{Reader, Said, Stamp, Texts},
};

/// A block that can still be shown.
#[derive(Clone, Debug)]
pub struct BlockRow {
    /// Its number.
    pub number: u32,
    /// The revision shown.
    pub revision: u32,
    /// When it was written down.
    pub at: Stamp,
    /// Name of the guest who speaks.
    pub guest: Option<String>,
    /// Word of who or what it is where it is no guest: `desk-line-…`.
    pub word: Option<&'static str>,
    /// The words.
    pub text: Said,
    /// Typed as it was said, for a second pair of eyes; not prepared ahead.
    pub said: bool,
    /// When it is shown by itself, UTC ms; none where it waits for somebody.
    pub due_at: Option<Millis>,
    /// Whole seconds until then.
    pub due_s: Option<Millis>,
}

impl BlockRow {
    /// Its words, for changing them.
    pub fn words(&self) -> &str {
        self.text.body.as_deref().unwrap_or_default()
    }
}

/// The guest whose words they are.
pub(super) fn guest_of(block: &Block) -> Option<GuestId> {
    match block.kind {
        LineKind::Speech { speaker: Speaker::Guest { guest } } => Some(guest),
        _ => None,
    }
}

/// A row of the desk.
pub(super) fn row(block: &Block, reader: &Reader, setting: &Setting, texts: &Texts) -> BlockRow {
    BlockRow {
        number: block.number,
        revision: block.revision,
        at: reader.stamp(block.at),
        guest: guest_of(block).and_then(|guest| setting.guest(guest)),
        word: word(block.kind),
        text: texts.said(&block.text),
        said: block.said_at.is_some(),
        due_at: block.due_at,
        due_s: due_s(block, reader),
    }
}

/// Whole seconds until it is shown by itself.
pub(super) fn due_s(block: &Block, reader: &Reader) -> Option<Millis> {
    block.due_at.map(|due_at| ((due_at - reader.now).max(0) + 999) / 1_000)
}
