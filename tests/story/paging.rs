//! Programs read lists page by page; what comes in or moves meanwhile doubles nothing and leaves nothing out.

use crate::{
    house::{House, Interview},
    window::{Caller, Window},
};
use axum::http::Method;
use serde_json::Value;
use wenzheng::kernel::{command::Command, line::Speaker, policy::Policy};

/// One page: what `field` says in each row, and where the next begins.
async fn page(reader: &Caller<'_>, path: &str, cursor: &str, field: &str) -> (Vec<String>, Option<String>) {
    let cursor = if cursor.is_empty() { String::new() } else { format!("&cursor={cursor}") };
    let page = reader.reads(&format!("/api/v1/rooms{path}?limit=2{cursor}")).await;
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let rows = page["items"].as_array().unwrap().iter().map(|row| word(&row[field])).collect();
    (rows, page.get("next").map(word))
}

/// All pages to the end; after each of them, something happens.
async fn turned(reader: &Caller<'_>, path: &str, field: &str, mut meanwhile: impl AsyncFnMut(usize)) -> Vec<String> {
    let (mut seen, mut cursor, mut nth) = (Vec::new(), Some(String::new()), 0);
    while let Some(at) = cursor {
        let (rows, next) = page(reader, path, &at, field).await;
        seen.extend(rows);
        meanwhile(nth).await;
        (cursor, nth) = (next, nth + 1);
    }
    seen
}

async fn says(room: &Interview<'_>, text: &str, before: Option<u32>) -> u32 {
    let said = Command::Say { speaker: Speaker::Host, text: text.into(), before };
    room.act(room.stenographer, said).await.unwrap().line.unwrap()
}

#[tokio::test]
async fn lines_that_are_put_before_the_page_shift_nothing() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    let mut there = Vec::new();
    for nth in 0..5 {
        there.push(says(&room, &format!("第{nth}句"), None).await);
    }
    let (code, window) = (house.db.room(room.room).await.unwrap().unwrap().code, Window::new(&house));
    let first = there[0];
    let seen = turned(&window.stranger(), &format!("/{code}/lines"), "number", async |nth| {
        if nth < 2 {
            says(&room, "插到最前", Some(first)).await;
        }
    })
    .await;
    let spoken: Vec<String> = seen.into_iter().filter(|number| there.contains(&number.parse().unwrap())).collect();
    assert_eq!(spoken, there.iter().map(u32::to_string).collect::<Vec<_>>());
}

#[tokio::test]
async fn questions_taken_down_and_rooms_announced_meanwhile_double_nothing_and_leave_nothing_out() {
    let house = House::new().await;
    let mut codes = Vec::new();
    for _ in 0..5 {
        let room = house.interview(Policy::default()).await.room;
        codes.push(house.db.room(room).await.unwrap().unwrap().code);
    }
    let window = Window::new(&house);
    let stranger = window.stranger();
    let mut seen = turned(&stranger, "", "code", async |nth| {
        if nth == 0 {
            house.interview(Policy::default()).await;
        }
    })
    .await;
    seen.retain(|code| codes.contains(code));
    seen.sort();
    codes.sort();
    assert_eq!(seen, codes);

    let room = house.interview(Policy { undo_ms: 0, ..Policy::default() }).await;
    for nth in 0..5 {
        room.listed(&format!("第{nth}个问题")).await;
    }
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let gone = room.id(1).await;
    let seen = turned(&stranger, &format!("/{code}/posts"), "number", async |nth| {
        if nth == 0 {
            let take = Command::TakeDown { post: gone, rule: "advertising".into() };
            room.act(room.moderator, take).await.unwrap();
        }
    })
    .await;
    assert_eq!(seen, ["1", "2", "3", "4", "5"]);
    for path in ["?cursor=NONE".to_owned(), format!("/{code}/lines?cursor=9999")] {
        let (status, told) = stranger.call(Method::GET, &format!("/api/v1/rooms{path}")).await;
        assert_eq!((status.as_u16(), told["code"].as_str()), (400, Some("malformed")), "{path}");
    }
}
