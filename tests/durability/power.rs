//! The power fails at chosen steps while many people write.

use crate::{
    load::{Sent, crowd},
    place::{Furnished, copy, opened},
    promise::kept,
};
use std::time::Duration;

/// What one power failure left behind.
struct Outcome {
    acknowledged: usize,
    sent: usize,
    /// Why the promise is broken, if it is.
    broken: Option<String>,
}

/// Lets everybody write until the power fails after `step` steps, and looks at what is on the disk.
async fn fail_after(furnished: &Furnished, vfs: &str, synchronous_off: bool, step: u64, seed: u64) -> Outcome {
    let (house, switch) = furnished.on_disk(vfs, synchronous_off).await;
    switch.crash_after(step, Some(seed));
    let sent = crowd(&house.desk, &furnished.cast).await;
    // the order may have been for later than there was to write
    switch.crash(Some(seed));
    let found = copy(house.db.folder());
    let db = house.db.clone();
    drop(house);
    let _ = tokio::time::timeout(Duration::from_secs(2), db.close()).await;
    let acknowledged = sent.iter().filter(|one| one.answer.is_some()).count();
    Outcome { acknowledged, sent: sent.len(), broken: broken(found, furnished, sent).await }
}

/// Opens what was found in a task of its own: a damaged database may not even open.
async fn broken(found: tempfile::TempDir, furnished: &Furnished, sent: Vec<Sent>) -> Option<String> {
    let cast = furnished.cast;
    let look = async move {
        let house = opened(found, cast.now).await;
        kept(&house, &cast, &sent).await.err()
    };
    match tokio::spawn(look).await {
        Ok(broken) => broken,
        Err(panic) => Some(format!("it does not open: {panic}")),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_acknowledged_is_there_after_the_power_failed_at_any_step() {
    let furnished = Furnished::new().await;
    let (mut partly, mut none) = (0, 0);
    for nth in 0_u64.. {
        let step = nth * 17;
        let outcome = fail_after(&furnished, "power-full", false, step, step ^ 0x5eed).await;
        let (acknowledged, sent) = (outcome.acknowledged, outcome.sent);
        assert_eq!(outcome.broken, None, "step {step}: {acknowledged} of {sent} acknowledged");
        none += usize::from(acknowledged == 0);
        partly += usize::from(acknowledged > 0 && acknowledged < sent);
        if acknowledged == sent {
            break;
        }
        assert!(nth < 400, "the crowd never finished");
    }
    assert!(partly > 10 && none > 0, "the power failed in the middle only {partly} times, before all {none} times");
}

/// The control: without syncs the same crowd loses what it was told is safe.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_sync_what_was_acknowledged_is_lost() {
    std::panic::set_hook(Box::new(|_| ()));
    let furnished = Furnished::new().await;
    let (mut broken, mut trials) = (0, 0);
    for nth in 4..16 {
        let step = nth * 29;
        let outcome = fail_after(&furnished, "power-off", true, step, step).await;
        trials += 1;
        broken += usize::from(outcome.acknowledged > 0 && outcome.broken.is_some());
    }
    let _ = std::panic::take_hook();
    assert!(broken > trials / 2, "only {broken} of {trials} failures lost anything");
}

/// The control of the control: the promise notices a missing, a doubled and a reordered entry.
#[tokio::test]
async fn the_promise_is_broken_by_any_missing_entry_vote_or_post() {
    let furnished = Furnished::new().await;
    let found = furnished.copy();
    let house = opened(found, furnished.cast.now).await;
    let sent = crowd(&house.desk, &furnished.cast).await;
    assert!(sent.iter().all(|one| one.answer.is_some()) && sent.len() > 40);
    assert_eq!(kept(&house, &furnished.cast, &sent).await, Ok(()));
    house.db.close().await;
    for sql in [
        "DELETE FROM entries WHERE staff_at = 30",
        "DELETE FROM votes WHERE visitor = (SELECT max(visitor) FROM votes)",
        "UPDATE entries SET public_at = 1000 WHERE public_at = (SELECT max(public_at) FROM entries)",
        "DELETE FROM posts WHERE number = 9",
        "UPDATE texts SET body = body || '！' WHERE body LIKE '第0位%'",
        "UPDATE posts SET votes = votes + 1",
        "UPDATE entries SET at = at + 1 WHERE staff_at = 20",
    ] {
        let spoilt = copy(house.db.folder());
        let mut connection = crate::tables::connect(spoilt.path()).await;
        sqlx::query(sql).execute(&mut connection).await.unwrap();
        sqlx::Connection::close(connection).await.unwrap();
        let noticed = broken(spoilt, &furnished, sent.clone()).await;
        assert!(noticed.is_some(), "unnoticed: {sql}");
    }
}
