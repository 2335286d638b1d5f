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
    year(&house.db, now.year(), unit, house.now(), &TimeZone::UTC).await.unwrap()
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
        assert!(year(&house.db, other, None, house.now(), &TimeZone::UTC).await.unwrap().sessions.is_empty());
    }
}

/// Links of a page with what they show.
fn links(page: &str) -> Vec<(String, String)> {
    let plain = |href: &str| href.replace("&amp;", "&").replace("&#38;", "&");
    let link = |rest: &str| {
        let (href, rest) = rest.split_once('"')?;
        Some((plain(href), rest.strip_prefix('>')?.split_once("</a>")?.0.to_owned()))
    };
    page.split("href=\"").filter_map(link).collect()
}

#[tokio::test]
async fn every_figure_leads_to_the_list_it_counts() {
    let house = House::new().await;
    let room = played(&house).await;
    house.pass(30 * MINUTE).await;
    room.act(room.host, Command::Close).await.unwrap();
    let site = Site::open(&house);
    let auditor = house.staff("auditor", &[(Role::Auditor, Reach::Installation)]).await;
    let browser = site.signed(auditor).await;
    let page = browser.get("/desk/statistics").await;
    let all = links(&page.body);
    let figures: Vec<_> = all.iter().filter(|(href, _)| href.starts_with("/desk/statistics/questions?")).collect();
    // Ten of the year, four each of the month and the unit, one of the rule, five of the session.
    assert_eq!(figures.len(), 24, "{figures:?}");
    for (href, figure) in figures {
        let list = browser.get(href).await;
        let rows = list.body.matches("<tr data-counted>").count();
        let many = if href.contains("what=until-shown") { 3 } else { 2 };
        let told = if href.contains("what=until-") { many } else { figure.parse().unwrap() };
        assert!(list.status == 200 && rows == told, "{href} counts {figure}: {}", list.body);
    }
    let out = browser.get(&all.iter().find(|(href, _)| href.ends_with("what=screened-out")).unwrap().0).await;
    assert!(
        !out.has("代开发票") && out.has(&format!("/r/{}/ledger?after=3", code(&house, &room).await)),
        "{}",
        out.body
    );
    assert!(
        browser.get(&all.iter().find(|(href, _)| href.ends_with("what=written")).unwrap().0).await.has("票价会涨吗")
    );
    assert_eq!(browser.get("/desk/statistics/questions?what=everything").await.status, 404);
    let moderator = site.signed(room.moderator).await;
    assert_eq!(moderator.get("/desk/statistics/questions?what=asked").await.status, 403);

    let mut narrowed: Vec<&str> = all.iter().filter_map(|(href, _)| href.strip_suffix("#sessions")).collect();
    narrowed.retain(|href| !href.is_empty());
    assert_eq!(narrowed.len(), 6, "announced early; a month and a unit by name and number; a rule: {narrowed:?}");
    let listed = format!("/r/{}/record", code(&house, &room).await);
    for path in narrowed {
        assert_eq!(browser.get(path).await.has(&listed), !path.contains("notice"), "{path}");
    }
    assert!(browser.get("/desk/statistics?rule=abuse").await.has("没有这样的场次"));
}

async fn code(house: &House, room: &Interview<'_>) -> String {
    house.db.room(room.room).await.unwrap().unwrap().code
}
