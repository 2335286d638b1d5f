//! An answer that is published sentence by sentence: the new one is put behind those that are public.

use super::submit::Inner;
use crate::kernel::{
    command::Command,
    post::{Reply, ReplyState},
    refusal::Refusal,
    text::TextRef,
};

/// What the new words continue, and all of them together. The decision checks that nothing has changed since.
pub(super) async fn continued(
    inner: &Inner,
    command: &Command,
    sentence: String,
) -> Result<(Option<TextRef>, String), Refusal> {
    let Command::PublishPart { post, guest, .. } = command else { return Ok((None, sentence)) };
    let failed = |_| Refusal::StorageFailed;
    let posts = inner.db.posts_by_id(&[*post]).await.map_err(failed)?;
    let open = |reply: &&Reply| reply.state == ReplyState::Published && reply.open;
    let Some(reply) = posts.first().and_then(|listed| listed.post.reply(*guest)).filter(open) else {
        return Ok((None, sentence));
    };
    let texts = inner.db.texts(&[reply.text.id]).await.map_err(failed)?;
    let said = texts.get(&reply.text.id).and_then(|row| row.body.as_deref()).unwrap_or_default();
    let whole = if sentence.is_empty() { sentence } else { joined(said, &sentence) };
    Ok((Some(reply.text.clone()), whole))
}

/// Latin sentences stand apart, Chinese ones do not.
fn joined(said: &str, sentence: &str) -> String {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !c.is_whitespace());
    let space = if latin(said.chars().next_back()) && latin(sentence.chars().next()) { " " } else { "" };
    format!("{said}{space}{sentence}")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn sentences_are_joined_as_their_script_wants() {
        assert_eq!(joined("明年不涨。", "学生票照旧。"), "明年不涨。学生票照旧。");
        assert_eq!(joined("No rise.", "Not for students either."), "No rise. Not for students either.");
        assert_eq!(joined("见 p. 4.", "谢谢。"), "见 p. 4.谢谢。");
        assert_eq!(joined("", "Thanks."), "Thanks.");
    }
}
