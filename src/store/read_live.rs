//! Queries of those who follow a room: its entries in the order of either stream, and what an entry replaced.

use super::{Db, StoreError, search::Cursor};
use crate::kernel::{
    event::Event,
    id::{PostId, RoomId},
    line::Line,
    post::Post,
    touch::Left,
};

/// An entry at its place in the stream that is followed.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Offset in that stream.
    pub at: u64,
    /// Offset in the staff stream.
    pub staff_at: u64,
    /// What happened.
    pub event: Event,
}

impl Db {
    /// Entries of the public stream after an offset, in order.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn public_entries(&self, room: RoomId, after: u64, most: u32) -> Result<Vec<Followed>, StoreError> {
        self.followed(
            "SELECT public_at, staff_at, body FROM entries WHERE room = $1 AND public_at > $2 ORDER BY public_at LIMIT $3",
            (room, after, most),
        )
        .await
    }

    /// Entries of the staff stream after an offset, in order.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn staff_entries(&self, room: RoomId, after: u64, most: u32) -> Result<Vec<Followed>, StoreError> {
        self.followed(
            "SELECT staff_at, staff_at, body FROM entries WHERE room = $1 AND staff_at > $2 ORDER BY staff_at LIMIT $3",
            (room, after, most),
        )
        .await
    }

    /// How long the streams of each public room are.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn public_streams(&self) -> Result<Vec<(RoomId, Cursor)>, StoreError> {
        let sql = "SELECT id, state ->> '$.public_at', state ->> '$.staff_at' FROM rooms
                   WHERE rehearsal = 0 AND phase NOT IN ('draft', 'discarded')";
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(sql).fetch_all(self.readers()).await?;
        let room = |(room, public_at, staff_at): (String, i64, i64)| {
            let cursor = Cursor { public_at: public_at.unsigned_abs(), staff_at: staff_at.unsigned_abs() };
            Some((room.parse().ok()?, cursor))
        };
        Ok(rows.into_iter().filter_map(room).collect())
    }

    /// Whether anything was erased in the room after this offset of its staff stream.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn erased_since(&self, room: RoomId, staff_at: u64) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) FROM entries WHERE room = $1 AND staff_at > $2 AND post IS NULL
                   AND body ->> '$.on' = 'erasure'";
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(i64::try_from(staff_at).unwrap_or(i64::MAX));
        let (erasures,): (i64,) = query.fetch_one(self.readers()).await?;
        Ok(erasures > 0)
    }

    async fn followed(
        &self,
        sql: &'static str,
        (room, after, most): (RoomId, u64, u32),
    ) -> Result<Vec<Followed>, StoreError> {
        let rows: Vec<(i64, i64, String)> = sqlx::query_as(sql)
            .bind(room.to_string())
            .bind(i64::try_from(after).unwrap_or(i64::MAX))
            .bind(most)
            .fetch_all(self.readers())
            .await?;
        let entry = |(at, staff_at, body): (i64, i64, String)| {
            let event = serde_json::from_str(&body)?;
            Ok(Followed { at: at.unsigned_abs(), staff_at: staff_at.unsigned_abs(), event })
        };
        rows.into_iter().map(entry).collect()
    }

    /// The post that was there before the entry at `staff_at`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn left(&self, room: RoomId, staff_at: u64, left: Left) -> Result<Option<PostId>, StoreError> {
        let (sql, what) = match left {
            Left::Stage => (
                "SELECT body ->> '$.event.post' FROM entries WHERE room = $1 AND staff_at < $2
                 AND post IS NULL AND body ->> '$.event.type' = 'staged' ORDER BY staff_at DESC LIMIT 1",
                None,
            ),
            Left::Binding(line) => (
                "SELECT body ->> '$.event.post' FROM entries WHERE room = $1 AND staff_at < $2
                 AND post IS NULL AND body ->> '$.line' = CAST($3 AS INTEGER) AND body ->> '$.event.type' IN ('written', 'bound')
                 ORDER BY staff_at DESC LIMIT 1",
                Some(line.to_string()),
            ),
            Left::Head(post) => (
                "SELECT body ->> '$.event.verdict.into' FROM entries WHERE room = $1 AND staff_at < $2 AND post = $3
                 AND body ->> '$.event.type' = 'released' AND body ->> '$.event.verdict.type' = 'merge'
                 ORDER BY staff_at DESC LIMIT 1",
                Some(post.to_string()),
            ),
        };
        let before = i64::try_from(staff_at).unwrap_or(i64::MAX);
        let mut query = sqlx::query_as::<_, (Option<String>,)>(sql).bind(room.to_string()).bind(before);
        if let Some(what) = what {
            query = query.bind(what);
        }
        let found = query.fetch_optional(self.readers()).await?;
        Ok(found.and_then(|(post,)| post).and_then(|post| post.parse().ok()))
    }

    /// Lines of a room by number, in the order of the record.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_numbered(&self, room: RoomId, numbers: &[u32]) -> Result<Vec<Line>, StoreError> {
        let sql = "SELECT state FROM lines WHERE room = $1 AND number IN (SELECT value FROM json_each($2))
                   ORDER BY place, number";
        let rows: Vec<(String,)> = sqlx::query_as(sql)
            .bind(room.to_string())
            .bind(serde_json::to_string(numbers)?)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// Lines of any rooms by number, in no order.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_at(&self, places: &[(RoomId, u32)]) -> Result<Vec<Line>, StoreError> {
        let sql = "SELECT group_concat(state) FROM json_each($1) AS k CROSS JOIN lines
                   ON lines.room = k.value ->> 0 AND lines.number = k.value ->> 1";
        self.at_once(sql, &serde_json::to_string(places)?).await
    }

    /// Posts of any rooms by number, in no order.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts_at(&self, places: &[(RoomId, u32)]) -> Result<Vec<Post>, StoreError> {
        let sql = "SELECT group_concat(state) FROM json_each($1) AS k CROSS JOIN posts
                   ON posts.room = k.value ->> 0 AND posts.number = k.value ->> 1";
        self.at_once(sql, &serde_json::to_string(places)?).await
    }
}
