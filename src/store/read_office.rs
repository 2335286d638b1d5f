//! Queries of the office: rooms by id, and the journal as the auditor leafs through it.

use super::{Audited, Db, StoreError, read::audited};
use crate::kernel::id::{Millis, OFFICE, RoomId, TextId};

type EntryColumns = (String, i64, i64, String, String);

/// An entry's place in the auditor's list, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryPlace {
    /// When.
    pub at: Millis,
    /// Its room.
    pub room: RoomId,
    /// Its offset on the staff stream.
    pub staff_at: u64,
}

/// Versions of a workflow that are listed: more than a room keeps, for those of a draft that nothing began with.
const WORKFLOWS: u32 = 200;

impl Db {
    /// Entries of one room or of all, newest first, those after `after` in that order, at
    /// most `limit`. Entries of one moment are kept apart by room and offset.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn entries_back(
        &self,
        room: Option<RoomId>,
        after: Option<EntryPlace>,
        limit: u32,
    ) -> Result<Vec<Audited>, StoreError> {
        let last = EntryPlace { at: i64::MAX, room: RoomId(uuid::Uuid::max()), staff_at: i64::MAX.unsigned_abs() };
        let after = after.unwrap_or(last);
        let staff_at = i64::try_from(after.staff_at).unwrap_or(i64::MAX);
        let rows: Vec<EntryColumns> = match room {
            Some(room) => {
                let sql = "SELECT room, staff_at, at, actor, body FROM entries
                           WHERE room = $1 AND staff_at < $2 ORDER BY staff_at DESC LIMIT $3";
                sqlx::query_as(sql).bind(room.to_string()).bind(staff_at).bind(limit).fetch_all(self.readers()).await?
            }
            None => {
                let sql = "SELECT room, staff_at, at, actor, body FROM entries
                           WHERE (at, room, staff_at) < ($1, $2, $3)
                           ORDER BY at DESC, room DESC, staff_at DESC LIMIT $4";
                let query = sqlx::query_as(sql).bind(after.at).bind(after.room.to_string()).bind(staff_at);
                query.bind(limit).fetch_all(self.readers()).await?
            }
        };
        rows.into_iter().map(audited).collect()
    }

    /// The entries that let a workflow take effect in a room, the latest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn workflows(&self, room: RoomId) -> Result<Vec<Audited>, StoreError> {
        let sql = "SELECT room, staff_at, at, actor, body FROM entries INDEXED BY entries_postless
                   WHERE room = $1 AND post IS NULL AND body ->> '$.on' = 'room'
                   AND body ->> '$.event.type' IN ('drafted', 'workflow_adopted')
                   ORDER BY staff_at DESC LIMIT $2";
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(WORKFLOWS);
        let rows: Vec<EntryColumns> = query.fetch_all(self.readers()).await?;
        rows.into_iter().map(audited).collect()
    }

    /// The text of the rulebook that was in force at a moment; none before the first was adopted.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn rulebook_at(&self, at: Millis) -> Result<Option<TextId>, StoreError> {
        let sql = "SELECT body ->> '$.event.text.id' FROM entries
                   WHERE room = $1 AND at <= $2 AND body ->> '$.event.type' = 'rulebook_adopted'
                   ORDER BY staff_at DESC LIMIT 1";
        let found: Option<(String,)> =
            sqlx::query_as(sql).bind(OFFICE.to_string()).bind(at).fetch_optional(self.readers()).await?;
        found.map(|(text,)| text.parse().map_err(|_| StoreError::Sql(format!("{text} is no id")))).transpose()
    }
}
