//! Cases that are over, and open ones by the version of the workflow they follow.

use super::{
    Db, Listed, StoreError,
    read::{Audited, audited},
};
use crate::kernel::id::{Millis, PostId, RoomId};

/// Letters that are looked through for the newest that are over.
const LOOKED_AT: u32 = 20_000;

/// Open cases that follow an earlier version, at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnEarlier {
    /// The version.
    pub version: u32,
    /// Name of the stage.
    pub stage: String,
    /// How many.
    pub cases: u32,
}

impl Db {
    /// The newest cases of a room that are over, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn closed_cases(&self, room: RoomId, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT id FROM (SELECT id, number FROM posts INDEXED BY posts_number WHERE room = $1
                    ORDER BY number DESC LIMIT $2) AS newest
                   CROSS JOIN cases ON cases.post = newest.id AND cases.open = 0 ORDER BY newest.number DESC LIMIT $3";
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(LOOKED_AT).bind(limit);
        let rows: Vec<(String,)> = query.fetch_all(self.readers()).await?;
        let ids: Vec<PostId> = rows.iter().filter_map(|(id,)| id.parse().ok()).collect();
        self.posts_by_id(&ids).await
    }

    /// Entries by which these posts of a room went from stage to stage since `since`, oldest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn moves_of(
        &self,
        room: RoomId,
        posts: &[PostId],
        since: Millis,
    ) -> Result<Vec<(PostId, Audited)>, StoreError> {
        let sql = "SELECT post, room, staff_at, at, actor, body FROM entries INDEXED BY entries_at
                   WHERE at >= $1 AND room = $2 AND post IN (SELECT value FROM json_each($3))
                   AND body ->> '$.event.type' IN ('received', 'released', 'case') ORDER BY staff_at";
        let query = sqlx::query_as(sql).bind(since).bind(room.to_string()).bind(serde_json::to_string(posts)?);
        let rows: Vec<(String, String, i64, i64, String, String)> = query.fetch_all(self.readers()).await?;
        let entry = |(post, room, staff_at, at, actor, body): (String, String, i64, i64, String, String)| {
            let post = post.parse().map_err(|_| StoreError::Sql(format!("{post} is no post")))?;
            Ok((post, audited((room, staff_at, at, actor, body))?))
        };
        rows.into_iter().map(entry).collect()
    }

    /// How many open cases of a room follow a version before `version`, by stage.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn behind(&self, room: RoomId, version: u32) -> Result<Vec<OnEarlier>, StoreError> {
        let sql = "SELECT state ->> '$.case.version' AS kept, state ->> '$.place.stage' AS stage, count(*)
                   FROM cases CROSS JOIN posts ON posts.id = cases.post
                   WHERE cases.room = $1 AND cases.open = 1 AND kept < $2 GROUP BY kept, stage ORDER BY kept, stage";
        let rows: Vec<(u32, String, u32)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(version).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().map(|(version, stage, cases)| OnEarlier { version, stage, cases }).collect())
    }

    /// Those of them that stand at one stage of one version, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn cases_behind(
        &self,
        room: RoomId,
        (version, stage): (u32, &str),
        limit: u32,
    ) -> Result<Vec<PostId>, StoreError> {
        let sql = "SELECT cases.post FROM cases CROSS JOIN posts ON posts.id = cases.post
                   WHERE cases.room = $1 AND cases.open = 1 AND state ->> '$.case.version' = $2
                   AND state ->> '$.place.stage' = $3 LIMIT $4";
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(version).bind(stage).bind(limit);
        let rows: Vec<(String,)> = query.fetch_all(self.readers()).await?;
        Ok(rows.iter().filter_map(|(id,)| id.parse().ok()).collect())
    }
}
