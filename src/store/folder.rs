//! Why a data folder cannot be used, told apart so that it can be said in any language.

use std::path::Path;

/// What stands in the way. `why` are the words of the system or of SQLite.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum FolderFault {
    /// It is not there and cannot be made.
    #[error("cannot create the data folder {place}: {why}")]
    Create { place: String, why: String },
    /// Its lock cannot be written: read-only, or another owner.
    #[error("cannot write to the data folder {place}: {why}")]
    Write { place: String, why: String },
    /// A server, an import or a rebuild is at work on it.
    #[error("another process is using the data folder {place}: stop it first")]
    InUse { place: String },
    /// The database file is none, or of no use to this program.
    #[error("cannot use {place}: {why}; it must be a database of this program that its user may read and write")]
    Database { place: String, why: String },
    /// It is of a newer program, or a step failed.
    #[error("the database cannot be brought up to date: {why}")]
    Migration { why: String },
    /// The journal of an older program cannot be chained.
    #[error("the journal cannot be chained: {why}")]
    Chain { why: String },
    /// The SQLite that was linked can damage a database.
    #[error("SQLite {version} is too old: 3.51.3 or newer is needed")]
    Engine { version: String },
}

impl FolderFault {
    /// Its stable code.
    pub fn code(&self) -> &'static str {
        match self {
            FolderFault::Create { .. } => "folder-create",
            FolderFault::Write { .. } => "folder-write",
            FolderFault::InUse { .. } => "folder-in-use",
            FolderFault::Database { .. } => "folder-database",
            FolderFault::Migration { .. } => "folder-migration",
            FolderFault::Chain { .. } => "folder-chain",
            FolderFault::Engine { .. } => "folder-engine",
        }
    }

    /// Its names for words: place, the system's own words, version; empty where it has none.
    pub fn values(&self) -> [(&'static str, String); 3] {
        let (place, why, version) = match self {
            FolderFault::Create { place, why }
            | FolderFault::Write { place, why }
            | FolderFault::Database { place, why } => (place.as_str(), why.as_str(), ""),
            FolderFault::InUse { place } => (place.as_str(), "", ""),
            FolderFault::Migration { why } | FolderFault::Chain { why } => ("", why.as_str(), ""),
            FolderFault::Engine { version } => ("", "", version.as_str()),
        };
        [("place", place.to_owned()), ("why", why.to_owned()), ("version", version.to_owned())]
    }
}

/// A path as people see it.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
