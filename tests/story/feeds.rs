//! What follows the house from afar: feeds, calendar, sitemap, data for machines. Rehearsals are in none.

use crate::{
    house::{House, Interview, MINUTE},
    pages::Doors,
};
use quick_xml::{Reader, events::Event};
use serde_json::Value;
use wenzheng::kernel::{command::Command, policy::Policy};

const WORDS: &str = "夜班车<script>alert(1)</script>]]>几点收车？";

async fn code(room: &Interview<'_>) -> String {
    room.house.db.room(room.room).await.unwrap().unwrap().code
}

/// Every element's name, with its words where it has any.
fn read(xml: &str) -> Vec<(String, String)> {
    let (mut reader, mut all) = (Reader::from_str(xml), Vec::<(String, String)>::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => all.push((start.name().0.to_owned(), String::new())),
            Event::Text(text) => all.last_mut().into_iter().for_each(|(_, words)| words.push_str(&text)),
            Event::GeneralRef(name) => {
                let known = quick_xml::escape::resolve_predefined_entity(&name).unwrap();
                all.last_mut().into_iter().for_each(|(_, words)| words.push_str(known));
            }
            Event::Eof => return all.into_iter().map(|(name, words)| (name, words.trim().to_owned())).collect(),
            _ => {}
        }
    }
}

async fn answered<'a>(house: &'a House) -> (Interview<'a>, u32) {
    let room = house.interview(Policy::default()).await;
    room.live().await;
    let number = room.listed(WORDS).await;
    let (post, guest) = (room.id(number).await, room.guests[0]);
    let draft = Command::Draft { post, revision: None, guest, text: "<b>二十三点</b>。".into() };
    room.act(room.guest, draft).await.unwrap();
    let revision = room.post(number).await.post.revision;
    room.act(room.guest, Command::SignOff { post, revision, guest }).await.unwrap();
    house.turn(MINUTE);
    room.act(room.guest, Command::Publish { post, revision: revision + 1, guest }).await.unwrap();
    (room, number)
}

#[tokio::test]
async fn answers_and_records_can_be_followed() {
    let house = House::new().await;
    let (room, number) = answered(&house).await;
    let doors = Doors::of(&house);
    let here = format!("/r/{}", code(&room).await);
    let feed = read(&doors.words(&format!("{here}/feed.atom")).await);
    let of = |wanted: &str| -> Vec<String> {
        feed.iter().filter(|(name, _)| name == wanted).map(|(_, words)| words.clone()).collect()
    };
    let content = of("content");
    assert_eq!(content.len(), 1);
    assert!(content[0].starts_with(WORDS) && content[0].contains("<b>二十三点</b>"), "{content:?}");
    assert!(of("id").iter().any(|id| id.ends_with(&format!("{here}/q/{number}"))), "{feed:?}");
    assert!(!feed.iter().any(|(name, _)| name == "script" || name == "b"));

    assert!(doors.words("/feed/sessions.atom").await.contains(&here));
    assert!(!doors.words("/feed/records.atom").await.contains(&here));
    room.act(room.host, Command::Close).await.unwrap();
    assert!(!doors.words("/feed/sessions.atom").await.contains(&here));
    let records = read(&doors.words("/feed/records.atom").await);
    assert!(records.iter().any(|(name, words)| name == "id" && words.ends_with(&format!("{here}/transcript"))));
    let updated = records.iter().find(|(name, _)| name == "updated").unwrap().1.clone();
    assert!(updated.parse::<jiff::Timestamp>().is_ok(), "{updated}");
}

#[tokio::test]
async fn a_correction_is_news() {
    let house = House::new().await;
    let (room, number) = answered(&house).await;
    let doors = Doors::of(&house);
    let path = format!("/r/{}/feed.atom", code(&room).await);
    let updated = async || {
        let feed = read(&doors.words(&path).await);
        feed.iter().rfind(|(name, _)| name == "updated").unwrap().1.clone()
    };
    let before = updated().await;
    house.turn(10 * MINUTE);
    let post = room.post(number).await.post;
    let text = "二十三点半。".to_owned();
    let mend = Command::CorrectReply { post: post.id, revision: post.revision, guest: room.guests[0], text };
    room.act(room.guest, mend).await.unwrap();
    assert!(updated().await > before);
}

#[tokio::test]
async fn rehearsals_and_drafts_are_told_to_nobody() {
    let house = House::new().await;
    let (room, number) = answered(&house).await;
    let rehearsal = house.rehearsal().await;
    let doors = Doors::of(&house);
    let (shown, hidden) = (code(&room).await, code(&rehearsal).await);
    for path in ["/feed/sessions.atom", "/calendar.ics", "/sitemap.xml"] {
        let words = doors.words(path).await.replace("\r\n ", "");
        assert!(words.contains(&shown) && !words.contains(&hidden), "{path}: {words}");
    }
    let map = read(&doors.words("/sitemap.xml").await);
    let places: Vec<&str> = map.iter().filter(|(name, _)| name == "loc").map(|(_, place)| place.as_str()).collect();
    for part in ["", "/record", "/transcript", "/ledger", &format!("/q/{number}")] {
        assert!(places.iter().any(|place| place.ends_with(&format!("/r/{shown}{part}"))), "{part}: {places:?}");
    }
    assert_eq!(doors.fetch("/sitemap/rooms-1.xml").await.0, 404, "all fits into one file");
    let robots = doors.words("/robots.txt").await;
    assert!(robots.contains("Disallow: /desk\n") && robots.contains("/sitemap.xml"), "{robots}");
}

#[tokio::test]
async fn machines_read_sessions_and_answers_off_the_pages() {
    let house = House::new().await;
    let (room, number) = answered(&house).await;
    let doors = Doors::of(&house);
    let here = format!("/r/{}", code(&room).await);
    let data = async |path: &str| -> Option<Value> {
        let page = doors.words(path).await;
        let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
        serde_json::from_str(rest.split_once("</script>")?.0).ok()
    };
    let session = data(&here).await.unwrap();
    assert_eq!((&session["@type"], &session["name"]), (&"Event".into(), &"公交线网调整".into()));
    let question = data(&format!("{here}/q/{number}")).await.unwrap();
    assert_eq!(question["mainEntity"]["text"], WORDS);
    assert_eq!(question["mainEntity"]["acceptedAnswer"][0]["author"]["name"], "周明远");
    let post = room.id(number).await;
    room.act(room.moderator, Command::TakeDown { post, rule: "insult".into() }).await.unwrap();
    assert_eq!(data(&format!("{here}/q/{number}")).await, None);
}
