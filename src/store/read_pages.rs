//! Pages of lists for programs, each from the last row of the one before: what comes in meanwhile doubles nothing.

use super::{Db, Listed, StoreError, read::listed};
use crate::kernel::{
    id::RoomId,
    room::{Header, Phase},
};

impl Db {
    /// Rooms the public may know of, latest beginning first, after the one of this code.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn rooms_after(&self, code: Option<&str>, limit: u32) -> Result<Vec<Header>, StoreError> {
        let phases = [Phase::Announced, Phase::Collecting, Phase::Live, Phase::Closed, Phase::Cancelled];
        let sql = "SELECT state FROM rooms WHERE phase IN (SELECT value FROM json_each($1, '$[0]')) AND rehearsal = 0
                   AND ($1 ->> 1 IS NULL OR (starts_at, id) < (SELECT starts_at, id FROM rooms WHERE code = $1 ->> 1))
                   ORDER BY starts_at DESC, id DESC LIMIT $1 ->> 2";
        self.states(sql, &serde_json::json!([phases, code, limit]).to_string()).await
    }

    /// Public posts of a room by number, after this one.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts_after(&self, room: RoomId, number: u32, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT state, votes FROM posts WHERE room = $1 AND number > $2 AND public = 1 AND fate <> 'merged'
                   ORDER BY number LIMIT $3";
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(number).bind(limit);
        listed(query.fetch_all(self.readers()).await?)
    }
}
