//! A backup while running, and the check of one.

use super::{
    super::{
        StoreError,
        files::{ALL, identified},
    },
    open::Db,
};
use crate::kernel::id::FileId;
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use std::{path::Path, time::Duration};

/// Writes a consistent copy of the database in `folder` to `file`, which must not exist,
/// and reads the copy back whole. The server may be running; its writers go on.
///
/// # Errors
/// `StoreError`; also when the copy is not sound.
pub async fn copy_database(folder: &Path, file: &Path) -> Result<(), StoreError> {
    let source = SqliteConnectOptions::new().filename(folder.join("wenzheng.db")).busy_timeout(Duration::from_secs(30));
    let mut connection = source.connect().await?;
    sqlx::query("VACUUM INTO $1").bind(file.to_string_lossy().into_owned()).execute(&mut connection).await?;
    connection.close().await?;
    let mut copy = SqliteConnectOptions::new().filename(file).immutable(true).read_only(true).connect().await?;
    let rows: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check").fetch_all(&mut copy).await?;
    copy.close().await?;
    match rows.into_iter().find(|(line,)| line != "ok") {
        None => Ok(()),
        Some((line,)) => Err(StoreError::Disk(format!("the copy is not sound: {line}"))),
    }
}

/// The files on which a copied database depends, and whether one of its rooms names them.
///
/// # Errors
/// `StoreError`.
pub async fn files_in(file: &Path) -> Result<Vec<(FileId, bool)>, StoreError> {
    let mut copy = SqliteConnectOptions::new().filename(file).immutable(true).read_only(true).connect().await?;
    let rows = sqlx::query_as(ALL).fetch_all(&mut copy).await?;
    copy.close().await?;
    Ok(identified(rows))
}

impl Db {
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

    /// Texts whose words no longer fit their digest, by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn forged_texts(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id, salt, sha256, body FROM texts WHERE state = 'open' AND body IS NOT NULL AND id > $1 ORDER BY id LIMIT 1000";
        let (mut forged, mut after) = (Vec::new(), String::new());
        loop {
            let rows: Vec<(String, String, String, String)> =
                sqlx::query_as(sql).bind(&after).fetch_all(self.readers()).await?;
            let Some((last, ..)) = rows.last() else { return Ok(forged) };
            after.clone_from(last);
            let wrong =
                rows.into_iter().filter(|(_, salt, sha256, body)| crate::kernel::text::digest(salt, body) != *sha256);
            forged.extend(wrong.map(|(id, ..)| id));
        }
    }
}
