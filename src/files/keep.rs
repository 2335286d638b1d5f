//! Keeping what is brought: who may wait, what is looked at, what is written.

use super::{
    kind::{self, Found},
    picture::{self, Encoded},
    scan::ScannerSettings,
};
use crate::{
    kernel::{
        file::{Audience, File, FileKind, Look},
        id::{FileId, Millis, PersonId, RoomId},
        limits::Limits,
        refusal::Refusal,
    },
    store::{Bytes, Db, StoreError},
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The clock of the installation.
type Clock = Arc<dyn Fn() -> Millis + Send + Sync>;

/// What a file is brought for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To show who somebody is.
    Portrait,
    /// To be shown in the record.
    Photo,
    /// To be saved and read; a picture is kept as a photo.
    Paper,
    /// To stand beside the site's name.
    Emblem,
}

/// A file on its way into the house.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What for.
    pub purpose: Purpose,
    /// The room it is for; it may not be drafted yet.
    pub owner: RoomId,
    /// Who may ever get it.
    pub audience: Audience,
    /// Who brings it.
    pub by: Option<PersonId>,
    /// The name it came under.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The way in. Cheap to clone.
#[derive(Clone)]
pub struct Files {
    pub(super) db: Db,
    pub(super) limits: Limits,
    pub(super) clock: Clock,
    waiting: Arc<Semaphore>,
    pub(super) letters: Arc<Semaphore>,
    pub(super) decoding: Arc<Semaphore>,
    pub(super) scanner: Arc<ScannerSettings>,
}

impl Files {
    /// Over the store that keeps them.
    pub fn new(db: Db, limits: Limits, clock: Clock) -> Files {
        let places = |count: usize| Arc::new(Semaphore::new(count));
        let (waiting, letters) = (places(limits.uploads_at_once), places(limits.letter_uploads_at_once));
        let (decoding, scanner) = (places(limits.pictures_at_once), Arc::default());
        Files { db, limits, clock, waiting, letters, decoding, scanner }
    }

    /// The same with a scanner for what citizens bring.
    #[must_use]
    pub fn scanned_by(self, scanner: ScannerSettings) -> Files {
        Files { scanner: Arc::new(scanner), ..self }
    }

    /// A place for one upload, to be held while its bytes are read and kept.
    ///
    /// # Errors
    /// `Busy` when all are taken.
    pub fn admit(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        self.waiting.clone().try_acquire_owned().map_err(|_| Refusal::Busy { retry_after_ms: 2_000 })
    }

    /// The most bytes of one file.
    pub fn most_bytes(&self) -> usize {
        self.limits.file_bytes
    }

    /// Looks at an upload and keeps it. Once it has begun, it ends, whether or not anybody still listens.
    ///
    /// # Errors
    /// `FileTooLarge`, `FileType`, `PictureTooLarge`, `PictureDamaged`, `StorageFull`, `StorageFailed`.
    pub async fn keep(&self, upload: Upload) -> Result<File, Refusal> {
        let max_bytes = self.limits.file_bytes;
        if upload.bytes.len() > max_bytes {
            return Err(Refusal::FileTooLarge { max_bytes });
        }
        let files = self.clone();
        let kept = tokio::spawn(async move { files.look_and_keep(upload).await });
        kept.await.unwrap_or_else(|error| Err(failed(&error)))
    }

    async fn look_and_keep(&self, upload: Upload) -> Result<File, Refusal> {
        let at = (self.clock)();
        let _place = self.decoding.clone().acquire_owned().await.map_err(|error| failed(&error))?;
        let limits = self.limits.clone();
        let made = tokio::task::spawn_blocking(move || make(upload, &limits, at)).await;
        let (file, bytes) = made.map_err(|error| failed(&error))??;
        self.db.keep_file(&file, bytes).await.map_err(|error| match error {
            StoreError::Full => Refusal::StorageFull,
            other => failed(&other),
        })
    }
}

impl Files {
    /// Photos that were brought to a room and that nothing names yet, in the order they came; at most `most`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn unnamed_photos(&self, room: RoomId, most: u32) -> Result<Vec<File>, StoreError> {
        self.db.unnamed_photos(room, (self.clock)() - self.limits.unnamed_file_ms, most).await
    }

    /// Lets go of a file that nothing names, before its day is over.
    ///
    /// # Errors
    /// `NotFound` where there is none or something names it, `StorageFailed`.
    pub async fn let_go(&self, room: RoomId, id: FileId) -> Result<(), Refusal> {
        match self.db.forget_file(room, id).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Refusal::NotFound),
            Err(error) => Err(failed(&error)),
        }
    }
}

pub(super) fn failed(error: &dyn std::fmt::Display) -> Refusal {
    tracing::error!(%error, "a file could not be kept");
    Refusal::StorageFailed
}

fn make(upload: Upload, limits: &Limits, at: Millis) -> Result<(File, Bytes), Refusal> {
    let found = kind::look(&upload.bytes).ok_or(Refusal::FileType)?;
    let Upload { purpose, owner, audience, by, name, bytes } = upload;
    let name = stem(&name, limits.name_chars);
    let photo = purpose == Purpose::Photo;
    let file = |id, kind, bytes: &[u8]| {
        let bytes = bytes.len() as u64;
        File {
            id,
            owner,
            kind,
            bytes,
            size: None,
            small: None,
            name,
            audience,
            by,
            at,
            photo,
            letter: false,
            place: None,
            look: Look::Unasked,
        }
    };
    let (own, small) = match (found, purpose) {
        (Found::Picture(format), Purpose::Emblem) => {
            let Encoded { bytes: own, size } = picture::emblem(&bytes, format, limits)?;
            let file = File { size: Some(size), ..file(digest(&own), FileKind::Png, &own) };
            return Ok((file, Bytes { own, small: Vec::new() }));
        }
        (Found::Picture(format), Purpose::Portrait) => (picture::portrait(&bytes, format, limits)?, None),
        (Found::Picture(format), _) => picture::photo(&bytes, format, limits)?,
        (Found::Document(kind), Purpose::Paper) => {
            return Ok((file(digest(&bytes), kind, &bytes), Bytes { own: bytes, small: Vec::new() }));
        }
        (Found::Document(_), _) => return Err(Refusal::FileType),
    };
    let Encoded { bytes: own, size } = own;
    let small = small.map(|small| small.bytes);
    let small_id = small.as_deref().map(digest);
    let file = file(digest(&own), FileKind::Jpeg, &own);
    Ok((File { size: Some(size), small: small_id, ..file }, Bytes { own, small: small.unwrap_or_default() }))
}

pub(super) fn digest(bytes: &[u8]) -> FileId {
    FileId(Sha256::digest(bytes).into())
}

/// The name without folders, ending, and what no name should hold; at most `most` characters.
pub(super) fn stem(name: &str, most: usize) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain = |c: &char| {
        c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '(' | ')' | '（' | '）' | '《' | '》' | '、')
    };
    stem.chars().filter(plain).take(most).collect::<String>().trim_matches([' ', '.']).to_owned()
}
