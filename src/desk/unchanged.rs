//! A correction must change something: it is public, and the old wording stays beside it for ever.

use super::submit::Inner;
use crate::kernel::{
    command::Command,
    id::{RoomId, TextId},
    refusal::Refusal,
};

/// Refuses notes beside a record that say what it says already.
///
/// # Errors
/// `Unchanged`, `StorageFailed`.
pub(super) async fn unchanged_notes(inner: &Inner, room: RoomId, json: &str) -> Result<(), Refusal> {
    let failed = |_| Refusal::StorageFailed;
    let header = inner.db.room(room).await.map_err(failed)?;
    let held = header.and_then(|header| header.record.notes).map(|text| text.id);
    stands(inner, held, json).await
}

/// Refuses words that stand there already. Whoever was faster is found by the decision.
///
/// # Errors
/// `Unchanged`, `StorageFailed`.
pub(super) async fn unchanged(inner: &Inner, room: RoomId, command: &Command, words: &str) -> Result<(), Refusal> {
    let failed = |_| Refusal::StorageFailed;
    let text = match command {
        Command::CorrectReply { post, guest, .. } => {
            let posts = inner.db.posts_by_id(&[*post]).await.map_err(failed)?;
            posts.first().and_then(|listed| listed.post.reply(*guest)).map(|reply| reply.text.id)
        }
        Command::CorrectLine { line, .. } => {
            inner.db.line(room, *line).await.map_err(failed)?.and_then(|line| line.text).map(|text| text.id)
        }
        _ => None,
    };
    stands(inner, text, words).await
}

async fn stands(inner: &Inner, text: Option<TextId>, words: &str) -> Result<(), Refusal> {
    let Some(text) = text else { return Ok(()) };
    let held = inner.db.texts(&[text]).await.map_err(|_| Refusal::StorageFailed)?;
    let same = held.get(&text).is_some_and(|row| row.body.as_deref() == Some(words));
    if same { Err(Refusal::Unchanged) } else { Ok(()) }
}
