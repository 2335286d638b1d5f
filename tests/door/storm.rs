//! Five times what the house can carry, and everybody coming back at once: shed early, told when to
//! come back, and staff notice nothing. Nothing here is timed: the gate is opened by hand.

use crate::house::{Answer, House, open_with};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

/// Requests of the public that are answered at the same time.
const PLACES: usize = 8;
/// Connections of the public.
const CONNECTIONS: usize = 20;
const RESERVED: usize = 4;

fn request(house: &House, path: &str, cookie: &str) -> String {
    let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{cookie}\r\n", house.address)
}

/// Connects, sends, and hears one whole answer; the connection stays open if the server lets it.
async fn call(house: Arc<House>, path: &'static str) -> (Answer, TcpStream) {
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    // A server that turns people away may be faster than they can ask.
    let _ = stream.write_all(request(&house, path, "").as_bytes()).await;
    let (mut heard, mut piece) = (String::new(), [0; 4_096]);
    while let Ok(count @ 1..) = stream.read(&mut piece).await {
        heard += &String::from_utf8_lossy(&piece[..count]);
        let answer = Answer::parse(&heard);
        let length = answer.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if heard.contains("\r\n\r\n") && length == Some(answer.body.len()) {
            break;
        }
    }
    (Answer::parse(&heard), stream)
}

/// The waits these refusals name, in s; each must name one.
fn waits(refused: &[Answer]) -> BTreeSet<u32> {
    refused.iter().map(|answer| answer.header("retry-after").expect("when to come back").parse().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_times_the_load_is_shed_before_it_waits_and_staff_go_on() {
    let house = Arc::new(open_with(|config| config.limits.public_in_flight = PLACES).await);
    let mut crowd = JoinSet::new();
    for _ in 0..5 * PLACES {
        let house = house.clone();
        crowd.spawn(async move { call(house, "/gate").await.0 });
    }
    // Four fifths are answered while nobody has passed the gate.
    let mut refused = Vec::new();
    while refused.len() < 4 * PLACES {
        refused.push(crowd.join_next().await.unwrap().unwrap());
    }
    assert!(refused.iter().all(|answer| answer.status == 503 && answer.code() == "busy"), "{refused:?}");
    let waits = waits(&refused);
    assert!(waits.len() > 1 && waits.iter().all(|wait| (1..=10).contains(wait)), "they come back together: {waits:?}");
    let cookie = house.staff_cookie();
    for _ in 0..20 {
        assert_eq!(house.ask("GET /hello", &[("Cookie", &cookie)], "").await.status, 200, "staff go on");
        assert_eq!(house.get("/healthz").await.status, 200, "probes go on");
    }
    assert_eq!(house.get("/hello").await.status, 503, "the public's places are still taken");
    house.gate.add_permits(PLACES);
    let served = crowd.join_all().await;
    assert_eq!(served.iter().filter(|answer| answer.body == "passed").count(), PLACES, "{served:?}");
    assert_eq!(house.get("/hello").await.status, 200, "it heals by itself");
}

/// The control: a house that promises everybody a place keeps them all waiting at the gate.
#[tokio::test]
async fn without_a_limit_everybody_waits() {
    let house = Arc::new(open_with(|_| ()).await);
    let mut crowd = JoinSet::new();
    for _ in 0..5 * PLACES {
        let house = house.clone();
        crowd.spawn(async move { call(house, "/gate").await.0 });
    }
    assert!(timeout(Duration::from_millis(500), crowd.join_next()).await.is_err(), "somebody was sent away");
    house.gate.add_permits(5 * PLACES);
    assert!(crowd.join_all().await.iter().all(|answer| answer.body == "passed"));
}

#[tokio::test]
async fn the_process_answers_at_its_rate_however_many_addresses_ask() {
    let (rate, times) = (20, 200);
    let house = open_with(|config| {
        config.limits.public_per_second = rate;
        config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await;
    let (begun, mut answers) = (Instant::now(), Vec::new());
    for nth in 0..times {
        let address = format!("203.0.{}.{}", nth / 200, nth % 200);
        answers.push(house.ask("GET /hello", &[("X-Forwarded-For", &address)], "").await);
    }
    let most = f64::from(rate) * (0.5 + begun.elapsed().as_secs_f64()) + 1.0;
    let (served, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert!(served.len() as f64 <= most, "{} of at most {most}", served.len());
    assert!(served.len() >= 10 && refused.len() > 20, "{} served, {} refused", served.len(), refused.len());
    assert!(refused.iter().all(|answer| answer.status == 503));
    assert!(waits(&refused).len() > 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reconnect_storm_is_turned_away_with_spread_waits_and_staff_come_in() {
    let house = Arc::new(
        open_with(|config| {
            config.limits.connections = CONNECTIONS + RESERVED;
            config.limits.connections_reserved = RESERVED;
        })
        .await,
    );
    let mut storm = JoinSet::new();
    for _ in 0..5 * CONNECTIONS {
        storm.spawn(call(house.clone(), "/hello"));
    }
    let (held, refused): (Vec<_>, Vec<_>) =
        storm.join_all().await.into_iter().partition(|(answer, _)| answer.status == 200);
    assert_eq!((held.len(), refused.len()), (CONNECTIONS, 4 * CONNECTIONS));
    let refused: Vec<Answer> = refused.into_iter().map(|(answer, _)| answer).collect();
    assert!(refused.iter().all(|answer| answer.status == 503 && answer.header("connection") == Some("close")));
    let waits = waits(&refused);
    assert!(waits.len() > 1 && waits.iter().all(|wait| (1..=10).contains(wait)), "{waits:?}");
    // Every place of the public is still held; staff come in on the ones kept for them.
    let cookie = house.staff_cookie();
    for _ in 0..10 {
        assert_eq!(house.ask("GET /hello", &[("Cookie", &cookie)], "").await.status, 200);
        assert_eq!(house.get("/hello").await.status, 503);
    }
    drop(held);
    while house.get("/hello").await.status != 200 {
        sleep(Duration::from_millis(10)).await;
    }
}

/// Whoever sits on a place of staff without a word loses it long before an ordinary guest would.
#[tokio::test]
async fn silent_strangers_do_not_keep_staff_out() {
    let house = open_with(|config| {
        config.limits.connections = 1 + RESERVED;
        config.limits.connections_reserved = RESERVED;
        config.limits.header_ms = 600_000;
        config.limits.reserved_header_ms = 100;
    })
    .await;
    let mut silent = Vec::new();
    for _ in 0..1 + RESERVED {
        silent.push(TcpStream::connect(house.address).await.unwrap());
    }
    let cookie = house.staff_cookie();
    let comes_in = async {
        while house.ask("GET /hello", &[("Cookie", &cookie)], "").await.status != 200 {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(30), comes_in).await.expect("staff come in");
    // Control: the ordinary place is still held by the first of them.
    let held = timeout(Duration::from_millis(200), silent[0].read(&mut [0; 1])).await;
    assert!(held.is_err(), "an ordinary place has the ordinary patience");
}
