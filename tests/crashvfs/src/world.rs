//! What one VFS knows: its power, its ordered faults and the un-synced changes of each file.
//! Never speaks C: paths and results, files only through std, and only when the power fails.
//! Called by `vfs` and `file` under its lock, and by `Switch`.
//! Tests: `tests/crashvfs/tests/`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::unsynced::{Change, Dice, Unsynced};

/// Ordered by path, so that a seed tears the same files alike.
#[derive(Default)]
pub(crate) struct World {
    powerless: bool,
    /// How often the power has failed; a handle is dead when it was opened before the last time.
    failures: u64,
    /// Steps still allowed before the power fails by itself, and how that tears.
    fuse: Option<(u64, Option<u64>)>,
    pub(crate) fsync_fails: bool,
    pub(crate) disk_full: bool,
    pub(crate) syncs: u64,
    pub(crate) files: BTreeMap<PathBuf, Unsynced>,
}

pub(crate) fn lock(world: &Mutex<World>) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    /// Which stretch of power this is, or nothing while there is none.
    pub(crate) fn era(&self) -> Option<u64> {
        (!self.powerless).then_some(self.failures)
    }

    /// The un-synced changes of a file, made when there are none yet.
    pub(crate) fn file(&mut self, path: &Path) -> &mut Unsynced {
        self.files.entry(path.to_owned()).or_default()
    }

    /// The length readers see of a file with un-synced changes; nothing if the disk tells it all.
    pub(crate) fn unsynced_length(&self, path: &Path) -> Option<u64> {
        let unsynced = self.files.get(path).filter(|unsynced| !unsynced.is_empty())?;
        let on_disk = fs::metadata(path).ok()?.len();
        Some(unsynced.length(on_disk))
    }

    pub(crate) fn revive(&mut self) {
        self.powerless = false;
    }

    /// The power will fail after so many more steps.
    pub(crate) fn light_fuse(&mut self, steps: u64, tear_seed: Option<u64>) {
        self.fuse = Some((steps, tear_seed));
    }

    /// Before each write, truncation, sync and deletion.
    pub(crate) fn step(&mut self) {
        match &mut self.fuse {
            Some((0, tear_seed)) => {
                let tear_seed = *tear_seed;
                self.crash(tear_seed);
            }
            Some((steps, _)) => *steps -= 1,
            None => {}
        }
    }

    pub(crate) fn crash(&mut self, tear_seed: Option<u64>) {
        self.powerless = true;
        self.failures += 1;
        self.fuse = None;
        let outcome = self.lose_unsynced(tear_seed);
        assert!(outcome.is_ok(), "the disk under the crash VFS failed: {outcome:?}");
    }

    fn lose_unsynced(&mut self, tear_seed: Option<u64>) -> io::Result<()> {
        let mut dice = tear_seed.map(Dice);
        for (path, unsynced) in std::mem::take(&mut self.files) {
            if !path.exists() {
                continue;
            }
            let reached_disk = dice.as_mut().map(|dice| unsynced.torn(dice)).unwrap_or_default();
            if !reached_disk.is_empty() {
                let file = OpenOptions::new().write(true).open(&path)?;
                reached_disk.iter().try_for_each(|change| apply(&file, change))?;
            }
            renew_inode(&path)?;
            remove_if_there(&beside(&path, "-shm"))?;
        }
        Ok(())
    }
}

fn apply(file: &File, change: &Change) -> io::Result<()> {
    match change {
        Change::Write { offset, bytes } => file.write_all_at(bytes, *offset),
        Change::Truncate(to) => file.set_len(*to),
    }
}

/// SQLite shares locks and WAL index between all handles of an inode in a process. With a new
/// inode the handles from before the crash keep theirs to themselves.
fn renew_inode(path: &Path) -> io::Result<()> {
    let copy = beside(path, "-revived");
    fs::copy(path, &copy)?;
    fs::rename(&copy, path)
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
