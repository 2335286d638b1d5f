//! Faults of the mailbox: units that are closed, people who move, one sender who never stops, guessed codes, hostile
//! words, a calendar that is withdrawn, a clock that is set back.

use crate::{
    house::House,
    letters::{Mailbox, mailbox, mailbox_with, opened},
    site::{Browser, Site},
    survival::tables,
};
use axum::http::StatusCode;
use jiff::civil::date;
use uuid::Uuid;
use wenzheng::{
    desk::rebuild,
    jobs,
    kernel::{
        calendar::due,
        case::{CaseStep, Manner},
        command::{CalendarChange, Command, OfficeCommand},
        id::UnitId,
        letter::{Letter, LetterKind, Writing},
        post::Verdict,
        principal::{Grant, Principal, Reach, Role},
        refusal::Refusal,
        workflow::{StepKind, Workflow},
    },
};

const DAY: i64 = 24 * 3_600_000;

fn draft(text: &str) -> CaseStep {
    CaseStep::Draft { text: text.into(), end: None }
}

/// A letter that an author sends from a browser, let in.
async fn written(mail: &Mailbox<'_>, author: &Browser, filled: &[(&str, &str)]) -> u32 {
    let header = mail.house.db.room(mail.room).await.unwrap().unwrap();
    let ask = format!("/r/{}/ask", header.code);
    let sent = author.press(&ask, &ask, &[&[("kind", "help"), ("may_publish", "1")], filled].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let number = header.posts + 1;
    mail.screen(number, Verdict::Approve).await;
    number
}

async fn office(house: &House, command: OfficeCommand) -> Result<(), Refusal> {
    house.desk.office(Principal::Operator, command).await.map(drop)
}

#[tokio::test]
async fn what_a_closed_unit_had_goes_to_whoever_took_over_and_nothing_is_given_to_it_again() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let [old, new] = mail.units;
    let answered = mail.answered(true).await;
    let (site, code) = (Site::open(&house), house.db.room(mail.room).await.unwrap().unwrap().code);
    let author = site.fresh();
    let drafted = written(&mail, &author, &[("title", "路口积水"), ("text", "一下雨就积水。")]).await;
    mail.step(mail.router, drafted, mail.to(0)).await.unwrap();
    mail.step(mail.handlers[0], drafted, CaseStep::Take).await.unwrap();
    mail.step(mail.handlers[0], drafted, draft("初稿在这里。")).await.unwrap();
    let helped = mail.taken_in(true).await;
    mail.step(mail.router, helped, mail.to(1)).await.unwrap();
    let before = mail.post(drafted).await;

    for into in [old, UnitId(Uuid::now_v7())] {
        assert_eq!(office(&house, OfficeCommand::CloseUnit { unit: old, into }).await, Err(Refusal::UnknownUnit));
    }
    let close = OfficeCommand::CloseUnit { unit: old, into: new };
    assert_eq!(house.desk.office(mail.router, close.clone()).await.unwrap_err(), Refusal::NotAllowed);
    office(&house, close.clone()).await.unwrap();
    assert_eq!(office(&house, close).await, Err(Refusal::NotFound), "it is closed");
    jobs::succeed(&house.db, &house.desk).await.unwrap();

    let post = mail.post(drafted).await;
    let (case, was) = (post.case.clone().unwrap(), before.case.clone().unwrap());
    assert_eq!((case.unit, case.assisting.as_slice()), (Some(new), &[][..]), "which helped already");
    assert_eq!(
        (case.draft, post.clock.clone(), post.stage_due()),
        (was.draft, before.clock.clone(), before.stage_due())
    );
    let helps = mail.post(helped).await.case.unwrap();
    assert_eq!((helps.unit, helps.assisting.as_slice()), (Some(new), &[][..]));
    let kept = mail.post(answered).await.case.unwrap();
    assert_eq!(kept.answer().unwrap().unit, Some(old), "who answered is who answered");
    assert!(house.db.orphaned(10).await.unwrap().is_empty());
    let revision = mail.post(drafted).await.revision;
    jobs::succeed(&house.db, &house.desk).await.unwrap();
    assert_eq!(mail.post(drafted).await.revision, revision, "once");

    assert_eq!(mail.step(mail.handlers[0], drafted, CaseStep::HandUp).await.unwrap_err(), Refusal::NotAllowed);
    mail.step(mail.handlers[1], drafted, draft("接手后继续办理。")).await.unwrap();
    let fresh = mail.taken_in(true).await;
    assert_eq!(mail.step(mail.router, fresh, mail.to(0)).await.unwrap_err(), Refusal::UnknownUnit);
    let page = author.get(&format!("/r/{code}/q/{drafted}")).await;
    assert!(page.has("原承办单位已撤销") && page.has("市住建局"), "{}", page.body);
    told_to_everybody(&house, &mail, answered).await;
    let tables_now = tables(&house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(&house).await, tables_now);
}

/// The public version names who answered; what is closed is not offered; a wish for the old unit is no fault.
async fn told_to_everybody(house: &House, mail: &Mailbox<'_>, answered: u32) {
    let publish = CaseStep::Publish {
        manner: Manner::Whole,
        letter: "路灯\n不亮".into(),
        answer: "已修。".into(),
        files: vec![],
    };
    mail.step(mail.editor, answered, publish).await.unwrap();
    let (site, code) = (Site::open(house), house.db.room(mail.room).await.unwrap().unwrap().code);
    assert!(site.fresh().get(&format!("/r/{code}/q/{answered}")).await.has("市交通局"));
    let router = site.signed(mail.router).await;
    let fresh = mail.taken_in(true).await;
    let case = router.get(&format!("/desk/r/{code}/letter/{fresh}")).await;
    assert!(case.has(&format!("<option value=\"{}\"", mail.units[1])), "{}", case.body);
    assert!(!case.has(&format!("<option value=\"{}\"", mail.units[0])), "what is closed is not offered");
    let letter = Letter { kind: LetterKind::Help, may_publish: false, wish: Some(mail.units[0]), files: vec![] };
    let text = "一封信\n写的时候还有这个单位。".into();
    let write = Command::Write(Writing { text, name: String::new(), letter, origin: None, contact: None, past: None });
    mail.act(crate::house::citizen(), write).await.unwrap();
}

#[tokio::test]
async fn an_office_is_closed_and_opened_by_a_form_that_says_what_goes_over() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    mail.in_hand(true).await;
    let admin = house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let desk = site.signed(admin).await;
    let path = format!("/desk/office/units/{}", mail.units[0]);
    let page = desk.get(&path).await;
    assert!(page.has("它在办的 1 封来信"), "{}", page.body);
    let close = format!("{path}/close");
    let unsaid = desk.press(&path, &close, &[]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unsaid.body);
    let done = desk.press(&path, &close, &[("into", &mail.units[1].to_string())]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(desk.get("/desk/office").await.has("已撤销，由市住建局承接"));
    let opened = desk.press(&path, &format!("{path}/open"), &[]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let fresh = mail.taken_in(true).await;
    mail.step(mail.router, fresh, mail.to(0)).await.unwrap();
}

#[tokio::test]
async fn whoever_moves_to_another_unit_leaves_its_letters_there() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    mail.step(mail.handlers[0], number, draft("写到一半。")).await.unwrap();
    let Principal::Staff(person) = mail.handlers[0] else { unreachable!("staff") };
    let grant = |unit| Grant { role: Role::Handler, reach: Reach::Unit { unit } };
    office(&house, OfficeCommand::Revoke { person, grant: grant(mail.units[0]) }).await.unwrap();
    assert_eq!(mail.step(mail.handlers[0], number, CaseStep::HandUp).await.unwrap_err(), Refusal::NotAllowed);
    let (site, code) = (Site::open(&house), house.db.room(mail.room).await.unwrap().unwrap().code);
    let path = format!("/desk/r/{code}/letter/{number}");
    assert_eq!(site.signed(mail.handlers[0]).await.get(&path).await.status, StatusCode::NOT_FOUND);
    let other = house.staff("ban-3", &[(Role::Handler, Reach::Unit { unit: mail.units[0] })]).await;
    assert!(site.signed(other).await.get(&path).await.has("写到一半。"), "the draft is the unit's");
    mail.step(other, number, CaseStep::HandUp).await.unwrap();
}

#[tokio::test]
async fn ten_thousand_letters_of_one_sender_are_one_and_everybody_else_notices_nothing() {
    let house = opened().await;
    let mail = mailbox_with(&house, Workflow::letters(), |policy| policy.post_every_ms = 60_000).await;
    let letter = |nth: u32| {
        let letter = Letter { kind: LetterKind::Complaint, may_publish: false, wish: None, files: Vec::new() };
        let text = format!("第 {nth} 封\n还是同一个人。");
        Command::Write(Writing { text, name: String::new(), letter, origin: None, contact: None, past: None })
    };
    let mut taken = 0;
    for nth in 0..10_000 {
        match mail.act(mail.author, letter(nth)).await {
            Ok(_) => taken += 1,
            Err(refusal) => assert!(matches!(refusal, Refusal::TooSoon { .. }), "{refusal:?}"),
        }
    }
    assert_eq!(taken, 1);
    assert_eq!(mail.act(crate::house::citizen(), letter(0)).await.unwrap().number, Some(2));
}

#[tokio::test]
async fn guessed_codes_open_no_letter_and_are_slowed_down() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.taken_in(true).await;
    let (site, code) = (Site::open(&house), house.db.room(mail.room).await.unwrap().unwrap().code);
    let receipt = wenzheng::kernel::receipt::number(&code, number);
    let stranger = site.fresh();
    let mut seen = Vec::new();
    for guess in 0..12 {
        let typed = [("number", receipt.as_str()), ("code", &format!("AAAA-AAAA-AA{guess:02}"))];
        seen.push(stranger.press("/find", "/find", &typed).await.status);
    }
    assert!(seen.iter().all(|status| status.is_client_error()), "{seen:?}");
    assert_eq!(seen.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "{seen:?}");
}

#[tokio::test]
async fn hostile_words_of_a_letter_are_words_on_every_page_that_shows_them() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let hostile = "<img src=x onerror=alert(1)></textarea><script>alert(1)</script> [a](javascript:alert(1))";
    let (site, code) = (Site::open(&house), house.db.room(mail.room).await.unwrap().unwrap().code);
    let author = site.fresh();
    let filled = [("title", "题<b>"), ("text", hostile), ("name", "老李<b onmouseover=1>")];
    let number = written(&mail, &author, &filled).await;
    mail.step(mail.router, number, mail.to(0)).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::Take).await.unwrap();
    mail.step(mail.handlers[0], number, draft(hostile)).await.unwrap();
    let note = CaseStep::Note { kind: wenzheng::kernel::case::NoteKind::Contact, text: hostile.into() };
    mail.step(mail.handlers[0], number, note).await.unwrap();
    let case = format!("/desk/r/{code}/letter/{number}");
    let handler = site.signed(mail.handlers[0]).await;
    check_words(&handler.get(&case).await.body, 3);
    check_words(&handler.get("/desk/letters?pile=handle").await.body, 0);
    mail.step(mail.handlers[0], number, CaseStep::HandUp).await.unwrap();
    check_words(&site.signed(mail.approver).await.get(&case).await.body, 3);
    mail.step(mail.approver, number, CaseStep::Agree).await.unwrap();
    check_words(&author.get(&format!("/r/{code}/q/{number}")).await.body, 2);
    let publish = CaseStep::Publish {
        manner: Manner::Whole,
        letter: format!("题\n{hostile}"),
        answer: hostile.into(),
        files: Vec::new(),
    };
    mail.step(mail.editor, number, publish).await.unwrap();
    house.archive.catch_up().await.unwrap();
    let anybody = site.fresh();
    for (path, times) in [
        (format!("/r/{code}/q/{number}"), 2),
        (format!("/r/{code}"), 0),
        (format!("/r/{code}/feed.atom"), 0),
        ("/search?q=javascript".to_owned(), 0),
    ] {
        check_words(&anybody.get(&path).await.body, times);
    }
}

/// Nothing of it is markup, and it is there at least so often.
fn check_words(page: &str, times: usize) {
    for raw in ["<img src=x", "<script>alert", "<b onmouseover", "href=\"javascript:", "</textarea><script"] {
        assert!(!page.contains(raw), "{raw}: {page}");
    }
    let shown = page.matches("img src=x onerror").count();
    assert!(shown >= times, "{shown} of {times}: {page}");
}

#[tokio::test]
async fn a_year_of_the_calendar_is_withdrawn_and_clocks_say_what_they_were() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    let was = mail.post(number).await.clock.unwrap().now.due;
    let change = CalendarChange::Withdraw { year: 2026 };
    office(&house, OfficeCommand::AmendCalendar { change, seen: 0 }).await.unwrap();
    jobs::count(&house.db, &house.desk, &crate::letters::zone()).await.unwrap();
    let calendar = house.desk.current().get().calendar.clone();
    let clock = mail.post(number).await.clock.unwrap();
    assert_eq!(clock.now.due, due(&calendar, date(2026, 2, 13), 5, &[]).date, "only weekends are known");
    assert_eq!((clock.now.due, clock.moved[0].due), (Some(date(2026, 2, 20)), was));
    assert_eq!(clock.moved.len(), 1, "and is counted once");
}

#[tokio::test]
async fn a_clock_set_back_loses_no_day_and_no_order() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let first = mail.in_hand(true).await;
    let due = mail.post(first).await.clock.unwrap().now.due;
    house.turn(-10 * 365 * DAY);
    let second = mail.taken_in(true).await;
    for (who, step) in
        [(mail.handlers[0], draft("已修复。")), (mail.handlers[0], CaseStep::HandUp), (mail.approver, CaseStep::Agree)]
    {
        mail.step(who, first, step).await.unwrap();
    }
    let (one, two) = (mail.post(first).await, mail.post(second).await);
    assert!(two.at >= one.at, "what came later is not older");
    assert_eq!(one.clock.unwrap().now.due, due);
    assert_eq!(one.place.step, StepKind::Publish);
    assert!(one.answered_at >= one.at);
    house.turn(20 * 365 * DAY);
    jobs::lapse(&house.db, &house.desk, &crate::letters::zone()).await.unwrap();
    let before = tables(&house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(&house).await, before);
}
