//! Row 16, and coming back: exactly what was missed, or the room whole, never silently nothing.

use crate::{
    client::Client,
    house::{House, open, open_with},
};
use std::sync::atomic::Ordering;
use wenzheng::wire::position::{Position, Stream};

async fn back(house: &House, position: Position) -> (Client, serde_json::Value, Vec<serde_json::Value>) {
    let path = format!("{}?epoch={}&at={}", house.path(), position.epoch, position.at);
    let mut client = Client::open(house.address, &path, &[]).await;
    let (hello, rest) = client.hello().await;
    (client, hello, rest)
}

#[tokio::test]
async fn who_comes_back_gets_exactly_what_was_missed() {
    let house = open().await;
    // the room is kept ready by somebody else
    let mut other = house.reader().await;
    (0..20).for_each(|nth| house.stage.say(&format!("行{nth}")));
    other.line("行19").await;
    let now = house.stage.position(Stream::Public);
    let (_, hello, rest) = back(&house, Position { at: 17, ..now }).await;
    assert_eq!(hello["at"], 20);
    assert_eq!((rest.len(), &rest[0]["from"], &rest[0]["to"]), (1, &17.into(), &20.into()));
    assert_eq!(rest[0]["items"].as_array().unwrap().len(), 3);
    let (mut client, hello, rest) = back(&house, now).await;
    assert_eq!((hello["at"].as_u64(), rest.len()), (Some(20), 0), "nothing was missed");
    house.stage.say("下一行");
    client.line("下一行").await;
}

#[tokio::test]
async fn a_foreign_position_gets_the_room_whole() {
    let house = open().await;
    house.stage.say("唯一一行");
    let now = house.stage.position(Stream::Public);
    let staff = house.stage.position(Stream::Staff);
    for position in [Position { at: now.at + 1_000, ..now }, Position { epoch: 77, ..now }, staff] {
        let (_, hello, rest) = back(&house, position).await;
        assert_eq!((&hello["epoch"], &hello["at"]), (&now.epoch.into(), &now.at.into()), "{position}");
        assert_eq!(rest[0]["type"], "snapshot", "{position}");
    }
}

#[tokio::test]
async fn a_restored_journal_is_told_to_those_who_are_here() {
    let house = open_with(|limits, _| limits.live_head_ms = 50).await;
    (0..3).for_each(|nth| house.stage.say(&format!("行{nth}")));
    let mut client = house.reader().await;
    house.stage.restore(1);
    let snapshot = client.until("snapshot").await;
    assert_eq!(snapshot["at"], 1);
    assert_eq!(snapshot["epoch"], house.stage.position(Stream::Public).epoch);
}

#[tokio::test]
async fn a_lost_announcement_delays_and_loses_nothing() {
    let house = open_with(|limits, _| limits.live_head_ms = 50).await;
    let mut client = house.reader().await;
    house.stage.silent.store(true, Ordering::SeqCst);
    house.stage.say("无人宣布");
    client.line("无人宣布").await;
}

#[tokio::test]
async fn a_client_may_name_its_position_again() {
    let house = open().await;
    (0..5).for_each(|nth| house.stage.say(&format!("行{nth}")));
    let mut client = house.reader().await;
    let now = house.stage.position(Stream::Public);
    client.say(&format!(r#"{{"type":"hello","epoch":{},"at":3}}"#, now.epoch)).await;
    let hello = client.until("hello").await;
    let batch = client.until("batch").await;
    assert_eq!((&hello["at"], &batch["from"], &batch["to"]), (&5.into(), &3.into(), &5.into()));
    // asking again and again is not free
    for _ in 0..5 {
        client.say(r#"{"type":"hello","epoch":1,"at":1}"#).await;
    }
    assert_eq!(client.end().await.code(), 4001);
}

#[tokio::test]
async fn hidden_pages_get_news_seldom_and_all_of_it() {
    let house = open_with(|limits, _| limits.live_hidden_ms = 1_000).await;
    let (mut hidden, mut other) = (house.reader().await, house.reader().await);
    hidden.say(r#"{"type":"hidden"}"#).await;
    hidden.send(&crate::bytes::frame(9, b"done")).await;
    while hidden.next().await.unwrap().opcode != 10 {}
    for nth in 0..10 {
        house.stage.say(&format!("行{nth}"));
        other.line(&format!("行{nth}")).await;
    }
    // two answers at most bring all ten, without a gap
    let (mut at, mut news) = (0, 0);
    while at < 10 {
        let frame = hidden.next().await.unwrap().json();
        let (from, to) = match frame["type"].as_str().unwrap() {
            "batch" => (&frame["from"], &frame["to"]),
            "snapshot" => (&serde_json::Value::from(at), &frame["at"]),
            _ => continue,
        };
        assert_eq!(*from, at);
        (at, news) = (to.as_u64().unwrap(), news + 1);
    }
    assert!(news < 5, "{news} times");
    hidden.say(r#"{"type":"visible"}"#).await;
    house.stage.say("看得见");
    hidden.line("看得见").await;
}

#[tokio::test]
async fn an_asker_is_nudged_and_nobody_else() {
    let house = open().await;
    let visitor = wenzheng::kernel::id::VisitorId(uuid::Uuid::now_v7());
    let mut own = Client::open(house.address, &house.path(), &house.citizen(visitor)).await;
    own.hello().await;
    let mut other = house.reader().await;
    house.stage.say_to("与您有关", vec![visitor]);
    own.until("mine").await;
    house.stage.say("之后");
    loop {
        let frame = other.next().await.unwrap();
        assert!(!frame.is("mine"));
        if String::from_utf8_lossy(&frame.body).contains("之后") {
            break;
        }
    }
}
