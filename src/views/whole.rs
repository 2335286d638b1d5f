//! One question whole: its path, its family and what its author can still do.

use super::{
    cast::{Cast, about},
    path::{Step, path},
    question::{Manner, Question, fate_word, questions},
    reader::{Reader, Texts},
};
use crate::{
    kernel::{
        id::Millis,
        line::LineKind,
        post::Post,
        receipt,
        room::{Header, Phase},
    },
    store::{Db, Listed, StoreError},
};

/// A question for its own page.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The question.
    pub question: Question,
    /// Where it stands.
    pub path: Vec<Step>,
    /// The rule it was stopped by.
    pub rule: Option<String>,
    /// Numbers of public ones joined to it.
    pub joined: Vec<u32>,
    /// The one it was joined to: number and the word of its fate.
    pub head: Option<(u32, &'static str)>,
    /// Its receipt.
    pub receipt: String,
    /// Whether its author can still change or withdraw it.
    pub waits: bool,
}

fn is_over(header: &Header) -> bool {
    matches!(header.phase, Phase::Closed | Phase::Cancelled | Phase::Discarded)
}

/// The people of a room, from its notice.
///
/// # Errors
/// `StoreError`.
pub async fn cast_of(db: &Db, header: &Header) -> Result<Cast, StoreError> {
    let texts = Texts::read(db, &[header.about.id]).await?;
    Ok(Cast::of(&about(&texts, &header.about)))
}

/// A question, if this reader may see that it exists: it is or was public, or it is the
/// reader's own (`own` where the query code proved so).
///
/// # Errors
/// `StoreError`.
pub async fn whole(
    db: &Db,
    reader: &Reader,
    header: &Header,
    listed: &Listed,
    own: bool,
) -> Result<Option<Whole>, StoreError> {
    let post = &listed.post;
    let own = own || (post.visitor.is_some() && post.visitor == reader.visitor);
    if !own && !post.public && post.taken_down.is_none() {
        return Ok(None);
    }
    let mut cast = cast_of(db, header).await?;
    let manner = Manner { brief: None, own };
    let one = std::slice::from_ref(listed);
    let Some(question) = questions(db, reader, header, &mut cast, one, manner).await?.pop() else { return Ok(None) };
    let joined = db.joined_to(post.id).await?;
    let head = match post.merged_into {
        Some(head) => db.posts_by_id(&[head]).await?.pop().map(|head| (head.post.number, fate_word(&head.post))),
        None => None,
    };
    Ok(Some(Whole {
        path: path(post, staged_at(db, post).await?, is_over(header), reader),
        rule: post.rule.clone().filter(|_| question.fate == "screened_out"),
        joined: joined.iter().filter(|joined| joined.post.public).map(|joined| joined.post.number).collect(),
        head,
        receipt: receipt::number(&header.code, post.number),
        waits: own && post.waits() && post.visitor.is_some() && header.phase != Phase::Cancelled,
        question,
    }))
}

async fn staged_at(db: &Db, post: &Post) -> Result<Millis, StoreError> {
    let lines = db.lines_of(&[post.id]).await?;
    Ok(lines.iter().find(|line| line.kind == LineKind::Question).map_or(0, |line| line.at))
}
