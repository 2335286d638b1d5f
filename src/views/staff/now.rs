//! Where the session stands, in a line for desks: its clock, and the question on stage.

use crate::{
    kernel::room::{Header, Phase},
    store::{Db, StoreError},
    views::{
        reader::{Reader, Said, Texts},
        room::clock,
    },
};

/// Characters of the question on stage.
const BRIEF: usize = 60;

/// A session in progress, or about to be.
#[derive(Clone, Debug, Default)]
pub struct Now {
    /// Sentences about time: id of the word and the span in it.
    pub clock: Vec<(&'static str, String)>,
    /// Number and words of the question on stage.
    pub stage: Option<(u32, Said)>,
}

/// Reads it.
///
/// # Errors
/// `StoreError`.
pub async fn now(db: &Db, reader: &Reader, header: &Header) -> Result<Now, StoreError> {
    if !matches!(header.phase, Phase::Announced | Phase::Collecting | Phase::Live) {
        return Ok(Now::default());
    }
    let staged: Vec<_> = header.on_stage.into_iter().collect();
    let post = db.posts_by_id(&staged).await?.pop().map(|listed| listed.post);
    let stage = match post {
        Some(post) => {
            let text = post.worded.as_ref().unwrap_or(&post.text);
            let said = Texts::read(db, &[text.id]).await?.said(text);
            Some((post.number, said.shortened(BRIEF).0))
        }
        None => None,
    };
    Ok(Now { clock: clock(header, reader), stage })
}
