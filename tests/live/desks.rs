//! Sockets of staff: their own stream, and row 20: whoever may no longer listen is closed within two seconds.

use crate::{
    client::{Client, End},
    house::{House, open},
    story::citizen,
};
use std::time::Duration;
use tokio::time::{Instant, timeout};
use wenzheng::{
    bus::Announcement,
    kernel::{
        command::OfficeCommand,
        id::OFFICE,
        principal::{Grant, Principal, Reach, Role},
    },
    wire::position::Stream,
};

/// The bound of the row.
const SOON: Duration = Duration::from_secs(2);

async fn desk(house: &House, cookies: &[(String, String)]) -> Client {
    Client::open(house.address, &format!("{}/desk?desk=moderation", house.path()), cookies).await
}

#[tokio::test]
async fn staff_follow_the_staff_stream() {
    let house = open().await;
    let (cookies, _) = house.signed_in(house.moderator).await;
    let mut client = desk(&house, &cookies).await;
    let hello = client.until("hello").await;
    assert_eq!(hello["epoch"], house.stage.position(Stream::Staff).epoch);
    while !client.until("latest").await["crew"].to_string().contains("moderation") {}
    house.stage.say("内部");
    client.line("内部").await;
    client.send(&crate::bytes::close(1001, b"")).await;
    assert_eq!(client.end().await.code(), 1001);
    house.settles(0, 0).await;
}

#[tokio::test]
async fn only_the_crew_comes_in() {
    let house = open().await;
    let (insider, _) = house.signed_in(house.moderator).await;
    let (outsider, _) = house.signed_in(house.outsider).await;
    let Principal::Visitor(visitor) = citizen() else { panic!("a citizen") };
    assert_eq!(desk(&house, &[]).await.status, 401);
    assert_eq!(desk(&house, &house.citizen(visitor)).await.status, 401);
    assert_eq!(desk(&house, &outsider).await.status, 404);
    assert_eq!(desk(&house, &insider[1..]).await.status, 403, "no origin");
    let foreign = [("Origin".to_owned(), "null".to_owned()), insider[1].clone()];
    assert_eq!(desk(&house, &foreign).await.status, 403);
    assert_eq!(desk(&house, &insider).await.status, 101);
}

async fn revoked(client: &mut Client, begun: Instant) {
    let end = timeout(SOON, client.end()).await.expect("closed within two seconds");
    assert!(matches!(end, End::Closed(4501, _)), "{end:?} after {:?}", begun.elapsed());
}

#[tokio::test]
async fn a_lost_role_a_closed_account_and_a_log_out_end_the_socket() {
    let house = open().await;
    let Principal::Staff(person) = house.moderator else { panic!("staff") };
    let (cookies, session) = house.signed_in(house.moderator).await;
    let mut clients = [desk(&house, &cookies).await, desk(&house, &cookies).await];
    for client in &mut clients {
        client.hello().await;
    }
    // logging out is not announced: the slow look finds it
    house.auth.close(&session).await.unwrap();
    let begun = Instant::now();
    for client in &mut clients {
        revoked(client, begun).await;
    }

    let (cookies, _) = house.signed_in(house.moderator).await;
    let mut client = desk(&house, &cookies).await;
    client.hello().await;
    let here = Grant { role: Role::Moderator, reach: Reach::Room { room: house.stage.room, guest: None } };
    house.inner.desk.office(Principal::Operator, OfficeCommand::Revoke { person, grant: here }).await.unwrap();
    let news = Announcement { room: OFFICE, public_at: 0, staff_at: 1, nudged: vec![], redacted: false };
    house.stage.bus.announce(&news);
    revoked(&mut client, Instant::now()).await;
    assert_eq!(desk(&house, &cookies).await.status, 404);
    house.settles(0, 0).await;
}

#[tokio::test]
async fn who_still_may_stays() {
    let house = open().await;
    let (cookies, _) = house.signed_in(house.moderator).await;
    let mut client = desk(&house, &cookies).await;
    client.hello().await;
    // Control: other people's affairs, and a few looks in between, end nothing.
    let Principal::Staff(other) = house.outsider else { panic!("staff") };
    let closed =
        OfficeCommand::SetPerson { person: other, login: "outsider".into(), name: "别人".into(), unit: None };
    house.inner.desk.office(Principal::Operator, closed).await.unwrap();
    tokio::time::sleep(SOON * 2).await;
    house.stage.say("还在");
    client.line("还在").await;
}
