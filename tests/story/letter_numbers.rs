//! Figures of letters: counters against counts of the letters themselves, and a file of letters against an arithmetic
//! of its own.

use crate::{
    house::{House, citizen},
    letters::{Mailbox, mailbox, opened},
    site::Site,
    survival::{open, tables},
};
use jiff::{
    civil::{Date, Weekday, date},
    tz::TimeZone,
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::collections::{BTreeMap, BTreeSet};
use wenzheng::{
    cli::letters::{Incoming, Outgoing, Report, bring, give},
    desk::rebuild,
    jobs,
    kernel::{
        calendar::Calendar,
        case::{Called, CaseStep, End, Manner},
        command::{CalendarChange, Command, OfficeCommand},
        figures::{Figure, Figures, counted},
        letter::{Letter, LetterKind, Writing},
        limits::Limits,
        post::{Origin, Post, Verdict},
        principal::Principal,
        rating::Grade,
        room::Phase,
        workflow::Workflow,
    },
    stats::{Letters, behind, letters},
    store::{Among, CaseList, CountFilter},
};

const DAY: i64 = 24 * 3_600_000;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn year(year: i16) -> CountFilter {
    let (from, to) = (date(year, 1, 1), date(year, 12, 31));
    CountFilter { from, to, unit: None, alone: false, matter: None, origin: None }
}

async fn told(house: &House, filter: &CountFilter) -> Letters {
    letters(&house.db, filter, house.now(), &zone()).await.unwrap()
}

async fn posts(mail: &Mailbox<'_>) -> Vec<Post> {
    let listed = mail.house.db.letters_after(mail.room, 0, 10_000).await.unwrap();
    listed.into_iter().map(|listed| listed.post).collect()
}

/// What the posts themselves count for.
async fn recounted(mail: &Mailbox<'_>) -> Figures {
    let mut all = Figures::default();
    for post in posts(mail).await {
        all.join(&counted(&post).unwrap().figures, 1);
    }
    all
}

/// Every list behind a figure has as many letters as the figure says, page by page, each once.
async fn opens_its_letters(mail: &Mailbox<'_>, filter: &CountFilter, among: Among) -> usize {
    let (mut behind, mut seen) = (None, BTreeSet::new());
    loop {
        let list = CaseList { filter: filter.clone(), among: among.clone(), behind, limit: 3 };
        let page = mail.house.db.counted_cases(&list).await.unwrap();
        for (_, listed) in &page {
            assert!(seen.insert(listed.post.number), "twice");
        }
        match page.last() {
            Some((last, _)) => behind = Some(last.clone()),
            None => return seen.len(),
        }
    }
}

async fn write(mail: &Mailbox<'_>, who: Principal, text: &str, origin: Option<Origin>) -> u32 {
    let letter = Letter { kind: LetterKind::Enquiry, may_publish: true, wish: None, files: vec![] };
    let writing = Writing { text: text.into(), name: String::new(), letter, origin, contact: None, past: None };
    mail.act(who, Command::Write(writing)).await.unwrap().number.unwrap()
}

#[tokio::test]
async fn what_happened_to_letters_is_what_is_counted() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    // Answered in time and rated, called back, published; one only in its title.
    for (grade, manner) in [(Grade::Satisfied, Manner::Whole), (Grade::VeryDissatisfied, Manner::Outcome)] {
        let number = mail.answered(true).await;
        let (letter, answer) = if manner == Manner::Whole { ("题\n文", "答") } else { ("题", "") };
        let publish = CaseStep::Publish { manner, letter: letter.into(), answer: answer.into(), files: vec![] };
        mail.step(mail.editor, number, publish).await.unwrap();
        let post = mail.post(number).await.id;
        mail.act(mail.author, Command::Rate { post, grade, text: String::new() }).await.unwrap();
        let call = CaseStep::CallBack { called: Called::Content, text: "满意".into() };
        mail.step(mail.supervisor, number, call).await.unwrap();
    }
    let redo = mail.answered(false).await;
    mail.step(
        mail.editor,
        redo,
        CaseStep::Publish { manner: Manner::Nothing, letter: String::new(), answer: String::new(), files: vec![] },
    )
    .await
    .unwrap();
    mail.step(mail.author, redo, CaseStep::Redo { text: "还是不亮".into() }).await.unwrap();
    let out = write(&mail, citizen(), "代开发票\n请加微信", None).await;
    mail.screen(out, Verdict::Reject { rule: "advertising".into() }).await;
    let sold = write(&mail, mail.router, "卖房\n便宜", Some(Origin::Phone)).await;
    mail.screen(sold, Verdict::Approve).await;
    mail.step(mail.router, sold, CaseStep::End { end: End::Advertising, text: "不予受理".into() }).await.unwrap();
    let back = write(&mail, mail.author, "我收回\n不写了", None).await;
    let post = mail.post(back).await.id;
    mail.act(mail.author, Command::Withdraw { post }).await.unwrap();
    let late = mail.in_hand(true).await;
    house.turn(20 * DAY);
    let draft = CaseStep::Draft { text: "已办".into(), end: Some(End::NotOurs) };
    for (who, step) in
        [(mail.handlers[0], draft), (mail.handlers[0], CaseStep::HandUp), (mail.approver, CaseStep::Agree)]
    {
        mail.step(who, late, step).await.unwrap();
    }
    let open = mail.in_hand(true).await;
    house.turn(20 * DAY);

    let all = told(&house, &year(2026)).await;
    let of = |figure| all.total.get(figure);
    assert_eq!((of(Figure::Received), of(Figure::Valid), of(Figure::Answered)), (8, 5, 4));
    assert_eq!((of(Figure::ScreenedOut), of(Figure::Withdrawn), of(Figure::Advertising)), (1, 1, 1));
    assert_eq!((of(Figure::InTime), of(Figure::Late), of(Figure::UnitLate), of(Figure::NotOurs)), (3, 1, 1, 1));
    assert_eq!((of(Figure::Whole), of(Figure::Outcome), of(Figure::Nothing), of(Figure::Redone)), (1, 1, 1, 1));
    assert_eq!((of(Figure::Rated), of(Figure::Satisfied), of(Figure::CalledBack)), (2, 1, 2));
    assert_eq!(all.open_late, 1, "the one that is still open");
    let months: Vec<(Date, i64)> = all.months.iter().map(|(month, f)| (*month, f.get(Figure::Received))).collect();
    assert_eq!(months, [(date(2026, 2, 1), 7), (date(2026, 3, 1), 1)]);
    let unit = all.units.iter().find(|row| row.unit == Some(mail.units[0])).unwrap();
    assert_eq!((unit.figures.get(Figure::Answered), unit.open_late), (4, 1));
    assert_eq!(
        told(&house, &CountFilter { origin: Some("phone".into()), ..year(2026) }).await.total.get(Figure::Received),
        1
    );
    assert_eq!(told(&house, &year(2025)).await.total, Figures::default());

    each_figure_opens_its_letters(&mail).await;
    let today = wenzheng::kernel::calendar::today(house.now(), &zone());
    assert_eq!(opens_its_letters(&mail, &year(2026), Among::Late(today)).await, 1);
    assert_eq!(mail.post(open).await.number, open);
    let before = tables(&house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(&house).await, before);
}

async fn each_figure_opens_its_letters(mail: &Mailbox<'_>) {
    let house = mail.house;
    for figure in Figure::ALL.into_iter().filter(|figure| *figure != Figure::Days) {
        let city = house.db.units().await.unwrap().into_iter().find(|unit| unit.parent.is_none()).map(|unit| unit.id);
        for unit in [None, Some(mail.units[0]), city] {
            let filter = CountFilter { unit, ..year(2026) };
            let many = told(house, &filter).await.total.get(figure);
            let among = Among::Figures(vec![figure]);
            assert_eq!(behind(&house.db, &filter, &among).await.unwrap(), many);
            let listed = opens_its_letters(mail, &filter, among).await;
            assert_eq!(listed as i64, many, "{figure:?}");
        }
    }
}

#[tokio::test]
async fn letters_of_an_older_database_are_counted_at_the_next_start() {
    let house = opened().await;
    let room = {
        let mail = mailbox(&house, Workflow::letters()).await;
        mail.answered(true).await;
        mail.in_hand(false).await;
        mail.room
    };
    let before = tables(&house).await;
    let pool = open(&house, "rwc").await;
    for sql in [
        "DELETE FROM letter_counts",
        "UPDATE cases SET day = '', marks = 0",
        "DELETE FROM meta WHERE name = 'letters_counted'",
    ] {
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    pool.close().await;
    assert_ne!(tables(&house).await, before);
    let house = house.restart().await;
    assert_eq!(tables(&house).await, before);
    assert_eq!(house.db.room(room).await.unwrap().unwrap().posts, 2);
}

/// Whatever happens to letters, counters are what counting the letters gives, and a rebuild gives the same rows.
#[tokio::test]
async fn after_any_walk_the_counters_are_what_the_letters_count_for() {
    for seed in 0..3 {
        let house = opened().await;
        let mail = mailbox(&house, Workflow::letters()).await;
        let mut dice = StdRng::seed_from_u64(seed);
        for nth in 0..70 {
            walk(&mail, &mut dice, nth).await;
        }
        let all = told(&house, &year(2026)).await;
        assert_eq!(all.total, recounted(&mail).await, "seed {seed}");
        let split: i64 = all.units.iter().map(|row| row.figures.get(Figure::Received)).sum();
        assert_eq!(split, all.total.get(Figure::Received));
        let open = opens_its_letters(&mail, &year(2026), Among::Open).await;
        assert_eq!(open as i64, all.total.get(Figure::Valid) - all.total.get(Figure::Answered), "seed {seed}");
        let odd = CountFilter { from: date(2026, 2, 20), ..year(2026) };
        let days = told(&house, &odd).await.total;
        let listed = opens_its_letters(&mail, &odd, Among::Figures(vec![Figure::Received])).await;
        assert_eq!(days.get(Figure::Received), listed as i64, "months and days at their ends");
        let before = tables(&house).await;
        rebuild(&house.db, |_| {}).await.unwrap();
        assert_eq!(tables(&house).await, before, "seed {seed}");
    }
}

/// Something happens to some letter, or time goes by; what is refused changes nothing.
async fn walk(mail: &Mailbox<'_>, dice: &mut StdRng, nth: u32) {
    let many = mail.house.db.room(mail.room).await.unwrap().unwrap().posts;
    if many == 0 || dice.random_bool(0.25) {
        write(mail, mail.author, &format!("第 {nth} 封\n正文 {nth}"), None).await;
        return;
    }
    let number = dice.random_range(1..=many);
    let post = mail.post(number).await;
    let text = || "一句话".to_owned();
    let to = mail.to(dice.random_range(0..2));
    let (id, revision) = (post.id, post.revision);
    let steps: [(Principal, CaseStep); 16] = [
        (mail.router, to),
        (mail.router, CaseStep::End { end: End::HandedOn, text: text() }),
        (mail.handlers[0], CaseStep::Take),
        (mail.handlers[1], CaseStep::Take),
        (mail.handlers[0], CaseStep::Return { text: text() }),
        (mail.handlers[0], CaseStep::Ask { text: text() }),
        (mail.author, CaseStep::Add { text: text() }),
        (mail.handlers[0], CaseStep::Extend { days: 3, text: text() }),
        (mail.router, CaseStep::Judge { days: Some(2), text: text() }),
        (mail.handlers[0], CaseStep::Draft { text: text(), end: None }),
        (mail.handlers[0], CaseStep::HandUp),
        (mail.approver, CaseStep::Agree),
        (
            mail.editor,
            CaseStep::Publish { manner: Manner::Outcome, letter: text(), answer: String::new(), files: vec![] },
        ),
        (mail.author, CaseStep::Redo { text: text() }),
        (mail.supervisor, CaseStep::CallBack { called: Called::Discontent, text: text() }),
        (mail.handlers[0], CaseStep::Rework { text: text() }),
    ];
    match dice.random_range(0..10) {
        0 => mail.house.turn(dice.random_range(1..4) * DAY),
        1 => {
            jobs::count(&mail.house.db, &mail.house.desk, &zone()).await.unwrap();
            jobs::lapse(&mail.house.db, &mail.house.desk, &zone()).await.unwrap();
        }
        2 => {
            let verdict =
                if dice.random_bool(0.8) { Verdict::Approve } else { Verdict::Reject { rule: "insult".into() } };
            let _ = mail.act(mail.moderator, Command::Screen { post: id, revision, verdict }).await;
        }
        3 => drop(mail.act(mail.author, Command::Withdraw { post: id }).await),
        4 => {
            let grade = Grade::ALL[dice.random_range(0..5)];
            let _ = mail.act(mail.author, Command::Rate { post: id, grade, text: String::new() }).await;
        }
        _ => {
            for (who, step) in steps.into_iter().skip(dice.random_range(0..16)).take(4) {
                let _ = mail.step(who, number, step).await;
            }
        }
    }
}

const FILE: &str = include_str!("letters.csv");

async fn imported(house: &House, room: &str, file: &str, make_units: bool) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.csv");
    std::fs::write(&path, file).unwrap();
    let args =
        Incoming { file: path, room: room.into(), make_units, limit: None, report: folder.path().join("refused.csv") };
    bring(&house.db, &house.desk, &zone(), &args).await.unwrap()
}

#[tokio::test]
async fn letters_of_before_come_with_their_own_dates_and_come_once() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let first = imported(&house, &code, FILE, false).await;
    assert_eq!((first.taken, first.known, first.made), (4, 0, 0), "{:?}", first.refused);
    let why: Vec<(u64, &str)> = first.refused.iter().map(|(line, _, why)| (*line, why.as_str())).collect();
    assert_eq!(why[0].0, 7, "a cell of two lines stands before it");
    for ((_, why), word) in why.iter().zip(["too-long", "no unit 市气象局", "2025-13-01", "same reference"]) {
        assert!(why.contains(word), "{why}");
    }
    let again = imported(&house, &code, FILE, true).await;
    assert_eq!((again.taken, again.known, again.made), (1, 4, 1), "what was there adds nothing");
    let past = year(2025);
    let all = told(&house, &past).await;
    let of = |figure| all.total.get(figure);
    // Received 2025-01-24 before the spring festival, answered 2025-02-07: day 5 of 5, a Sunday that is worked among them.
    assert_eq!((of(Figure::Received), of(Figure::Answered), of(Figure::InTime), of(Figure::Late)), (5, 4, 2, 2));
    assert_eq!((of(Figure::Days5), of(Figure::Rated), of(Figure::Satisfied), of(Figure::Whole)), (1, 2, 1, 1));
    assert_eq!((all.open_late, of(Figure::NotOurs)), (1, 1));
    let post = mail.post(1).await;
    assert_eq!(post.received_on(), date(2025, 1, 24));
    assert!(post.public && post.listed_at >= house.now() - DAY, "it became public today");
    house.archive.catch_up().await.unwrap();
    let found = Site::open(&house).fresh().get("/search?q=站牌已更换").await;
    assert!(found.has(&format!("/r/{code}/q/1")), "what was published before is found: {}", found.body);
    let before = tables(&house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(&house).await, before);
    round(&house, &mail, &code).await;
}

/// What is exported comes into another mailbox as it was.
async fn round(house: &House, mail: &Mailbox<'_>, code: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.csv");
    let out = |after| Outgoing { file: file.clone(), room: code.into(), after, english: true };
    assert_eq!(give(&house.db, &zone(), &out(0)).await.unwrap(), (5, 5));
    assert_eq!(give(&house.db, &zone(), &out(3)).await.unwrap(), (2, 5), "behind a number, at the end of the file");
    let whole = std::fs::read_to_string(&file).unwrap();
    let other = opened().await;
    let into = mailbox(&other, Workflow::letters()).await;
    let code = other.db.room(into.room).await.unwrap().unwrap().code;
    let report = imported(&other, &code, &whole, true).await;
    assert_eq!((report.taken, report.refused.len()), (5, 2), "the two that are there twice");
    let (one, two) = (posts(mail).await, posts(&into).await);
    let facts = |posts: &[Post]| -> BTreeMap<String, (i64, i64, Figures)> {
        let fact = |post: &Post| {
            let case = post.case.as_ref().unwrap();
            (case.reference.clone().unwrap(), (post.at, post.answered_at, counted(post).unwrap().figures))
        };
        posts.iter().map(fact).collect()
    };
    assert_eq!(facts(&one), facts(&two));
}

#[tokio::test]
async fn a_file_that_is_no_table_of_letters_is_refused_as_a_whole() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.csv");
    let args = Incoming {
        file: path.clone(),
        room: code,
        make_units: false,
        limit: None,
        report: folder.path().join("refused.csv"),
    };
    let gbk: &[u8] = &[0xb1, 0xea, 0xcc, 0xe2, b',', b'a', b'\n'];
    for (bytes, word) in [
        (&b""[..], "empty"),
        (&[0xff, 0xfe, 0x07, 0x68][..], "UTF-16"),
        (gbk, "not UTF-8"),
        (&b"received,title\n2025-01-01,a\n"[..], "no column"),
        (&b"received,title,body,text\n"[..], "same"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let why = bring(&house.db, &house.desk, &zone(), &args).await.unwrap_err().to_string();
        assert!(why.contains(word), "{why}");
    }
    std::fs::write(&path, b"received,title,body\n2025-01-01,a\xff,b\n2025-01-01,a,b,c\n2025-01-01,a,b\n").unwrap();
    let report = bring(&house.db, &house.desk, &zone(), &args).await.unwrap();
    assert_eq!((report.taken, report.refused.len()), (1, 2), "{report:?}");
    assert!(posts(&mail).await[0].case.as_ref().unwrap().reference.is_some(), "a number is made where there is none");
    let mailboxes = house.db.mailboxes(&[Phase::Collecting]).await.unwrap();
    assert_eq!(mailboxes[0].posts, 1);
}

/// A row of a file as this test counts it.
struct Told {
    unit: String,
    received: Date,
    answered: Option<Date>,
}

const BANK: [Date; 16] = [
    date(2024, 1, 1),
    date(2024, 3, 29),
    date(2024, 4, 1),
    date(2024, 5, 6),
    date(2024, 5, 27),
    date(2024, 8, 26),
    date(2024, 12, 25),
    date(2024, 12, 26),
    date(2025, 1, 1),
    date(2025, 4, 18),
    date(2025, 4, 21),
    date(2025, 5, 5),
    date(2025, 5, 26),
    date(2025, 8, 25),
    date(2025, 12, 25),
    date(2025, 12, 26),
];

/// Working days from the day after receipt, counted day by day.
fn worked(told: &Told, answered: Date) -> i64 {
    let mut day = told.received;
    let mut many = 0;
    while day < answered {
        day = day.tomorrow().unwrap();
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        many += i64::from(!weekend && !BANK.contains(&day));
    }
    many
}

fn bank_holidays() -> String {
    let days = BANK.iter().map(|day| format!("{day},off,Bank holiday\n"));
    format!("from,day,name\n{}", days.collect::<String>())
}

/// Over a file of letters with real dates, named by `WENZHENG_LETTERS` (columns as of the UK's written questions).
#[tokio::test]
async fn the_figures_of_a_real_file_are_those_that_counting_the_file_gives() {
    let Ok(path) = std::env::var("WENZHENG_LETTERS") else { return };
    let house = House::with(Limits { name_chars: 80, ..Limits::default() }).await;
    let set = OfficeCommand::AmendCalendar { change: CalendarChange::Set { file: bank_holidays() }, seen: 0 };
    house.desk.office(Principal::Operator, set).await.unwrap();
    let mail = crate::letters::mailbox_with(&house, Workflow::letters(), |policy| {
        (policy.title_chars, policy.post_chars) = (120, 10_000);
    })
    .await;
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let rows: Vec<Told> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            Told { unit: row[3].into(), received: row[1].parse().unwrap(), answered: row[2].parse().ok() }
        })
        .collect();
    let file = std::fs::read_to_string(&path).unwrap();
    let report = imported(&house, &code, &file, true).await;
    assert_eq!(report.taken as usize, rows.len(), "{:?}", report.refused.first());

    let filter = CountFilter { from: date(2020, 1, 1), ..year(2026) };
    let all = told(&house, &filter).await;
    compare(&all, &rows);
    let today = wenzheng::kernel::calendar::today(house.now(), &zone());
    let late = rows.iter().filter(|row| row.answered.is_none() && worked(row, today) > 5).count();
    assert_eq!((all.open_late as usize, opens_its_letters(&mail, &filter, Among::Late(today)).await), (late, late));
    let units = wenzheng::views::letter::UnitNames::read(&house.db).await.unwrap();
    for row in &all.units {
        let name = units.of(row.unit.unwrap()).unwrap();
        let own: Vec<&Told> = rows.iter().filter(|told| told.unit == name).collect();
        let answered = own.iter().filter(|told| told.answered.is_some()).count();
        assert_eq!(row.figures.get(Figure::Received), own.len() as i64, "{name}");
        assert_eq!(row.figures.get(Figure::Answered), answered as i64, "{name}");
    }
}

fn compare(all: &Letters, rows: &[Told]) {
    let of = |figure| all.total.get(figure);
    let took: Vec<i64> = rows.iter().filter_map(|row| Some(worked(row, row.answered?))).collect();
    let in_time = took.iter().filter(|days| **days <= 5).count() as i64;
    assert_eq!(of(Figure::Received), rows.len() as i64);
    assert_eq!((of(Figure::Answered), of(Figure::Timed)), (took.len() as i64, took.len() as i64));
    assert_eq!(of(Figure::Days), took.iter().sum::<i64>());
    // Nobody answers on a free day in this file, so counting days and comparing dates are the same.
    assert_eq!((of(Figure::InTime), of(Figure::Late)), (in_time, took.len() as i64 - in_time));
    for (figure, range) in
        [(Figure::Days0, 0..=0), (Figure::Days5, 5..=5), (Figure::Days15, 11..=15), (Figure::DaysMore, 61..=9_999)]
    {
        assert_eq!(of(figure), took.iter().filter(|days| range.contains(*days)).count() as i64, "{figure:?}");
    }
    let months = rows.iter().map(|row| row.received.first_of_month()).collect::<BTreeSet<_>>();
    for (month, figures) in &all.months {
        assert!(months.contains(month));
        let own = rows.iter().filter(|row| row.received.first_of_month() == *month).count();
        assert_eq!(figures.get(Figure::Received), own as i64);
    }
    assert!(Calendar::shipped().is_ok());
}
