//! Cookies: who holds what, and what is forged.

use crate::house::{open, open_with};

#[tokio::test]
async fn a_visitor_is_made_at_the_first_write_and_known_from_then_on() {
    let house = open().await;
    assert!(house.get("/page").await.header("set-cookie").is_none(), "reading leaves no trace");
    let first = house.form("/become", &[], "").await;
    let line = first.header("set-cookie").unwrap();
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Max-Age=31536000"), "{line}");
    assert!(!line.contains("Secure"), "a telephone in the hall comes by http");
    let cookie = line.split(';').next().unwrap();
    let again = house.form("/become", &[("Cookie", cookie)], "").await;
    assert_eq!((again.body.as_str(), again.header("set-cookie")), (first.body.as_str(), None));
}

#[tokio::test]
async fn forged_visitors_are_strangers() {
    let house = open().await;
    let first = house.form("/become", &[], "").await;
    let cookie = first.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let parts: Vec<&str> = cookie.trim_start_matches("wz_v=").split('.').collect();
    let stolen_kind = house.door.keys.seal("wz_s", parts[1]);
    let other_id = "00000000000070008000000000000001";
    for forged in [
        format!("wz_v={}.{other_id}.{}", parts[0], parts[2]),
        format!("wz_v={}.{}.", parts[0], parts[1]),
        format!("wz_v=k9.{}.{}", parts[1], parts[2]),
        format!("wz_v={}.{}.{}.x", parts[0], parts[1], parts[2]),
        format!("wz_v={stolen_kind}"),
    ] {
        let answer = house.form("/become", &[("Cookie", &forged)], "").await;
        assert_ne!(answer.body, first.body, "{forged}");
        assert!(answer.header("set-cookie").is_some(), "{forged}");
    }
}

#[tokio::test]
async fn cookies_are_host_bound_under_https() {
    let house = open_with(|config| config.public_origin = Some("https://wz.example".into())).await;
    let answer = house.ask("POST /become", &[("Origin", "https://wz.example")], "").await;
    let line = answer.header("set-cookie").unwrap();
    assert!(line.starts_with("__Host-wz_v=") && line.contains("; Secure") && line.contains("Path=/;"), "{line}");
    let bare = line.trim_start_matches("__Host-").split(';').next().unwrap();
    let planted = house.ask("POST /become", &[("Origin", "https://wz.example"), ("Cookie", bare)], "").await;
    assert_ne!(planted.body, answer.body, "a cookie without the prefix may have been planted");
}

#[tokio::test]
async fn pages_are_kept_but_asked_about_and_staff_pages_never_kept() {
    let house = open().await;
    let page = house.get("/page").await;
    assert_eq!(page.header("cache-control"), Some("private, no-cache"));
    let tag = page.header("etag").unwrap();
    let again = house.ask("GET /page", &[("If-None-Match", tag)], "").await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(house.ask("GET /page", &[("If-None-Match", "\"other\"")], "").await.status, 200);
    let staff = house.ask("GET /page", &[("Cookie", &house.staff_cookie())], "").await;
    assert_eq!(staff.header("cache-control"), Some("no-store"));
}
