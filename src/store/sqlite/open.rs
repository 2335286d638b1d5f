//! Opening: refuses what cannot be trusted and says why.

use super::{
    super::{
        StoreError,
        folder::{FolderFault, shown},
        load::Tx,
        remember::Rooms,
    },
    digests::fill_in,
};
use sqlx::{
    Connection, SqlitePool,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    borrow::Cow,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};
use tokio::sync::Mutex;

/// Older ones can corrupt a WAL database (sqlite.org, release history of 3.51.3).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How to open the database.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// The data folder.
    pub folder: PathBuf,
    /// Connections for reading.
    pub readers: u32,
    /// Name of a registered VFS, for tests of durability.
    pub vfs: Option<String>,
    /// FULL unless a test proves that OFF would lose data.
    pub synchronous_off: bool,
}

impl OpenOptions {
    /// The usual way to open `folder`.
    pub fn new(folder: impl Into<PathBuf>) -> OpenOptions {
        OpenOptions { folder: folder.into(), readers: 4, vfs: None, synchronous_off: false }
    }
}

/// The open database: one writing connection, several reading ones.
#[derive(Clone)]
pub struct Db {
    writer: SqlitePool,
    readers: SqlitePool,
    epoch: u64,
    folder: PathBuf,
    rooms: Arc<Rooms>,
    files: Arc<Mutex<()>>,
    unwashed: Arc<AtomicBool>,
    _lock: Arc<File>,
}

impl Db {
    /// Opens or creates the database of a data folder and migrates it forward.
    ///
    /// # Errors
    /// `StoreError::Folder` when the folder cannot be used or another process holds it.
    pub async fn open(options: &OpenOptions) -> Result<Db, StoreError> {
        let lock = Arc::new(lock(&options.folder)?);
        let file = options.folder.join("wenzheng.db");
        let writer = pool(&file, options, false).await?;
        assert_version(&writer).await?;
        migrator().run(&writer).await.map_err(|e| FolderFault::Migration { why: e.to_string() })?;
        fill_in(&writer).await.map_err(|e| FolderFault::Chain { why: e.to_string() })?;
        secured(&writer).await;
        // What was taken away before the process ended may still lie in the log; nobody reads yet.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&writer).await?;
        let readers = pool(&file, options, true).await?;
        let epoch = epoch(&writer).await.map_err(|e| unusable(&file, &e))?;
        let folder = options.folder.clone();
        let (rooms, files, unwashed) = Default::default();
        let db = Db { writer, readers, epoch, folder, rooms, files, unwashed, _lock: lock };
        db.count_letters().await.map_err(|e| FolderFault::Migration { why: e.to_string() })?;
        Ok(db)
    }

    /// The journal's epoch: changes only when entries may have been lost.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins the one write transaction.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let open = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Tx::new(open, self.rooms.clone(), self.unwashed.clone()))
    }

    /// Closes all connections; the write-ahead log is folded in.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Rooms as they are now.
    pub(in crate::store) fn remembered(&self) -> &Rooms {
        &self.rooms
    }

    /// Whoever keeps or sweeps files waits here: bytes and rows come and go together.
    pub(in crate::store) fn files_turn(&self) -> &Mutex<()> {
        &self.files
    }

    /// Whether something was taken away whose bytes may still be there.
    pub(in crate::store) fn unwashed(&self) -> &AtomicBool {
        &self.unwashed
    }

    pub(in crate::store) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    pub(in crate::store) fn writer(&self) -> &SqlitePool {
        &self.writer
    }
}

fn lock(folder: &Path) -> Result<File, FolderFault> {
    let place = shown(folder);
    let uncreated = |e: io::Error| FolderFault::Create { place: place.clone(), why: e.to_string() };
    fs::create_dir_all(folder).map_err(uncreated)?;
    let file = File::options().create(true).truncate(false).write(true).open(folder.join("lock"));
    let file = file.map_err(|e| FolderFault::Write { place: place.clone(), why: e.to_string() })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => Err(FolderFault::InUse { place }),
    }
}

async fn pool(file: &Path, options: &OpenOptions, reading: bool) -> Result<SqlitePool, StoreError> {
    let synchronous = if options.synchronous_off { SqliteSynchronous::Off } else { SqliteSynchronous::Full };
    let mut connect = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(!reading)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .foreign_keys(false)
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(128)
        .pragma("temp_store", "memory")
        .pragma("secure_delete", "on")
        .pragma("cache_size", "-16000")
        .pragma("wal_autocheckpoint", "2000");
    if reading {
        connect = connect.pragma("query_only", "on");
    }
    if let Some(vfs) = &options.vfs {
        connect = connect.vfs(vfs.clone());
    }
    // A full disk makes SQLite roll back by itself; sqlx then believes the transaction open for ever.
    // Such a connection is thrown away before anybody else gets it.
    let pool = SqlitePoolOptions::new()
        .max_connections(if reading { options.readers } else { 1 })
        .min_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
    pool.connect_with(connect).await.map_err(|e| unusable(file, &e))
}

fn unusable(file: &Path, why: &dyn std::fmt::Display) -> StoreError {
    FolderFault::Database { place: shown(file), why: why.to_string() }.into()
}

async fn assert_version(pool: &SqlitePool) -> Result<(), StoreError> {
    let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(pool).await?;
    let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    let found =
        (parts.first().copied().unwrap_or(0), parts.get(1).copied().unwrap_or(0), parts.get(2).copied().unwrap_or(0));
    if found >= OLDEST_SQLITE {
        return Ok(());
    }
    Err(FolderFault::Engine { version }.into())
}

fn migrator() -> Migrator {
    let step = |number, name: &'static str, sql: &'static str| {
        let sql = sqlx::SqlStr::from_static(sql);
        Migration::new(number, Cow::Borrowed(name), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(vec![
        step(1, "foundation", include_str!("0001_foundation.sql")),
        step(2, "files", include_str!("0002_files.sql")),
        step(3, "digests", include_str!("0003_digests.sql")),
        step(4, "tallies", include_str!("0004_tallies.sql")),
        step(5, "crew", include_str!("0005_crew.sql")),
        step(6, "posts", include_str!("0006_posts.sql")),
        step(7, "record", include_str!("0007_record.sql")),
        step(8, "erasures", include_str!("0008_erasures.sql")),
        step(9, "appeals", include_str!("0009_appeals.sql")),
        step(10, "outbox", include_str!("0010_outbox.sql")),
        step(11, "cases", include_str!("0011_cases.sql")),
        step(12, "deputies", include_str!("0012_deputies.sql")),
        step(13, "letter_counts", include_str!("0013_letter_counts.sql")),
        step(14, "way", include_str!("0014_way.sql")),
        step(15, "watch", include_str!("0015_watch.sql")),
        step(16, "staff_mail", include_str!("0016_staff_mail.sql")),
        step(17, "piles", include_str!("0017_piles.sql")),
    ])
}

/// Journals of before were written without overwriting what is freed: once, the database is written anew. Where there is
/// no room for that, the next start tries again.
async fn secured(writer: &SqlitePool) {
    let done = async {
        let (known,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM meta WHERE name = 'secured'").fetch_one(writer).await?;
        if known > 0 {
            return Ok(());
        }
        let (entries,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM (SELECT 1 FROM entries LIMIT 1)").fetch_one(writer).await?;
        if entries > 0 {
            sqlx::query("VACUUM").execute(writer).await?;
        }
        sqlx::query("INSERT INTO meta (name, value) VALUES ('secured', '1')").execute(writer).await.map(drop)
    };
    if let Err(error) = done.await {
        tracing::warn!(%error, "words erased before this version may still lie in freed pages of the database");
    }
}

/// Read, or drawn at random for a new journal.
async fn epoch(pool: &SqlitePool) -> Result<u64, StoreError> {
    let fresh = (rand::random::<u64>() >> 11).to_string();
    sqlx::query("INSERT INTO meta (name, value) VALUES ('epoch', $1) ON CONFLICT DO NOTHING")
        .bind(fresh)
        .execute(pool)
        .await?;
    let (epoch,): (String,) = sqlx::query_as("SELECT value FROM meta WHERE name = 'epoch'").fetch_one(pool).await?;
    epoch.parse().map_err(|_| StoreError::Sql("the epoch is not a number".into()))
}
