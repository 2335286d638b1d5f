//! Files that come with letters: kept to the byte for those who work on the letter, of a picture also what the public may
//! be shown; looked at by a scanner where there is one.

use super::{
    Files,
    keep::{digest, failed, stem},
    kind::{self, Found},
    picture, place,
};
use crate::{
    kernel::{
        file::{Audience, File, FileKind, Look},
        id::{Millis, RoomId},
        limits::Limits,
        refusal::Refusal,
    },
    store::{Bytes, StoreError},
};
use std::time::Duration;
use tokio::{io::AsyncReadExt, sync::OwnedSemaphorePermit, time::sleep};

/// Files that are looked at again in one go.
const AGAIN: u32 = 100;
/// When to come back where too much waits, in ms.
const LATER_MS: i64 = 60_000;
/// Brands of pictures that telephones take and hardly anything else can read (ISO 14496-12, 4.3).
const HEIC: [&[u8; 4]; 7] = [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"];

/// A file that was kept.
#[derive(Clone, Debug)]
pub struct Brought {
    /// As it came.
    pub own: File,
    /// Of a picture, what can be shown to everybody: encoded anew, without place, time and device.
    pub shown: Option<File>,
}

impl Files {
    /// A place for one letter's files, to be held while they are read and kept. Citizens have their own, so that they
    /// never keep staff waiting.
    ///
    /// # Errors
    /// `Busy` when all are taken.
    pub fn admit_letter(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        self.letters.clone().try_acquire_owned().map_err(|_| Refusal::Busy { retry_after_ms: 3_000 })
    }

    /// Looks at a file of a letter and keeps it. Once it has begun, it ends, whether or not anybody still listens.
    ///
    /// # Errors
    /// `FileTooLarge`, `FileType`, `HeicPicture`, `FileInfected`, `PictureTooLarge`, `PictureDamaged`, `Busy`,
    /// `StorageFull`, `StorageFailed`.
    pub async fn attach(&self, owner: RoomId, name: String, bytes: Vec<u8>) -> Result<Brought, Refusal> {
        let max_bytes = self.limits.file_bytes;
        if bytes.len() > max_bytes {
            return Err(Refusal::FileTooLarge { max_bytes });
        }
        let files = self.clone();
        let kept = tokio::spawn(async move { files.look_and_attach(owner, name, bytes).await });
        kept.await.unwrap_or_else(|error| Err(failed(&error)))
    }

    async fn look_and_attach(&self, owner: RoomId, name: String, bytes: Vec<u8>) -> Result<Brought, Refusal> {
        let (at, limits) = ((self.clock)(), self.limits.clone());
        let waiting = self.db.unsent_bytes(at - limits.unnamed_file_ms).await.map_err(|error| failed(&error))?;
        if waiting > limits.letter_waiting_bytes {
            tracing::warn!(waiting, "files are brought for letters that nobody sends");
            return Err(Refusal::Busy { retry_after_ms: LATER_MS });
        }
        let look = self.look(&bytes).await?;
        let place = self.decoding.clone().acquire_owned().await.map_err(|error| failed(&error))?;
        let made = tokio::task::spawn_blocking(move || make((owner, look, at), &name, bytes, &limits)).await;
        let ((own, own_bytes), shown) = made.map_err(|error| failed(&error))??;
        drop(place);
        let own = self.db.keep_file(&own, own_bytes).await.map_err(|error| unkept(&error))?;
        let shown = match shown {
            Some((file, bytes)) => Some(self.db.keep_file(&file, bytes).await.map_err(|error| unkept(&error))?),
            None => None,
        };
        Ok(Brought { own, shown })
    }

    async fn look(&self, bytes: &[u8]) -> Result<Look, Refusal> {
        if !self.scanner.is_on() {
            return Ok(Look::Unasked);
        }
        match self.scanner.is_clean(bytes).await {
            Some(true) => Ok(Look::Clean),
            Some(false) => Err(Refusal::FileInfected),
            // The letter is not lost for want of a scanner; nobody opens the file before one has looked.
            None => Ok(Look::Waiting),
        }
    }

    /// Files of a room by their ids, in that order, as far as they came with letters.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn attached(&self, room: RoomId, ids: &[crate::kernel::id::FileId]) -> Result<Vec<File>, StoreError> {
        let rows = self.db.files(ids).await?;
        let of = |id| rows.iter().find(|file| file.owner == room && file.letter && file.id == id).cloned();
        Ok(ids.iter().filter_map(|id| of(*id)).collect())
    }

    /// Looks again at what no scanner could look at, until it is dropped; at once at nothing where none is set up.
    pub async fn look_on(self) {
        while self.scanner.is_on() {
            sleep(Duration::from_millis(self.scanner.again_ms.max(1_000))).await;
            if let Err(error) = self.look_again().await {
                tracing::warn!(%error, "files that wait for a scanner could not be read");
            }
        }
    }

    /// Looks once at all that waits; how many were looked at.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn look_again(&self) -> Result<usize, StoreError> {
        let mut looked = 0;
        for file in self.db.waiting_files(AGAIN).await? {
            let Some(mut found) = self.db.open_file(file.id).await? else { continue };
            let mut bytes = Vec::new();
            found.read_to_end(&mut bytes).await.map_err(|error| StoreError::Disk(error.to_string()))?;
            let look = match self.scanner.is_clean(&bytes).await {
                Some(true) => Look::Clean,
                Some(false) => Look::Infected,
                // Whoever does not answer for one does not answer for the next.
                None => return Ok(looked),
            };
            self.db.looked_at(&file, look).await?;
            looked += 1;
        }
        Ok(looked)
    }
}

fn unkept(error: &StoreError) -> Refusal {
    match error {
        StoreError::Full => Refusal::StorageFull,
        other => failed(other),
    }
}

fn is_heic(bytes: &[u8]) -> bool {
    let brand = bytes.get(8..12).filter(|_| bytes.get(4..8) == Some(b"ftyp"));
    brand.is_some_and(|brand| HEIC.iter().any(|known| *known == brand))
}

type Made = (File, Bytes);

fn make(
    (owner, look, at): (RoomId, Look, Millis),
    name: &str,
    bytes: Vec<u8>,
    limits: &Limits,
) -> Result<(Made, Option<Made>), Refusal> {
    if is_heic(&bytes) {
        return Err(Refusal::HeicPicture);
    }
    let found = kind::look(&bytes).ok_or(Refusal::FileType)?;
    let name = stem(name, limits.name_chars);
    let file = |kind, audience, bytes: &[u8]| File {
        id: digest(bytes),
        owner,
        kind,
        bytes: bytes.len() as u64,
        size: None,
        small: None,
        name: name.clone(),
        audience,
        by: None,
        at,
        photo: false,
        letter: true,
        place: None,
        look,
    };
    let (kind, place, shown) = match found {
        Found::Document(kind) => (kind, None, None),
        Found::Picture(format) => {
            let (whole, small) = picture::photo(&bytes, format, limits)?;
            let small = small.map(|small| small.bytes).unwrap_or_default();
            let small_id = (!small.is_empty()).then(|| digest(&small));
            let shown = file(FileKind::Jpeg, Audience::Public, &whole.bytes);
            let shown = File { size: Some(whole.size), small: small_id, name: String::new(), ..shown };
            (kind::picture(format), place::place(&bytes, format), Some((shown, Bytes { own: whole.bytes, small })))
        }
    };
    let own = File { place, ..file(kind, Audience::Staff, &bytes) };
    Ok(((own, Bytes { own: bytes, small: Vec::new() }), shown))
}
