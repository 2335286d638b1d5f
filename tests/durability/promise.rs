//! The promise: what was acknowledged is there, once, in order, and the tables follow from the journal.

use crate::{
    house::House,
    load::Sent,
    place::Cast,
    tables::{Row, derived, journal},
};
use std::collections::HashMap;
use wenzheng::{
    desk::{Answer, rebuild},
    kernel::{command::Command, id::PostId, post::ReplyState, principal::Principal},
};

/// The first broken part of the promise, in words.
pub type Broken = String;

macro_rules! hold {
    ($condition:expr, $($said:tt)+) => { if !$condition { return Err(format!($($said)+)); } };
}

/// Looks at a reopened house, then lets everybody who was sent away try again.
pub async fn kept(house: &House, cast: &Cast, sent: &[Sent]) -> Result<(), Broken> {
    let said = |e: wenzheng::store::StoreError| e.to_string();
    let flaws = house.db.scrub().await.map_err(said)?;
    hold!(flaws.is_empty(), "the database is damaged: {flaws:?}");
    let rows = journal(house.db.folder(), &cast.room.to_string()).await;
    in_order(&rows)?;
    for (nth, one) in sent.iter().enumerate() {
        acknowledged(house, cast, one).await?;
        let Some(answer) = &one.answer else { continue };
        let last = rows.last().map_or(0, |row| row.staff_at.unsigned_abs());
        hold!(answer.staff_at <= last, "{} was told position {} of {last}", one.key, answer.staff_at);
        let earlier =
            sent[..nth].iter().filter(|other| other.client == one.client).filter_map(|other| other.answer.as_ref());
        hold!(earlier.clone().all(|other| other.staff_at <= answer.staff_at), "{} was overtaken", one.key);
    }
    none_twice(house, cast, sent).await?;
    in_order(&journal(house.db.folder(), &cast.room.to_string()).await)?;
    let before = derived(house.db.folder()).await;
    rebuild(&house.db, |_| ()).await.map_err(said)?;
    hold!(derived(house.db.folder()).await == before, "rebuilding gives other tables");
    Ok(())
}

/// Positions, numbers of posts and of lines, revisions: dense, rising, without a gap.
pub fn in_order(rows: &[Row]) -> Result<(), Broken> {
    let dense = |numbers: Vec<i64>| numbers.iter().copied().eq(1..=numbers.len() as i64);
    let of = |kind: &str| rows.iter().filter(|row| row.kind == kind).filter_map(|row| row.number).collect::<Vec<i64>>();
    hold!(dense(rows.iter().map(|row| row.staff_at).collect()), "staff positions have gaps");
    hold!(
        dense(rows.iter().filter_map(|row| row.public_at).collect()),
        "public positions have gaps or are out of order"
    );
    hold!(dense(of("received")), "numbers of posts have gaps: {:?}", of("received"));
    hold!(dense(of("written")), "numbers of lines have gaps: {:?}", of("written"));
    hold!(rows.is_sorted_by_key(|row| row.at), "time runs backward");
    let mut revisions: HashMap<&str, i64> = HashMap::new();
    for row in rows {
        let Some(post) = &row.post else { continue };
        let last = revisions.entry(post).or_default();
        hold!(row.revision == Some(*last + 1), "revisions of {post} jump from {last} to {:?}", row.revision);
        *last += 1;
    }
    Ok(())
}

/// What one acknowledged command did is in the tables.
async fn acknowledged(house: &House, cast: &Cast, sent: &Sent) -> Result<(), Broken> {
    let (Some(answer), key) = (&sent.answer, &sent.key) else { return Ok(()) };
    let id = answer.post.ok_or_else(|| format!("{key} was told of no post"))?;
    let posts = house.db.posts_by_id(&[id]).await.map_err(|e| e.to_string())?;
    let post = &posts.first().ok_or_else(|| format!("{key} was acknowledged and is gone"))?.post;
    hold!(Some(post.number) == answer.number, "{key} has another number");
    match &sent.command {
        Command::Ask { text, .. } => {
            hold!(words(house, post.text.id).await.as_ref() == Some(text), "{key} has other words")
        }
        Command::Vote { post } => hold!(voted(house, sent.principal, *post).await, "the vote {key} is gone"),
        Command::Screen { verdict, .. } => {
            hold!(
                post.pending.as_ref().is_some_and(|pending| pending.verdict == *verdict),
                "the decision {key} is gone"
            );
        }
        Command::Draft { guest, .. } => hold!(post.reply(*guest).is_some(), "the draft {key} is gone"),
        Command::SignOff { guest, .. } => {
            let state = post.reply(*guest).map(|reply| reply.state);
            hold!(matches!(state, Some(ReplyState::SignedOff | ReplyState::Published)), "{key} is {state:?}");
        }
        Command::Publish { guest, .. } => {
            let line = post.reply(*guest).and_then(|reply| reply.line);
            hold!(line.is_some() && line == answer.line, "the reply {key} is not at its line");
            let line = house.db.line(cast.room, line.unwrap_or(0)).await.map_err(|e| e.to_string())?;
            hold!(line.is_some_and(|line| line.post == Some(id)), "the line of {key} is gone");
        }
        _ => {}
    }
    Ok(())
}

/// Everybody sends once more under the same key: who was answered gets the same answer, who was not
/// gets one now, and nothing is there twice.
async fn none_twice(house: &House, cast: &Cast, sent: &[Sent]) -> Result<(), Broken> {
    for one in sent {
        let again = one.again(&house.desk, cast).await.map_err(|refusal| format!("{} again: {refusal}", one.key))?;
        if let Some(answer) = &one.answer {
            hold!(again == Answer { replayed: true, ..answer.clone() }, "{}: {again:?} after {answer:?}", one.key);
        }
    }
    let header = house.db.room(cast.room).await.map_err(|e| e.to_string())?.ok_or("the room is gone")?;
    let asked = sent.iter().filter(|one| matches!(one.command, Command::Ask { .. })).count();
    hold!(header.posts as usize == 8 + asked, "{} posts, not 8 + {asked}", header.posts);
    for post in cast.listed {
        let cast_votes = sent.iter().filter(|one| one.command == Command::Vote { post }).count();
        let listed = house.db.posts_by_id(&[post]).await.map_err(|e| e.to_string())?;
        let votes = listed.first().map_or(0, |listed| listed.votes);
        hold!(votes as usize == cast_votes, "{votes} votes of {cast_votes}");
    }
    Ok(())
}

async fn words(house: &House, text: wenzheng::kernel::id::TextId) -> Option<String> {
    house.db.texts(&[text]).await.ok()?.remove(&text)?.body
}

async fn voted(house: &House, who: Principal, post: PostId) -> bool {
    let Principal::Visitor(visitor) = who else { return false };
    house.db.voted(visitor, &[post]).await.is_ok_and(|posts| posts == [post])
}
