//! Wrong methods, types and addresses: an answer with a code, never a 500.

use crate::house::{House, open};

const BROWSER: (&str, &str) = ("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");

#[tokio::test]
async fn addresses_that_climb_or_hide_are_refused() {
    let house = open().await;
    for path in
        ["/r/..%2fetc", "/r/%2e%2e/x", "/r/../x", "/r/%00", "/r/a%5cb", "/r/%zz", "/r/%ff", "/r/%0a", "/hello?q=%00"]
    {
        let answer = house.get(path).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "malformed"), "{path}");
    }
    assert_eq!(house.get("/r/%E9%97%AE").await.body, "问");
    assert_eq!(house.get("/r/a..b").await.body, "a..b");
}

#[tokio::test]
async fn wrong_methods_types_and_wishes() {
    let house = open().await;
    let own = house.own();
    let wrong_method = house.ask("POST /hello", &[("Origin", &own)], "").await;
    assert_eq!((wrong_method.status, wrong_method.code().as_str()), (405, "method-not-allowed"));
    assert_eq!(wrong_method.header("allow"), Some("GET,HEAD"));
    for kind in ["text/plain", "application/xml", "application/json"] {
        let answer = house.ask("POST /write", &[("Origin", &own), ("Content-Type", kind)], "text=a").await;
        assert_eq!((answer.status, answer.code().as_str()), (415, "unsupported-type"), "{kind}");
    }
    assert_eq!(house.ask("POST /write", &[("Origin", &own)], "text=a").await.status, 415);
    let form_to_api =
        house.ask("POST /api/v1/echo", &[("Content-Type", "application/x-www-form-urlencoded")], "text=a").await;
    assert_eq!(form_to_api.status, 415);
    for accept in ["text/html", "application/json;q=0", "image/png"] {
        let headers = [("Accept", accept), ("Content-Type", "application/json")];
        let answer = house.ask("POST /api/v1/echo", &headers, "{\"text\":\"a\"}").await;
        assert_eq!((answer.status, answer.code().as_str()), (406, "not-acceptable"), "{accept}");
    }
}

#[tokio::test]
async fn failures_come_as_pages_to_browsers_and_as_problems_to_programs() {
    let house = open().await;
    let program = house.get("/nowhere").await;
    assert_eq!(program.header("content-type"), Some("application/problem+json"));
    assert_eq!((program.status, program.code().as_str()), (404, "not-found"));
    let page = house.ask("GET /nowhere", &[BROWSER], "").await;
    assert_eq!(page.status, 404);
    assert!(page.header("content-type").unwrap().starts_with("text/html"));
    assert!(page.body.contains("<html lang=\"zh-CN\"") && page.body.contains("没有找到这一页"), "{}", page.body);
    let english = house.ask("GET /en/nowhere", &[BROWSER], "").await;
    assert!(
        english.body.contains("<html lang=\"en\"") && english.body.contains("There is no such page"),
        "{}",
        english.body
    );
    assert_eq!(house.get("/number?a=b").await.code(), "malformed");
}

#[tokio::test]
async fn a_defect_tells_nothing_and_stops_nobody() {
    let house = open().await;
    let answer = house.get("/panic").await;
    assert_eq!((answer.status, answer.code().as_str()), (500, "internal"));
    assert!(!answer.body.contains("secret"));
    assert_eq!(house.get("/hello").await.body, "hello");
}

#[tokio::test]
async fn a_busy_answer_says_when_to_come_back() {
    let house = open().await;
    let mut waits = std::collections::HashSet::new();
    for _ in 0..40 {
        let answer = house.get("/refuse").await;
        assert_eq!(answer.status, 503);
        let wait: u32 = answer.header("retry-after").unwrap().parse().unwrap();
        assert!((2..=4).contains(&wait), "{wait}");
        waits.insert(wait);
    }
    assert!(waits.len() > 1, "everybody would come back in the same second");
}

#[tokio::test]
async fn every_answer_carries_the_safety_headers() {
    let house = open().await;
    for path in ["/hello", "/nowhere", "/panic"] {
        has_safety(&house, path).await;
    }
}

async fn has_safety(house: &House, path: &str) {
    let answer = house.get(path).await;
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
}
