//! A temporary database on a VFS of its own, and what is found in it afterwards.

use std::fs;
use std::path::PathBuf;

use crashvfs::Switch;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Error};
use tempfile::TempDir;

pub struct Place {
    dir: TempDir,
    vfs: String,
    journal: SqliteJournalMode,
    pub switch: Switch,
}

impl Place {
    /// An empty table `posts` in WAL mode, durably on disk; no connection is open.
    pub async fn new(vfs: &str) -> Self {
        Self::with_journal(vfs, SqliteJournalMode::Wal).await
    }

    pub async fn with_journal(vfs: &str, journal: SqliteJournalMode) -> Self {
        let dir = TempDir::new().unwrap();
        let place = Self { dir, vfs: vfs.to_owned(), journal, switch: crashvfs::install(vfs) };
        let mut connection = place.open(SqliteSynchronous::Full).await.unwrap();
        sqlx::query("CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        place
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn length(&self, name: &str) -> u64 {
        fs::metadata(self.file(name)).map_or(0, |about| about.len())
    }

    /// A connection through the crash VFS.
    pub async fn open(&self, synchronous: SqliteSynchronous) -> Result<SqliteConnection, Error> {
        let options = SqliteConnectOptions::new()
            .filename(self.file("posts.db"))
            .create_if_missing(true)
            .vfs(self.vfs.clone())
            .journal_mode(self.journal)
            .synchronous(synchronous);
        options.connect().await
    }

    /// What the machine finds when it starts again: the ids, read through SQLite's default VFS,
    /// or an error if the database is damaged.
    pub async fn found(&self) -> Result<Vec<i64>, Error> {
        let options = SqliteConnectOptions::new().filename(self.file("posts.db"));
        let mut connection = options.connect().await?;
        let verdict: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut connection).await?;
        if verdict != "ok" {
            return Err(Error::Protocol(verdict));
        }
        let ids = ids(&mut connection).await;
        connection.close().await?;
        ids
    }
}

/// A row of several sectors.
pub async fn insert(connection: &mut SqliteConnection, id: i64) -> Result<(), Error> {
    sqlx::query("INSERT INTO posts (id, body) VALUES (?, ?)")
        .bind(id)
        .bind(format!("{id:05}").repeat(600))
        .execute(connection)
        .await
        .map(|_| ())
}

/// The ids in order; a row whose text is not what `insert` wrote counts as damage.
pub async fn ids(connection: &mut SqliteConnection) -> Result<Vec<i64>, Error> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, body FROM posts ORDER BY id").fetch_all(connection).await?;
    for (id, body) in &rows {
        if *body != format!("{id:05}").repeat(600) {
            return Err(Error::Protocol(format!("post {id} has another text")));
        }
    }
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// SQLite's extended result code of a failed statement.
pub fn code(error: &Error) -> String {
    error.as_database_error().and_then(|error| error.code()).unwrap_or_default().into_owned()
}
