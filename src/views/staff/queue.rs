//! The moderator's queue: what waits, what can still be undone, and the list as the hall sees it.

use super::{
    list::{List, list},
    row::{Row, Setting, rows},
    rules::Rules,
};
use crate::{
    kernel::{
        id::{Millis, RoomId},
        room::Header,
    },
    store::{Db, Listed, Pile, Piles, StoreError},
    views::reader::Reader,
};

/// Rows of one page of the queue.
pub const PAGE: u32 = 30;
/// Decisions that can be undone, at most shown.
const PENDING: u32 = 20;
/// Nobody is told of zero minutes.
const MINUTE: Millis = 60_000;

/// The queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Counts of all piles.
    pub piles: Piles,
    /// How long the oldest has waited, in words.
    pub oldest: Option<String>,
    /// One page of the pile looked at.
    pub rows: Vec<Row>,
    /// How many it holds altogether.
    pub of: u32,
    /// Decisions that can still be undone.
    pub pending: Vec<Row>,
    /// The question on stage, then open ones in the crew's order.
    pub list: Vec<Row>,
    /// How many of the list are not shown.
    pub more: u32,
}

/// Reads the queue at one pile and page (from 0).
///
/// # Errors
/// `StoreError`.
pub async fn queue(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    rules: &Rules,
    (pile, page): (Pile, u32),
) -> Result<Queue, StoreError> {
    let piles = db.piles(header.id).await?;
    let found = db.pile(header.id, pile, page.saturating_mul(PAGE), PAGE).await?;
    let rows = known_rows(db, reader, header, setting, rules, &found).await?;
    let pending = pending(db, reader, header, setting, rules).await?;
    let List { rows: list, more } = list(db, reader, header, setting, rules).await?;
    let oldest = oldest(db, reader, header.id, piles).await?;
    Ok(Queue { oldest, of: piles.of(pile), rows, pending, piles, list, more })
}

/// Decisions that can still be undone, the latest first.
///
/// # Errors
/// `StoreError`.
pub async fn pending(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    rules: &Rules,
) -> Result<Vec<Row>, StoreError> {
    let pending = db.pending(header.id, PENDING).await?;
    known_rows(db, reader, header, setting, rules, &pending).await
}

/// Rows of posts, with the names of everybody they ask.
///
/// # Errors
/// `StoreError`.
pub async fn known_rows(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    rules: &Rules,
    posts: &[Listed],
) -> Result<Vec<Row>, StoreError> {
    let named: Vec<_> = posts.iter().flat_map(|l| [l.post.to, l.post.assigned]).flatten().collect();
    setting.know(db, header, &named).await?;
    rows(db, reader, setting, rules, posts).await
}

/// How long the oldest question of a room has waited, in words.
///
/// # Errors
/// `StoreError`.
pub async fn oldest(db: &Db, reader: &Reader, room: RoomId, piles: Piles) -> Result<Option<String>, StoreError> {
    let at = oldest_at(db, room, piles).await?;
    Ok(at.map(|at| reader.span((reader.now - at).max(MINUTE))))
}

/// When the question came that has waited longest.
///
/// # Errors
/// `StoreError`.
pub async fn oldest_at(db: &Db, room: RoomId, piles: Piles) -> Result<Option<Millis>, StoreError> {
    if piles.oldest == 0 {
        return Ok(None);
    }
    Ok(db.post(room, piles.oldest).await?.map(|listed| listed.post.at))
}
