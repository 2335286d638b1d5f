//! The check of a data folder or a backup by whoever wants to know: read only, while a server may be running.

use super::{
    super::StoreError,
    open::Db,
    scrub::{Flaw, Reading, read_whole},
};
use crate::kernel::{id::RoomId, room::Header};
use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{collections::HashMap, path::Path, time::Duration};

/// What was found in a database.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// What was read.
    pub reading: Reading,
    /// Short codes of rooms by id.
    pub codes: HashMap<String, String>,
}

impl Verified {
    /// What is not as it was written.
    pub fn flaws(&self) -> &[Flaw] {
        &self.reading.flaws
    }
}

/// Reads all truth in `folder`, which holds a server's data or, with `settled`, a copy that nobody writes to. `step` is
/// told how many of how many entries were read.
///
/// # Errors
/// `StoreError` when there is no database or it cannot be read.
pub async fn verify(
    folder: &Path,
    settled: bool,
    step: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<Verified, StoreError> {
    let file = SqliteConnectOptions::new().filename(folder.join("wenzheng.db")).busy_timeout(Duration::from_secs(30));
    let file = if settled { file.immutable(true).read_only(true) } else { file.pragma("query_only", "on") };
    let mut connection = file.connect().await?;
    // One state of everything, however long the reading takes.
    let mut state = connection.begin().await?;
    let all = entries(&mut state).await?;
    let mut read = 0;
    let mut told = |more: u64| {
        read += more;
        step(read, all);
    };
    let reading = read_whole(&mut state, &mut told).await?;
    let codes: Vec<(String, String)> =
        sqlx::query_as("SELECT id, code FROM rooms WHERE code IS NOT NULL").fetch_all(&mut *state).await?;
    state.rollback().await?;
    connection.close().await?;
    Ok(Verified { reading, codes: codes.into_iter().collect() })
}

async fn entries(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let (all,): (i64,) = sqlx::query_as("SELECT count(*) FROM entries").fetch_one(connection).await?;
    Ok(all.unsigned_abs())
}

impl Db {
    /// The digest of the last entry that `header` counts, which covers all before it; none where the journal is torn.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn tip(&self, header: &Header) -> Result<Option<String>, StoreError> {
        let sql = "SELECT digest FROM entries WHERE room = $1 AND staff_at = $2";
        let staff_at = i64::try_from(header.staff_at).unwrap_or(i64::MAX);
        let row: Option<(String,)> = sqlx::query_as(sql)
            .bind(RoomId::to_string(&header.id))
            .bind(staff_at)
            .fetch_optional(self.readers())
            .await?;
        Ok(row.map(|(digest,)| digest))
    }
}
