//! Bytes of files in the data folder: `files/ab/<sha256>`, whole or not there.

use super::StoreError;
use crate::kernel::id::FileId;
use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// The folder of files within the data folder.
pub const FILES: &str = "files";

/// Where a file lies below the data folder.
pub fn place_of(id: FileId) -> PathBuf {
    let name = id.to_string();
    Path::new(FILES).join(&name[..2]).join(name)
}

/// Writes bytes under a name that holds only once all of them are on the disk. Blocks.
///
/// # Errors
/// `Full` when there is no room, `Disk` when it is not known to be kept.
pub(super) fn write(data: &Path, id: FileId, bytes: &[u8]) -> Result<(), StoreError> {
    write_through(&data.join(place_of(id)), bytes).map_err(told)
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    let above = folder.parent().ok_or(ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let passing = folder.join(format!(".{}", Uuid::now_v7()));
    let written = write_new(&passing, bytes).and_then(|()| fs::rename(&passing, path));
    if written.is_err() {
        // What is left half-written is of no use to anybody.
        let _ = fs::remove_file(&passing);
    }
    written?;
    // The names must last too: of the file, of its folder, of the folder of all.
    [Some(folder), Some(above), above.parent()]
        .into_iter()
        .flatten()
        .try_for_each(|place| File::open(place)?.sync_all())
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn told(error: io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Disk(error.to_string()),
    }
}

/// Takes every file away for which `keep` says no, half-written ones included. Blocks.
///
/// # Errors
/// `Disk` when the folder cannot be read.
pub(super) fn sweep(data: &Path, keep: impl Fn(FileId) -> bool) -> Result<u64, StoreError> {
    let mut gone = 0;
    for folder in entries(&data.join(FILES))? {
        for path in entries(&folder)? {
            let id = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
            if !id.is_some_and(&keep) && fs::remove_file(&path).is_ok() {
                gone += 1;
            }
        }
    }
    Ok(gone)
}

/// What stands in a folder; nothing if there is none.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    match fs::read_dir(folder) {
        Ok(found) => found.map(|entry| Ok(entry.map_err(told)?.path())).collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Vec::new()),
        Err(error) => Err(told(error)),
    }
}
