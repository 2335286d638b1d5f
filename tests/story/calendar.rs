//! What people take along of a session: an entry of their calendar, and a card where its address is passed on.

use crate::{
    house::{House, Interview, MINUTE},
    reader::Reader,
};
use tokio_util::sync::CancellationToken;
use wenzheng::kernel::{
    command::Command,
    line::Speaker,
    policy::Policy,
    room::{Header, Schedule},
};

async fn header(room: &Interview<'_>) -> Header {
    room.house.db.room(room.room).await.unwrap().unwrap()
}

/// The values of a calendar file, folding undone.
struct Entry(String);

impl Entry {
    async fn of(reader: &Reader, path: &str) -> Entry {
        let answer = reader.page(path, None).await;
        assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
        let file = answer.text().await.unwrap();
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"), "{file}");
        Entry(file.replace("\r\n ", ""))
    }

    fn value(&self, name: &str) -> &str {
        let mut found = self.0.split("\r\n").filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let value = found.next().unwrap_or_else(|| panic!("no {name}: {}", self.0));
        assert_eq!(found.next(), None, "{name} twice");
        value
    }

    fn sequence(&self) -> u32 {
        self.value("SEQUENCE").parse().unwrap()
    }
}

#[tokio::test]
async fn a_session_is_one_entry_of_a_calendar_through_every_change_of_its_plan() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let code = header(&room).await.code;
    let (zh, en) = (format!("/r/{code}/calendar.ics"), format!("/en/r/{code}/calendar.ics"));

    let first = Entry::of(&reader, &zh).await;
    assert_eq!(first.value("SUMMARY"), "公交线网调整");
    assert_eq!(first.value("STATUS"), "CONFIRMED");
    assert!(first.value("URL").ends_with(&format!("/r/{code}")), "{}", first.value("URL"));
    assert!(first.value("DESCRIPTION").contains("周明远、林若溪"), "{}", first.value("DESCRIPTION"));
    assert_eq!(Entry::of(&reader, &en).await.value("UID"), first.value("UID"), "one entry in both languages");

    let before = header(&room).await.schedule;
    let schedule =
        Schedule { starts_at: before.starts_at + 30 * MINUTE, ends_at: before.ends_at + 30 * MINUTE, ..before };
    room.act(room.admin, Command::Postpone { schedule, notice: "改到下午。".into() }).await.unwrap();
    let moved = Entry::of(&reader, &zh).await;
    assert_eq!(moved.value("UID"), first.value("UID"));
    assert!(moved.sequence() > first.sequence());
    let starts = jiff::Timestamp::from_millisecond(schedule.starts_at).unwrap().strftime("%Y%m%dT%H%M%SZ").to_string();
    assert_eq!(moved.value("DTSTART"), starts);

    room.act(room.admin, Command::Cancel { notice: "取消。".into() }).await.unwrap();
    let gone = Entry::of(&reader, &zh).await;
    assert_eq!((gone.value("UID"), gone.value("STATUS")), (first.value("UID"), "CANCELLED"));
    assert!(gone.sequence() > moved.sequence());
    let page = reader.page(&format!("/r/{code}"), None).await.text().await.unwrap();
    assert!(!page.contains("calendar.ics"), "nothing to put into a calendar any more");
    stop.cancel();
}

/// The value of a tag in the head of a page.
fn told(page: &str, property: &str) -> String {
    let tag = format!("<meta property=\"og:{property}\" content=\"");
    let rest = page.split(&tag).nth(1).unwrap_or_else(|| panic!("no {property}"));
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn other_sites_are_told_what_an_address_is_about() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    room.live().await;
    let said = "\"><script>alert(1)</script>票价不变。".to_owned();
    room.act(room.stenographer, Command::Say { speaker: Speaker::Host, text: said, before: None }).await.unwrap();
    let code = header(&room).await.code;
    let read = async |path: &str| reader.page(path, None).await.text().await.unwrap();

    for path in ["", "/share", "/record"] {
        let page = read(&format!("/r/{code}{path}")).await;
        assert_eq!(told(&page, "title"), "公交线网调整", "{path}");
        assert!(told(&page, "description").contains("市交通局"), "{path}");
        let address = told(&page, "url");
        assert!(address.starts_with("http://") && address.contains(&format!("/r/{code}")), "{address}");
    }
    let address = format!("/en/r/{code}");
    let entry = Entry::of(&reader, &format!("{address}/calendar.ics")).await;
    for told in [told(&read(&address).await, "url").as_str(), entry.value("URL")] {
        assert!(told.ends_with(&address) && !told.contains("/en/en"), "each language has its address: {told}");
    }

    let line = header(&room).await.lines;
    let page = read(&format!("/r/{code}/l/{line}")).await;
    assert!(told(&page, "description").ends_with("票价不变。"), "{}", told(&page, "description"));
    assert!(!page.contains("<script>alert"), "words of people are no markup");
    room.act(room.moderator, Command::TakeDownLine { line }).await.unwrap();
    let page = read(&format!("/r/{code}/l/{line}")).await;
    assert!(!page.contains("票价不变"), "what is taken down is on no card");

    let share = read(&format!("/r/{code}/share")).await;
    assert!(share.contains(&code) && share.contains("/qr.svg"));
    stop.cancel();
}
