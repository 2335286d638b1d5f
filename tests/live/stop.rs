//! Row 41: a stop sees everybody off, each with a moment of their own to come back.

use crate::{client::End, house::open};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

#[tokio::test]
async fn a_stop_says_farewell_and_spreads_the_return() {
    let house = open().await;
    let mut readers = Vec::new();
    for _ in 0..20 {
        readers.push(house.reader().await);
    }
    let (cookies, _) = house.signed_in(house.moderator).await;
    let mut staff = crate::client::Client::open(house.address, &format!("{}/desk", house.path()), &cookies).await;
    staff.hello().await;
    house.stop.cancel();
    let live = house.live.clone();
    let closed = tokio::spawn(async move { live.close().await });
    let mut waits = BTreeSet::new();
    for reader in &mut readers {
        let bye = reader.until("bye").await;
        assert_eq!(bye["code"], 4000);
        let End::Closed(4000, reason) = reader.end().await else { panic!("no farewell") };
        assert_eq!(reason, format!("restart {}", bye["retry_after_ms"]));
        waits.insert(reason);
        reader.send(&crate::bytes::close(4000, b"")).await;
    }
    assert!(waits.len() > 10, "{waits:?}");
    staff.until("bye").await;
    assert_eq!(staff.end().await.code(), 4000);
    drop((readers, staff));
    timeout(Duration::from_secs(20), closed).await.expect("it ends by itself").unwrap();
    timeout(Duration::from_secs(20), house.served).await.expect("and so does the door").unwrap();
    assert_eq!((house.live.readers(), house.live.tasks()), (0, 0));
}
