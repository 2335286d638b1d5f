//! The search index in a SQLite database of its own beside the journal's, so that keeping it never stands in the way
//! of a durable write. Losing it loses nothing.

use super::super::{
    FolderFault, StoreError,
    folder::shown,
    search::{Size, Thing},
};
use sqlx::{
    Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

const FILE: &str = "search.db";
/// Changes whenever the tables or the meaning of their columns do.
const SCHEMA: u32 = 2;
/// Connections for reading.
const READERS: u32 = 3;
/// How long a search waits for one of them.
const PATIENCE: Duration = Duration::from_secs(5);

/// The open index. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SearchDb {
    pub(super) writer: SqlitePool,
    pub(super) readers: SqlitePool,
    file: PathBuf,
}

impl SearchDb {
    /// Opens the index of a data folder. One of another version, or one that cannot be read, is thrown away and made
    /// anew; `version` says how texts become tokens, and of which journal.
    ///
    /// # Errors
    /// `StoreError` when none can be made.
    pub async fn open(folder: &Path, version: &str) -> Result<SearchDb, StoreError> {
        let (file, version) = (folder.join(FILE), format!("{SCHEMA} {version}"));
        match SearchDb::connect(&file, &version).await {
            Ok(Some(index)) => return Ok(index),
            Ok(None) => tracing::info!("the search index is of another version and is made anew"),
            Err(error) => tracing::warn!(%error, "the search index cannot be used and is made anew"),
        }
        SearchDb::make(folder, &file, &version).await
    }

    /// An empty index in place of what was there.
    ///
    /// # Errors
    /// `StoreError` when none can be made.
    pub async fn anew(folder: &Path, version: &str) -> Result<SearchDb, StoreError> {
        SearchDb::make(folder, &folder.join(FILE), &format!("{SCHEMA} {version}")).await
    }

    async fn make(folder: &Path, file: &Path, version: &str) -> Result<SearchDb, StoreError> {
        throw_away(file).map_err(|e| FolderFault::Write { place: shown(folder), why: e.to_string() })?;
        let made = SearchDb::connect(file, version).await?;
        made.ok_or_else(|| StoreError::Sql("the search index could not be made".into()))
    }

    /// None if it is there and of another version.
    async fn connect(file: &Path, version: &str) -> Result<Option<SearchDb>, StoreError> {
        let fresh = !file.exists();
        let writer = pool(file, false).await?;
        if fresh {
            make(&writer, version).await?;
        }
        let found: Option<(String,)> =
            sqlx::query_as("SELECT value FROM meta WHERE name = 'version'").fetch_optional(&writer).await?;
        if found.is_none_or(|(found,)| found != version) {
            writer.close().await;
            return Ok(None);
        }
        let readers = pool(file, true).await?;
        Ok(Some(SearchDb { writer, readers, file: file.to_owned() }))
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// How much it holds.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn size(&self) -> Result<Size, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM rooms), (SELECT count(*) FROM docs)";
        let (rooms, documents): (i64, i64) = sqlx::query_as(sql).fetch_one(&self.readers).await?;
        let bytes = files(&self.file).iter().filter_map(|file| fs::metadata(file).ok()).map(|meta| meta.len()).sum();
        Ok(Size { rooms: rooms.unsigned_abs(), documents: documents.unsigned_abs(), bytes })
    }
}

async fn make(writer: &SqlitePool, version: &str) -> Result<(), StoreError> {
    let mut tx = writer.begin().await?;
    sqlx::raw_sql(include_str!("search.sql")).execute(&mut *tx).await?;
    sqlx::query("INSERT INTO meta (name, value) VALUES ('version', $1)").bind(version).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

async fn pool(file: &Path, reading: bool) -> Result<SqlitePool, StoreError> {
    let mut connect = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(!reading)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(Duration::from_secs(5))
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-16000")
        // what was taken out is overwritten, not only unlinked
        .pragma("secure_delete", "on");
    if reading {
        connect = connect.pragma("query_only", "on");
    }
    let options = SqlitePoolOptions::new()
        .max_connections(if reading { READERS } else { 1 })
        .max_lifetime(None)
        .idle_timeout(None)
        .acquire_timeout(PATIENCE)
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
    Ok(options.connect_with(connect).await?)
}

/// The database and what stands beside it.
fn files(file: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|end| PathBuf::from(format!("{}{end}", file.display())))
}

fn throw_away(file: &Path) -> io::Result<()> {
    for file in files(file) {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// A thing as one number of a room.
pub(super) fn numbered(thing: Thing) -> i64 {
    thing.kind.number() << 32 | i64::from(thing.number)
}

/// Removes documents by id.
pub(super) async fn remove(connection: &mut SqliteConnection, ids: &[i64]) -> Result<(), StoreError> {
    let ids = serde_json::to_string(ids)?;
    for sql in [
        "DELETE FROM search WHERE rowid IN (SELECT value FROM json_each($1))",
        "DELETE FROM docs WHERE id IN (SELECT value FROM json_each($1))",
    ] {
        sqlx::query(sql).bind(&ids).execute(&mut *connection).await?;
    }
    Ok(())
}
