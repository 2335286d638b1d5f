//! The calendar of working days: read by everybody, changed by whoever governs, counted again by anybody.

use crate::{house::House, site::Site, window::Window};
use wenzheng::kernel::{
    command::{CalendarChange, OfficeCommand},
    principal::{Principal, Reach, Role},
    refusal::Refusal,
};

const PAGE: &str = "/desk/office/calendar";
const TABLE: &str = "起,止,安排,名称\n2027-02-05,2027-02-12,放假,春节\n2027-02-14,,上班,春节";

/// The last day, and the years whose holidays were not known.
async fn counted(house: &House, received: &str, days: u16) -> (String, Vec<i64>, u64) {
    let path = format!("/api/v1/workdays/due?received={received}&days={days}");
    let told = Window::new(house).stranger().reads(&path).await;
    let unknown = told["unknown_years"].as_array().unwrap().iter().map(|year| year.as_i64().unwrap()).collect();
    (told["due"].as_str().unwrap().to_owned(), unknown, told["calendar_edition"].as_u64().unwrap())
}

#[tokio::test]
async fn a_year_is_taken_in_and_deadlines_follow() {
    let house = House::new().await;
    let site = Site::open(&house);
    let governor = site.signed(house.staff("governor", &[(Role::Administrator, Reach::Installation)]).await).await;
    assert_eq!(counted(&house, "2026-02-13", 5).await, ("2026-02-27".into(), vec![], 0));
    assert_eq!(counted(&house, "2027-02-04", 5).await, ("2027-02-11".into(), vec![2027], 0), "weekends only");

    let tried = governor.press(PAGE, PAGE, &[("table", TABLE), ("press", "try")]).await;
    assert!(tried.has("2月5日") && tried.has("改为放假") && tried.has("改为上班"), "{}", tried.body);
    assert_eq!(counted(&house, "2027-02-04", 5).await.2, 0, "a trial changes nothing");
    let done = governor.press(PAGE, PAGE, &[("table", TABLE)]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(counted(&house, "2027-02-04", 5).await, ("2027-02-18".into(), vec![], 1));
    assert_eq!(counted(&house, "2026-02-13", 5).await, ("2026-02-27".into(), vec![], 1), "other years stay");
    let page = site.fresh().get("/workdays?received=2027-02-04&days=5&year=2027").await;
    assert!(
        page.has("截止 2027年2月18日 周四") && page.has("调休上班 · 春节") && page.has("日历第 1 版"),
        "{}",
        page.body
    );
    let table = site.fresh().get("/workdays.csv").await.body;
    assert!(table.contains("2027-02-05,2027-02-12,off,春节,"), "{table}");

    let withdraw = format!("{PAGE}/withdraw");
    let gone = governor.press(&format!("{PAGE}?year=2027"), &withdraw, &[]).await;
    assert_eq!(gone.status, 303, "{}", gone.body);
    assert_eq!(counted(&house, "2027-02-04", 5).await, ("2027-02-11".into(), vec![2027], 2));
    assert!(governor.get("/desk/log").await.has("更新工作日历"));
}

#[tokio::test]
async fn two_at_once_and_bad_tables_change_nothing() {
    let house = House::new().await;
    let site = Site::open(&house);
    let governor = site.signed(house.staff("governor", &[(Role::Administrator, Reach::Installation)]).await).await;
    let twice = "from,day\n2027-01-01,off\n2027-01-01,off";
    let bad = governor.press(PAGE, PAGE, &[("table", twice)]).await;
    assert!(bad.status == 422 && bad.has("第 3 行的日期前面已经写过") && bad.has("2027-01-01,off"), "{}", bad.body);
    let set = |seen: u32| OfficeCommand::AmendCalendar { change: CalendarChange::Set { file: TABLE.into() }, seen };
    house.desk.office(Principal::Operator, set(0)).await.unwrap();
    let late = house.desk.office(Principal::Operator, set(0)).await;
    assert_eq!(late.map(drop), Err(Refusal::Stale { revision: 1 }), "somebody else was faster");
    let drop_year = |year| OfficeCommand::AmendCalendar { change: CalendarChange::Withdraw { year }, seen: 1 };
    let none = house.desk.office(Principal::Operator, drop_year(2031)).await;
    assert_eq!(none.map(drop), Err(Refusal::BadCalendar { row: 0, fault: "empty" }));

    let auditor = site.signed(house.staff("auditor", &[(Role::Auditor, Reach::Installation)]).await).await;
    let read = auditor.get(PAGE).await;
    assert!(read.status == 200 && !read.has("<textarea"), "an auditor reads it");
    let moderator = house.staff("moderator", &[(Role::Moderator, Reach::Installation)]).await;
    assert_eq!(site.signed(moderator).await.get(PAGE).await.status, 403);
    let refused = house.desk.office(moderator, set(1)).await;
    assert_eq!(refused.map(drop), Err(Refusal::NotAllowed));
    for path in ["received=2026-02-30&days=5", "received=2026-02-13&days=251", "received=1024-02-13&days=5"] {
        assert_eq!(site.fresh().get(&format!("/api/v1/workdays/due?{path}")).await.status, 400, "{path}");
    }
}
