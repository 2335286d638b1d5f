//! The power fails in the middle of things, and some sectors of what was not synced reach the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Error, Executor};

use crate::place::{Place, insert};

/// Enough commits for the log to be checkpointed and begun anew several times.
const ROWS: i64 = 12;

/// Commits single rows until the power fails, noting the last one acknowledged.
async fn write_rows(mut connection: SqliteConnection, rows: i64, acknowledged: &AtomicI64) {
    if connection.execute("PRAGMA wal_autocheckpoint = 6").await.is_ok() {
        for id in 1..=rows {
            if insert(&mut connection, id).await.is_err() {
                break;
            }
            acknowledged.store(id, Ordering::SeqCst);
        }
    }
    drop(connection.close().await);
}

/// What a crash at one step left behind.
struct Outcome {
    acknowledged: i64,
    found: Result<Vec<i64>, Error>,
}

impl Outcome {
    /// Every acknowledged row is there, at most the one in flight besides, nothing is damaged.
    fn keeps_the_promise(&self) -> bool {
        let Ok(found) = &self.found else {
            return false;
        };
        let last = found.len() as i64;
        found.iter().copied().eq(1..=last) && (self.acknowledged..=self.acknowledged + 1).contains(&last)
    }
}

/// Crashes before each step of writing the rows, torn by that step's number and by `salt`.
async fn crash_at_each_step(
    vfs: &str,
    journal: SqliteJournalMode,
    synchronous: SqliteSynchronous,
    salt: u64,
) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for step in 0..1_000 {
        let place = Place::with_journal(vfs, journal).await;
        let connection = place.open(synchronous).await.unwrap();
        place.switch.crash_after(step, Some(step ^ salt));
        let acknowledged = AtomicI64::new(0);
        write_rows(connection, ROWS, &acknowledged).await;
        let acknowledged = acknowledged.into_inner();
        // the fuse may have been too long
        place.switch.crash(None);
        place.switch.revive();
        outcomes.push(Outcome { acknowledged, found: place.found().await });
        if acknowledged == ROWS {
            return outcomes;
        }
    }
    panic!("{ROWS} rows were not written within 1,000 steps")
}

async fn full_sync_survives(vfs: &str, journal: SqliteJournalMode) {
    for salt in [0, 1 << 32, 2 << 32] {
        let full = SqliteSynchronous::Full;
        let outcomes = crash_at_each_step(vfs, journal, full, salt).await;
        assert!(outcomes.len() as i64 > 3 * ROWS, "only {} steps", outcomes.len());
        for (step, outcome) in outcomes.iter().enumerate() {
            let (acknowledged, found) = (outcome.acknowledged, &outcome.found);
            assert!(
                outcome.keeps_the_promise(),
                "salt {salt}, step {step}: {acknowledged} acknowledged, {found:?} found"
            );
        }
    }
}

#[tokio::test]
async fn full_sync_survives_a_torn_crash_at_each_step_with_a_wal() {
    full_sync_survives("torn-wal", SqliteJournalMode::Wal).await;
}

#[tokio::test]
async fn full_sync_survives_a_torn_crash_at_each_step_with_a_journal() {
    full_sync_survives("torn-journal", SqliteJournalMode::Delete).await;
}

/// The negative control: without syncs rows are lost and the database is damaged.
#[tokio::test]
async fn without_sync_a_torn_crash_loses_and_damages() {
    for journal in [SqliteJournalMode::Wal, SqliteJournalMode::Delete] {
        let (vfs, off) = (format!("torn-off-{journal:?}"), SqliteSynchronous::Off);
        let outcomes = crash_at_each_step(&vfs, journal, off, 0).await;
        let broken = outcomes.iter().filter(|outcome| !outcome.keeps_the_promise()).count();
        let damaged = outcomes.iter().filter(|outcome| outcome.found.is_err()).count();
        assert!(broken > outcomes.len() / 2, "{journal:?}: {broken} of {}", outcomes.len());
        assert!(damaged > 0, "{journal:?}: rows went missing, but nothing was torn");
    }
}

/// The power fails from another thread, at a moment nobody chose.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn full_sync_survives_a_crash_under_a_running_writer() {
    for seed in 0..40 {
        let place = Place::new("torn-running").await;
        let connection = place.open(SqliteSynchronous::Full).await.unwrap();
        let acknowledged = Arc::new(AtomicI64::new(0));
        let count = Arc::clone(&acknowledged);
        let writer = tokio::spawn(async move { write_rows(connection, i64::MAX - 1, &count).await });
        while acknowledged.load(Ordering::SeqCst) < (seed % 17) as i64 {
            tokio::time::sleep(Duration::from_micros(50)).await;
        }
        place.switch.crash(Some(seed));
        writer.await.unwrap();
        let acknowledged = acknowledged.load(Ordering::SeqCst);
        let outcome = Outcome { acknowledged, found: place.found().await };
        assert!(outcome.keeps_the_promise(), "seed {seed}: {acknowledged}, {:?}", outcome.found);
        place.switch.revive();
    }
}

#[tokio::test]
async fn an_open_transaction_torn_into_the_wal_stays_invisible() {
    let mut grown = 0;
    for seed in 0..30 {
        let place = Place::new("torn-open").await;
        let mut connection = place.open(SqliteSynchronous::Full).await.unwrap();
        insert(&mut connection, 1).await.unwrap();
        let before = place.length("posts.db-wal");
        connection.execute("PRAGMA cache_size = 4; BEGIN").await.unwrap();
        for id in 2..=40 {
            insert(&mut connection, id).await.unwrap();
        }
        place.switch.crash(Some(seed));
        grown += usize::from(place.length("posts.db-wal") > before);
        assert_eq!(place.found().await.unwrap(), [1], "seed {seed}");
        drop(connection.close().await);
        place.switch.revive();
    }
    assert!(grown > 0, "no sector of the open transaction reached the disk");
}
