//! What waits for an answer after the end, and until when.

use super::{Db, Listed, StoreError};
use crate::kernel::{
    id::{Millis, PostId, RoomId},
    room::Header,
};
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

    /// Rooms that are over, have a way for what they left open, and something of it that nobody decided about; at most
    /// `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn with_leftovers(&self, limit: u32) -> Result<Vec<Header>, StoreError> {
        let sql = "SELECT state FROM rooms WHERE phase = 'closed' AND rehearsal = 0
                   AND EXISTS (SELECT 1 FROM posts WHERE room = rooms.id AND fate = 'listed' AND public = 1
                               AND posts.state ->> '$.clock' IS NOT NULL)
                   AND EXISTS (SELECT 1 FROM json_each(state, '$.workflow.stages') WHERE value ->> '$.step' = 'route')
                   LIMIT $1";
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(limit).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// What a session left open and nobody decided about, unless an answer is being written that is not due yet.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn untouched(&self, room: RoomId, today: Date, limit: u32) -> Result<Vec<PostId>, StoreError> {
        let sql = "SELECT id FROM posts WHERE room = $1 AND fate = 'listed' AND public = 1 AND due_at IS NULL
                   AND state ->> '$.clock' IS NOT NULL AND state ->> '$.case' IS NULL
                   AND (state ->> '$.clock.now.due' < $2 OR NOT EXISTS (SELECT 1 FROM json_each(state, '$.replies')
                        WHERE value ->> '$.state' IN ('draft', 'handed_over', 'signed_off')))
                   ORDER BY number LIMIT $3";
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(today.to_string()).bind(limit);
        let rows: Vec<(String,)> = query.fetch_all(self.readers()).await?;
        Ok(rows.iter().filter_map(|(id,)| id.parse().ok()).collect())
    }

    /// Everything that a session left open at its end, the most endorsed first: decided about or not; at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn leftovers(&self, room: RoomId, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT id FROM posts WHERE room = $1 AND public = 1 AND fate IN
                    ('listed', 'carried_over', 'ended', 'answered')
                   AND (fate = 'listed' OR state ->> '$.clock' IS NOT NULL OR state ->> '$.case' IS NOT NULL)
                   ORDER BY fate = 'listed' DESC, votes DESC, number LIMIT $2";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        let ids: Vec<PostId> = rows.iter().filter_map(|(id,)| id.parse().ok()).collect();
        let mut found = self.posts_by_id(&ids).await?;
        found.sort_by_key(|listed| ids.iter().position(|id| *id == listed.post.id));
        Ok(found)
    }

    /// How many a session left open at its end, and how many of them nobody has decided about.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_leftovers(&self, room: RoomId) -> Result<(u32, u32), StoreError> {
        let sql = "SELECT count(*), coalesce(sum(fate = 'listed'), 0) FROM posts WHERE room = $1 AND public = 1
                   AND fate IN ('listed', 'carried_over', 'ended', 'answered')
                   AND (fate = 'listed' OR state ->> '$.clock' IS NOT NULL OR state ->> '$.case' IS NOT NULL)";
        Ok(sqlx::query_as(sql).bind(room.to_string()).fetch_one(self.readers()).await?)
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
