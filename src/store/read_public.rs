//! Queries of public pages: lists of rooms, places in the record.

use super::{Db, Listed, StoreError, read::listed};
use crate::kernel::{
    id::{PostId, RoomId},
    line::Line,
    room::{Header, Phase},
};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A heading of a record and how many lines stand before it.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its line.
    pub line: Line,
    /// Lines before it, from 0.
    pub before: u32,
}

impl Db {
    /// Rooms the public may know of in these phases, at most `limit` from `skip`:
    /// latest beginning first, or soonest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn public_rooms(
        &self,
        phases: &[Phase],
        soonest: bool,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Header>, StoreError> {
        let keys = serde_json::json!([phases, limit, skip]).to_string();
        let sql = if soonest {
            "SELECT state FROM rooms WHERE phase IN (SELECT value FROM json_each($1, '$[0]')) AND rehearsal = 0
             AND standing = 0 ORDER BY starts_at, id LIMIT $1 ->> 1 OFFSET $1 ->> 2"
        } else {
            "SELECT state FROM rooms WHERE phase IN (SELECT value FROM json_each($1, '$[0]')) AND rehearsal = 0
             AND standing = 0 ORDER BY starts_at DESC, id LIMIT $1 ->> 1 OFFSET $1 ->> 2"
        };
        if skip > 0 {
            return self.folded(sql, &keys).await;
        }
        let name = format!("{keys}{soonest}");
        if let Some(known) = self.remembered().list(&name) {
            return Ok(known);
        }
        let turn = self.remembered().turn();
        let found: Vec<Header> = self.folded(sql, &keys).await?;
        self.remembered().keep_list(name, turn, &found);
        Ok(found)
    }

    /// Rehearsals in which scripted citizens ask.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn crowded_rehearsals(&self) -> Result<Vec<Header>, StoreError> {
        let phases = [Phase::Collecting, Phase::Live];
        let sql = "SELECT state FROM rooms WHERE phase IN (SELECT value FROM json_each($1)) AND rehearsal = 1
                   AND state ->> '$.crowd_per_minute' > 0";
        self.folded(sql, &serde_json::to_string(&phases)?).await
    }

    /// How many rooms the public may know of in these phases.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_public_rooms(&self, phases: &[Phase]) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM rooms WHERE phase IN (SELECT value FROM json_each($1)) AND rehearsal = 0
                   AND standing = 0";
        let (count,): (u32,) =
            sqlx::query_as(sql).bind(serde_json::to_string(phases)?).fetch_one(self.readers()).await?;
        Ok(count)
    }

    /// Rooms by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn rooms_by_id(&self, rooms: &[RoomId]) -> Result<Vec<Header>, StoreError> {
        let sql = "SELECT state FROM rooms WHERE id IN (SELECT value FROM json_each($1))";
        self.folded(sql, &serde_json::to_string(rooms)?).await
    }

    /// Public posts of a room, answered ones first, each group most endorsed first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts_answered_first(&self, room: RoomId, skip: u32, limit: u32) -> Result<Vec<Listed>, StoreError> {
        // Sorted without the states, which are read for one page only.
        let sql = "SELECT state, votes FROM posts WHERE id IN (
                    SELECT id FROM posts WHERE room = $1 AND public = 1 AND fate <> 'merged'
                    ORDER BY fate = 'answered' DESC, votes DESC, number LIMIT $2 OFFSET $3)
                   ORDER BY fate = 'answered' DESC, votes DESC, number";
        let rows: Vec<(String, i64)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).bind(skip).fetch_all(self.readers()).await?;
        listed(rows)
    }

    /// How many posts were joined to each of these; those without any are left out.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_joined(&self, heads: &[PostId]) -> Result<HashMap<String, u32>, StoreError> {
        let sql = "SELECT head, count(*) FROM posts WHERE head <> id AND head IN (SELECT value FROM json_each($1))
                   GROUP BY head";
        let rows: Vec<(String, u32)> =
            sqlx::query_as(sql).bind(serde_json::to_string(heads)?).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().collect())
    }

    /// How many lines of the record stand before `line`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_before(&self, line: &Line) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM lines WHERE room = $1 AND (place, number) < ($2, $3)";
        let query = sqlx::query_as(sql).bind(line.room.to_string()).bind(line.place).bind(line.number);
        let (before,): (u32,) = query.fetch_one(self.readers()).await?;
        Ok(before)
    }

    /// Headings of a record, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn headings(&self, room: RoomId, limit: u32) -> Result<Vec<Heading>, StoreError> {
        let sql = "WITH headed AS (SELECT number FROM lines INDEXED BY lines_headings
                    WHERE room = $1 AND state ->> '$.kind.type' = 'heading'),
                   placed AS (SELECT number, row_number() OVER (ORDER BY place, number) - 1 AS before
                    FROM lines WHERE room = $1 AND EXISTS (SELECT 1 FROM headed))
                   SELECT state, before FROM placed CROSS JOIN lines USING (number)
                   WHERE room = $1 AND number IN (SELECT number FROM headed) ORDER BY before LIMIT $2";
        let rows: Vec<(String, u32)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        let heading = |(state, before): (String, u32)| Ok(Heading { line: serde_json::from_str(&state)?, before });
        rows.into_iter().map(heading).collect()
    }

    async fn folded<T: DeserializeOwned>(&self, sql: &'static str, key: &str) -> Result<Vec<T>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(key).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }
}
