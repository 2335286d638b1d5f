//! Queries of what only the crew sees: words that are not in the record yet.

use super::{
    Db, StoreError,
    read::{Audited, audited},
};
use crate::kernel::{
    block::Block,
    id::{Millis, RoomId},
    line::Line,
};
use serde::de::DeserializeOwned;

/// What stands in a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordCounts {
    /// Headings.
    pub headings: u32,
    /// Photos.
    pub photos: u32,
    /// Statements of guests that answer no question.
    pub unbound: u32,
}

impl Db {
    /// Blocks of a room that are neither shown nor dropped, oldest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn open_blocks(&self, room: RoomId, limit: u32) -> Result<Vec<Block>, StoreError> {
        let keys = serde_json::json!([room, limit]).to_string();
        let sql = "SELECT state FROM blocks WHERE open = 1 AND room = $1 ->> 0 ORDER BY number LIMIT $1 ->> 1";
        self.crew(sql, keys).await
    }

    /// One block.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn block(&self, room: RoomId, number: u32) -> Result<Option<Block>, StoreError> {
        let keys = serde_json::json!([room, number]).to_string();
        let sql = "SELECT state FROM blocks WHERE room = $1 ->> 0 AND number = $1 ->> 1";
        Ok(self.crew(sql, keys).await?.into_iter().next())
    }

    /// Lines of a room that show a photo, the latest first; those taken down too.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn photo_lines(&self, room: RoomId, limit: u32) -> Result<Vec<Line>, StoreError> {
        let keys = serde_json::json!([room, limit]).to_string();
        let sql = "SELECT lines.state FROM namings
                   JOIN lines ON lines.room = namings.room AND lines.number = CAST(namings.thing AS INTEGER)
                   WHERE namings.room = $1 ->> 0 AND namings.place = 'line'
                   ORDER BY lines.number DESC LIMIT $1 ->> 1";
        self.crew(sql, keys).await
    }

    /// Blocks that are to be shown by `now`, in the order in which they were said.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn due_blocks(&self, now: Millis, limit: u32) -> Result<Vec<(RoomId, u32)>, StoreError> {
        let keys = serde_json::json!([now, limit]).to_string();
        let sql = "SELECT json_array(room, number) FROM blocks WHERE due_at <= $1 ->> 0
                   ORDER BY due_at, number LIMIT $1 ->> 1";
        self.crew(sql, keys).await
    }

    /// The last cues among the crew, newest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn cues(&self, room: RoomId, limit: u32) -> Result<Vec<Audited>, StoreError> {
        let sql = "SELECT room, staff_at, at, actor, body FROM entries INDEXED BY entries_postless
                   WHERE room = $1 AND post IS NULL AND body ->> '$.on' = 'crew' ORDER BY staff_at DESC LIMIT $2";
        let rows: Vec<(String, i64, i64, String, String)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        rows.into_iter().map(audited).collect()
    }

    /// What an editor looks at before a record is handed over.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn record_counts(&self, room: RoomId) -> Result<RecordCounts, StoreError> {
        let sql = "SELECT coalesce(sum(kind = 'heading'), 0), coalesce(sum(kind = 'photo'), 0),
                    coalesce(sum(kind = 'speech' AND speaker = 'guest' AND post IS NULL), 0)
                   FROM (SELECT post, state ->> '$.kind.type' AS kind, state ->> '$.kind.speaker.type' AS speaker
                         FROM lines WHERE room = $1 AND NOT state ->> '$.taken_down')";
        let (headings, photos, unbound) = sqlx::query_as(sql).bind(room.to_string()).fetch_one(self.readers()).await?;
        Ok(RecordCounts { headings, photos, unbound })
    }

    /// The last entry about the session's course: begun, paused, resumed, extended, closed.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn last_step(&self, room: RoomId) -> Result<Option<Audited>, StoreError> {
        let sql = "SELECT room, staff_at, at, actor, body FROM entries INDEXED BY entries_postless
                   WHERE room = $1 AND post IS NULL AND body ->> '$.on' = 'room'
                   AND body ->> '$.event.type' IN ('went_live', 'paused', 'resumed', 'extended', 'closed')
                   ORDER BY staff_at DESC LIMIT 1";
        let row: Option<(String, i64, i64, String, String)> =
            sqlx::query_as(sql).bind(room.to_string()).fetch_optional(self.readers()).await?;
        row.map(audited).transpose()
    }

    async fn crew<T: DeserializeOwned>(&self, sql: &'static str, keys: String) -> Result<Vec<T>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(keys).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }
}
