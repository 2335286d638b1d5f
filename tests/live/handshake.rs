//! Rows 1, 8, 17: what is no handshake, comes too slowly, or comes from another site.

use crate::{
    client::{Client, KEY, upgrade},
    house::{House, open, open_with},
};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep,
};
use uuid::Uuid;
use wenzheng::kernel::id::VisitorId;

async fn ask(house: &House, change: impl Fn(String) -> String) -> (Client, String) {
    let request = change(upgrade(house.address, &house.path(), &[])) + "\r\n";
    let mut client = Client::raw(house.address, &request).await;
    let body = if client.status == 101 { String::new() } else { client.body().await };
    (client, body)
}

#[tokio::test]
async fn a_good_handshake_is_answered_and_told_everything() {
    let house = open().await;
    house.stage.say("第一行");
    let mut client = Client::open(house.address, &house.path(), &[]).await;
    assert_eq!(client.status, 101);
    assert_eq!(client.header("sec-websocket-accept"), Some("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    let (hello, rest) = client.hello().await;
    assert_eq!((hello["at"].as_u64(), rest[0]["type"].as_str()), (Some(1), Some("snapshot")));
    house.stage.say("第二行");
    client.line("第二行").await;
}

#[tokio::test]
async fn what_is_no_handshake_is_told_what_would_be_one() {
    let house = open().await;
    let without = |line: &'static str| move |text: String| text.replace(line, "");
    let (client, body) = ask(&house, without("Upgrade: websocket\r\n")).await;
    assert_eq!((client.status, client.header("upgrade")), (426, Some("websocket")));
    assert!(body.contains("\"code\":\"upgrade-required\""), "{body}");
    let (client, _) = ask(&house, without("Connection: keep-alive, Upgrade\r\n")).await;
    assert_eq!(client.status, 426);
    for version in ["8", "14", "13, 8", ""] {
        let (client, _) = ask(&house, |text| text.replace("Version: 13", &format!("Version: {version}"))).await;
        assert_eq!((client.status, client.header("sec-websocket-version")), (426, Some("13")), "version {version}");
    }
    for key in ["", "AAAA", "dGhlIHNhbXBsZSBub25jZWU=", "dGhlIHNhbXBsZSBub25jZQ", "not base64 at all, no!!!"] {
        let (client, body) = ask(&house, |text| text.replace(KEY, key)).await;
        assert_eq!(client.status, 400, "key {key}: {body}");
    }
    let twice = format!("Sec-WebSocket-Key: {KEY}\r\n");
    assert_eq!(ask(&house, |text| text + &twice).await.0.status, 400);
    assert_eq!(ask(&house, |text| text + "Content-Length: 5\r\n").await.0.status, 400, "a body");
    assert_eq!(ask(&house, |text| text.replace("GET", "POST")).await.0.status, 405);
    assert_eq!(ask(&house, |text| text.replace("HTTP/1.1", "HTTP/1.0")).await.0.status, 426);
    assert_eq!(ask(&house, |text| text.replace(&house.code, "nowhere")).await.0.status, 404);
    for half in ["epoch=5", "at=5", "at=5.", "epoch=5&at=5.5", "epoch=-1&at=1"] {
        let asked = ask(&house, |text| text.replace(&house.code, &format!("{}?{half}", house.code))).await;
        assert_eq!(asked.0.status, 400, "{half}");
    }
    house.settles(0, 0).await;
}

#[tokio::test]
async fn an_old_page_is_told_to_reload() {
    let house = open().await;
    let mut old = Client::open(house.address, &format!("{}?protocol=0", house.path()), &[]).await;
    assert_eq!(old.until("bye").await["code"], 4500);
    assert_eq!(old.end().await.code(), 4500);
    let mut present = Client::open(house.address, &format!("{}?protocol=1", house.path()), &[]).await;
    present.hello().await;
}

#[tokio::test]
async fn only_our_own_page_opens_a_socket_with_cookies() {
    let house = open().await;
    let visitor = VisitorId(Uuid::now_v7());
    let cookies = house.citizen(visitor);
    let cookie = cookies[1].clone();
    let (own, host) = (house.own(), house.address);
    let foreign = [
        "null".to_owned(),
        format!("{own}.evil.example"),
        format!("http://evil.{host}"),
        format!("http://{}:1", host.ip()),
        format!("https://{host}"),
        own.to_uppercase(),
        format!("{own}/"),
    ];
    for origin in foreign {
        let sent = [("Origin".to_owned(), origin.clone()), cookie.clone()];
        assert_eq!(Client::open(host, &house.path(), &sent).await.status, 403, "{origin}");
        assert_eq!(Client::open(host, &house.path(), &sent[..1]).await.status, 403, "{origin} without a cookie");
    }
    let twice = [cookies[0].clone(), ("Origin".into(), "http://evil.example".into()), cookie.clone()];
    assert_eq!(Client::open(host, &house.path(), &twice).await.status, 403);
    assert_eq!(Client::open(host, &house.path(), &[cookie]).await.status, 403, "a cookie without an origin");
    house.settles(0, 0).await;
    // Control: the page itself, and a program without cookies.
    assert_eq!(Client::open(host, &house.path(), &cookies).await.status, 101);
    assert_eq!(Client::open(host, &house.path(), &[]).await.status, 101);
}

#[tokio::test]
async fn a_dribbled_or_endless_head_is_cut_off() {
    let house = open_with(|_, door| door.limits.header_ms = 400).await;
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    let mut heard = Vec::new();
    for byte in upgrade(house.address, &house.path(), &[]).bytes() {
        if stream.write_all(&[byte]).await.is_err() {
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    // closed with or without a word, long before the head was there
    let _ = stream.read_to_end(&mut heard).await;
    assert!(!String::from_utf8_lossy(&heard).contains(" 101 "));
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    let endless = format!("{}X-Long: {}", upgrade(house.address, &house.path(), &[]), "a".repeat(20 << 20));
    let (mut read, mut write) = stream.split();
    let sent = async {
        let _ = write.write_all(endless.as_bytes()).await;
    };
    let mut answer = [0; 64];
    let told = async { read.read(&mut answer).await.unwrap_or(0) };
    let (_, count) = tokio::join!(sent, told);
    assert!(String::from_utf8_lossy(&answer[..count]).starts_with("HTTP/1.1 431"));
    house.settles(0, 0).await;
}

#[tokio::test]
async fn what_follows_the_handshake_at_once_is_heard() {
    let house = open().await;
    let early = crate::bytes::frame(9, b"early");
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    let mut bytes = (upgrade(house.address, &house.path(), &[]) + "\r\n").into_bytes();
    bytes.extend(&early);
    stream.write_all(&bytes).await.unwrap();
    let mut client = Client::read_head(stream).await;
    loop {
        let frame = client.next().await.unwrap();
        if frame.opcode == 10 {
            assert_eq!(frame.body, b"early");
            break;
        }
    }
}
