//! Bodies that are too large, packed, or say a thing twice.

use crate::house::{Answer, Note, open, open_with};
use wenzheng::http::strict_json;

#[tokio::test]
async fn a_large_body_gets_413_before_it_is_read() {
    let house = open().await;
    let head = format!(
        "POST /write HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 200000\r\n\r\n",
        house.address
    );
    assert_eq!(Answer::parse(&house.raw(head).await).status, 413);
}

#[tokio::test]
async fn a_body_without_length_is_cut_at_the_limit() {
    let house = open_with(|config| config.limits.body_bytes = 1_000).await;
    let send = async |bytes: usize| {
        let head = format!(
            "POST /write HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n",
            house.address
        );
        let chunk = format!("{:x}\r\ntext={}\r\n0\r\n\r\n", bytes + 5, "a".repeat(bytes));
        Answer::parse(&house.raw(head + &chunk).await)
    };
    let refused = send(1_200).await;
    assert_eq!((refused.status, refused.code().as_str()), (413, "body-too-large"));
    assert!(refused.body.contains("\"max_bytes\":1000"), "{}", refused.body);
    assert_eq!(send(900).await.status, 200);
}

#[tokio::test]
async fn packed_bodies_are_not_unpacked() {
    let house = open().await;
    let packed = house.form("/write", &[("Content-Encoding", "gzip")], "text=a").await;
    assert_eq!((packed.status, packed.code().as_str()), (415, "unsupported-type"));
    assert_eq!(house.form("/write", &[], "text=a").await.status, 200);
}

#[tokio::test]
async fn only_staff_send_files_of_size() {
    let house = open_with(|config| config.limits.body_bytes = 1_000).await;
    let own = house.own();
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n{}\r\n--x--\r\n",
        "a".repeat(3_000_000)
    );
    let kind = ("Content-Type", "multipart/form-data; boundary=x");
    let cookie = house.staff_cookie();
    let stranger = house.ask("POST /upload", &[("Origin", &own), kind], &form[..2_000]).await;
    assert_eq!(stranger.status, 413);
    let staff = house.ask("POST /upload", &[("Origin", &own), kind, ("Cookie", &cookie)], &form).await;
    assert_eq!((staff.status, staff.body.as_str()), (200, "3000000"));
}

#[tokio::test]
async fn json_with_a_second_meaning_is_refused() {
    let house = open().await;
    let deep = format!("{{\"text\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    for body in [
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":\"a\",\"te\\u0078t\":\"b\"}",
        "{\"text\":NaN}",
        "{\"text\":\"a\",\"more\":1}",
        "{\"text\":\"\\ud800\"}",
        "{\"text\":\"a\"} {}",
        &deep,
    ] {
        let answer = house.json(body).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "malformed"), "{:.60}", body);
    }
    let answer = house.json("{\"text\":\"问\"}").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "问"));
}

/// Control: what serde alone takes, the strict reader refuses, at any depth.
#[test]
fn serde_alone_takes_a_key_twice() {
    let twice = br#"[{"a":{"b":1,"b":2}}]"#;
    assert!(serde_json::from_slice::<serde_json::Value>(twice).is_ok());
    assert!(strict_json::<serde_json::Value>(twice).is_err());
    assert!(strict_json::<Note>(br#"{"text":"a"}"#).is_ok());
}

#[tokio::test]
async fn forms_lose_their_token_and_nothing_else() {
    let house = open().await;
    let answer = house.form("/write", &[], "csrf=abc&text=%E9%97%AE+%26").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "问 &"));
    for wrong in ["text=a&text=b", "text=a&more=b", "other=a"] {
        assert_eq!(house.form("/write", &[], wrong).await.code(), "malformed", "{wrong}");
    }
}
