//! Row 46: crowds come and go, and storms are shed early with room for staff.

use crate::{
    client::{Client, upgrade},
    house::{open, open_with},
};
use tokio::{io::AsyncWriteExt, net::TcpStream, task::JoinSet};

fn handles() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

#[tokio::test]
async fn a_thousand_come_and_go_and_nothing_is_left() {
    let house = open_with(|limits, _| {
        (limits.live_handshakes, limits.live_handshakes_per_address) = (4_096, 4_096);
    })
    .await;
    drop(house.reader().await);
    house.settles(0, 0).await;
    let before = handles();
    let mut crowd = JoinSet::new();
    for nth in 0..1_000 {
        let (address, path) = (house.address, house.path());
        crowd.spawn(async move {
            let mut client = Client::open(address, &path, &[]).await;
            client.hello().await;
            // some say farewell, most just leave
            if nth % 3 == 0 {
                client.send(&crate::bytes::close(1001, b"")).await;
                client.end().await;
            }
            client
        });
    }
    let clients: Vec<Client> = crowd.join_all().await;
    house.settles(clients.iter().enumerate().count() - 334, 0).await;
    let mut last = house.reader().await;
    house.stage.say("都在");
    last.line("都在").await;
    drop((clients, last));
    house.settles(0, 0).await;
    // sockets of the server close a moment after the last reader was counted out
    for _ in 0..100 {
        if handles() <= before {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{} handles, {before} before", handles());
}

#[tokio::test]
async fn a_full_house_says_when_to_come_back_and_lets_staff_in() {
    let house = open_with(|limits, _| limits.live_sockets = 2).await;
    let _held = (house.reader().await, house.reader().await);
    let mut waits = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let mut shed = Client::open(house.address, &house.path(), &[]).await;
        assert_eq!(shed.status, 503);
        waits.insert(shed.header("retry-after").unwrap().to_owned());
        assert!(shed.body().await.contains("\"code\":\"busy\""));
    }
    assert!(waits.len() > 1, "they do not all come back together: {waits:?}");
    let (cookies, _) = house.signed_in(house.moderator).await;
    let staff = Client::open(house.address, &format!("{}/desk", house.path()), &cookies).await;
    assert_eq!(staff.status, 101);
    drop(_held);
    house.settles(0, 1).await;
    assert_eq!(Client::open(house.address, &house.path(), &[]).await.status, 101, "it heals by itself");
}

#[tokio::test]
async fn handshakes_under_way_are_bounded_by_address() {
    let none = open_with(|limits, _| limits.live_handshakes_per_address = 0).await;
    assert_eq!(Client::open(none.address, &none.path(), &[]).await.status, 503);
    let none = open_with(|limits, _| limits.live_handshakes = 0).await;
    assert_eq!(Client::open(none.address, &none.path(), &[]).await.status, 503);
    let (cookies, _) = none.signed_in(none.moderator).await;
    assert_eq!(Client::open(none.address, &format!("{}/desk", none.path()), &cookies).await.status, 101);
    // Control, and: a place is free again once the handshake is over.
    let one = open_with(|limits, _| (limits.live_handshakes, limits.live_handshakes_per_address) = (1, 1)).await;
    for _ in 0..3 {
        let _ = one.reader().await;
    }
}

#[tokio::test]
async fn who_leaves_in_the_middle_of_a_handshake_leaves_nothing() {
    let house = open().await;
    for _ in 0..200 {
        let mut stream = TcpStream::connect(house.address).await.unwrap();
        stream.write_all((upgrade(house.address, &house.path(), &[]) + "\r\n").as_bytes()).await.unwrap();
    }
    house.settles(0, 0).await;
}
