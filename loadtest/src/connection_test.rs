#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use tokio::net::TcpListener;

/// A server that answers each read with the next of these pieces, then closes.
async fn server(pieces: Vec<&'static str>) -> Target {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let authority = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        for piece in pieces {
            assert!(stream.read(&mut [0; 1_024]).await.unwrap() > 0);
            // In halves, so that no line or chunk comes whole.
            let (first, second) = piece.as_bytes().split_at(piece.len() / 2);
            stream.write_all(first).await.unwrap();
            tokio::time::sleep(Duration::from_millis(20)).await;
            stream.write_all(second).await.unwrap();
        }
    });
    Target { authority }
}

#[tokio::test]
async fn answers_are_told_apart_on_one_connection() {
    let pieces = vec![
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 429 Too Many Requests\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nt: 1\r\n\r\n",
        "HTTP/1.1 303 See Other\r\nConnection: close\r\nSet-Cookie: a=b; Path=/\r\nlocation: /x\r\nretry-after: 3\r\n\r\n",
    ];
    let mut connection = Connection::open(&server(pieces).await).await.unwrap();
    let first = connection.exchange(b"a", true).await.unwrap();
    assert_eq!(first, Reply { status: 200, bytes: 5, body: b"hello".to_vec(), stays: true, ..Reply::default() });
    let second = connection.exchange(b"b", true).await.unwrap();
    assert_eq!((second.status, second.bytes, second.body.as_slice()), (429, 13, &b"abc0123456789"[..]));
    let third = connection.exchange(b"c", false).await.unwrap();
    let (location, cookies) = (Some("/x".into()), vec!["a=b".into()]);
    let end = Reply { status: 303, location, cookies, retry_after_s: Some(3), ..Reply::default() };
    assert_eq!(third, end);
}

#[tokio::test]
async fn a_broken_answer_is_an_error_and_never_a_count() {
    for broken in [
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort",
        "SSH-2.0-x\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
    ] {
        let mut connection = Connection::open(&server(vec![broken]).await).await.unwrap();
        assert!(connection.exchange(b"a", false).await.is_err(), "{broken}");
    }
}

#[test]
fn targets_are_plain_http_addresses() {
    let authority = |base| Target::parse(base).map(|target| target.authority).ok();
    assert_eq!(authority("http://127.0.0.1:8080/").as_deref(), Some("127.0.0.1:8080"));
    assert_eq!(authority("http://city.example").as_deref(), Some("city.example:80"));
    assert_eq!([authority("https://a"), authority("127.0.0.1:80"), authority("http://a/b")], [None, None, None]);
}
