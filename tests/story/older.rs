//! The desk of the record, beyond its last lines: who asked what, older lines, and where a moved line went.

use crate::{
    house::{House, Interview},
    site::{Browser, Site},
};
use wenzheng::kernel::{command::Command, line::Speaker, policy::Policy};

struct Desk {
    browser: Browser,
    path: String,
}

impl Desk {
    async fn of(room: &Interview<'_>, site: &Site) -> Desk {
        let header = room.house.db.room(room.room).await.unwrap().unwrap();
        Desk { browser: site.signed(room.stenographer).await, path: format!("/desk/r/{}", header.code) }
    }

    /// Numbers of the rows that a page shows, from the top.
    async fn rows(&self, page: &str) -> Vec<u32> {
        let body = self.browser.get(&format!("{}/{page}", self.path)).await.body;
        let rows = body.split("<li class=\"line").skip(1);
        rows.map(|row| row.split("id=\"l-").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()).collect()
    }

    /// Moves a line by the form of its row on a page, without script; where that leads.
    async fn moves(&self, page: &str, line: u32, fields: &[(&str, &str)]) -> crate::site::Page {
        let (at, act) = (format!("{}/{page}", self.path), format!("{}/act", self.path));
        let mut opened = self.browser.get(&at).await;
        let row = opened.body.split_once(&format!("id=\"l-{line}\"")).unwrap().1;
        opened.body =
            row.split_once("value=\"place-line\"").map(|(before, _)| before.len()).map_or_else(String::new, |end| {
                let from = row[..end].rfind("<form").unwrap();
                row[from..].to_owned()
            });
        let form = opened.form(&act).unwrap();
        self.browser.send(&act, &form, fields).await
    }
}

async fn spoken(room: &Interview<'_>, lines: u32) {
    room.live().await;
    for nth in 2..=lines {
        let say = Command::Say { speaker: Speaker::Host, text: format!("第{nth}句"), before: None };
        room.act(room.stenographer, say).await.unwrap();
    }
}

#[tokio::test]
async fn a_question_in_the_record_says_who_asked_what() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 0, ..Policy::default() }).await;
    room.live().await;
    let number = room.listed("学生票会涨价吗？").await;
    let post = room.id(number).await;
    let stage = Command::Stage { post, revision: room.post(number).await.post.revision };
    let line = room.act(room.host, stage).await.unwrap().line.unwrap();
    let site = Site::open(&house);
    let desk = Desk::of(&room, &site).await;
    let page = desk.browser.get(&format!("{}/lines", desk.path)).await;
    let row = page.body.split(&format!("id=\"l-{line}\"")).nth(1).unwrap().split("</li>").next().unwrap();
    assert!(row.contains(&format!("第 {number} 号问题")) && row.contains("学生票会涨价吗？"), "{row}");
    assert!(!row.contains(&format!("答第 {number} 号问题")), "{row}");
}

#[tokio::test]
async fn a_line_that_left_the_last_ones_is_found_and_taken_back() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 0, ..Policy::default() }).await;
    spoken(&room, 75).await;
    let site = Site::open(&house);
    let desk = Desk::of(&room, &site).await;
    let down = |from: u32, to: u32| (to..=from).rev().collect::<Vec<u32>>();
    assert_eq!(desk.rows("lines").await, down(75, 46));
    let last = desk.browser.get(&format!("{}/lines", desk.path)).await;
    assert!(last.has("/lines?to=45\"") && last.has("id=\"say\""), "{}", last.body);
    assert_eq!(desk.rows("lines?to=45").await, down(45, 16));
    assert_eq!(desk.rows("lines?to=15").await, down(15, 1));
    let first = desk.browser.get(&format!("{}/lines?to=15", desk.path)).await;
    assert!(first.has("/lines?to=45\""), "back to newer ones: {}", first.body);
    assert!(!first.has("rel=\"prev\"") && !first.has("id=\"say\""));
    assert_eq!(desk.rows("lines?to=99").await, down(75, 46), "no such line");

    // Far away it leaves the page; the confirmation leads to it, and from there it comes back.
    let moved = desk.moves("lines", 70, &[("before", "5")]).await;
    assert_eq!(moved.to, format!("{}/lines?done=place-line&n=70", desk.path));
    assert!(!desk.rows("lines").await.contains(&70));
    let told = desk.browser.get(&moved.to).await;
    let link = format!("href=\"{}/lines?to=7#l-70\">第 70 条现在在第 5 条之前", desk.path);
    assert!(told.has(&link), "{}", told.body);
    assert_eq!(desk.rows("lines?to=7").await, [7, 6, 5, 70, 4, 3, 2, 1]);
    let back = desk.moves("lines?to=7", 70, &[("before", "71")]).await;
    assert_eq!(back.to, format!("{}/lines?to=7&done=place-line&n=70", desk.path));
    assert!(desk.browser.get(&back.to).await.has(&format!("{}/lines#l-70\">", desk.path)));
    assert_eq!(desk.rows("lines").await, down(75, 46));
}

#[tokio::test]
async fn the_record_is_read_through_in_its_own_order_from_the_first_line_on() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 0, ..Policy::default() }).await;
    spoken(&room, 75).await;
    let site = Site::open(&house);
    let desk = Desk::of(&room, &site).await;
    desk.moves("lines", 70, &[("before", "5")]).await;
    let up = |from: u32, to: u32| (from..=to).collect::<Vec<u32>>();
    assert_eq!(desk.rows("lines?from=0").await, [up(1, 4), vec![70], up(5, 29)].concat());
    let first = desk.browser.get(&format!("{}/lines?from=0", desk.path)).await;
    assert!(first.has("/lines?from=30\"") && !first.has("rel=\"prev\"") && !first.has("id=\"say\""), "{}", first.body);
    assert_eq!(desk.rows("lines?from=30").await, up(30, 59));
    assert_eq!(desk.rows("lines?from=60").await, [up(60, 69), up(71, 75)].concat());
    let last = desk.browser.get(&format!("{}/lines?from=60", desk.path)).await;
    assert!(last.has("/lines?from=30\"") && !last.has("rel=\"next\""), "{}", last.body);
    assert_eq!(desk.rows("lines?from=99").await, desk.rows("lines?from=0").await, "no such line");

    let moved = desk.moves("lines?from=60", 62, &[("before", "61")]).await;
    assert_eq!(moved.to, format!("{}/lines?from=60&done=place-line&n=62", desk.path));
    let told = desk.browser.get(&moved.to).await;
    assert!(
        told.has(&format!("href=\"{}/lines?from=62#l-62\">第 62 条现在在第 61 条之前", desk.path)),
        "{}",
        told.body
    );
    assert_eq!(desk.rows("lines?from=60").await[..4], [60, 62, 61, 63]);
}
