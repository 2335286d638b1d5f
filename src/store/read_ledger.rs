//! Queries of a room's ledger: every post with its fate, and how many there are of each.

use super::{Db, StoreError};
use crate::kernel::{
    id::RoomId,
    post::{Fate, Post},
};

/// How many posts of a room have a fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallied {
    /// The code of the fate.
    pub fate: String,
    /// How many.
    pub posts: u32,
}

/// How many posts of a room were stopped by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Id of the rule.
    pub rule: String,
    /// After they had been public.
    pub taken_down: bool,
    /// How many.
    pub posts: u32,
}

/// Appeals in a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appeals {
    /// All of them.
    pub made: u32,
    /// Of these, granted.
    pub granted: u32,
    /// Of these, dismissed.
    pub dismissed: u32,
}

impl Db {
    /// Posts of a room behind the number `after`, by number, at most `limit`: those of these fates (empty means all),
    /// without those that were never public and were stopped by one of the rules `counted`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn ledger(
        &self,
        room: RoomId,
        fates: &[Fate],
        counted: &[String],
        after: u32,
        limit: u32,
    ) -> Result<Vec<Post>, StoreError> {
        let keys = serde_json::json!([room, after, fates, counted, limit]).to_string();
        let sql = "SELECT state FROM posts WHERE room = $1 ->> 0 AND number > $1 ->> 1
             AND (json_array_length($1, '$[2]') = 0 OR fate IN (SELECT value FROM json_each($1, '$[2]')))
             AND NOT (fate = 'screened_out' AND state ->> '$.taken_down' IS NULL
              AND coalesce(state ->> '$.rule', '') IN (SELECT value FROM json_each($1, '$[3]')))
             ORDER BY number LIMIT $1 ->> 4";
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(keys).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// How many posts of a room have each fate.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn tallied(&self, room: RoomId) -> Result<Vec<Tallied>, StoreError> {
        let sql = "SELECT fate, count(*) FROM posts WHERE room = $1 GROUP BY fate";
        let rows: Vec<(String, u32)> = sqlx::query_as(sql).bind(room.to_string()).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().map(|(fate, posts)| Tallied { fate, posts }).collect())
    }

    /// How many authors of a room appealed against what stopped their posts, and what became of it.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn appeals(&self, room: RoomId) -> Result<Appeals, StoreError> {
        let sql = "SELECT count(*), coalesce(sum(state ->> '$.appeal.settled.granted' = 1), 0),
                   coalesce(sum(state ->> '$.appeal.settled.granted' = 0), 0)
                   FROM posts WHERE room = $1 AND state ->> '$.appeal' IS NOT NULL";
        let (made, granted, dismissed) = sqlx::query_as(sql).bind(room.to_string()).fetch_one(self.readers()).await?;
        Ok(Appeals { made, granted, dismissed })
    }

    /// How many posts of a room were stopped by each rule, most first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn stopped(&self, room: RoomId) -> Result<Vec<Stopped>, StoreError> {
        let sql = "SELECT coalesce(state ->> '$.rule', ''), state ->> '$.taken_down' IS NOT NULL, count(*)
                   FROM posts WHERE room = $1 AND fate = 'screened_out' GROUP BY 1, 2 ORDER BY 3 DESC, 1";
        let rows: Vec<(String, bool, u32)> =
            sqlx::query_as(sql).bind(room.to_string()).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().map(|(rule, taken_down, posts)| Stopped { rule, taken_down, posts }).collect())
    }
}
