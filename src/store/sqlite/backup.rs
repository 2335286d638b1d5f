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
use std::{path::Path, sync::atomic::Ordering, time::Duration};

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

/// A text that was sealed or destroyed: id, state, when, by what right.
pub type TakenText = (String, String, Option<i64>, Option<String>);

/// Texts of a copied database that were sealed or destroyed.
///
/// # Errors
/// `StoreError`.
pub async fn taken_in(file: &Path) -> Result<Vec<TakenText>, StoreError> {
    let mut copy = SqliteConnectOptions::new().filename(file).immutable(true).read_only(true).connect().await?;
    let sql = "SELECT id, state, erased_at, ground FROM texts WHERE state <> 'open' ORDER BY id";
    let rows = sqlx::query_as(sql).fetch_all(&mut copy).await?;
    copy.close().await?;
    Ok(rows)
}

impl Db {
    /// Seals and destroys again what a later backup says was taken; how many texts that changed.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn take_again(&self, taken: &[TakenText]) -> Result<u64, StoreError> {
        let sql = "UPDATE texts SET state = again.value ->> 1,
            body = iif(again.value ->> 1 = 'sealed', body, NULL), salt = iif(again.value ->> 1 = 'sealed', salt, ''),
            erased_at = again.value ->> 2, ground = again.value ->> 3
           FROM json_each($1) AS again WHERE texts.id = again.value ->> 0
            AND texts.state <> again.value ->> 1 AND texts.state <> 'destroyed'";
        let done = sqlx::query(sql).bind(serde_json::to_string(taken)?).execute(self.writer()).await?;
        self.unwashed().fetch_or(done.rows_affected() > 0, Ordering::AcqRel);
        Ok(done.rows_affected())
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
}
