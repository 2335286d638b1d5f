//! A backup while running, and the check of one.

use super::super::StoreError;
use super::open::Db;
use std::path::Path;

impl Db {
    /// Writes a consistent copy of the database to `file`, which must not exist.
    /// Writers go on meanwhile.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        sqlx::query("VACUUM INTO $1").bind(file.to_string_lossy().into_owned()).execute(self.readers()).await?;
        Ok(())
    }

    /// Replaces the epoch: after a restore, readers must not trust their positions.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn renew_epoch(&self) -> Result<(), StoreError> {
        let fresh = (rand::random::<u64>() >> 11).to_string();
        sqlx::query("UPDATE meta SET value = $1 WHERE name = 'epoch'").bind(fresh).execute(self.writer()).await?;
        Ok(())
    }

    /// Reads every page; the lines say what is broken, and are empty when nothing is.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn scrub(&self) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check").fetch_all(self.readers()).await?;
        Ok(rows.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect())
    }
}
