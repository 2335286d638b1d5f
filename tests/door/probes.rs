//! For machines that watch.

use crate::house::{open, open_with};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn health_and_readiness_differ() {
    let house = open().await;
    assert_eq!((house.get("/healthz").await.status, house.get("/readyz").await.status), (200, 200));
    house.ready.store(false, Ordering::SeqCst);
    assert_eq!((house.get("/healthz").await.status, house.get("/readyz").await.status), (200, 503));
}

#[tokio::test]
async fn figures_are_for_those_who_are_named() {
    let house = open().await;
    assert_eq!(house.get("/metrics").await.body, "figures 1\n");
    let through_a_proxy = house.ask("GET /metrics", &[("X-Forwarded-For", "127.0.0.1")], "").await;
    assert_eq!(through_a_proxy.status, 404, "a proxy on this machine that nobody named");
    let closed = open_with(|config| config.metrics_from.clear()).await;
    assert_eq!(closed.get("/metrics").await.status, 404);
    let behind = open_with(|config| config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()]).await;
    assert_eq!(behind.ask("GET /metrics", &[("X-Forwarded-For", "203.0.113.1")], "").await.status, 404);
}

#[tokio::test]
async fn assets_are_for_ever_and_never_climb() {
    let house = open().await;
    let Some(style) = wenzheng::http::assets::href("site.css") else {
        assert_eq!(house.get("/assets/site.css").await.status, 404);
        return;
    };
    let answer = house.ask(&format!("GET {style}"), &[], "").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/css; charset=utf-8")));
    assert!(answer.header("cache-control").unwrap().contains("immutable"));
    let packed = house.ask(&format!("GET {style}"), &[("Accept-Encoding", "gzip")], "").await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(house.get("/assets/../.vite/manifest.json").await.status, 400);
    assert_eq!(house.get("/assets/.vite/manifest.json").await.status, 404);
}

#[tokio::test]
async fn pages_of_staff_are_not_packed_with_their_tokens() {
    let house = open().await;
    let packed = ("Accept-Encoding", "gzip");
    let long = "/r/".to_owned() + &"a".repeat(2_000);
    let public = house.ask(&format!("GET {long}"), &[packed], "").await;
    assert_eq!(public.header("content-encoding"), Some("gzip"));
    let staff = house.ask(&format!("GET {long}"), &[packed, ("Cookie", &house.staff_cookie())], "").await;
    assert_eq!(staff.header("content-encoding"), None);
}
