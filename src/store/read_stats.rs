//! What a year of sessions is counted from.

use super::{Db, StoreError};
use crate::kernel::{
    id::{Millis, PostId, RoomId, TextId},
    room::Header,
};
use jiff::civil::Date;

/// One post as statistics look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedPost {
    /// Which one.
    pub id: PostId,
    /// Its number in the room.
    pub number: u32,
    /// Its room.
    pub room: RoomId,
    /// What became of it, as `Fate::code`.
    pub fate: String,
    /// The rule it was screened out by.
    pub rule: Option<String>,
    /// Answered in speech.
    pub spoken: bool,
    /// Answered in writing.
    pub written: bool,
    /// When it was received.
    pub at: Millis,
    /// When it became public, 0 if not.
    pub listed_at: Millis,
    /// When it was first answered, 0 if not.
    pub answered_at: Millis,
    /// The last day to answer, where the session left it open.
    pub due: Option<Date>,
}

type PostColumns = (String, u32, String, String, Option<String>, bool, bool, Millis, Millis, Millis, Option<String>);

impl Db {
    /// Sessions that are over and were public, which began from `from` to before `to`, in that order; at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn sessions_between(&self, from: Millis, to: Millis, limit: u32) -> Result<Vec<Header>, StoreError> {
        let sql = "SELECT state FROM rooms WHERE phase = 'closed' AND rehearsal = 0 AND standing = 0
                   AND starts_at >= $1 AND starts_at < $2 ORDER BY starts_at, id LIMIT $3";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(from).bind(to).bind(limit).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// When these rooms were announced.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn announced(&self, rooms: &[RoomId]) -> Result<Vec<(RoomId, Millis)>, StoreError> {
        let sql = "SELECT room, min(at) FROM json_each($1) AS asked
                   CROSS JOIN entries INDEXED BY entries_postless ON room = asked.value AND post IS NULL
                   WHERE body ->> '$.event.type' = 'announced' GROUP BY room";
        let rows: Vec<(String, Millis)> =
            sqlx::query_as(sql).bind(serde_json::to_string(rooms)?).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter_map(|(room, at)| Some((room.parse().ok()?, at))).collect())
    }

    /// What citizens brought since `since`, latest first, at most `limit`: posts and the texts they came with.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn received_since(&self, since: Millis, limit: u32) -> Result<Vec<(PostId, TextId)>, StoreError> {
        let sql = "SELECT post, body ->> '$.event.text.id' FROM entries INDEXED BY entries_at
                   WHERE at >= $1 AND post IS NOT NULL AND body ->> '$.event.type' = 'received'
                   AND body ->> '$.event.origin' NOT IN ('prepared', 'host') ORDER BY at DESC LIMIT $2";
        let rows: Vec<(String, String)> = sqlx::query_as(sql).bind(since).bind(limit).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter_map(|(post, text)| Some((post.parse().ok()?, text.parse().ok()?))).collect())
    }

    /// What citizens asked in these rooms.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn counted_posts(&self, rooms: &[RoomId]) -> Result<Vec<CountedPost>, StoreError> {
        let sql = "SELECT posts.id, number, room, fate, state ->> '$.rule', state ->> '$.spoken' > 0,
                    EXISTS (SELECT 1 FROM json_each(state, '$.replies') WHERE value ->> '$.state' = 'published'),
                    state ->> '$.at', state ->> '$.listed_at', state ->> '$.answered_at', state ->> '$.clock.now.due'
                   FROM json_each($1) AS asked CROSS JOIN posts ON room = asked.value
                   WHERE state ->> '$.origin' NOT IN ('prepared', 'host')";
        let rows: Vec<PostColumns> =
            sqlx::query_as(sql).bind(serde_json::to_string(rooms)?).fetch_all(self.readers()).await?;
        let post = |(id, number, room, fate, rule, spoken, written, at, listed_at, answered_at, due): PostColumns| {
            let (id, room) = (id.parse().ok()?, room.parse().ok()?);
            Some(CountedPost {
                id,
                number,
                room,
                fate,
                rule,
                spoken,
                written,
                at,
                listed_at,
                answered_at,
                due: due.and_then(|due| due.parse().ok()),
            })
        };
        Ok(rows.into_iter().filter_map(post).collect())
    }
}
