//! The power fails between statements.

use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Executor};

use crate::place::{Place, ids, insert};

#[tokio::test]
async fn full_sync_keeps_every_acknowledged_row() {
    for journal in [SqliteJournalMode::Wal, SqliteJournalMode::Delete] {
        let place = Place::with_journal(&format!("power-full-{journal:?}"), journal).await;
        let mut connection = place.open(SqliteSynchronous::Full).await.unwrap();
        for id in 1..=40 {
            let before = place.switch.syncs();
            insert(&mut connection, id).await.unwrap();
            assert!(place.switch.syncs() > before, "commit {id} in {journal:?} did not sync");
        }
        place.switch.crash(None);
        assert_eq!(place.found().await.unwrap(), (1..=40).collect::<Vec<_>>(), "{journal:?}");
    }
}

/// The negative control: without syncs the same rows must be gone.
#[tokio::test]
async fn without_sync_acknowledged_rows_are_lost() {
    for journal in [SqliteJournalMode::Wal, SqliteJournalMode::Delete] {
        let place = Place::with_journal(&format!("power-off-{journal:?}"), journal).await;
        let mut connection = place.open(SqliteSynchronous::Off).await.unwrap();
        let before = place.switch.syncs();
        for id in 1..=40 {
            insert(&mut connection, id).await.unwrap();
        }
        assert_eq!(ids(&mut connection).await.unwrap().len(), 40);
        assert_eq!(place.switch.syncs(), before);
        place.switch.crash(None);
        assert_eq!(place.found().await.unwrap(), [0_i64; 0], "{journal:?}");
    }
}

#[tokio::test]
async fn unsynced_rows_are_seen_by_every_connection_until_the_crash() {
    let place = Place::new("power-seen").await;
    let mut writer = place.open(SqliteSynchronous::Normal).await.unwrap();
    insert(&mut writer, 1).await.unwrap();
    let mut reader = place.open(SqliteSynchronous::Normal).await.unwrap();
    assert_eq!(ids(&mut reader).await.unwrap(), [1]);
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
    insert(&mut writer, 2).await.unwrap();
    assert_eq!(ids(&mut reader).await.unwrap(), [1, 2]);
    place.switch.crash(None);
    assert_eq!(place.found().await.unwrap(), [1], "only the checkpoint was synced");
}

#[tokio::test]
async fn handles_from_before_the_crash_stay_dead_and_hold_nobody_up() {
    let place = Place::new("power-dead").await;
    let mut old = place.open(SqliteSynchronous::Full).await.unwrap();
    insert(&mut old, 1).await.unwrap();
    old.execute("BEGIN IMMEDIATE").await.unwrap();
    insert(&mut old, 2).await.unwrap();
    place.switch.crash(None);
    assert!(!place.file("posts.db-shm").exists());
    assert!(place.open(SqliteSynchronous::Full).await.is_err(), "there is no power");
    place.switch.revive();

    let mut new = place.open(SqliteSynchronous::Full).await.unwrap();
    insert(&mut new, 3).await.unwrap();
    assert!(old.execute("COMMIT").await.is_err());
    assert!(insert(&mut old, 4).await.is_err());
    drop(old.close().await);
    insert(&mut new, 5).await.unwrap();
    assert_eq!(ids(&mut new).await.unwrap(), [1, 3, 5]);
    place.switch.crash(None);
    assert_eq!(place.found().await.unwrap(), [1, 3, 5]);
}

#[tokio::test]
async fn one_switch_does_not_turn_another() {
    let (dark, lit) = (Place::new("power-dark").await, Place::new("power-lit").await);
    let mut connection = lit.open(SqliteSynchronous::Full).await.unwrap();
    dark.switch.fail_fsync(true);
    dark.switch.disk_full(true);
    dark.switch.crash(Some(1));
    insert(&mut connection, 1).await.unwrap();
    assert_eq!(ids(&mut connection).await.unwrap(), [1]);
}

#[test]
fn a_name_is_installed_once() {
    let (first, again) = (crashvfs::install("power-twice"), crashvfs::install("power-twice"));
    assert_eq!(first.syncs(), again.syncs());
    assert!(std::panic::catch_unwind(|| crashvfs::install("unix")).is_err());
    assert!(std::panic::catch_unwind(|| crashvfs::install("a\0b")).is_err());
}
