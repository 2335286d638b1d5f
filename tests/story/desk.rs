//! What desks of script read, and what they are not told.

use crate::{
    house::{House, citizen},
    window::Window,
};
use axum::http::{Method, StatusCode};
use serde_json::Value;
use wenzheng::kernel::{command::Command, line::Speaker, policy::Policy, post::Verdict};

fn numbers(rows: &Value) -> Vec<u64> {
    rows.as_array().unwrap().iter().map(|row| row["number"].as_u64().unwrap()).collect()
}

async fn code(house: &House, room: wenzheng::kernel::id::RoomId) -> String {
    house.db.room(room).await.unwrap().unwrap().code
}

#[tokio::test]
async fn the_queue_is_read_page_by_page_each_question_once() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    for text in ["早班车几点发车", "末班车几点收车", "车厢太挤", "站台没有雨棚", "换乘太远"]
    {
        room.asked(text).await;
    }
    room.listed("夜班线路什么时候恢复").await;
    let window = Window::new(&house);
    let moderator = window.staff(room.moderator).await;
    let desk = format!("/api/v1/rooms/{}/desk", code(&house, room.room).await);
    let first = moderator.reads(&format!("{desk}/queue?limit=2")).await;
    assert_eq!((numbers(&first["rows"]), first["next"].as_u64()), (vec![1, 2], Some(2)));
    let rest = moderator.reads(&format!("{desk}/queue?limit=4&after=2")).await;
    assert_eq!((numbers(&rest["rows"]), rest["next"].as_u64()), (vec![3, 4, 5], None));
    let listed = moderator.reads(&format!("{desk}/queue?pile=listed")).await;
    assert_eq!(numbers(&listed["rows"]), [6]);
    assert_eq!(numbers(&moderator.reads(&format!("{desk}/list")).await["rows"]), [6]);
    assert_eq!(moderator.refused(&format!("{desk}/queue?pile=nowhere")).await.0, 400);
}

#[tokio::test]
async fn who_has_no_role_here_learns_nothing() {
    let house = House::new().await;
    let (room, other) = (house.interview(Policy::default()).await, house.interview(Policy::default()).await);
    let (number, elsewhere) = (room.asked("早班车几点发车").await, other.asked("别的房间").await);
    let (post, foreign) = (room.id(number).await, other.id(elsewhere).await);
    let window = Window::new(&house);
    let desk = format!("/api/v1/rooms/{}/desk", code(&house, room.room).await);
    let paths = ["queue", "list", "news", &format!("posts/{post}"), &format!("posts?ids={post}")];
    let (stranger, colleague) = (window.stranger(), window.staff(other.moderator).await);
    for path in paths {
        assert_eq!(stranger.refused(&format!("{desk}/{path}")).await, (401, "login-required".into()), "{path}");
        assert_eq!(colleague.refused(&format!("{desk}/{path}")).await, (404, "not-found".into()), "{path}");
    }
    let stenographer = window.staff(room.stenographer).await;
    assert_eq!(stenographer.refused(&format!("{desk}/queue")).await, (403, "not-allowed".into()));
    let moderator = window.staff(room.moderator).await;
    assert_eq!(moderator.refused(&format!("{desk}/posts/{foreign}")).await.0, 404);
    assert!(numbers(&moderator.reads(&format!("{desk}/posts?ids={foreign}")).await).is_empty());
    let (claimed, _) = moderator.call(Method::PUT, &format!("{desk}/claims/{foreign}")).await;
    assert_eq!(claimed, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn news_tell_exactly_what_changed_and_who_looks_at_what() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let first = room.asked("早班车几点发车").await;
    let window = Window::new(&house);
    let (moderator, host) = (window.staff(room.moderator).await, window.staff(room.host).await);
    let desk = format!("/api/v1/rooms/{}/desk", code(&house, room.room).await);
    let news = moderator.reads(&format!("{desk}/news")).await;
    assert_eq!((news["anew"].as_bool(), news["piles"]["waiting"].as_u64()), (Some(true), Some(1)));
    let since = |news: &Value| format!("{desk}/news?epoch={}&at={}", news["epoch"], news["at"]);

    let second = room.asked("末班车几点收车").await;
    room.screen(first, Verdict::Approve).await.unwrap();
    let told = moderator.reads(&since(&news)).await;
    let mut changed = [room.id(first).await.to_string(), room.id(second).await.to_string()];
    changed.sort();
    assert_eq!(told["posts"], serde_json::json!(changed));
    assert_eq!(numbers(&told["pending"]), [u64::from(first)]);
    assert!(told["pending"][0]["pending"]["left_ms"].as_i64().unwrap() > 0);
    let quiet = moderator.reads(&since(&told)).await;
    assert_eq!((quiet["posts"].as_array().unwrap().len(), quiet["anew"].as_bool()), (0, Some(false)));
    let wrong = moderator.reads(&format!("{desk}/news?epoch=1&at={}", news["at"])).await;
    assert_eq!(wrong["anew"].as_bool(), Some(true));

    let post = room.id(second).await;
    let claim = format!("{desk}/claims/{post}");
    assert_eq!(host.call(Method::PUT, &claim).await.0, StatusCode::FORBIDDEN);
    let (_, taken) = moderator.call(Method::PUT, &claim).await;
    assert_eq!(taken["other"], Value::Null);
    let seen = host.reads(&format!("{desk}/news")).await;
    assert_eq!(seen["claims"][0]["post"], serde_json::json!(post));
    moderator.call(Method::DELETE, &claim).await;
    assert_eq!(host.reads(&format!("{desk}/news")).await["claims"], serde_json::json!([]));
}

#[tokio::test]
async fn news_name_the_questions_that_the_room_and_its_record_changed() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (first, second) = (room.listed("早班车几点发车").await, room.listed("末班车几点收车").await);
    room.live().await;
    let window = Window::new(&house);
    let moderator = window.staff(room.moderator).await;
    let desk = format!("/api/v1/rooms/{}/desk", code(&house, room.room).await);
    let mut news = moderator.reads(&format!("{desk}/news")).await;
    let (one, other) = (room.id(first).await, room.id(second).await);
    let stage = async |number: u32| {
        let post = room.post(number).await.post;
        room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    };
    let mut named = async || {
        news = moderator.reads(&format!("{desk}/news?epoch={}&at={}", news["epoch"], news["at"])).await;
        news["posts"].clone()
    };
    stage(first).await;
    assert_eq!(named().await, serde_json::json!([one]), "it is on stage");
    let speaker = Speaker::Guest { guest: room.guests[0] };
    room.act(room.stenographer, Command::Say { speaker, text: "五点半。".into(), before: None }).await.unwrap();
    assert_eq!(named().await, serde_json::json!([one]), "it was answered aloud");
    stage(second).await;
    let mut both = [one.to_string(), other.to_string()];
    both.sort();
    assert_eq!(named().await, serde_json::json!(both), "one left the stage for the other");
}

#[tokio::test]
async fn one_question_comes_with_what_colleagues_did_since_it_was_seen() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let asker = citizen();
    let number = room.ask(asker, "二号线换乘要走八百米").await.unwrap().number.unwrap();
    house.pass(10_000).await;
    room.ask(asker, "还有一个问题：站台没有雨棚").await.unwrap();
    room.asked("别人的问题").await;
    let window = Window::new(&house);
    let moderator = window.staff(room.moderator).await;
    let desk = format!("/api/v1/rooms/{}/desk", code(&house, room.room).await);
    let post = room.post(number).await.post;
    room.screen(number, Verdict::Hold).await.unwrap();
    let one = moderator.reads(&format!("{desk}/posts/{}?since={}", post.id, post.revision)).await;
    assert_eq!(one["changes"][0]["word"], "desk-did-hold");
    let by_number = moderator.reads(&format!("{desk}/posts/{number}")).await;
    assert_eq!(by_number["whole"]["row"]["id"], one["whole"]["row"]["id"]);
    assert_eq!(numbers(&one["whole"]["others"]), [2], "others by the same author, in this room only");
}

#[tokio::test]
async fn like_questions_follow_the_journal_and_keep_to_what_may_be_seen() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let shown = room.listed("二号线什么时候能延长到机场？").await;
    let hidden = room.asked("请问二号线延长到机场的工程哪一年开工？").await;
    room.listed("公园里的路灯太暗").await;
    let window = Window::new(&house);
    let rooms = format!("/api/v1/rooms/{}", code(&house, room.room).await);
    let (public, moderator) = (window.stranger(), window.staff(room.moderator).await);
    let like = format!("{rooms}/similar");
    let asked = serde_json::json!({ "text": "机场线二号线延长" });

    let found = public.asks(&like, &asked).await;
    assert_eq!(numbers(&found), [u64::from(shown)]);
    assert!(found[0].get("post").is_none(), "identities are for staff");
    let shared = found[0]["text"].as_array().unwrap().iter().filter(|part| part["shared"] == true);
    assert!(shared.clone().any(|part| part["text"].as_str().unwrap().contains("延长")));
    let whole: String =
        found[0]["text"].as_array().unwrap().iter().map(|part| part["text"].as_str().unwrap()).collect();
    assert_eq!(whole, "二号线什么时候能延长到机场？");

    let one = moderator.reads(&format!("{rooms}/desk/posts/{}", room.id(shown).await)).await;
    assert_eq!(numbers(&one["likes"]), [u64::from(hidden)]);
    room.screen(hidden, Verdict::Approve).await.unwrap();
    house.pass(6_000).await;
    assert_eq!(public.asks(&like, &asked).await.as_array().unwrap().len(), 2);
    let post = room.id(shown).await;
    room.act(room.moderator, Command::TakeDown { post, rule: "insult".into() }).await.unwrap();
    assert_eq!(numbers(&public.asks(&like, &asked).await), [u64::from(hidden)]);
}
