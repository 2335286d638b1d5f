//! Why a data folder cannot be used, told apart so that it can be said in any language.

use serde::Serialize;
use std::path::Path;

/// What stands in the way. `why` are the words of the system or of SQLite; serialised, `code` is the stable code and
/// the other members are names for words.
#[derive(Debug, Serialize, thiserror::Error)]
#[serde(tag = "code")]
#[allow(missing_docs)]
pub enum FolderFault {
    /// It is not there and cannot be made.
    #[error("cannot create the data folder {place}: {why}")]
    #[serde(rename = "folder-create")]
    Create { place: String, why: String },
    /// Its lock cannot be written: read-only, or another owner.
    #[error("cannot write to the data folder {place}: {why}")]
    #[serde(rename = "folder-write")]
    Write { place: String, why: String },
    /// A server, an import or a rebuild is at work on it.
    #[error("another process is using the data folder {place}: stop it first")]
    #[serde(rename = "folder-in-use")]
    InUse { place: String },
    /// The database file is none, or of no use to this program.
    #[error("cannot use {place}: {why}; it must be a database of this program that its user may read and write")]
    #[serde(rename = "folder-database")]
    Database { place: String, why: String },
    /// It is of a newer program, or a step failed.
    #[error("the database cannot be brought up to date: {why}")]
    #[serde(rename = "folder-migration")]
    Migration { why: String },
    /// The journal of an older program cannot be chained.
    #[error("the journal cannot be chained: {why}")]
    #[serde(rename = "folder-chain")]
    Chain { why: String },
    /// The SQLite that was linked can damage a database.
    #[error("SQLite {version} is too old: 3.51.3 or newer is needed")]
    #[serde(rename = "folder-engine")]
    Engine { version: String },
}

/// A path as people see it.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
