//! What waits for an answer after the end, and until when.

use super::{Db, StoreError};
use crate::kernel::id::{Millis, PostId, RoomId};

impl Db {
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
