//! Working days: the notices' own vectors, and what holds for every calendar.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};
use proptest::prelude::*;
use wenzheng::kernel::calendar::{Calendar, Day, DayKind, FaultKind, Pause, due, today};

fn china() -> Calendar {
    Calendar::shipped().unwrap()
}

fn last(calendar: &Calendar, received: Date, days: u16) -> Date {
    due(calendar, received, days, &[]).date.unwrap()
}

#[test]
fn five_working_days_end_where_the_notices_say() {
    let weekends = Calendar::read(9, "from,day\n1999-01-01,off").unwrap();
    let holidays: String =
        china().written().lines().filter(|row| !row.contains(",work,")).collect::<Vec<_>>().join("\n");
    let holidays = Calendar::read(9, &holidays).unwrap();
    for (received, right, without_make_up, weekends_only) in [
        (date(2026, 2, 13), date(2026, 2, 27), date(2026, 3, 2), date(2026, 2, 20)),
        (date(2026, 9, 29), date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 6)),
    ] {
        assert_eq!(last(&china(), received, 5), right);
        // Controls: a calendar that knows less is late, or too early.
        assert_eq!(last(&holidays, received, 5), without_make_up);
        assert_eq!(last(&weekends, received, 5), weekends_only);
    }
}

#[test]
fn a_receipt_names_every_day_and_what_was_not_known() {
    let calendar = china();
    let told = due(&calendar, date(2026, 2, 13), 5, &[]);
    let nth: Vec<_> = told.steps.iter().filter_map(|step| Some((step.date.day(), step.nth?))).collect();
    assert_eq!(nth, [(14, 1), (24, 2), (25, 3), (26, 4), (27, 5)]);
    assert_eq!((told.steps.len(), told.edition, told.unknown.is_empty()), (14, 0, true));
    let step = &told.steps[0];
    assert_eq!((step.kind, step.name.as_ref().unwrap().zh.as_str()), (DayKind::MakeUp, "春节"));
    let free = told.steps.iter().filter(|step| step.kind == DayKind::Holiday).count();
    assert_eq!(free, 9);
    let at = |month, day| told.day_at(date(2026, month, day));
    assert_eq!([at(2, 13), at(2, 14), at(2, 20), at(2, 25), at(3, 9)], [0, 1, 1, 3, 5]);
    assert_eq!(due(&calendar, date(2026, 12, 30), 5, &[]).unknown, [2027]);
    assert_eq!(last(&calendar, date(2026, 10, 3), 0), date(2026, 10, 3));
}

#[test]
fn a_question_to_the_citizen_stops_the_clock() {
    let (calendar, received) = (china(), date(2026, 3, 2));
    let pause = |from, to| Pause { from, to };
    let open = due(&calendar, received, 5, &[pause(date(2026, 3, 4), None)]);
    assert_eq!((open.date, open.steps.len()), (None, 1));
    let over = due(&calendar, received, 5, &[pause(date(2026, 3, 4), Some(date(2026, 3, 10)))]);
    assert_eq!((last(&calendar, received, 5), over.date), (date(2026, 3, 9), Some(date(2026, 3, 16))));
    assert_eq!(over.steps.iter().filter(|step| step.paused).count(), 7);
    // One that begins after the last day changes nothing.
    assert_eq!(due(&calendar, received, 5, &[pause(date(2026, 3, 10), None)]).date, Some(date(2026, 3, 9)));
}

#[test]
fn other_countries_have_other_weeks() {
    let file = "日期,类别,名称\nfriday,放假\nsaturday,放假\n2027/01/03,放假,节日\n2027-01-08,上班,节日";
    let calendar = Calendar::read(1, file).unwrap();
    let kind = |day| calendar.day(date(2027, 1, day)).kind;
    assert_eq!(
        [kind(1), kind(2), kind(3), kind(4)],
        [DayKind::Weekend, DayKind::Weekend, DayKind::Holiday, DayKind::Work]
    );
    assert_eq!(calendar.day(date(2027, 1, 8)).kind, DayKind::MakeUp);
    assert_eq!(Calendar::read(1, &calendar.written()).unwrap(), calendar);
    let never = "from,day\nmonday,off\ntuesday,off\nwednesday,off\nthursday,off\nfriday,off\nsaturday,off\nsunday,off\n2027-01-01,off";
    assert_eq!(due(&Calendar::read(1, never).unwrap(), date(2027, 1, 1), 1, &[]).date, None, "it ends");
}

#[test]
fn a_file_that_is_none_says_in_which_row() {
    for (file, row, kind) in [
        ("", 1, FaultKind::NoColumn),
        ("from,name\n2027-01-01,x", 1, FaultKind::NoColumn),
        ("from,day", 0, FaultKind::Empty),
        ("from,day\n2027-01-01,off\n2027-02-30,off", 3, FaultKind::Date),
        ("from,to,day\n2027-01-03,2027-01-01,off", 2, FaultKind::Run),
        ("from,to,day\n2027-01-01,2037-01-01,off", 2, FaultKind::Run),
        ("from,day\n2027-01-01,maybe", 2, FaultKind::Day),
        ("from,to,day\n2027-01-01,2027-01-03,off\n2027-01-02,,work", 3, FaultKind::Twice),
        ("from,day\n2027-01-04,work", 2, FaultKind::Idle),
    ] {
        let told = Calendar::read(1, file).unwrap_err();
        assert_eq!((told.row, told.kind), (row, kind), "{file}");
    }
    let long = format!("from,day,name\n2027-01-01,off,{}", "节".repeat(100));
    assert_eq!(Calendar::read(1, &long).unwrap_err().kind, FaultKind::Name);
    let many: String = (0..2_001).map(|n| format!("\n{},off", date(2027, 1, 1).saturating_add(n.days()))).collect();
    assert_eq!(Calendar::read(1, &format!("from,day{many}")).unwrap_err().kind, FaultKind::TooMany);
}

#[test]
fn a_year_replaces_that_year_and_no_other() {
    let both = china().amended("from,to,day,name\n2027-01-01,2027-01-03,off,元旦\n2026-10-10,,off,改").unwrap();
    assert_eq!(both.edition, 1);
    assert_eq!(both.years().into_iter().collect::<Vec<_>>(), [2024, 2025, 2026, 2027]);
    assert_eq!(both.day(date(2026, 10, 1)), Day { kind: DayKind::Work, name: None }, "2026 is as the file has it");
    assert_eq!(both.day(date(2025, 10, 1)).kind, DayKind::Holiday);
    assert!(both.differs(&china()).contains(&date(2027, 1, 1)) && !both.differs(&china()).contains(&date(2027, 1, 2)));
    let without = both.withdrawn(2027).unwrap();
    assert_eq!((without.edition, without.knows(2027), without.knows(2026)), (2, false, true));
    assert!(
        both.withdrawn(2031).is_err()
            && Calendar::read(0, "from,day\n2027-01-01,off").unwrap().withdrawn(2027).is_err()
    );
    let week = "from,day\nfriday,off\nsaturday,off\n2027-01-03,off";
    let other = Calendar::read(0, week).unwrap().amended("from,day\n2028-01-02,off").unwrap();
    assert_eq!(other.day(date(2028, 1, 7)).kind, DayKind::Weekend, "the week stays where a file says nothing of it");
}

#[test]
fn a_date_is_that_of_the_zone() {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    let end = "2026-02-27T16:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    assert_eq!((today(end - 1, &zone), today(end, &zone)), (date(2026, 2, 27), date(2026, 2, 28)));
}

fn some_date() -> impl Strategy<Value = Date> {
    (0..1_400i64).prop_map(|n| date(2024, 1, 1).saturating_add(n.days()))
}

/// Some days marked by chance; what an own count sees as worked.
fn some_calendar() -> impl Strategy<Value = Calendar> {
    proptest::collection::btree_map(some_date(), any::<bool>(), 1..200).prop_map(|days| {
        let weekend = |date: &Date| matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let rows: Vec<String> = days
            .iter()
            .map(|(date, work)| format!("{date},{}", if *work && weekend(date) { "work" } else { "off" }))
            .collect();
        Calendar::read(1, &format!("from,day\n{}", rows.join("\n"))).unwrap()
    })
}

proptest! {
    #[test]
    fn the_last_day_is_the_nth_worked_one(calendar in some_calendar(), received in some_date(), days in 1u16..40) {
        let told = due(&calendar, received, days, &[]);
        let last = told.date.unwrap();
        let mut worked = 0;
        let mut date = received;
        while worked < days {
            date = date.tomorrow().unwrap();
            worked += u16::from(calendar.day(date).kind.is_worked());
        }
        prop_assert_eq!(last, date);
        prop_assert!(told.steps.iter().map(|step| step.date).eq(received.tomorrow().unwrap().series(1.day()).take_while(|day| *day <= last)));
        prop_assert_eq!(told.day_at(last), days);
    }

    #[test]
    fn more_days_and_later_receipts_never_end_earlier(calendar in some_calendar(), received in some_date(), days in 1u16..40) {
        let end = last(&calendar, received, days);
        prop_assert!(last(&calendar, received, days + 1) > end);
        prop_assert!(last(&calendar, received.tomorrow().unwrap(), days) >= end);
    }

    #[test]
    fn a_pause_moves_the_end_by_the_worked_days_in_it(
        calendar in some_calendar(), received in some_date(), days in 1u16..20, begins in 1i64..10, long in 0i64..30,
    ) {
        let from = received.saturating_add(begins.days());
        let pause = Pause { from, to: Some(from.saturating_add(long.days())) };
        let end = last(&calendar, received, days);
        let told = due(&calendar, received, days, &[pause]).date.unwrap();
        if from > end {
            prop_assert_eq!(told, end);
        } else {
            let worked = from.series(1.day()).take_while(|day| Some(*day) <= pause.to)
                .filter(|day| calendar.day(*day).kind.is_worked()).count();
            prop_assert_eq!(told, last(&calendar, received, days + u16::try_from(worked).unwrap()));
        }
    }

    #[test]
    fn what_is_written_is_read_again(calendar in some_calendar()) {
        prop_assert_eq!(Calendar::read(1, &calendar.written()).unwrap(), calendar);
    }
}
