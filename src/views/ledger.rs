//! The public ledger of a room: every post with its fate, without a word of what is not public and without names.

use super::{
    question::{appeal_word, fate_word, origin_word},
    reader::{Reader, Stamp},
};
use crate::{
    kernel::{
        id::PostId,
        post::{Fate, Post},
        room::Header,
    },
    store::{Appeals, Db, Stopped, StoreError},
};
use std::collections::HashMap;

/// One post.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number in the room.
    pub number: u32,
    /// When it came.
    pub at: Stamp,
    /// Code of how it came.
    pub origin: &'static str,
    /// `origin-…`.
    pub origin_word: &'static str,
    /// Code of the fate.
    pub fate: &'static str,
    /// `fate-…`.
    pub fate_word: &'static str,
    /// Stopped after it had been public.
    pub taken_down: bool,
    /// The rule it was stopped by.
    pub rule: Option<String>,
    /// `appeal-…`, where its author appealed.
    pub appeal: Option<&'static str>,
    /// Number of the one it was joined to.
    pub into: Option<u32>,
    /// Whether it has a page that anybody may read.
    pub open: bool,
}

/// A page of the ledger.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Posts, by number.
    pub rows: Vec<Row>,
    /// The number behind which the next page begins.
    pub next: Option<u32>,
}

/// What a room received and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// All posts.
    pub received: u32,
    /// Of these, still to be looked at.
    pub waiting: u32,
    /// Of these, waiting after a first look.
    pub held: u32,
    /// Let through, answered or not.
    pub listed: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Joined to like ones.
    pub merged: u32,
    /// Taken back by their authors.
    pub withdrawn: u32,
    /// Not let through.
    pub screened_out: u32,
    /// Stopped after they had been public.
    pub taken_down: u32,
    /// Appeals against that.
    pub appeals: Appeals,
    /// By rule.
    pub rules: Vec<Stopped>,
}

/// A page of at most `limit` posts behind the number `after`: those of this fate, or all. Posts that were stopped by
/// the rules `counted` are left out.
///
/// # Errors
/// `StoreError`.
pub async fn ledger(
    db: &Db,
    reader: &Reader,
    header: &Header,
    fate: Option<Fate>,
    counted: &[String],
    (after, limit): (u32, u32),
) -> Result<Ledger, StoreError> {
    let fates: Vec<Fate> = fate.into_iter().collect();
    let mut posts = db.ledger(header.id, &fates, counted, after, limit + 1).await?;
    let more = posts.len() > limit as usize;
    posts.truncate(limit as usize);
    let heads: Vec<PostId> = posts.iter().filter_map(|post| post.merged_into).collect();
    let heads = if heads.is_empty() { Vec::new() } else { db.posts_by_id(&heads).await? };
    let heads = heads.into_iter().map(|head| (head.post.id, head.post.number)).collect();
    let next = posts.last().filter(|_| more).map(|post| post.number);
    Ok(Ledger { rows: posts.iter().map(|post| row(post, reader, &heads)).collect(), next })
}

fn row(post: &Post, reader: &Reader, heads: &HashMap<PostId, u32>) -> Row {
    Row {
        number: post.number,
        at: reader.stamp(post.at),
        origin: post.origin.code(),
        origin_word: origin_word(post.origin).unwrap_or("origin-web"),
        fate: post.fate.code(),
        fate_word: fate_word(post),
        taken_down: post.taken_down.is_some(),
        rule: post.rule.clone().filter(|_| post.fate == Fate::ScreenedOut),
        appeal: post.appeal.as_ref().map(appeal_word),
        into: post.merged_into.and_then(|head| heads.get(&head)).copied(),
        open: post.public || post.taken_down.is_some(),
    }
}

/// What a room received.
///
/// # Errors
/// `StoreError`.
pub async fn counts(db: &Db, header: &Header) -> Result<Counts, StoreError> {
    let mut counts =
        Counts { appeals: db.appeals(header.id).await?, rules: db.stopped(header.id).await?, ..Counts::default() };
    for tallied in db.tallied(header.id).await? {
        counts.received += tallied.posts;
        match tallied.fate.as_str() {
            "received" => counts.waiting += tallied.posts,
            "held" => counts.held += tallied.posts,
            "answered" => (counts.listed, counts.answered) = (counts.listed + tallied.posts, tallied.posts),
            "merged" => counts.merged += tallied.posts,
            "withdrawn" => counts.withdrawn += tallied.posts,
            "screened_out" => counts.screened_out += tallied.posts,
            _ => counts.listed += tallied.posts,
        }
    }
    counts.taken_down = counts.rules.iter().filter(|rule| rule.taken_down).map(|rule| rule.posts).sum();
    counts.screened_out -= counts.taken_down.min(counts.screened_out);
    Ok(counts)
}
