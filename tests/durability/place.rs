//! A furnished data folder made once, and copies of it on a disk with a switch.

use crate::house::{House, NINE};
use crashvfs::Switch;
use std::{
    fs,
    path::Path,
    sync::{Arc, atomic::AtomicI64},
};
use tempfile::TempDir;
use wenzheng::{
    kernel::{
        id::{GuestId, PostId, RoomId},
        policy::Policy,
        principal::Principal,
    },
    store::OpenOptions,
};

/// Who and what is in the furnished folder. The clock stands at `now`.
#[derive(Clone, Copy)]
pub struct Cast {
    pub room: RoomId,
    pub guest: GuestId,
    pub moderator: Principal,
    pub official: Principal,
    /// Public posts.
    pub listed: [PostId; 4],
    /// Posts at revision 1 that nobody has looked at.
    pub waiting: [PostId; 4],
    pub now: i64,
}

pub struct Furnished {
    folder: TempDir,
    pub cast: Cast,
}

impl Furnished {
    /// A live interview with four public and four waiting questions, closed in good order.
    pub async fn new() -> Furnished {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(NINE));
        let house = House::open(OpenOptions::new(folder.path()), None, clock).await;
        let policy = Policy { post_every_ms: 0, posts_per_visitor: 10_000, ..Policy::default() };
        let room = house.interview(policy).await;
        let mut numbers = Vec::new();
        for nth in 0..4 {
            numbers.push(room.listed(&format!("已公开的第{nth}问")).await);
        }
        for nth in 0..4 {
            numbers.push(room.asked(&format!("还在等的第{nth}问")).await);
        }
        room.live().await;
        let mut ids = Vec::new();
        for number in numbers {
            ids.push(room.id(number).await);
        }
        let cast = Cast {
            room: room.room,
            guest: room.guests[0],
            moderator: room.moderator,
            official: room.guest,
            listed: ids[..4].try_into().unwrap(),
            waiting: ids[4..].try_into().unwrap(),
            now: house.now(),
        };
        let House { db, desk, archive, .. } = house;
        desk.close().await;
        archive.close().await;
        db.close().await;
        Furnished { folder, cast }
    }

    /// A copy of the folder, not yet open.
    pub fn copy(&self) -> TempDir {
        copy(self.folder.path())
    }

    /// A copy opened on a disk of its own that is switched by the returned hand.
    pub async fn on_disk(&self, vfs: &str, synchronous_off: bool) -> (House, Switch) {
        let switch = crashvfs::install(vfs);
        switch.revive();
        let folder = self.copy();
        let mut options = OpenOptions::new(folder.path());
        options.vfs = Some(vfs.to_owned());
        options.synchronous_off = synchronous_off;
        let house = House::open(options, Some(folder), Arc::new(AtomicI64::new(self.cast.now))).await;
        (house, switch)
    }
}

/// Copies the files of a data folder as they lie on the disk: what a machine finds when it starts again.
pub fn copy(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for file in fs::read_dir(from).unwrap().flatten() {
        let name = file.file_name();
        if !name.to_string_lossy().ends_with("-shm") {
            fs::copy(file.path(), to.path().join(name)).unwrap();
        }
    }
    to
}

/// The usual way to open a folder, on SQLite's own disk.
pub async fn opened(folder: TempDir, now: i64) -> House {
    let options = OpenOptions::new(folder.path());
    House::open(options, Some(folder), Arc::new(AtomicI64::new(now))).await
}
