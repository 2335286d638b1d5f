//! What a session leaves open gets a deadline in working days; another calendar moves it, and everybody can see how.

use crate::{
    house::{House, Interview},
    site::Site,
    survival::tables,
};
use jiff::{
    civil::{Date, date},
    tz::TimeZone,
};
use wenzheng::{
    desk::rebuild,
    jobs::count,
    kernel::{
        calendar::{Calendar, due, today},
        clock::{Clock, ClockStep},
        command::{CalendarChange, Command, OfficeCommand},
        policy::Policy,
        principal::{Principal, Reach, Role},
        refusal::Refusal,
    },
    stats::year,
};

const DAY: i64 = 24 * 3_600_000;

/// A session that ended with two open questions and one answered; the day of its end.
async fn ended(house: &House) -> (Interview<'_>, Date) {
    let room = house.interview(Policy { sign_off: false, undo_ms: 0, ..Policy::default() }).await;
    let answered = room.listed("票价会涨吗？").await;
    room.listed("站牌什么时候换？").await;
    room.listed("末班车能延长吗？").await;
    room.live().await;
    answer(&room, answered, "不会。").await;
    room.act(room.host, Command::Close).await.unwrap();
    (room, today(house.now(), &TimeZone::UTC))
}

async fn answer(room: &Interview<'_>, number: u32, text: &str) {
    let (post, guest) = (room.id(number).await, room.guests[0]);
    let draft = Command::Draft { post, revision: None, guest, text: text.into() };
    room.act(room.guest, draft).await.unwrap();
    let revision = room.post(number).await.post.revision;
    room.act(room.guest, Command::Publish { post, revision, guest }).await.unwrap();
}

async fn clock(room: &Interview<'_>, number: u32) -> Option<Clock> {
    room.post(number).await.post.clock.map(|kept| kept.now)
}

#[tokio::test]
async fn what_is_left_open_is_counted_once_and_moves_with_the_calendar() {
    let house = House::new().await;
    let (room, end) = ended(&house).await;
    let look = async || count(&house.db, &house.desk, &TimeZone::UTC).await.unwrap();
    assert_eq!(clock(&room, 2).await, None);
    look().await;
    let right = due(&Calendar::shipped().unwrap(), end, 5, &[]).date;
    let told = Clock { received: end, days: 5, due: right, edition: 0, extended: 0, pauses: Vec::new() };
    assert_eq!(
        (clock(&room, 1).await, clock(&room, 2).await, clock(&room, 3).await),
        (None, Some(told.clone()), Some(told))
    );
    let before = tables(&house).await;
    look().await;
    assert_eq!(tables(&house).await, before, "nothing is counted twice");

    // The day after the end becomes a holiday: the deadline moves, the day of receipt does not.
    let holiday = format!("from,day,name\n{},off,节日", end.tomorrow().unwrap());
    let set = OfficeCommand::AmendCalendar { change: CalendarChange::Set { file: holiday }, seen: 0 };
    house.desk.office(Principal::Operator, set).await.unwrap();
    house.pass(2 * DAY).await;
    look().await;
    let kept = room.post(2).await.post.clock.unwrap();
    assert_eq!((kept.now.received, kept.now.edition), (end, 1));
    let calendar = house.desk.current().get().calendar.clone();
    assert_eq!(kept.now.due, due(&calendar, end, 5, &[]).date);
    let was: Vec<_> = kept.moved.iter().map(|moved| (moved.due, moved.edition)).collect();
    assert_eq!(was, if kept.now.due == right { vec![] } else { vec![(right, 0)] });
    let after = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, after);
}

#[tokio::test]
async fn everybody_reads_until_when_and_how_it_is_counted() {
    let house = House::new().await;
    let (room, end) = ended(&house).await;
    count(&house.db, &house.desk, &TimeZone::UTC).await.unwrap();
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let site = Site::open(&house);
    let reader = site.fresh();
    let page = reader.get(&format!("/r/{code}/q/2")).await;
    let again = format!("/workdays?received={end}&days=5#count-h");
    let plain = page.body.replace("&#38;", "&").replace("&amp;", "&");
    assert!(page.has("会后 5 个工作日") && page.has("次日起为第 1 天") && plain.contains(&again), "{plain}");
    assert!(reader.get(&again).await.has("第 5 天"));
    assert!(reader.get(&format!("/r/{code}/record")).await.has("会后 5 个工作日"));
    assert!(!reader.get(&format!("/r/{code}/q/1")).await.has("个工作日"), "it was answered");
    house.pass(60 * DAY).await;
    assert!(reader.get(&format!("/r/{code}/q/2")).await.has("已超过期限"));
    // An answer, late as it is, ends the waiting.
    answer(&room, 2, "已经换好了。").await;
    assert!(!reader.get(&format!("/r/{code}/q/2")).await.has("已超过期限"));
}

#[tokio::test]
async fn who_works_there_is_told_and_the_year_counts_what_was_in_time() {
    let house = House::new().await;
    let (room, end) = ended(&house).await;
    count(&house.db, &house.desk, &TimeZone::UTC).await.unwrap();
    let site = Site::open(&house);
    let host = site.signed(room.host).await;
    assert!(host.get("/desk").await.has("2 个问题待答复，最迟"));
    let figures = async || {
        let counts = year(&house.db, end.year(), None, house.now(), &TimeZone::UTC).await.unwrap().counts;
        [counts.left, counts.in_time, counts.late, counts.open_late]
    };
    assert_eq!(figures().await, [2, 0, 0, 0]);
    answer(&room, 2, "下周换。").await;
    assert_eq!(figures().await, [2, 1, 0, 0]);
    house.pass(30 * DAY).await;
    assert_eq!(figures().await, [2, 1, 0, 1]);
    let host = site.signed(room.host).await;
    let desk = host.get("/desk").await;
    assert!(desk.has("1 个问题待答复") && desk.has("已到期"), "{}", desk.body);
    answer(&room, 3, "能，已经延长了。").await;
    assert_eq!(figures().await, [2, 1, 1, 0]);
    assert!(!host.get("/desk").await.has("个问题待答复"), "nothing is left");
    let auditor = site.signed(house.staff("auditor", &[(Role::Auditor, Reach::Installation)]).await).await;
    assert!(auditor.get("/desk/statistics").await.has("按期答复"));
    for (what, number) in [("in-time", 2), ("late", 3)] {
        let list = auditor.get(&format!("/desk/statistics/questions?year={}&what={what}", end.year())).await;
        assert!(
            list.has(&format!("-{number}</a>")) && list.body.matches("<tr data-counted>").count() == 1,
            "{}",
            list.body
        );
    }
}

#[tokio::test]
async fn no_clock_where_nothing_is_promised_and_none_by_hand() {
    let house = House::new().await;
    let room = house.interview(Policy { undo_ms: 0, answer_days: 0, ..Policy::default() }).await;
    let open = room.listed("站牌什么时候换？").await;
    room.live().await;
    let step = |post, received| Command::Clock { step: ClockStep::Count { post, received } };
    let post = room.id(open).await;
    let by_hand = room.act(room.admin, step(post, date(2026, 1, 1))).await;
    assert_eq!(by_hand.map(drop), Err(Refusal::NotAllowed));
    room.act(room.host, Command::Close).await.unwrap();
    count(&house.db, &house.desk, &TimeZone::UTC).await.unwrap();
    assert_eq!(clock(&room, open).await, None);
    let (other, _) = ended(&house).await;
    count(&house.db, &house.desk, &TimeZone::UTC).await.unwrap();
    assert!(clock(&other, 2).await.is_some(), "the control");
}
