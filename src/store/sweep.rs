//! Small writes beside the journal: sessions, and what may be forgotten.

use super::{Db, StoreError};
use crate::kernel::id::{Millis, PersonId};

impl Db {
    /// Keeps a staff session under the digest of its id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn keep_session(&self, id: &str, person: PersonId, expires_at: Millis) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO sessions (id, person, expires_at) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(person.to_string())
            .bind(expires_at)
            .execute(self.writer())
            .await?;
        Ok(())
    }

    /// Forgets one session.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn drop_session(&self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE id = $1").bind(id).execute(self.writer()).await?;
        Ok(())
    }

    /// Forgets all sessions of a person.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn drop_sessions_of(&self, person: PersonId) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE person = $1").bind(person.to_string()).execute(self.writer()).await?;
        Ok(())
    }

    /// Forgets sessions that ended and idempotency keys kept long enough.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn sweep(&self, now: Millis, keys_before: Millis) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now).execute(self.writer()).await?;
        sqlx::query("DELETE FROM idempotency WHERE at < $1").bind(keys_before).execute(self.writer()).await?;
        Ok(())
    }

    /// Destroys the words of rehearsals that were thrown away; their entries stay, without words.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn forget_rehearsals(&self) -> Result<u64, StoreError> {
        let sql = "UPDATE texts SET body = NULL, salt = '', state = 'destroyed' WHERE state = 'open' AND id IN (
          SELECT named.value FROM rooms JOIN entries ON entries.room = rooms.id, json_tree(entries.body) AS named
          WHERE rooms.phase = 'discarded' AND named.key = 'id' AND named.type = 'text')";
        let gone = sqlx::query(sql).execute(self.writer()).await?.rows_affected();
        self.unwashed().fetch_or(gone > 0, std::sync::atomic::Ordering::AcqRel);
        Ok(gone)
    }
}
