//! The power fails while the first start makes the database.

use crate::{
    house::NINE,
    place::{Furnished, copy, opened},
    tables::connect,
};
use sqlx::Connection;
use std::path::Path;
use wenzheng::{
    kernel::principal::{Reach, Role},
    store::{Db, OpenOptions},
};

/// Cuts the power after `step` steps of a first start: its epoch if it ended before that, and what is found.
async fn first_start(vfs: &str, synchronous_off: bool, step: u64) -> (Option<u64>, tempfile::TempDir) {
    let switch = crashvfs::install(vfs);
    switch.revive();
    let folder = tempfile::tempdir().unwrap();
    let mut options = OpenOptions::new(folder.path());
    options.vfs = Some(vfs.to_owned());
    options.synchronous_off = synchronous_off;
    switch.crash_after(step, Some(step));
    let db = Db::open(&options).await;
    switch.crash(Some(step));
    (db.ok().map(|db| db.epoch()), copy(folder.path()))
}

/// Starts again on what was found, uses it, and compares its tables with those of `sound`.
async fn completes(found: tempfile::TempDir, sound: &[String]) -> bool {
    let start = async move {
        let house = opened(found, NINE).await;
        house.staff("somebody", &[(Role::Moderator, Reach::Installation)]).await;
        (house.db.scrub().await.unwrap(), schema(house.db.folder()).await)
    };
    let found = tokio::spawn(start).await;
    found.is_ok_and(|(broken, tables)| broken.is_empty() && tables == sound)
}

async fn schema(folder: &Path) -> Vec<String> {
    let sql = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name";
    let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut connect(folder).await).await.unwrap();
    rows.into_iter().map(|(sql,)| sql).collect()
}

async fn sound() -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    Db::open(&OpenOptions::new(folder.path())).await.unwrap().close().await;
    schema(folder.path()).await
}

#[tokio::test]
async fn a_start_cut_off_at_any_step_completes_the_next_time() {
    let sound = sound().await;
    assert!(sound.len() > 20);
    for step in 0..2_000 {
        let (finished, found) = first_start("migration-full", false, step).await;
        assert!(completes(found, &sound).await, "cut off at step {step}");
        if finished.is_some() {
            assert!(step > 40, "a start of {step} steps was hardly tried");
            return;
        }
    }
    panic!("the first start never ended");
}

/// Once a start has ended its epoch is safe; the control: without syncs it is not.
#[tokio::test]
async fn a_start_that_ended_keeps_its_epoch_and_without_sync_it_does_not() {
    for (vfs, synchronous_off) in [("epoch-full", false), ("epoch-off", true)] {
        let (finished, found) = first_start(vfs, synchronous_off, 100_000).await;
        // Without syncs there may not even be a database left.
        let kept = Db::open(&OpenOptions::new(found.path())).await.map(|db| db.epoch()).ok();
        assert_eq!(finished.is_some() && finished == kept, !synchronous_off, "{vfs}");
    }
}

/// Rows from before there were digests: filled in at a start, also at one that follows a start cut off at any step.
#[tokio::test]
async fn digests_are_filled_in_by_a_start_or_by_the_next_one() {
    let furnished = Furnished::new().await;
    let bare = furnished.copy();
    let sound = digests(bare.path()).await;
    let mut disk = connect(bare.path()).await;
    sqlx::query("UPDATE entries SET digest = NULL").execute(&mut disk).await.unwrap();
    disk.close().await.unwrap();
    assert!(sound.len() > 20);
    for step in 0..400 {
        let switch = crashvfs::install("digests-full");
        switch.revive();
        let folder = copy(bare.path());
        let mut options = OpenOptions::new(folder.path());
        options.vfs = Some("digests-full".into());
        switch.crash_after(step, Some(step));
        let finished = Db::open(&options).await.is_ok();
        switch.crash(Some(step));
        let house = opened(copy(folder.path()), furnished.cast.now).await;
        assert_eq!(digests(house.db.folder()).await, sound, "cut off at step {step}");
        if finished {
            assert!(step > 5, "a start of {step} steps was hardly tried");
            return;
        }
    }
    panic!("the start never ended");
}

async fn digests(folder: &Path) -> Vec<Option<String>> {
    let sql = "SELECT digest FROM entries ORDER BY room, staff_at";
    let rows: Vec<(Option<String>,)> = sqlx::query_as(sql).fetch_all(&mut connect(folder).await).await.unwrap();
    rows.into_iter().map(|(digest,)| digest).collect()
}
