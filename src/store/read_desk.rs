//! Queries of desks that stay open: pages by keyset, and what an entry touched.

use super::{
    Db, Pile, StoreError,
    read::{Listed, listed},
};
use crate::kernel::id::{PostId, RoomId};

/// An entry of the staff stream, without what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Its offset.
    pub staff_at: u64,
    /// The post it is about; none for the room itself, its lines and its people.
    pub post: Option<PostId>,
    /// That post's revision after it.
    pub revision: Option<u32>,
    /// Words were erased.
    pub erases: bool,
}

impl Db {
    /// What the entries after `staff_at` are about, oldest first, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn touched(&self, room: RoomId, staff_at: u64, limit: u32) -> Result<Vec<Touched>, StoreError> {
        let sql = "SELECT staff_at, post, revision, instr(body, '\"type\":\"erased\"') > 0 FROM entries WHERE room = $1 AND staff_at > $2
                   ORDER BY staff_at LIMIT $3";
        let rows: Vec<(i64, Option<String>, Option<u32>, bool)> = sqlx::query_as(sql)
            .bind(room.to_string())
            .bind(i64::try_from(staff_at).unwrap_or(i64::MAX))
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        let touched = |(staff_at, post, revision, erases): (i64, Option<String>, Option<u32>, bool)| Touched {
            staff_at: u64::try_from(staff_at).unwrap_or_default(),
            post: post.and_then(|post| post.parse().ok()),
            revision,
            erases,
        };
        Ok(rows.into_iter().map(touched).collect())
    }

    /// Posts of one pile with numbers above `after`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn pile_after(
        &self,
        room: RoomId,
        pile: Pile,
        after: u32,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let sql = format!(
            "SELECT state, votes FROM posts {} WHERE room = $1 AND number > $2 AND {} ORDER BY number LIMIT $3",
            pile.index(),
            pile.condition()
        );
        let rows: Vec<(String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(room.to_string())
            .bind(after)
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        listed(rows)
    }
}
