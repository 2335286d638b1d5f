//! A data folder with a live interview and a moderator who can log in.

use crate::house::House;
use std::{
    fs,
    path::Path,
    sync::{Arc, atomic::AtomicI64},
    time::{SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;
use wenzheng::{
    auth::hash_password,
    kernel::{
        command::OfficeCommand,
        id::RoomId,
        policy::Policy,
        principal::{Principal, Reach, Role},
    },
    store::OpenOptions,
};

pub const PASSWORD: &str = "a long enough password";
pub const LOGIN: &str = "moderator";

pub struct Furnished {
    pub folder: TempDir,
    pub room: RoomId,
    pub code: String,
}

pub async fn furnished() -> Furnished {
    let folder = tempfile::tempdir().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let clock = Arc::new(AtomicI64::new(i64::try_from(now).unwrap()));
    let house = House::open(OpenOptions::new(folder.path()), None, clock).await;
    let policy = Policy { post_every_ms: 0, posts_per_visitor: 1_000_000, undo_ms: 0, ..Policy::default() };
    let room = house.interview(policy).await;
    room.live().await;
    let (room, here) = (room.room, Reach::Room { room: room.room, guest: None });
    let moderator = house.staff(LOGIN, &[(Role::Moderator, here)]).await;
    let Principal::Staff(person) = moderator else { panic!("not staff") };
    let hash = hash_password(PASSWORD.into()).await.unwrap();
    house.desk.office(Principal::Operator, OfficeCommand::SetPassword { person, hash }).await.unwrap();
    let code = house.db.room(room).await.unwrap().unwrap().code;
    let House { db, desk, .. } = house;
    desk.close().await;
    db.close().await;
    Furnished { folder, room, code }
}

/// The files as they lie there, for looking without touching.
pub fn copy(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for name in ["wenzheng.db", "wenzheng.db-wal"] {
        if from.join(name).exists() {
            fs::copy(from.join(name), to.path().join(name)).unwrap();
        }
    }
    to
}
