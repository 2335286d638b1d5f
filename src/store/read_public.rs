//! Queries of public pages: lists of rooms, tallies, places in the record.

use super::{Db, Listed, StoreError, read::listed};
use crate::kernel::{
    id::{PostId, RoomId, TextId},
    line::Line,
    room::{Header, Phase},
};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// What a room has received, as the public counts it: citizens' own questions apart from
/// those prepared by the unit or asked by the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Citizens' questions brought so far, public or not.
    pub received: u32,
    /// Citizens' questions the public can read.
    pub public: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Questions of the unit or host that the public can read.
    pub prepared: u32,
}

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
             ORDER BY starts_at, id LIMIT $1 ->> 1 OFFSET $1 ->> 2"
        } else {
            "SELECT state FROM rooms WHERE phase IN (SELECT value FROM json_each($1, '$[0]')) AND rehearsal = 0
             ORDER BY starts_at DESC, id LIMIT $1 ->> 1 OFFSET $1 ->> 2"
        };
        self.folded(sql, &keys).await
    }

    /// How many rooms the public may know of in these phases.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_public_rooms(&self, phases: &[Phase]) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM rooms WHERE phase IN (SELECT value FROM json_each($1)) AND rehearsal = 0";
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

    /// Tallies of rooms, from indexes alone.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn tallies(&self, rooms: &[RoomId]) -> Result<HashMap<RoomId, Tally>, StoreError> {
        let seen = self.counted(
            "SELECT k.value, (SELECT count(*) FROM posts WHERE room = k.value),
               (SELECT count(*) FROM posts INDEXED BY posts_public WHERE room = k.value AND public = 1 AND fate <> 'merged'),
               (SELECT count(*) FROM posts INDEXED BY posts_public WHERE room = k.value AND public = 1 AND fate = 'answered')
             FROM json_each($1) AS k",
            rooms,
        );
        let prepared = self.counted(
            "SELECT k.value,
               (SELECT count(*) FROM posts INDEXED BY posts_prepared WHERE room = k.value AND state ->> '$.origin' IN ('prepared', 'host')),
               (SELECT count(*) FROM posts INDEXED BY posts_prepared WHERE room = k.value AND state ->> '$.origin' IN ('prepared', 'host') AND public = 1 AND fate <> 'merged'),
               (SELECT count(*) FROM posts INDEXED BY posts_prepared WHERE room = k.value AND state ->> '$.origin' IN ('prepared', 'host') AND public = 1 AND fate = 'answered')
             FROM json_each($1) AS k",
            rooms,
        );
        let (seen, prepared) = (seen.await?, prepared.await?);
        let tally = |(room, [received, public, answered]): (RoomId, [u32; 3])| {
            let [of_all, of_public, of_answered] = prepared.get(&room).copied().unwrap_or_default();
            let tally = Tally {
                received: received.saturating_sub(of_all),
                public: public.saturating_sub(of_public),
                answered: answered.saturating_sub(of_answered),
                prepared: of_public,
            };
            (room, tally)
        };
        Ok(seen.into_iter().map(tally).collect())
    }

    async fn counted(&self, sql: &'static str, rooms: &[RoomId]) -> Result<HashMap<RoomId, [u32; 3]>, StoreError> {
        let keys = serde_json::to_string(rooms)?;
        let rows: Vec<(String, u32, u32, u32)> = sqlx::query_as(sql).bind(keys).fetch_all(self.readers()).await?;
        let row = |(room, a, b, c): (String, u32, u32, u32)| Some((room.parse().ok()?, [a, b, c]));
        Ok(rows.into_iter().filter_map(row).collect())
    }

    /// Sum of all endorsements of a room's public posts: changes whenever a tally does.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn sum_votes(&self, room: RoomId) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(sum(votes), 0) FROM posts WHERE room = $1 AND public = 1";
        let (sum,): (i64,) = sqlx::query_as(sql).bind(room.to_string()).fetch_one(self.readers()).await?;
        Ok(sum)
    }

    /// Public posts of a room, answered ones first, each group most endorsed first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts_answered_first(&self, room: RoomId, skip: u32, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT state, votes FROM posts WHERE room = $1 AND public = 1 AND fate <> 'merged'
                   ORDER BY fate = 'answered' DESC, votes DESC, number LIMIT $2 OFFSET $3";
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

    /// How many lines the record has, and how many stand before `line`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_lines(&self, room: RoomId, before: Option<&Line>) -> Result<(u32, u32), StoreError> {
        let (place, number) = before.map_or((f64::MIN, 0), |line| (line.place, line.number));
        let sql = "SELECT (SELECT count(*) FROM lines WHERE room = $1),
                     (SELECT count(*) FROM lines WHERE room = $1 AND (place, number) < ($2, $3))";
        Ok(sqlx::query_as(sql).bind(room.to_string()).bind(place).bind(number).fetch_one(self.readers()).await?)
    }

    /// Headings of a record, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn headings(&self, room: RoomId, limit: u32) -> Result<Vec<Heading>, StoreError> {
        let sql = "SELECT h.state, (SELECT count(*) FROM lines AS l WHERE l.room = h.room AND (l.place, l.number) < (h.place, h.number))
                   FROM lines AS h INDEXED BY lines_headings
                   WHERE h.room = $1 AND h.state ->> '$.kind.type' = 'heading' ORDER BY h.place, h.number LIMIT $2";
        let rows: Vec<(String, u32)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        let heading = |(state, before): (String, u32)| Ok(Heading { line: serde_json::from_str(&state)?, before });
        rows.into_iter().map(heading).collect()
    }

    /// Every notice a room has had, oldest first: who once was a guest is named there.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn notices_of(&self, room: RoomId) -> Result<Vec<TextId>, StoreError> {
        self.folded(
            "SELECT json_quote(body ->> '$.event.about.id') FROM entries
             WHERE room = $1 AND body ->> '$.event.about.id' IS NOT NULL ORDER BY staff_at",
            &room.to_string(),
        )
        .await
    }

    async fn folded<T: DeserializeOwned>(&self, sql: &'static str, key: &str) -> Result<Vec<T>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(key).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }
}
