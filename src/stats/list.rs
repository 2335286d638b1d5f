//! The posts that a figure counts.

use super::{
    counts::{Counted, Kind},
    year::{Held, held},
};
use crate::{
    kernel::id::{Millis, RoomId},
    store::{CountedPost, Db, StoreError},
};
use jiff::tz::TimeZone;
use std::{cmp::Reverse, collections::HashMap};

/// Which figure, and of what.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The year.
    pub year: i16,
    /// Sessions of this unit, as notices name it.
    pub unit: Option<String>,
    /// Sessions of this month, from 1.
    pub month: Option<i8>,
    /// The session of this short code.
    pub room: Option<String>,
    /// What is counted.
    pub kind: Kind,
    /// Stopped by this rule.
    pub rule: Option<String>,
}

/// A post that is counted.
#[derive(Clone, Debug)]
pub struct Found {
    /// The post.
    pub post: CountedPost,
    /// How long it waited, in ms, where the figure is about that.
    pub wait: Option<Millis>,
}

/// The posts of a figure: in the order of their sessions, or those that waited longest first.
///
/// # Errors
/// `StoreError`.
pub async fn posts(db: &Db, wanted: &Wanted, now: Millis, zone: &TimeZone) -> Result<Vec<Found>, StoreError> {
    let mut sessions = held(db, wanted.year, wanted.unit.as_deref(), zone).await?;
    sessions.retain(|held| wanted.is_of(held));
    let rooms: Vec<RoomId> = sessions.iter().map(|held| held.header.id).collect();
    let order: HashMap<RoomId, usize> = rooms.iter().enumerate().map(|(at, room)| (*room, at)).collect();
    let counted = db.counted_posts(&rooms).await?.into_iter().map(|post| Counted::new(post, now, zone));
    let counted = counted.filter(|counted| wanted.counts(counted)).map(|counted| counted.post);
    let mut found: Vec<Found> = counted.map(|post| Found { wait: wanted.kind.wait(&post), post }).collect();
    found.sort_by_key(|one| (Reverse(one.wait), order.get(&one.post.room).copied(), one.post.number));
    Ok(found)
}

impl Wanted {
    fn is_of(&self, held: &Held) -> bool {
        self.month.is_none_or(|month| held.month == month)
            && self.room.as_ref().is_none_or(|code| held.header.code == *code)
    }

    fn counts(&self, counted: &Counted) -> bool {
        let stopped = |rule: &String| Kind::ScreenedOut.has(counted) && counted.post.rule.as_ref() == Some(rule);
        self.kind.has(counted) && self.rule.as_ref().is_none_or(stopped)
    }
}
