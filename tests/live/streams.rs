//! The event stream: the same batches, ids that are positions, and its own bounds.

use crate::{
    client::{Client, PATIENCE},
    house::{House, open, open_with},
};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use wenzheng::wire::position::{Position, Stream};

struct Events {
    stream: TcpStream,
    text: String,
}

impl Events {
    async fn open(house: &House, more: &str) -> Events {
        let mut stream = TcpStream::connect(house.address).await.unwrap();
        let request = format!(
            "GET /api/v1/rooms/{}/events HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\n{more}\r\n",
            house.code, house.address
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        Events { stream, text: String::new() }
    }

    /// Reads until this has come; whatever the chunks are.
    async fn until(&mut self, what: &str) -> &str {
        let mut piece = vec![0; 65_536];
        while !self.text.contains(what) {
            let read = timeout(PATIENCE, self.stream.read(&mut piece)).await;
            let count = read.unwrap_or_else(|_| panic!("no {what} in {}", self.text)).unwrap();
            assert!(count > 0, "the end came before {what}: {}", self.text);
            self.text += &String::from_utf8_lossy(&piece[..count]);
        }
        &self.text
    }
}

#[tokio::test]
async fn events_carry_what_sockets_carry() {
    let house = open().await;
    house.stage.say("开场");
    let mut events = Events::open(&house, "").await;
    let head = events.until("\"latest\"").await.to_owned();
    assert!(head.contains("200 OK") && head.contains("content-type: text/event-stream"), "{head}");
    assert!(head.contains("data: {\"type\":\"hello\"") && head.contains("\"snapshot\"") && head.contains("开场"));
    house.stage.say("第二句");
    events.until("第二句").await;
    let id = format!("id: {}", house.stage.position(Stream::Public));
    events.until(&id).await;
    drop(events);
    house.settles(0, 0).await;
}

#[tokio::test]
async fn the_last_event_id_is_honoured() {
    let house = open().await;
    let mut other = Events::open(&house, "").await;
    (0..10).for_each(|nth| house.stage.say(&format!("行{nth}")));
    other.until("行9").await;
    let now = house.stage.position(Stream::Public);
    let position = Position { at: 8, ..now };
    let mut events = Events::open(&house, &format!("Last-Event-ID: {position}\r\n")).await;
    let text = events.until("\"latest\"").await;
    assert!(text.contains("行8") && text.contains("行9") && !text.contains("行7"), "{text}");
    for foreign in [Position { epoch: 3, at: 8 }.to_string(), "nonsense".into(), format!("{}.99999", now.epoch)] {
        let mut events = Events::open(&house, &format!("Last-Event-ID: {foreign}\r\n")).await;
        assert!(events.until("\"latest\"").await.contains("\"snapshot\""), "{foreign}");
    }
}

#[tokio::test]
async fn event_streams_are_bounded_apart_from_sockets() {
    let house = open_with(|limits, _| limits.live_event_streams = 1).await;
    let mut first = Events::open(&house, "").await;
    first.until("\"latest\"").await;
    let mut second = Events::open(&house, "").await;
    let told = second.until("\"busy\"").await;
    assert!(told.contains("503") && told.contains("retry-after"), "{told}");
    house.reader().await;
    drop(first);
    house.settles(0, 0).await;
    Events::open(&house, "").await.until("\"latest\"").await;
}

#[tokio::test]
async fn a_stream_nobody_reads_is_cut() {
    let house = open_with(|limits, door| {
        limits.live_stuck_ms = 300;
        door.limits.stuck_ms = 300;
    })
    .await;
    let (stalled, mut other) = (Events::open(&house, "").await, house.reader().await);
    for nth in 0..60 {
        house.stage.say(&format!("{nth} {}", "长".repeat(60_000)));
        other.until("batch").await;
    }
    house.settles(1, 0).await;
    drop(stalled);
}

#[tokio::test]
async fn other_sites_and_other_types_are_refused() {
    let house = open().await;
    let get = |more: &str| {
        format!("GET /api/v1/rooms/{}/events HTTP/1.1\r\nHost: {}\r\n{more}\r\n", house.code, house.address)
    };
    assert_eq!(Client::raw(house.address, &get("Origin: null\r\n")).await.status, 403);
    assert_eq!(Client::raw(house.address, &get("Sec-Fetch-Site: cross-site\r\n")).await.status, 403);
    assert_eq!(Client::raw(house.address, &get("Accept: image/png\r\n")).await.status, 406);
    assert_eq!(Client::raw(house.address, &get("").replace(&house.code, "nowhere")).await.status, 404);
    assert_eq!(Client::raw(house.address, &get("Sec-Fetch-Site: same-origin\r\n")).await.status, 200);
    tokio::time::sleep(Duration::from_millis(1)).await;
}
