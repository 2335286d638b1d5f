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
}
