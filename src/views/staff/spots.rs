//! Places near the end of the record, for choosing one: each is told by the line that follows it.

use super::lines::word;
use crate::{
    kernel::{
        id::{PostId, TextId},
        room::Header,
    },
    store::{Db, StoreError},
    views::{
        question::texts_of_line,
        reader::{Reader, Said, Stamp, Texts},
    },
};
use std::collections::HashMap;

/// Lines that are offered; what lies further back is found by a question's number.
const LAST: u32 = 20;
/// Characters of a line.
const BRIEF: usize = 16;

/// The place directly before a line.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The line's number.
    pub line: u32,
    /// When it was said.
    pub at: Stamp,
    /// Its first words.
    pub text: Option<Said>,
    /// Word of what it is where it has no words: `desk-line-…` or `notice-…`.
    pub word: Option<&'static str>,
    /// Number of the question it puts.
    pub asked: Option<u32>,
}

/// The last lines, newest first.
pub(super) async fn spots(db: &Db, reader: &Reader, header: &Header) -> Result<Vec<Spot>, StoreError> {
    let lines = db.last_lines(header.id, LAST).await?;
    let posts: Vec<PostId> = lines.iter().filter_map(|line| line.post).collect();
    let posts = db.posts_by_id(&posts).await?;
    let numbers: HashMap<PostId, u32> = posts.iter().map(|listed| (listed.post.id, listed.post.number)).collect();
    let ids: Vec<TextId> = lines.iter().flat_map(texts_of_line).collect();
    let texts = Texts::read(db, &ids).await?;
    let spot = |line: &crate::kernel::line::Line| Spot {
        line: line.number,
        at: reader.stamp(line.at),
        text: line.text.as_ref().filter(|_| !line.taken_down).map(|text| texts.said(text).shortened(BRIEF).0),
        word: if line.taken_down { Some("desk-line-gone") } else { word(line.kind) },
        asked: line.post.filter(|_| line.text.is_none()).and_then(|post| numbers.get(&post)).copied(),
    };
    Ok(lines.iter().map(spot).collect())
}

impl Spot {
    /// Its words, where it has any.
    pub fn words(&self) -> Option<&str> {
        self.text.as_ref().and_then(|text| text.body.as_deref())
    }

    /// Whether it is another place than that before the line `own` itself.
    pub fn leaves(&self, own: &str) -> bool {
        own.parse() != Ok(self.line)
    }

    /// Whether it is the one that was chosen.
    pub fn is(&self, chosen: &str) -> bool {
        chosen.parse() == Ok(self.line)
    }
}
