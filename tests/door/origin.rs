//! Only our own pages may use the cookies a browser holds for us.

use crate::house::{House, open, open_with};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

async fn write(house: &House, headers: &[(&str, &str)], body: &str) -> u16 {
    let mut all = vec![FORM];
    all.extend_from_slice(headers);
    house.ask("POST /write", &all, body).await.status
}

#[tokio::test]
async fn foreign_origins_are_refused() {
    let house = open().await;
    let port = house.address.port();
    let foreign = [
        "null".to_owned(),
        format!("{}.evil.example", house.own()),
        format!("http://127.0.0.1:{}", port - 1),
        format!("https://127.0.0.1:{port}"),
        "http://127.0.0.1".to_owned(),
        format!("http://evil.example@127.0.0.1:{port}"),
        String::new(),
    ];
    for origin in &foreign {
        let answer = house.ask("POST /write", &[FORM, ("Origin", origin)], "text=a").await;
        assert_eq!((answer.status, answer.code().as_str()), (403, "bad-origin"), "{origin}");
    }
    let own = house.own();
    assert_eq!(write(&house, &[("Origin", &own), ("Origin", "http://evil.example")], "text=a").await, 403);
    assert_eq!(write(&house, &[("Origin", &own)], "text=a").await, 200);
}

#[tokio::test]
async fn without_origin_the_next_best_witness_decides() {
    let house = open().await;
    let (own_page, other_page) = (format!("{}/ask", house.own()), format!("{}9/ask", house.own()));
    let cookie = visitor_cookie(&house).await;
    for (headers, status) in [
        (vec![("Sec-Fetch-Site", "same-origin")], 200),
        (vec![("Sec-Fetch-Site", "cross-site")], 403),
        (vec![("Sec-Fetch-Site", "same-site")], 403),
        (vec![("Referer", own_page.as_str())], 200),
        (vec![("Referer", other_page.as_str())], 403),
        (vec![], 403),
    ] {
        let mut all = headers.clone();
        all.push(("Cookie", &cookie));
        assert_eq!(write(&house, &all, "text=a").await, status, "{headers:?}");
    }
    // A program without cookies has nothing that could be misused.
    assert_eq!(write(&house, &[], "text=a").await, 200);
}

#[tokio::test]
async fn a_token_stands_in_for_the_witness_of_its_own_holder_only() {
    let house = open().await;
    let (mine, other) = (visitor_cookie(&house).await, visitor_cookie(&house).await);
    let token = house.ask("GET /csrf", &[("Cookie", &mine)], "").await.body;
    let (good, none) = (format!("csrf={token}&text=a"), house.get("/csrf").await.body);
    assert_eq!(write(&house, &[("Cookie", &mine)], &good).await, 200);
    assert_eq!(write(&house, &[("Cookie", &mine), ("X-CSRF-Token", &token)], "text=a").await, 200);
    assert_eq!(write(&house, &[("Cookie", &other)], &good).await, 403);
    assert_eq!(write(&house, &[("Cookie", &mine)], &format!("csrf={none}&text=a")).await, 403);
    assert_eq!(write(&house, &[("Cookie", &mine), ("Origin", "null")], &good).await, 403);
}

#[tokio::test]
async fn forms_of_staff_need_the_token_always() {
    let house = open().await;
    let (own, cookie) = (house.own(), house.staff_cookie());
    let token = house.ask("GET /csrf", &[("Cookie", &cookie)], "").await.body;
    let headers = [("Origin", own.as_str()), ("Cookie", cookie.as_str())];
    assert_eq!(write(&house, &headers, "text=a").await, 403);
    assert_eq!(write(&house, &headers, &format!("text=a&csrf={token}")).await, 200);
}

#[tokio::test]
async fn the_public_address_is_the_only_origin_where_it_is_configured() {
    let house = open_with(|config| config.public_origin = Some("https://wz.example".into())).await;
    let by_host = house.own();
    assert_eq!(write(&house, &[("Origin", &by_host)], "text=a").await, 403);
    assert_eq!(write(&house, &[("Origin", "https://wz.example")], "text=a").await, 200);
    assert_eq!(write(&house, &[("Origin", "https://wz.example:444")], "text=a").await, 403);
}

async fn visitor_cookie(house: &House) -> String {
    let answer = house.form("/become", &[], "").await;
    let line = answer.header("set-cookie").expect("a cookie").to_owned();
    line.split(';').next().unwrap().to_owned()
}
