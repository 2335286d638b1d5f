//! Queries for what follows the house from afar: feeds and sitemaps.

use super::{Db, Listed, StoreError, read::listed};
use crate::kernel::{
    id::{Millis, RoomId},
    room::{Header, Phase},
};
use std::collections::HashMap;

/// When the public heard of a room, in UTC ms; 0 where it did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// For the first time.
    pub first: Millis,
    /// Last about the room itself, apart from its posts.
    pub notice: Millis,
    /// Last about anything.
    pub last: Millis,
}

impl Db {
    /// When the public heard of each of these rooms.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn moments(&self, rooms: &[Header]) -> Result<HashMap<RoomId, Moments>, StoreError> {
        let ids: Vec<RoomId> = rooms.iter().map(|room| room.id).collect();
        let sql = "SELECT json_array(k.value,
             (SELECT at FROM entries WHERE room = k.value AND public_at IS NOT NULL ORDER BY public_at LIMIT 1),
             (SELECT at FROM entries WHERE room = k.value AND post IS NULL AND public_at IS NOT NULL
              ORDER BY staff_at DESC LIMIT 1),
             (SELECT at FROM entries WHERE room = k.value AND public_at IS NOT NULL ORDER BY public_at DESC LIMIT 1))
            FROM json_each($1) AS k";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(serde_json::to_string(&ids)?).fetch_all(self.readers()).await?;
        let moments = |(row,): (String,)| {
            let (room, first, notice, last): (RoomId, Option<Millis>, Option<Millis>, Option<Millis>) =
                serde_json::from_str(&row)?;
            let [first, notice, last] = [first, notice, last].map(Option::unwrap_or_default);
            Ok((room, Moments { first, notice, last }))
        };
        rows.into_iter().map(moments).collect()
    }

    /// Public posts of a room that were answered last, newest answer first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn answered_last(&self, room: RoomId, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT state, votes FROM posts WHERE room = $1 AND fate = 'answered' AND public = 1
                   ORDER BY state ->> '$.answered_at' DESC, number DESC LIMIT $2";
        let rows: Vec<(String, i64)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        listed(rows)
    }

    /// How many posts anybody may read, in rooms of these phases.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_open_posts(&self, phases: &[Phase]) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM rooms JOIN posts ON posts.room = rooms.id
                   WHERE rooms.phase IN (SELECT value FROM json_each($1)) AND rooms.rehearsal = 0
                   AND posts.public = 1 AND posts.fate <> 'merged'";
        let (count,): (u32,) =
            sqlx::query_as(sql).bind(serde_json::to_string(phases)?).fetch_one(self.readers()).await?;
        Ok(count)
    }

    /// These posts, by short code and number.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn open_posts(&self, phases: &[Phase], skip: u32, limit: u32) -> Result<Vec<(String, u32)>, StoreError> {
        let sql = "SELECT rooms.code, posts.number FROM rooms JOIN posts ON posts.room = rooms.id
                   WHERE rooms.phase IN (SELECT value FROM json_each($1)) AND rooms.rehearsal = 0
                   AND posts.public = 1 AND posts.fate <> 'merged' ORDER BY rooms.id, posts.number LIMIT $2 OFFSET $3";
        let query = sqlx::query_as(sql).bind(serde_json::to_string(phases)?).bind(limit).bind(skip);
        Ok(query.fetch_all(self.readers()).await?)
    }
}
