//! Staff are reminded by mail: at an address that is theirs, by day, once, of what their roles open and of nothing else.

use crate::{
    doors::{all, go, mail, states},
    house::{House, citizen},
    letters::{Mailbox, mailbox, opened, zone},
    postoffice::{Mood, PostOffice},
    site::Site,
    survival::{open, tables},
};
use jiff::civil::{Date, Time, date};
use mail_parser::MessageParser;
use wenzheng::{
    auth::code,
    desk::rebuild,
    jobs,
    kernel::{
        case::{CaseStep, NoteKind},
        command::OfficeCommand,
        deputy::Deputy,
        hears::{Hears, MailStep, Often},
        hours::RemindSettings,
        id::PersonId,
        office::Person,
        principal::{Grant, Principal, Reach, Role},
        refusal::Refusal,
        text::Lang,
        workflow::Workflow,
    },
    store::ParcelState,
    wire::keys::{Key, Keys},
};

const MINUTE: i64 = 60_000;
const BAN: &str = "ban@example.test";

fn person(of: Principal) -> PersonId {
    let Principal::Staff(person) = of else { panic!("{of:?} has no account") };
    person
}

async fn account(house: &House, of: Principal) -> Person {
    house.db.person(person(of)).await.unwrap().unwrap()
}

async fn step(house: &House, by: Principal, of: Principal, step: MailStep) -> Result<(), Refusal> {
    house.desk.office(by, OfficeCommand::Mail { person: person(of), step }).await.map(drop)
}

fn ask(address: &str, lang: Lang) -> MailStep {
    MailStep::Ask { address: address.into(), lang }
}

/// Somebody with a confirmed address.
async fn hears(house: &House, who: Principal, address: &str, (waits, above): (Often, Often)) {
    step(house, who, who, ask(address, Lang::Zh)).await.unwrap();
    let address = account(house, who).await.mail.unwrap().address.id;
    step(house, who, who, MailStep::Confirm { address }).await.unwrap();
    let hears = Hears { waits, above, lang: Lang::Zh };
    step(house, who, who, MailStep::Choose { hears }).await.unwrap();
}

/// Until this moment.
fn until(house: &House, day: Date, hour: i8, minute: i8) {
    let then = day.to_datetime(Time::constant(hour, minute, 0, 0)).to_zoned(zone()).unwrap();
    house.turn(then.timestamp().as_millisecond() - house.now());
}

/// To whom, subject and text of all that came but what asks for a code.
fn came(office: &PostOffice) -> Vec<(String, String, String)> {
    let read = |came: &crate::postoffice::Came| {
        let message = MessageParser::default().parse(&came.raw).unwrap();
        let (subject, body) = (message.subject().unwrap().to_owned(), message.body_text(0).unwrap().into_owned());
        (came.to.clone(), subject, body)
    };
    let all: Vec<_> = office.letters().iter().map(read).collect();
    all.into_iter().filter(|(_, subject, _)| !subject.contains("确认")).collect()
}

async fn remind(mail: &Mailbox<'_>) {
    jobs::remind(&mail.house.db, &mail.house.desk, &zone(), &RemindSettings::default()).await.unwrap();
}

#[tokio::test]
async fn an_address_is_its_owners_once_the_code_was_typed() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let notices = mail(&house, &office);
    let site = Site::telling(&house, notices.clone());
    let handler = site.signed(mailbox.handlers[0]).await;
    let bad = handler.press("/desk/mail", "/desk/mail", &[("mail_address", "ban@intranet")]).await;
    assert!(bad.status == 422 && bad.has("name=\"mail_address\""), "{}", bad.body);
    let asked = handler.press("/desk/mail", "/desk/mail", &[("mail_address", BAN)]).await;
    assert_eq!(asked.to, "/desk/mail?done=mail-asked");
    mailbox.in_hand(true).await;
    go(&notices).await;
    let letters = office.letters();
    assert_eq!(letters.iter().map(|came| came.to.as_str()).collect::<Vec<_>>(), [BAN], "the code and nothing else");
    let body = MessageParser::default().parse(&letters[0].raw).unwrap().body_text(0).unwrap().into_owned();
    let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
    let held = account(&house, mailbox.handlers[0]).await.mail.unwrap();
    let sent = code::of_mail(&keys, person(mailbox.handlers[0]), held.address.id);
    assert!(body.contains(&sent) && body.contains(&format!("https://wz.example.org/desk/mail?code={sent}")), "{body}");
    assert!(handler.get(&format!("/desk/mail?code={sent}")).await.has(&format!("value=\"{sent}\"")));
    let wrong = handler.press("/desk/mail", "/desk/mail/confirm", &[("mail_code", "AAAAA-AAAAA")]).await;
    assert!(wrong.status == 403 && wrong.has("name=\"mail_code\""), "{}", wrong.body);
    let typed = sent.to_lowercase().replace('-', " ");
    let right = handler.press("/desk/mail", "/desk/mail/confirm", &[("mail_code", &typed)]).await;
    assert_eq!(right.to, "/desk/mail?done=mail-confirmed");
    let chosen = [("mail_waits", "each"), ("mail_above", "off"), ("mail_lang", "en")];
    handler.press("/desk/mail", "/desk/mail/choose", &chosen).await;
    let held = account(&house, mailbox.handlers[0]).await.mail.unwrap();
    assert_eq!(held.hears, Hears { waits: Often::Each, above: Often::Off, lang: Lang::En });
    let before = tables(&house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(&house).await, before);
}

#[tokio::test]
async fn an_administrator_may_wish_and_only_the_person_confirms() {
    let house = opened().await;
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let (of, admin) = (mailbox.handlers[0], house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await);
    let other = mailbox.handlers[1];
    assert_eq!(step(&house, other, of, ask(BAN, Lang::Zh)).await, Err(Refusal::NotAllowed));
    step(&house, admin, of, ask(BAN, Lang::Zh)).await.unwrap();
    let soon = step(&house, of, of, ask("x@example.test", Lang::Zh)).await;
    assert!(matches!(soon, Err(Refusal::SlowDown { .. })), "nobody makes the house write on and on: {soon:?}");
    let address = account(&house, of).await.mail.unwrap().address.id;
    assert_eq!(step(&house, admin, of, MailStep::Confirm { address }).await, Err(Refusal::NotAllowed));
    house.turn(4 * 24 * 60 * MINUTE);
    assert_eq!(step(&house, of, of, MailStep::Confirm { address }).await, Err(Refusal::LinkSpent), "too late");
    step(&house, of, of, ask(BAN, Lang::Zh)).await.unwrap();
    assert_eq!(step(&house, of, of, MailStep::Confirm { address }).await, Err(Refusal::LinkSpent), "not this one");
    let texts = house.db.texts(&[address]).await.unwrap();
    assert_eq!(texts[&address].body, None, "the address of before is gone");
    let fresh = account(&house, of).await.mail.unwrap().address.id;
    step(&house, of, of, MailStep::Confirm { address: fresh }).await.unwrap();
    step(&house, admin, of, MailStep::Drop).await.unwrap();
    assert_eq!(account(&house, of).await.mail, None);
    assert_eq!(house.db.texts(&[fresh]).await.unwrap()[&fresh].body, None);
}

#[tokio::test]
async fn a_morning_is_told_once_in_numbers_and_days() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let (one, other) = (mailbox.in_hand(true).await, mailbox.in_hand(true).await);
    let morning = (Often::Morning, Often::Morning);
    hears(&house, mailbox.handlers[0], BAN, morning).await;
    hears(&house, mailbox.handlers[1], "ban-2@example.test", morning).await;
    hears(&house, mailbox.approver, "shen@example.test", morning).await;
    // The Monday is a day off, and so are those until the Tuesday after.
    until(&house, date(2026, 2, 16), 10, 0);
    let notices = mail(&house, &office);
    go(&notices).await;
    assert_eq!(came(&office), [], "nobody is written to on a day off");
    until(&house, date(2026, 2, 24), 8, 0);
    go(&notices).await;
    assert_eq!(came(&office), [], "nor before the day begins");
    until(&house, date(2026, 2, 24), 8, 31);
    for _ in 0..3 {
        go(&notices).await;
        house.turn(MINUTE);
    }
    let told = came(&office);
    assert_eq!(told.len(), 1, "for the others nothing waits: {told:?}");
    let (to, subject, body) = &told[0];
    assert_eq!((to.as_str(), subject.as_str()), (BAN, "来信提醒：2 件"));
    let code = house.db.room(mailbox.room).await.unwrap().unwrap().code;
    for number in [one, other] {
        assert!(body.contains(&format!("https://wz.example.org/desk/r/{code}/letter/{number}\r\n")), "{body}");
        assert!(body.contains(&format!("市长信箱 {number} 号，最迟 2026-02-27")), "{body}");
    }
    assert!(!body.contains("红绿灯") && !body.contains("河西老李"), "no words and no names: {body}");
    // A kill behind the mails and before the day is noted as done writes nobody a second one.
    let pool = open(&house, "rw").await;
    sqlx::query("DELETE FROM mornings").execute(&pool).await.unwrap();
    pool.close().await;
    drop(notices);
    let house = house.restart().await;
    let notices = mail(&house, &office);
    go(&notices).await;
    assert_eq!(came(&office).len(), 1);
    until(&house, date(2026, 2, 25), 9, 0);
    go(&notices).await;
    assert_eq!(came(&office).len(), 2, "and the next morning again");
}

#[tokio::test]
async fn each_step_is_told_by_day_and_what_is_done_by_then_is_not() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let notices = mail(&house, &office);
    hears(&house, mailbox.handlers[0], BAN, (Often::Each, Often::Off)).await;
    hears(&house, mailbox.approver, "shen@example.test", (Often::Off, Often::Each)).await;
    go(&notices).await;
    until(&house, date(2026, 2, 13), 23, 0);
    let night = mailbox.taken_in(true).await;
    mailbox.step(mailbox.router, night, mailbox.to(0)).await.unwrap();
    let gone = mailbox.taken_in(true).await;
    mailbox.step(mailbox.router, gone, mailbox.to(0)).await.unwrap();
    go(&notices).await;
    house.turn(60 * MINUTE);
    go(&notices).await;
    assert_eq!(came(&office), [], "not at night");
    mailbox.step(mailbox.handlers[0], gone, CaseStep::Return { text: "不归我们".into() }).await.unwrap();
    // The Saturday is worked in exchange for the new year.
    until(&house, date(2026, 2, 14), 8, 31);
    go(&notices).await;
    let told = came(&office);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].1.contains(&format!("市长信箱 {night} 号来信")), "{told:?}");
    mailbox.step(mailbox.handlers[0], night, CaseStep::Take).await.unwrap();
    go(&notices).await;
    assert_eq!(came(&office).len(), 1, "nobody is told what they did themselves");
    until(&house, date(2026, 2, 26), 9, 0);
    remind(&mailbox).await;
    go(&notices).await;
    assert_eq!(came(&office).len(), 2, "its day is near");
    until(&house, date(2026, 2, 28), 9, 0);
    remind(&mailbox).await;
    go(&notices).await;
    let told = came(&office);
    assert_eq!(told.len(), 3);
    assert!(told[2].0 == "shen@example.test" && told[2].1.starts_with("本单位超期"), "{:?}", told[2]);
    let urge = CaseStep::Note { kind: NoteKind::Urge, text: "请尽快办理".into() };
    mailbox.step(mailbox.supervisor, night, urge).await.unwrap();
    go(&notices).await;
    let last = came(&office).pop().unwrap();
    assert!(last.0 == BAN && last.1.starts_with("待说明或整改"), "{last:?}");
}

#[tokio::test]
async fn a_deputy_has_the_mail_of_whoever_is_away_and_it_says_for_whom() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let number = mailbox.in_hand(true).await;
    let deputy = house.staff("dai", &[]).await;
    hears(&house, deputy, "dai@example.test", (Often::Morning, Often::Off)).await;
    let notices = mail(&house, &office);
    until(&house, date(2026, 2, 14), 9, 0);
    go(&notices).await;
    assert_eq!(came(&office), [], "nothing is lent yet");
    let (from, to) = (date(2026, 2, 24), date(2026, 2, 24));
    let deputy_of = Deputy { person: person(deputy), from, to, grant: None };
    let set = OfficeCommand::SetDeputy { person: person(mailbox.handlers[0]), deputy: deputy_of };
    house.desk.office(mailbox.handlers[0], set).await.unwrap();
    for (day, mails) in [(24, 1), (25, 1)] {
        until(&house, date(2026, 2, day), 9, 0);
        go(&notices).await;
        let told = came(&office);
        assert_eq!(told.len(), mails, "on the {day}th: {told:?}");
        assert!(told[0].2.contains("代 ban-1 · ") && told[0].2.contains(&format!("市长信箱 {number} 号")), "{told:?}");
    }
}

#[tokio::test]
async fn whoever_has_moved_or_is_closed_hears_nothing_of_what_waits_already() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let notices = mail(&house, &office);
    let [moved, closed] = mailbox.handlers;
    hears(&house, moved, BAN, (Often::Each, Often::Off)).await;
    let grant = Grant { role: Role::Handler, reach: Reach::Unit { unit: mailbox.units[0] } };
    house.desk.office(Principal::Operator, OfficeCommand::Grant { person: person(closed), grant }).await.unwrap();
    hears(&house, closed, "ban-2@example.test", (Often::Each, Often::Off)).await;
    let address = account(&house, closed).await.mail.unwrap().address.id;
    go(&notices).await;
    let number = mailbox.taken_in(true).await;
    mailbox.step(mailbox.router, number, mailbox.to(0)).await.unwrap();
    notices.catch_up().await.unwrap();
    let waiting = all(&notices).await.iter().filter(|parcel| parcel.state == ParcelState::Waiting).count();
    assert_eq!(waiting, 2);
    house.desk.office(Principal::Operator, OfficeCommand::Revoke { person: person(moved), grant }).await.unwrap();
    house.desk.office(Principal::Operator, OfficeCommand::Disable { person: person(closed) }).await.unwrap();
    go(&notices).await;
    assert_eq!(came(&office), []);
    assert!(!states(&notices).await.contains(&ParcelState::Waiting));
    assert_eq!(house.db.texts(&[address]).await.unwrap()[&address].body, None, "the address goes with the account");
    until(&house, date(2026, 2, 14), 9, 0);
    go(&notices).await;
    assert_eq!(came(&office), []);
}

#[tokio::test]
async fn many_letters_at_once_are_a_bounded_number_of_mails() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let mut mailbox = mailbox(&house, Workflow::letters()).await;
    let notices = mail(&house, &office);
    hears(&house, mailbox.handlers[0], BAN, (Often::Each, Often::Off)).await;
    for nth in 0..35 {
        if nth % 15 == 0 {
            mailbox.author = citizen();
        }
        let number = mailbox.taken_in(true).await;
        mailbox.step(mailbox.router, number, mailbox.to(0)).await.unwrap();
    }
    office.mood(Mood::Later);
    for _ in 0..3 {
        go(&notices).await;
        house.turn(MINUTE);
    }
    let waiting = all(&notices).await.iter().filter(|parcel| parcel.state == ParcelState::Waiting).count();
    assert_eq!(waiting, 30);
}
