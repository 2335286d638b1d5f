//! Two languages by address; the first visit by what the browser prefers.

use crate::house::open;

#[tokio::test]
async fn the_prefix_decides_and_every_page_has_both() {
    let house = open().await;
    for (path, answer) in [("/", "zh-CN /"), ("/en", "en /"), ("/en/", "en /")] {
        assert_eq!(house.get(path).await.body, answer, "{path}");
    }
    assert_eq!(house.get("/en/r/48").await.body, "48");
    assert_eq!(house.get("/english").await.status, 404);
    assert_eq!(house.get("/en/en/hello").await.status, 404);
}

#[tokio::test]
async fn the_first_visit_goes_by_the_browser() {
    let house = open().await;
    for (wish, place) in [
        ("en-GB,en;q=0.9", Some("/en")),
        ("en,zh;q=0.5", Some("/en")),
        ("zh-CN,zh;q=0.9,en;q=0.8", None),
        ("zh,en", None),
        ("fr", None),
        ("*", None),
    ] {
        assert_eq!(house.ask("GET /", &[("Accept-Language", wish)], "").await.header("location"), place, "{wish}");
    }
    let english = ("Accept-Language", "en");
    assert_eq!(house.ask("GET /?a=1", &[english], "").await.header("location"), Some("/en?a=1"));
    assert_eq!(house.ask("GET /", &[english, ("Cookie", "wz_lang=zh")], "").await.status, 200);
    assert_eq!(house.ask("GET /", &[("Cookie", "wz_lang=en")], "").await.header("location"), Some("/en"));
    assert_eq!(house.ask("GET /hello", &[english], "").await.status, 200, "only the front page sends elsewhere");
}

#[tokio::test]
async fn speaking_a_language_is_remembered_and_leads_nowhere_else() {
    let house = open().await;
    let english = house.get("/speak/en/r/48?view=questions").await;
    assert_eq!((english.status, english.header("location")), (303, Some("/en/r/48?view=questions")));
    assert!(english.header("set-cookie").unwrap().starts_with("wz_lang=en;"));
    assert_eq!(house.get("/speak/zh/").await.header("location"), Some("/"));
    assert_eq!(house.get("/speak/zh//evil.example/x").await.header("location"), Some("/evil.example/x"));
    assert_eq!(house.get("/speak/fr/").await.status, 404);
}

#[tokio::test]
async fn programs_get_problems_in_the_language_they_accept() {
    let house = open().await;
    let english = house.ask("GET /api/nothing", &[("Accept-Language", "en")], "").await;
    assert!(english.body.contains("There is no such page"), "{}", english.body);
    assert!(house.get("/api/nothing").await.body.contains("没有找到"));
}
