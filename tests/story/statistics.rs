//! A year of sessions counted: what was played is what is told, with what it is counted from.

use crate::{
    house::{House, Interview, citizen},
    site::Site,
};
use jiff::tz::TimeZone;
use wenzheng::{
    kernel::{
        command::Command,
        line::Speaker,
        policy::Policy,
        post::Verdict,
        principal::{Reach, Role},
    },
    stats::{Year, year},
};

const MINUTE: i64 = 60_000;

async fn this_year(house: &House, unit: Option<&str>) -> Year {
    let now = jiff::Timestamp::from_millisecond(house.now()).unwrap().to_zoned(TimeZone::UTC);
    year(&house.db, now.year(), unit, &TimeZone::UTC).await.unwrap()
}

/// Five questions: answered in speech, in writing, left open, screened out, taken back.
async fn played(house: &House) -> Interview<'_> {
    let room = house.interview(Policy { sign_off: false, undo_ms: 0, ..Policy::default() }).await;
    let (spoken, written) = (room.listed("末班车能延长吗？").await, room.listed("票价会涨吗？").await);
    room.listed("站牌什么时候换？").await;
    let out = room.asked("加微信代开发票。").await;
    room.screen(out, Verdict::Reject { rule: "advertising".into() }).await.unwrap();
    let asker = citizen();
    let back = room.ask(asker, "这一条我收回。").await.unwrap().post.unwrap();
    room.act(asker, Command::Withdraw { post: back }).await.unwrap();
    room.live().await;
    let post = room.id(spoken).await;
    let revision = room.post(spoken).await.post.revision;
    room.act(room.host, Command::Stage { post, revision }).await.unwrap();
    let speaker = Speaker::Guest { guest: room.guests[0] };
    let say = Command::Say { speaker, text: "下月起延长。".into(), before: None };
    room.act(room.stenographer, say).await.unwrap();
    let (post, guest) = (room.id(written).await, room.guests[0]);
    let draft = Command::Draft { post, revision: None, guest, text: "不会。".into() };
    room.act(room.guest, draft).await.unwrap();
    let revision = room.post(written).await.post.revision;
    room.act(room.guest, Command::Publish { post, revision, guest }).await.unwrap();
    room
}

#[tokio::test]
async fn what_was_played_is_what_is_told() {
    let house = House::new().await;
    let room = played(&house).await;
    assert!(this_year(&house, None).await.sessions.is_empty(), "a session that goes on is not counted");
    house.pass(30 * MINUTE).await;
    room.act(room.host, Command::Close).await.unwrap();
    let told = this_year(&house, None).await;
    let counts = &told.counts;
    assert_eq!((told.sessions.len(), counts.asked, counts.shown, counts.answered), (1, 5, 3, 2));
    assert_eq!((counts.spoken, counts.written, counts.withdrawn, counts.merged), (1, 1, 1, 0));
    assert_eq!(counts.screened_out.iter().collect::<Vec<_>>(), [(&"advertising".to_owned(), &1)]);
    assert_eq!((counts.until_shown.count(), counts.until_answered.count()), (3, 2));
    assert_eq!(told.in_notice, (0, 1), "announced ten minutes ahead");
    assert_eq!(told.months.iter().map(|month| month.sessions).sum::<u32>(), 1);
    let units: Vec<(&str, u32)> = told.units.iter().map(|unit| (unit.name.as_str(), unit.counts.asked)).collect();
    assert_eq!(units, [("市交通局", 5)]);
    assert_eq!(this_year(&house, Some("市教育局")).await.sessions.len(), 0);
}

#[tokio::test]
async fn rehearsals_and_other_years_are_not_counted() {
    let house = House::new().await;
    let room = house.rehearsal().await;
    room.live().await;
    room.act(room.host, Command::Close).await.unwrap();
    assert!(this_year(&house, None).await.sessions.is_empty());
    let room = played(&house).await;
    room.act(room.host, Command::Close).await.unwrap();
    assert_eq!(this_year(&house, None).await.sessions.len(), 1);
    let now = jiff::Timestamp::from_millisecond(house.now()).unwrap().to_zoned(TimeZone::UTC);
    for other in [now.year() - 1, now.year() + 1] {
        assert!(year(&house.db, other, None, &TimeZone::UTC).await.unwrap().sessions.is_empty());
    }
}

#[tokio::test]
async fn every_figure_leads_to_the_list_it_counts() {
    let house = House::new().await;
    let room = played(&house).await;
    room.act(room.host, Command::Close).await.unwrap();
    let auditor = house.staff("auditor", &[(Role::Auditor, Reach::Installation)]).await;
    let site = Site::open(&house);
    let browser = site.signed(auditor).await;
    let page = browser.get("/desk/statistics").await;
    let ledger = format!("/r/{}/ledger", house.db.room(room.room).await.unwrap().unwrap().code);
    // What advertises is counted in the ledger and has no row of its own.
    for (query, many, own) in [("", 5, 4), ("?fate=answered", 2, 2), ("?fate=screened_out", 1, 0)] {
        let path = format!("{ledger}{query}");
        assert!(page.has(&format!("href=\"{path}\">{many}</a>")), "{path}: {}", page.body);
        let listed = browser.get(&path).await.body;
        let rows = listed.matches("<tr id=\"p-").count();
        assert!(rows == own && (own == many || listed.contains("只计数，不逐条列出")), "{path}: {listed}");
    }
    let lists = page.body.split("href=\"").filter_map(|rest| rest.split_once('"')).map(|(href, _)| href);
    let mut narrowed: Vec<String> = lists
        .filter(|href| href.starts_with("/desk/statistics?") && href.ends_with("#sessions"))
        .map(|href| href.replace("&amp;", "&").replace("&#38;", "&").replace("#sessions", ""))
        .collect();
    narrowed.dedup();
    assert_eq!(narrowed.len(), 3, "a month, a unit and a rule: {narrowed:?}");
    for path in &narrowed {
        assert!(browser.get(path).await.has(&ledger), "{path}");
    }
    assert!(browser.get(&format!("{}&rule=abuse", narrowed[1])).await.has("没有这样的场次"));
}
