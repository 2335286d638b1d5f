//! Heads that could mean two things, or never end.

use crate::house::{Answer, House, open, open_with};
use axum::{Router, routing::get};
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

#[tokio::test]
async fn host_must_come_exactly_once() {
    let house = open().await;
    for head in ["", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n", "Host: \r\n", "Host: a/b\r\n"] {
        let answer = Answer::parse(&house.raw(format!("GET /hello HTTP/1.1\r\nConnection: close\r\n{head}\r\n")).await);
        assert_eq!(answer.status, 400, "{head:?}");
    }
    assert!(house.raw("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.contains("hello"));
}

/// Control: without the door a request without Host is answered.
#[tokio::test]
async fn without_the_door_host_may_be_missing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().route("/hello", get(|| async { "hello" }));
    tokio::spawn(async move { axum::serve(listener, app).await });
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut heard = String::new();
    stream.read_to_string(&mut heard).await.unwrap();
    assert!(heard.starts_with("HTTP/1.1 200"), "{heard}");
}

#[tokio::test]
async fn two_lengths_are_refused() {
    let house = open().await;
    let own = house.own();
    let text = format!(
        "POST /write HTTP/1.1\r\nHost: {}\r\nOrigin: {own}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 6\r\nContent-Length: 7\r\n\r\ntext=ab",
        house.address
    );
    assert_eq!(Answer::parse(&house.raw(text).await).status, 400);
}

/// The end of the answer to the hidden request.
const HELLO: &str = "\r\n\r\nhello";

/// Status lines; a problem's detail may quote the request.
fn answers(heard: &str) -> usize {
    heard.matches("HTTP/1.1 ").count()
}

/// What a request carries whose body is a request when read by length, and one chunk when read by chunks.
fn smuggling(house: &House, lengths: &str) -> String {
    let host = house.address;
    let hidden = format!("GET /hello HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let body = format!("{:x}\r\n{hidden}\r\n0\r\n\r\n", hidden.len());
    let to_chunk = body.len() - hidden.len() - "\r\n0\r\n\r\n".len();
    format!(
        "POST /write HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n{}\r\n\r\n{body}",
        lengths.replace("LENGTH", &to_chunk.to_string())
    )
}

/// hyper takes the chunks, drops the length and closes: the hidden request is never one of its own.
#[tokio::test]
async fn a_smuggled_request_is_not_answered() {
    let house = open().await;
    for lengths in [
        "Content-Length: LENGTH\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: LENGTH",
        "Transfer-Encoding: chunked\r\nContent-Length: LENGTH\r\nConnection: keep-alive",
        "Content-Length: LENGTH\r\ntransfer-encoding:\tChunked",
    ] {
        let next = format!("GET /hello HTTP/1.1\r\nHost: {}\r\n\r\n", house.address);
        let heard = house.raw(smuggling(&house, lengths) + &next).await;
        assert_eq!(answers(&heard), 1, "{lengths}: {heard}");
        assert!(!heard.contains(HELLO), "{lengths}: {heard}");
    }
    // Control: read by its length alone, the very same body holds a second request.
    let heard = house.raw(smuggling(&house, "Content-Length: LENGTH")).await;
    assert!(answers(&heard) > 1 && heard.contains(HELLO), "{heard}");
    // Control: two honest requests in one go are both answered.
    let twice = format!(
        "GET /hello HTTP/1.1\r\nHost: {0}\r\n\r\nGET /hello HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n",
        house.address
    );
    assert_eq!(house.raw(twice).await.matches("HTTP/1.1 200").count(), 2);
}

#[tokio::test]
async fn codings_that_hide_a_length_are_refused() {
    let house = open().await;
    for lengths in [
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\r\n : chunked",
        "Content-Length: +6",
        "Content-Length: 6, 6",
        "Content-Length: 0x6",
        "Content-Length: 99999999999999999999",
    ] {
        let heard = house.raw(smuggling(&house, lengths)).await;
        assert_eq!(Answer::parse(&heard).status, 400, "{lengths}: {heard}");
        assert_eq!(answers(&heard), 1, "{lengths}: {heard}");
    }
}

/// A head may end its lines by LF alone (RFC 9112, 2.2); between chunks that would move the border.
#[tokio::test]
async fn a_bare_line_feed_never_moves_the_border_between_requests() {
    let house = open().await;
    let one = format!("GET /hello HTTP/1.1\nHost: {}\nConnection: close\n\n", house.address);
    assert_eq!(house.raw(one).await.matches("HTTP/1.1 200").count(), 1);
    let crlf = smuggling(&house, "Transfer-Encoding: chunked");
    let (head, body) = crlf.split_once("\r\n\r\n").unwrap();
    for spoilt in
        [body.replacen("\r\n", "\n", 1), body.replacen("\r\n", ";x\n", 1), body.replace("\r\n0\r\n\r\n", "\n0\n\n")]
    {
        let heard = house.raw(format!("{head}\r\n\r\n{spoilt}")).await;
        assert!(answers(&heard) <= 1 && !heard.contains(HELLO), "{spoilt:?}: {heard}");
    }
    let lone = format!("GET /hello HTTP/1.1\r\nHost: {}\r\nX: a\rHost: b\r\n\r\n", house.address);
    assert_eq!(Answer::parse(&house.raw(lone).await).status, 400, "a lone CR ends no line");
}

#[tokio::test]
async fn a_dribbled_head_is_cut_off() {
    assert!(dribble(300).await < Duration::from_millis(1_500));
    // Control: with a patient door the same client is still heard.
    assert!(dribble(10_000).await >= Duration::from_millis(2_000));
}

/// How long a client stays connected that sends one byte each 100 ms; watched for 2 s.
async fn dribble(header_ms: u64) -> Duration {
    let house = open_with(|config| config.limits.header_ms = header_ms).await;
    let stream = TcpStream::connect(house.address).await.unwrap();
    let (mut read, mut write) = stream.into_split();
    let begun = Instant::now();
    let sender = tokio::spawn(async move {
        for byte in b"GET /hello HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaaaaa" {
            if write.write_all(&[*byte]).await.is_err() {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
    });
    let closed = timeout(Duration::from_millis(2_000), async {
        let mut rest = [0; 1_024];
        while let Ok(1..) = read.read(&mut rest).await {}
    });
    drop(closed.await);
    sender.abort();
    begun.elapsed()
}

#[tokio::test]
async fn a_huge_head_gets_431() {
    let house = open().await;
    let long = format!("GET /hello HTTP/1.1\r\nHost: a\r\nX-Long: {}\r\n\r\n", "a".repeat(20_000));
    assert_eq!(Answer::parse(&house.raw(long).await).status, 431);
    let many: String = (0..200).map(|n| format!("X-{n}: a\r\n")).collect();
    let many = format!("GET /hello HTTP/1.1\r\nHost: a\r\n{many}\r\n");
    assert_eq!(Answer::parse(&house.raw(many).await).status, 431);
}
