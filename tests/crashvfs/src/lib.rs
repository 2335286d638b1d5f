//! A SQLite VFS in which a write is only as durable as its last sync, and which fails on order.
//! Never part of the server: a test crate, and the only one with unsafe code.
//! Called by durability tests: `install` a name, open the store with `vfs=name`, turn the switch.
//! Tests: `tests/crashvfs/tests/` over sqlx, and the pure model in `unsynced.rs`.
//!
//! Database, journal and WAL files are wrapped. Writes and truncations wait in memory, seen by
//! every connection of the same VFS as a page cache would show them, until a sync of that file
//! carries them to disk. After [`Switch::crash`] the files on disk are what a machine finds
//! when it starts again; open them with any VFS.
//!
//! What is not modelled: creating and deleting a file is durable at once; the WAL index lives in
//! the shared memory of the wrapped VFS and is thrown away by a crash. While the power is on, a
//! file belongs to one VFS: what was never synced is not visible through another.

mod file;
mod unsynced;
mod vfs;
mod world;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use world::World;

static INSTALLED: Mutex<BTreeMap<String, Switch>> = Mutex::new(BTreeMap::new());

/// The hand on one VFS. Copies turn the same one; VFSes of different names share nothing.
#[derive(Clone, Copy)]
pub struct Switch {
    world: &'static Mutex<World>,
}

/// Registers a VFS called `name` around SQLite's default one, for the life of the process.
/// A name that was installed before gives its switch back.
///
/// # Panics
/// If the name is empty, holds a NUL or is taken by a VFS of SQLite, or SQLite refuses it.
pub fn install(name: &str) -> Switch {
    let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(switch) = installed.get(name) {
        return *switch;
    }
    let world: &'static Mutex<World> = Box::leak(Box::default());
    vfs::register(name, world);
    let switch = Switch { world };
    installed.insert(name.to_owned(), switch);
    switch
}

impl Switch {
    /// Cuts the power. Un-synced changes are gone, or with a seed some of their 512-byte sectors
    /// reach the disk (the same seed and changes tear alike). Open handles fail from now on, even
    /// after [`Switch::revive`], but may be closed at leisure: the files get new inodes, so their
    /// locks and shared memory hold nobody up. Nothing opens through this VFS until `revive`.
    ///
    /// # Panics
    /// If the disk itself fails.
    pub fn crash(&self, tear_seed: Option<u64>) {
        world::lock(self.world).crash(tear_seed);
    }

    /// Lets `steps` more writes, truncations, syncs and deletions pass, then crashes in place of
    /// the next one, as [`Switch::crash`] does. A crash puts the order out, a new one replaces it.
    /// If the disk itself fails then, the process aborts: a panic cannot pass through SQLite.
    pub fn crash_after(&self, steps: u64, tear_seed: Option<u64>) {
        world::lock(self.world).light_fuse(steps, tear_seed);
    }

    /// Brings the power back for new opens. Ordered faults stay as they were.
    pub fn revive(&self) {
        world::lock(self.world).revive();
    }

    /// While on, every sync fails with `SQLITE_IOERR_FSYNC`. As on Linux, what waited for that
    /// sync stays readable but is never carried to disk, not even by a later sync that succeeds.
    pub fn fail_fsync(&self, on: bool) {
        world::lock(self.world).fsync_fails = on;
    }

    /// While on, every write to a database, journal or WAL fails with `SQLITE_FULL`.
    pub fn disk_full(&self, on: bool) {
        world::lock(self.world).disk_full = on;
    }

    /// How many syncs have succeeded since the VFS was installed.
    pub fn syncs(&self) -> u64 {
        world::lock(self.world).syncs
    }
}
