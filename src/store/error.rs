//! What can go wrong below SQL, told apart by what must follow.

use super::folder::FolderFault;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room on the disk: writes are refused, reads go on, it heals by itself.
    #[error("the disk is full")]
    Full,
    /// The disk did not keep what it was told to: the node must stop writing for good.
    #[error("the disk failed: {0}")]
    Disk(String),
    /// Anything else of SQL: a defect, or a single command that cannot be written.
    #[error("the store refused: {0}")]
    Sql(String),
    /// Stored JSON does not fit the types of this binary.
    #[error("stored data does not fit this version: {0}")]
    Shape(#[from] serde_json::Error),
    /// The data folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderFault),
}

/// Primary result codes of SQLite (sqlite.org/rescode.html).
const SQLITE_IOERR: i32 = 10;
const SQLITE_FULL: i32 = 13;
const SQLITE_READONLY: i32 = 8;
const SQLITE_CORRUPT: i32 = 11;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|e| e.code()).and_then(|code| code.parse::<i32>().ok());
        match code.map(|code| code & 0xff) {
            Some(SQLITE_FULL) => StoreError::Full,
            Some(SQLITE_IOERR | SQLITE_READONLY | SQLITE_CORRUPT) => StoreError::Disk(error.to_string()),
            _ if matches!(error, sqlx::Error::Io(_)) => StoreError::Disk(error.to_string()),
            _ => StoreError::Sql(error.to_string()),
        }
    }
}
