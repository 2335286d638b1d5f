//! The power fails while the first start makes the database.

use crate::{
    house::{House, NINE, citizen},
    place::{copy, opened},
    promise::in_order,
    tables::journal,
};
use std::sync::{Arc, atomic::AtomicI64};
use wenzheng::{
    kernel::policy::Policy,
    store::{Db, OpenOptions},
};

/// Cuts the power after `step` steps of a first start; whether that was before its end, and what is found.
async fn first_start(vfs: &str, synchronous_off: bool, step: u64) -> (bool, tempfile::TempDir) {
    let switch = crashvfs::install(vfs);
    switch.revive();
    let folder = tempfile::tempdir().unwrap();
    let mut options = OpenOptions::new(folder.path());
    options.vfs = Some(vfs.to_owned());
    options.synchronous_off = synchronous_off;
    switch.crash_after(step, Some(step));
    let db = Db::open(&options).await;
    switch.crash(Some(step));
    (db.is_ok(), copy(folder.path()))
}

/// Starts again on what was found and uses the house.
async fn completes(found: tempfile::TempDir) -> bool {
    let start = async move {
        let options = OpenOptions::new(found.path());
        let house = House::open(options, Some(found), Arc::new(AtomicI64::new(NINE))).await;
        let room = house.interview(Policy::default()).await;
        room.ask(citizen(), "重来之后能提问吗？").await.unwrap();
        let rows = journal(house.db.folder(), &room.room.to_string()).await;
        house.db.scrub().await.unwrap().is_empty() && in_order(&rows).is_ok()
    };
    tokio::spawn(start).await.unwrap_or(false)
}

#[tokio::test]
async fn a_start_cut_off_at_any_step_completes_the_next_time() {
    for step in 0..2_000 {
        let (finished, found) = first_start("migration-full", false, step).await;
        assert!(completes(found).await, "cut off at step {step}");
        if finished {
            assert!(step > 40, "a start of {step} steps was hardly tried");
            return;
        }
    }
    panic!("the first start never ended");
}

/// The control: a start that does not sync leaves databases that no start can use, or loses its epoch.
#[tokio::test]
async fn without_sync_some_cut_off_start_cannot_be_completed_or_loses_what_it_had() {
    std::panic::set_hook(Box::new(|_| ()));
    let mut spoilt = 0;
    for step in (0..2_000).step_by(3) {
        let (finished, found) = first_start("migration-off", true, step).await;
        if finished {
            let kept = std::fs::metadata(found.path().join("wenzheng.db")).map_or(0, |file| file.len());
            spoilt += usize::from(kept == 0);
        }
        spoilt += usize::from(!completes(found).await);
        if finished {
            break;
        }
    }
    let _ = std::panic::take_hook();
    assert!(spoilt > 0, "syncs made no difference");
}

#[tokio::test]
async fn a_start_that_ended_keeps_its_epoch() {
    let folder = tempfile::tempdir().unwrap();
    let options = OpenOptions::new(folder.path());
    let db = Db::open(&options).await.unwrap();
    let epoch = db.epoch();
    db.close().await;
    drop(db);
    let house = opened(folder, NINE).await;
    assert_eq!(house.db.epoch(), epoch);
}
