//! Too many, too fast, too slow: shed early, with room for staff.

use crate::house::{House, open, open_with};
use std::{net::IpAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, sleep, timeout},
};

async fn reads(house: &House, times: usize, headers: &[(&str, &str)]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..times {
        statuses.push(house.ask("GET /hello", headers, "").await.status);
    }
    statuses
}

#[tokio::test]
async fn one_address_is_told_to_slow_down() {
    let house = open_with(|config| {
        config.limits.writes_per_second = 1;
        config.limits.writes_burst = 3;
    })
    .await;
    for _ in 0..3 {
        assert_eq!(house.form("/write", &[], "text=a").await.status, 200);
    }
    let shed = house.form("/write", &[], "text=a").await;
    assert_eq!((shed.status, shed.code().as_str()), (429, "slow-down"));
    assert!(shed.header("retry-after").is_some());
    assert_eq!(house.get("/hello").await.status, 200, "reading goes on");
    let looked = house.form("/r/482913/similar", &[], "text=a").await.status;
    assert_eq!(looked, 404, "looking for like questions is reading, though its words come in a body");
}

#[tokio::test]
async fn staff_have_a_lane_of_their_own() {
    let house = open_with(|config| {
        config.limits.reads_per_second = 1;
        config.limits.reads_burst = 1;
    })
    .await;
    let cookie = house.staff_cookie();
    assert_eq!(reads(&house, 3, &[]).await, [200, 429, 429]);
    assert_eq!(reads(&house, 5, &[("Cookie", &cookie)]).await, [200; 5]);
    let forged = "wz_s=k1.0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(reads(&house, 1, &[("Cookie", forged)]).await, [429]);
    assert_eq!(house.get("/healthz").await.status, 200, "probes are never shed");
}

#[tokio::test]
async fn a_page_that_was_served_gets_its_script_and_style() {
    let house = open_with(|config| {
        config.limits.reads_per_second = 1;
        config.limits.reads_burst = 1;
        config.limits.staff_per_second = 1;
        config.limits.staff_burst = 1;
    })
    .await;
    let cookie = house.staff_cookie();
    for headers in [vec![], vec![("Cookie", cookie.as_str())]] {
        assert_eq!(reads(&house, 2, &headers).await, [200, 429]);
        let asset = house.ask("GET /assets/none.js", &headers, "").await;
        assert_eq!((asset.status, asset.code().as_str()), (404, "not-found"), "looked for, not shed");
    }
}

#[tokio::test]
async fn a_full_house_says_busy_and_still_serves_staff() {
    let house = open_with(|config| config.limits.public_in_flight = 1).await;
    let cookie = house.staff_cookie();
    let slow = house.get("/slow");
    let others = async {
        sleep(Duration::from_millis(150)).await;
        (house.get("/hello").await, house.ask("GET /hello", &[("Cookie", &cookie)], "").await)
    };
    let (slow, (public, staff)) = tokio::join!(slow, others);
    assert_eq!((slow.status, public.status, staff.status), (200, 503, 200));
    assert_eq!(public.code(), "busy");
    assert_eq!(house.get("/hello").await.status, 200, "it heals by itself");
}

#[tokio::test]
async fn one_connection_has_a_pace() {
    let house = open_with(|config| {
        config.limits.connection_per_second = 1;
        config.limits.connection_burst = 2;
    })
    .await;
    let one = format!("GET /hello HTTP/1.1\r\nHost: {}\r\n\r\n", house.address);
    let heard = house.raw(one.repeat(4)).await;
    assert_eq!((heard.matches("HTTP/1.1 200").count(), heard.matches("HTTP/1.1 429").count()), (2, 2), "{heard}");
    assert_eq!(house.get("/hello").await.status, 200, "another connection is not meant");
}

#[tokio::test]
async fn forwarded_addresses_count_only_from_trusted_proxies() {
    let forged = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "198.51.100.1, 127.0.0.1")];
    let open_door = open().await;
    assert_eq!(open_door.ask("GET /where", &forged, "").await.body, "127.0.0.1");
    let behind = open_with(|config| config.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]).await;
    assert_eq!(behind.ask("GET /where", &forged, "").await.body, "198.51.100.1");
    assert_eq!(behind.ask("GET /where", &[("X-Forwarded-For", "203.0.113.9, nonsense")], "").await.body, "127.0.0.1");
    let mapped = behind.ask("GET /where", &[("X-Forwarded-For", "::ffff:203.0.113.9")], "").await;
    assert_eq!(mapped.body.parse::<IpAddr>().unwrap(), IpAddr::from([203, 0, 113, 9]));
}

#[tokio::test]
async fn a_forged_address_escapes_no_limit() {
    let limits = |config: &mut wenzheng::http::DoorConfig| {
        config.limits.reads_per_second = 1;
        config.limits.reads_burst = 1;
    };
    let house = open_with(limits).await;
    assert_eq!(reads(&house, 1, &[("X-Forwarded-For", "203.0.113.1")]).await, [200]);
    assert_eq!(reads(&house, 1, &[("X-Forwarded-For", "203.0.113.2")]).await, [429]);
    // Control, and the hall behind a proxy: told apart where the proxy is ours.
    let behind = open_with(|config| {
        limits(config);
        config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await;
    assert_eq!(reads(&behind, 1, &[("X-Forwarded-For", "203.0.113.1")]).await, [200]);
    assert_eq!(reads(&behind, 1, &[("X-Forwarded-For", "203.0.113.2")]).await, [200]);
    assert_eq!(reads(&behind, 1, &[("X-Forwarded-For", "2001:db8::1")]).await, [200]);
    assert_eq!(reads(&behind, 1, &[("X-Forwarded-For", "2001:db8::2")]).await, [429], "one line's /64 is one address");
    assert_eq!(reads(&behind, 1, &[("X-Forwarded-For", "2001:db8:0:1::2")]).await, [200]);
}

#[tokio::test]
async fn connections_are_capped_with_places_for_staff() {
    let house = open_with(|config| {
        config.limits.connections = 3;
        config.limits.connections_reserved = 1;
    })
    .await;
    let mut held = Vec::new();
    for _ in 0..2 {
        held.push(TcpStream::connect(house.address).await.unwrap());
    }
    sleep(Duration::from_millis(100)).await;
    let public = house.get("/hello").await;
    assert_eq!((public.status, public.header("connection")), (503, Some("close")));
    assert_eq!(house.ask("GET /hello", &[("Cookie", &house.staff_cookie())], "").await.status, 200);
    held.push(TcpStream::connect(house.address).await.unwrap());
    sleep(Duration::from_millis(100)).await;
    let beyond = house.get("/hello").await;
    assert_eq!(beyond.status, 503);
    assert!(beyond.header("retry-after").is_some());
    drop(held);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(house.get("/hello").await.status, 200);
}

#[tokio::test]
async fn a_request_that_takes_too_long_ends() {
    let house = open_with(|config| config.limits.request_ms = 200).await;
    let slow = house.get("/slow").await;
    assert_eq!((slow.status, slow.code().as_str()), (503, "timed-out"));
    assert_eq!(open().await.get("/slow").await.body, "slow");
}

#[tokio::test]
async fn stopping_lets_running_requests_end_and_takes_no_new_ones() {
    let house = open().await;
    let slow = house.get("/slow");
    let stop = async {
        sleep(Duration::from_millis(150)).await;
        house.stop.cancel();
        sleep(Duration::from_millis(100)).await;
        TcpStream::connect(house.address).await.is_err()
    };
    let (slow, refused) = tokio::join!(slow, stop);
    assert_eq!((slow.body.as_str(), refused), ("slow", true));
    timeout(Duration::from_secs(2), house.served).await.expect("drained").unwrap();
}

#[tokio::test]
async fn the_drain_has_an_end() {
    let house = open_with(|config| config.limits.drain_ms = 200).await;
    let mut stuck = TcpStream::connect(house.address).await.unwrap();
    stuck.write_all(b"GET /slow HTTP/1.1\r\nHo").await.unwrap();
    sleep(Duration::from_millis(100)).await;
    let begun = Instant::now();
    house.stop.cancel();
    timeout(Duration::from_secs(3), house.served).await.expect("drained").unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert!(matches!(stuck.read(&mut [0; 64]).await, Ok(0) | Err(_)));
}
