//! A desk left alone is nobody's desk after a while; what a page looks up by itself keeps it open for nobody.

use crate::{
    house::House,
    site::{Browser, Site},
};
use reqwest::StatusCode;
use wenzheng::kernel::{
    limits::Limits,
    principal::{Reach, Role},
};

const MINUTE: i64 = 60_000;

async fn is_in(browser: &Browser) -> bool {
    browser.get("/desk").await.status == StatusCode::OK
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_and_one_that_is_used_lives_out_its_day() {
    let house = House::new().await;
    let who = house.staff("wei", &[(Role::Moderator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let (busy, left, watching) = (site.signed(who).await, site.signed(who).await, site.signed(who).await);
    let idle = Limits::default().session_idle_ms;
    house.turn(idle - MINUTE);
    assert!(is_in(&busy).await);
    assert_eq!(watching.looks("/desk").await.status, StatusCode::OK, "not over yet");
    house.turn(2 * MINUTE);
    assert!(is_in(&busy).await, "used a moment ago");
    for gone in [&left, &watching] {
        let page = gone.get("/desk").await;
        assert_eq!((page.status, page.to.as_str()), (StatusCode::SEE_OTHER, "/enter?then=/desk"));
    }
    // It does not come back to life, and a day is a day however busy it was.
    house.turn(-2 * MINUTE);
    assert!(!is_in(&left).await);
    for _ in 0..12 {
        house.turn(idle - MINUTE);
        is_in(&busy).await;
    }
    assert!(!is_in(&busy).await);
}
