//! Faults on order: a sync that fails, a disk that is full.

use sqlx::sqlite::SqliteSynchronous;
use sqlx::{Connection, Executor};

use crate::place::{Place, code, ids, insert};

const IOERR_FSYNC: &str = "1034";
const FULL: &str = "13";

#[tokio::test]
async fn a_failed_sync_fails_the_commit() {
    let place = Place::new("faults-fsync").await;
    let mut connection = place.open(SqliteSynchronous::Full).await.unwrap();
    insert(&mut connection, 1).await.unwrap();
    place.switch.fail_fsync(true);
    let syncs = place.switch.syncs();
    assert_eq!(code(&insert(&mut connection, 2).await.unwrap_err()), IOERR_FSYNC);
    assert_eq!(place.switch.syncs(), syncs);
    assert_eq!(ids(&mut connection).await.unwrap(), [1]);
    place.switch.fail_fsync(false);
    insert(&mut connection, 3).await.unwrap();
    place.switch.crash(None);
    assert_eq!(place.found().await.unwrap(), [1, 3]);
}

/// Rows that waited for a failed sync are not saved by a later one that succeeds.
#[tokio::test]
async fn what_a_failed_sync_dropped_stays_dropped() {
    let place = Place::new("faults-dropped").await;
    let mut connection = place.open(SqliteSynchronous::Normal).await.unwrap();
    insert(&mut connection, 1).await.unwrap();
    place.switch.fail_fsync(true);
    let checkpoint = "PRAGMA wal_checkpoint(FULL)";
    assert_eq!(code(&connection.execute(checkpoint).await.unwrap_err()), IOERR_FSYNC);
    place.switch.fail_fsync(false);
    connection.execute("PRAGMA synchronous = FULL").await.unwrap();
    insert(&mut connection, 2).await.unwrap();
    assert_eq!(ids(&mut connection).await.unwrap(), [1, 2]);
    place.switch.crash(None);
    assert_eq!(place.found().await.unwrap(), [0_i64; 0], "the log has a hole where post 1 was");
}

#[tokio::test]
async fn a_full_disk_refuses_writes_keeps_reads_and_heals() {
    let place = Place::new("faults-full").await;
    let mut connection = place.open(SqliteSynchronous::Full).await.unwrap();
    insert(&mut connection, 1).await.unwrap();
    place.switch.disk_full(true);
    assert_eq!(code(&insert(&mut connection, 2).await.unwrap_err()), FULL);
    assert_eq!(ids(&mut connection).await.unwrap(), [1]);
    let mut reader = place.open(SqliteSynchronous::Full).await.unwrap();
    assert_eq!(ids(&mut reader).await.unwrap(), [1]);
    place.switch.disk_full(false);
    insert(&mut connection, 3).await.unwrap();
    place.switch.crash(None);
    assert_eq!(place.found().await.unwrap(), [1, 3]);
    drop((reader.close().await, connection.close().await));
}
