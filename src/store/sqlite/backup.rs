//! A backup while running, and the check of one.

use super::{
    super::{
        StoreError,
        files::{ALL, identified},
    },
    open::Db,
    scrub::scrub_file,
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
    match scrub_file(file).await?.first() {
        None => Ok(()),
        Some(flaw) => Err(StoreError::Disk(format!("the copy is not sound: {flaw}"))),
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
}
