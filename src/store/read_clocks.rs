//! What waits for an answer after the end, and until when.

use super::{Db, StoreError};
use crate::kernel::id::{Millis, PostId, RoomId};
use jiff::civil::Date;

/// What a room has yet to answer after its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOpen {
    /// The room.
    pub room: RoomId,
    /// How many posts.
    pub posts: u32,
    /// The first last day among them.
    pub due: Date,
}

impl Db {
    /// What these rooms have yet to answer, where a deadline runs.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn left_open(&self, rooms: &[RoomId]) -> Result<Vec<LeftOpen>, StoreError> {
        let sql = "SELECT room, count(*), min(state ->> '$.clock.now.due') FROM json_each($1) AS asked
                   CROSS JOIN posts ON room = asked.value AND fate = 'listed' AND public = 1
                   WHERE state ->> '$.clock.now.due' IS NOT NULL GROUP BY room";
        let rows: Vec<(String, u32, String)> =
            sqlx::query_as(sql).bind(serde_json::to_string(rooms)?).fetch_all(self.readers()).await?;
        let row = |(room, posts, due): (String, u32, String)| {
            Some(LeftOpen { room: room.parse().ok()?, posts, due: due.parse().ok()? })
        };
        Ok(rows.into_iter().filter_map(row).collect())
    }

    /// Posts that sessions left open and whose deadline no calendar of this edition has counted, with the end of the
    /// session; at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn uncounted(&self, edition: u32, limit: u32) -> Result<Vec<(RoomId, PostId, Millis)>, StoreError> {
        let sql = "SELECT posts.room, posts.id, rooms.state ->> '$.closed_at'
                   FROM rooms CROSS JOIN posts ON posts.room = rooms.id AND posts.fate = 'listed' AND posts.public = 1
                   WHERE rooms.phase = 'closed' AND rooms.rehearsal = 0 AND rooms.state ->> '$.policy.answer_days' > 0
                   AND coalesce(posts.state ->> '$.clock.now.edition', -1) < $1 LIMIT $2";
        let rows: Vec<(String, String, Millis)> =
            sqlx::query_as(sql).bind(edition).bind(limit).fetch_all(self.readers()).await?;
        let row = |(room, post, closed_at): (String, String, Millis)| {
            Some((room.parse().ok()?, post.parse().ok()?, closed_at))
        };
        Ok(rows.into_iter().filter_map(row).collect())
    }
}
