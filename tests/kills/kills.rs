//! Ended under load, again and again.

use crate::{clients, furnished::furnished, ledger::Ledger, server::Server};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, time::sleep};
use wenzheng::{
    desk::rebuild,
    store::{Db, OpenOptions},
};

const KILLS: u64 = 50;

/// Some time under load, from 40 to 290 ms: the steps of a seeded sequence.
fn while_ms(nth: u64) -> u64 {
    let mixed = (nth + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    40 + (mixed >> 33) % 250
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_kills_lose_nothing_double_nothing_and_reorder_nothing() {
    let house = furnished().await;
    let ledger = Arc::new(Ledger::default());
    let (told, port) = watch::channel(None);
    let people = clients::start(&house, &port, &ledger);
    let mut grown = 0;
    for nth in 0..KILLS {
        let server = Server::start(house.folder.path());
        let before = ledger.counts();
        told.send_replace(Some(server.port));
        sleep(Duration::from_millis(while_ms(nth))).await;
        told.send_replace(None);
        server.kill();
        assert_eq!(ledger.kept(&house).await, Ok(()), "after kill {nth}");
        grown += usize::from(ledger.counts() > before);
    }
    let server = Server::start(house.folder.path());
    told.send_replace(Some(server.port));
    ledger.close();
    people.join_all().await;
    server.kill();
    assert_eq!(ledger.kept(&house).await, Ok(()));
    let [asked, votes, decided] = ledger.counts();
    assert!(
        grown > 40 && asked > 200 && votes > 100 && decided > 100,
        "too little load: {grown} {asked} {votes} {decided}"
    );
    let db = Db::open(&OpenOptions::new(house.folder.path())).await.unwrap();
    assert_eq!(db.scrub().await.unwrap(), []);
    rebuild(&db, |_| ()).await.unwrap();
    db.close().await;
    assert_eq!(ledger.kept(&house).await, Ok(()), "after rebuilding");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_under_load_drains_in_time_and_keeps_every_acknowledgement() {
    let house = furnished().await;
    let ledger = Arc::new(Ledger::default());
    let (told, port) = watch::channel(None);
    let people = clients::start(&house, &port, &ledger);
    for nth in 0..3 {
        let server = Server::start(house.folder.path());
        told.send_replace(Some(server.port));
        sleep(Duration::from_millis(300 + 100 * nth)).await;
        told.send_replace(None);
        let (status, took) = tokio::task::spawn_blocking(|| server.stop()).await.unwrap();
        assert!(status.success(), "stopped with {status}");
        assert!(took < Duration::from_secs(30), "drained for {took:?}");
        assert_eq!(ledger.kept(&house).await, Ok(()));
        assert!(!house.folder.path().join("wenzheng.db-wal").exists(), "closed in good order");
    }
    let server = Server::start(house.folder.path());
    told.send_replace(Some(server.port));
    ledger.close();
    people.join_all().await;
    server.stop();
    assert!(ledger.counts().iter().all(|count| *count > 10), "too little load: {:?}", ledger.counts());
}
