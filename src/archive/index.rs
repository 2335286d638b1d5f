//! The archive: the tables it looks things up in and the index that finds them.

use super::tokens::VERSION;
use crate::{
    kernel::id::Millis,
    store::{Db, SearchDb, StoreError, search::Size},
};
use jiff::{Timestamp, tz::TimeZone};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Semaphore;

/// Searches under way or waiting at one time; more are sent away.
const AT_ONCE: usize = 32;

/// The archive. Cheap to clone.
#[derive(Clone)]
pub struct Archive(pub(super) Arc<Shared>);

pub(super) struct Shared {
    pub db: Db,
    pub index: SearchDb,
    pub zone: TimeZone,
    pub seats: Semaphore,
    documents: AtomicU64,
}

impl Archive {
    /// Opens the index in the data folder of `db`, or a new one where there is none that fits.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn open(db: Db, zone: TimeZone) -> Result<Archive, StoreError> {
        let index = SearchDb::open(db.folder(), &version(&db, &zone)).await?;
        Archive::of(db, index, zone).await
    }

    /// An empty one, whatever was there; `catch_up` fills it.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn anew(db: Db, zone: TimeZone) -> Result<Archive, StoreError> {
        let index = SearchDb::anew(db.folder(), &version(&db, &zone)).await?;
        Archive::of(db, index, zone).await
    }

    async fn of(db: Db, index: SearchDb, zone: TimeZone) -> Result<Archive, StoreError> {
        let shared = Shared { db, index, zone, seats: Semaphore::new(AT_ONCE), documents: AtomicU64::new(0) };
        shared.count().await?;
        Ok(Archive(Arc::new(shared)))
    }

    /// How much is indexed.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn size(&self) -> Result<Size, StoreError> {
        self.0.index.size().await
    }

    /// Closes the index.
    pub async fn close(&self) {
        self.0.index.close().await;
    }
}

/// How texts become tokens, of which journal, and by which calendar months are told.
fn version(db: &Db, zone: &TimeZone) -> String {
    format!("{VERSION} {} {}", zone.iana_name().unwrap_or("unnamed"), db.epoch())
}

impl Shared {
    /// Counts the documents, which say how rare a word is.
    pub async fn count(&self) -> Result<(), StoreError> {
        self.documents.store(self.index.size().await?.documents, Ordering::Relaxed);
        Ok(())
    }

    /// Documents as they were counted last.
    pub fn documents(&self) -> u64 {
        self.documents.load(Ordering::Relaxed)
    }

    /// Year and month of a moment in the installation's zone: `2026-11`.
    pub fn month(&self, at: Millis) -> String {
        let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone());
        format!("{:04}-{:02}", at.year(), at.month())
    }
}
