//! All that one visitor brought, over all rooms.

use super::{
    question::{Manner, Question, questions},
    reader::Reader,
    whole::cast_of,
};
use crate::{
    kernel::{id::RoomId, receipt},
    store::{Db, Listed, StoreError},
};

/// Own questions shown at most.
const MOST: u32 = 200;
/// Characters of each that are shown.
const BRIEF: usize = 120;

/// One own question in the list.
#[derive(Clone, Debug)]
pub struct Mine {
    /// Short code of its room.
    pub code: String,
    /// The room's title.
    pub topic: String,
    /// Language of the title.
    pub lang: &'static str,
    /// Its receipt.
    pub receipt: String,
    /// It is a letter.
    pub letter: bool,
    /// The question.
    pub question: Question,
}

/// Newest first; nothing for a reader without a token.
///
/// # Errors
/// `StoreError`.
pub async fn mine(db: &Db, reader: &Reader) -> Result<Vec<Mine>, StoreError> {
    let Some(visitor) = reader.visitor else { return Ok(Vec::new()) };
    let posts = db.posts_of(visitor, None, MOST).await?;
    let mut ids: Vec<RoomId> = posts.iter().map(|listed| listed.post.room).collect();
    ids.dedup();
    let headers = db.rooms_by_id(&ids).await?;
    let views = super::room::rooms(db, reader, &headers).await?;
    let mut all = Vec::new();
    for (header, view) in headers.iter().zip(views).filter(|(header, _)| header.is_open_to(reader.pass)) {
        let here: Vec<Listed> = posts.iter().filter(|listed| listed.post.room == header.id).cloned().collect();
        let mut cast = cast_of(db, header).await?;
        let manner = Manner { brief: Some(BRIEF), own: true };
        for mut question in questions(db, reader, header, &mut cast, &here, manner).await? {
            (question.text, _) = question.text.shortened(BRIEF);
            let receipt = receipt::number(&header.code, question.number);
            let (code, topic, letter) = (view.code.clone(), view.topic.clone(), header.policy.takes_letters());
            all.push(Mine { code, topic, lang: view.lang, receipt, letter, question });
        }
    }
    all.sort_by_key(|mine| std::cmp::Reverse(mine.question.id));
    Ok(all)
}
