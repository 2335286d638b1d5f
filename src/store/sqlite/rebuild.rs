//! Truth, read whole and in order, and the emptying of everything that is not truth.

use super::{
    super::{Audited, StoreError, load::Tx},
    open::Db,
};
use crate::kernel::id::{Millis, RoomId};

/// Tables that `rebuild` recomputes.
const DERIVED: [&str; 15] = [
    "DELETE FROM office",
    "DELETE FROM rooms",
    "DELETE FROM posts",
    "DELETE FROM cases",
    "DELETE FROM assisting",
    "DELETE FROM watched",
    "DELETE FROM letter_counts",
    "DELETE FROM lines",
    "DELETE FROM blocks",
    "DELETE FROM erasures",
    "DELETE FROM namings",
    "DELETE FROM movers",
    "DELETE FROM units",
    "DELETE FROM persons",
    "DELETE FROM links",
];

impl Db {
    /// Rooms that have a journal.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn journals(&self) -> Result<Vec<RoomId>, StoreError> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT DISTINCT room FROM entries").fetch_all(self.readers()).await?;
        Ok(rows.iter().filter_map(|(room,)| room.parse().ok()).collect())
    }

    /// When the newest entry was written, 0 before the first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn newest_entry_at(&self) -> Result<Millis, StoreError> {
        let (at,): (Option<Millis>,) = sqlx::query_as("SELECT max(at) FROM entries").fetch_one(self.readers()).await?;
        Ok(at.unwrap_or(0))
    }

    /// Entries of a room after an offset, in order.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn entries_after(&self, room: RoomId, after: u64, limit: u32) -> Result<Vec<Audited>, StoreError> {
        let sql = "SELECT room, staff_at, at, actor, body FROM entries
                   WHERE room = $1 AND staff_at > $2 ORDER BY staff_at LIMIT $3";
        let rows: Vec<(String, i64, i64, String, String)> = sqlx::query_as(sql)
            .bind(room.to_string())
            .bind(i64::try_from(after).unwrap_or(i64::MAX))
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        rows.into_iter().map(super::super::read::audited).collect()
    }
}

impl Tx {
    /// Empties every table that is not truth.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn forget_derived(&mut self) -> Result<(), StoreError> {
        for sql in DERIVED {
            sqlx::query(sql).execute(self.connection()).await?;
        }
        Ok(())
    }
}
