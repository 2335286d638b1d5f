//! What supervisors watch: urging, poor grades, calls back, reminders before and after a day, deputies' acts; and what
//! erasure takes away of a letter's case.

use crate::{
    erasure::{agree, approver, propose},
    house::House,
    letters::{Mailbox, mailbox, opened},
    survival::tables,
};
use jiff::{
    civil::{Date, Time, date},
    tz::TimeZone,
};
use wenzheng::{
    auth::hash_password,
    desk::rebuild,
    jobs,
    kernel::{
        case::{Called, CaseEvent, CaseStep, Manner as Shown, NoteKind, Owing, Reminded, Watch},
        command::{Command, OfficeCommand},
        deputy::Deputy,
        erasure::{Manner, Target},
        event::{Event, PostEvent},
        id::{GuestId, PersonId},
        post::Post,
        principal::Principal,
        rating::Grade,
        refusal::Refusal,
        workflow::{StepKind, Workflow},
    },
    store::CaseFilter,
};

const DAY: i64 = 24 * 3_600_000;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn note(kind: NoteKind, text: &str) -> CaseStep {
    CaseStep::Note { kind, text: text.into() }
}

async fn events(mail: &Mailbox<'_>, number: u32) -> Vec<CaseEvent> {
    let post = mail.post(number).await;
    let entries = mail.house.db.since(post.room, post.id, 0).await.unwrap();
    let case = |event| match event {
        Event::Post { event: PostEvent::Case { event }, .. } => Some(event),
        _ => None,
    };
    entries.into_iter().filter_map(|entry| case(entry.event)).collect()
}

/// Numbers on a list of a unit.
async fn listed(mail: &Mailbox<'_>, list: Watch) -> Vec<u32> {
    let by_unit =
        CaseFilter { units: Some(mail.units.to_vec()), lists: vec![list], limit: 50, ..CaseFilter::default() };
    let by_room = CaseFilter { rooms: Some(vec![mail.room]), units: None, ..by_unit.clone() };
    let numbers = async |filter| -> Vec<u32> {
        let rows = mail.house.db.cases(&filter).await.unwrap();
        rows.iter().map(|row| row.listed.post.number).collect()
    };
    let (one, other) = (numbers(by_unit).await, numbers(by_room).await);
    assert_eq!(one, other, "by unit and by room");
    one
}

async fn same_after_rebuild(house: &House) {
    let before = tables(house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(house).await, before);
}

async fn kept_inside(mail: &Mailbox<'_>, number: u32) {
    let publish =
        CaseStep::Publish { manner: Shown::Nothing, letter: String::new(), answer: String::new(), files: vec![] };
    mail.step(mail.editor, number, publish).await.unwrap();
}

#[tokio::test]
async fn whoever_is_urged_answers_or_explains_by_a_day() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    mail.step(mail.supervisor, number, note(NoteKind::Urge, "请尽快办理")).await.unwrap();
    let owed = mail.post(number).await.case.unwrap().owed;
    // Worked: Sat 14, Tue 24, Wed 25 February.
    assert_eq!((owed[0].why, owed[0].clock.due), (Owing::Urged, Some(date(2026, 2, 25))));
    house.turn(DAY);
    mail.step(mail.supervisor, number, note(NoteKind::Urge, "再次催办")).await.unwrap();
    assert_eq!(mail.post(number).await.case.unwrap().owed, owed, "urged again, its day stays");
    assert_eq!(listed(&mail, Watch::Urged).await, [number]);
    same_after_rebuild(&house).await;
    mail.step(mail.handlers[0], number, note(NoteKind::Explain, "设备在途")).await.unwrap();
    assert!(listed(&mail, Watch::Urged).await.is_empty());
    let answered = mail.answered(true).await;
    mail.step(mail.supervisor, answered, note(NoteKind::Urge, "已答复的")).await.unwrap();
    assert!(mail.post(answered).await.case.unwrap().owed.is_empty(), "nobody is urged to answer what is answered");
}

#[tokio::test]
async fn a_poor_grade_is_explained_or_done_again_in_time() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.answered(true).await;
    kept_inside(&mail, number).await;
    let rework = || CaseStep::Rework { text: "重新核查".into() };
    assert_eq!(
        mail.step(mail.handlers[0], number, rework()).await.unwrap_err(),
        Refusal::WrongStep,
        "nobody complained"
    );
    let post = mail.post(number).await.id;
    let rate = Command::Rate { post, grade: Grade::Dissatisfied, text: String::new() };
    mail.act(mail.author, rate).await.unwrap();
    assert_eq!(listed(&mail, Watch::Poor).await, [number]);
    assert_eq!(mail.step(mail.handlers[1], number, rework()).await.unwrap_err(), Refusal::WrongStep, "another unit");
    mail.step(mail.handlers[0], number, rework()).await.unwrap();
    let post = mail.post(number).await;
    assert_eq!(post.place.step, StepKind::Handle);
    assert!(!post.case.unwrap().redone, "the author can still demand it once");
    assert!(listed(&mail, Watch::Poor).await.is_empty());

    let called = mail.answered(true).await;
    kept_inside(&mail, called).await;
    let call = |called, text: &str| CaseStep::CallBack { called, text: text.into() };
    assert_eq!(mail.step(mail.router, called, call(Called::Content, "很好")).await.unwrap_err(), Refusal::NotAllowed);
    mail.step(mail.supervisor, called, call(Called::Unreached, "")).await.unwrap();
    assert_eq!(mail.step(mail.supervisor, called, call(Called::Discontent, "")).await.unwrap_err(), Refusal::Empty);
    mail.step(mail.supervisor, called, call(Called::Discontent, "路灯还是不亮")).await.unwrap();
    assert_eq!(
        mail.step(mail.supervisor, called, call(Called::Content, "又好了")).await.unwrap_err(),
        Refusal::NotAllowed
    );
    assert_eq!(listed(&mail, Watch::Poor).await, [called], "by telephone it counts the same");
    mail.step(mail.handlers[0], called, note(NoteKind::Explain, "配件周五到货")).await.unwrap();
    assert!(listed(&mail, Watch::Poor).await.is_empty());
    same_after_rebuild(&house).await;
}

#[tokio::test]
async fn one_of_ten_answered_letters_is_called_back_by_a_draw_nobody_makes() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let mut drawn = Vec::new();
    for _ in 0..19 {
        let number = mail.answered(true).await;
        kept_inside(&mail, number).await;
        if mail.post(number).await.id.0.as_u128() % 10 == 0 {
            drawn.push(number);
        }
    }
    let mut on_the_list = listed(&mail, Watch::Call).await;
    on_the_list.sort_unstable();
    assert_eq!(on_the_list, drawn);
    if let Some(number) = drawn.first() {
        let call = CaseStep::CallBack { called: Called::Content, text: "满意".into() };
        mail.step(mail.supervisor, *number, call).await.unwrap();
        assert!(!listed(&mail, Watch::Call).await.contains(number));
    }
}

#[tokio::test]
async fn who_wrote_a_letter_is_forgotten_in_time_though_the_mailbox_stands_open() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (done, open) = (mail.answered(true).await, mail.in_hand(true).await);
    kept_inside(&mail, done).await;
    house.turn(60 * DAY);
    jobs::lapse(&house.db, &house.desk, &zone()).await.unwrap();
    assert_eq!(mail.post(done).await.place.step, StepKind::Close);
    let known = async |number| mail.post(number).await.visitor.is_some();
    let days = i64::from(house.db.room(mail.room).await.unwrap().unwrap().policy.contacts_days);
    house.turn((days - 1) * DAY);
    jobs::forget(&house.db, &house.desk).await.unwrap();
    assert!(known(done).await && known(open).await, "not before its time");
    house.turn(2 * DAY);
    for _ in 0..2 {
        jobs::forget(&house.db, &house.desk).await.unwrap();
        assert!(!known(done).await && known(open).await, "what is not over is kept");
    }
    same_after_rebuild(&house).await;
}

/// Until this day and time, with one look of the job.
async fn reminded(mail: &Mailbox<'_>, (day, hour): (Date, i8)) {
    let then = day.to_datetime(Time::constant(hour, 0, 0, 0)).to_zoned(zone()).unwrap();
    mail.house.turn(then.timestamp().as_millisecond() - mail.house.now());
    for _ in 0..2 {
        jobs::remind(&mail.house.db, &mail.house.desk, &zone(), &wenzheng::kernel::hours::RemindSettings::default())
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn reminders_go_upwards_by_day_and_never_at_night() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    assert_eq!(mail.post(number).await.stage_due(), Some(date(2026, 2, 27)));
    let said = async || -> Vec<Reminded> {
        let who = |event| match event {
            CaseEvent::Reminded { who } => Some(who),
            _ => None,
        };
        events(&mail, number).await.into_iter().filter_map(who).collect()
    };
    reminded(&mail, (date(2026, 2, 25), 10)).await;
    assert_eq!(said().await, [], "two working days are left");
    reminded(&mail, (date(2026, 2, 26), 3)).await;
    assert_eq!(said().await, [], "not at night");
    reminded(&mail, (date(2026, 2, 26), 9)).await;
    assert_eq!(said().await, [Reminded::Handler]);
    reminded(&mail, (date(2026, 2, 27), 17)).await;
    assert_eq!(said().await, [Reminded::Handler], "once for a stage");
    // The Saturday is worked in exchange for the new year, the Sunday is free.
    reminded(&mail, (date(2026, 2, 28), 9)).await;
    assert_eq!(said().await, [Reminded::Handler, Reminded::Head]);
    reminded(&mail, (date(2026, 3, 2), 9)).await;
    assert_eq!(said().await.len(), 2, "two working days late is not more than two");
    reminded(&mail, (date(2026, 3, 3), 9)).await;
    assert_eq!(said().await, [Reminded::Handler, Reminded::Head, Reminded::Supervisor]);
    same_after_rebuild(&house).await;
    let draft = CaseStep::Draft { text: "已修复".into(), end: None };
    mail.step(mail.handlers[0], number, draft).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::HandUp).await.unwrap();
    assert_eq!(mail.post(number).await.case.unwrap().reminded, None, "the next one begins anew");
}

#[tokio::test]
async fn what_a_deputy_does_is_told_with_for_whom() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (Principal::Staff(absent), deputy) = (mail.handlers[0], house.staff("dai", &[]).await) else { panic!() };
    let Principal::Staff(person) = deputy else { panic!() };
    let (from, to) = (date(2026, 2, 13), date(2026, 3, 13));
    let deputy_of = Deputy { person, from, to, grant: None };
    let set = OfficeCommand::SetDeputy { person: absent, deputy: deputy_of };
    house.desk.office(mail.handlers[0], set).await.unwrap();
    let number = mail.in_hand(true).await;
    let acted_for = async || -> Vec<PersonId> {
        let whom = |event| match event {
            CaseEvent::ActedFor { person } => Some(person),
            _ => None,
        };
        events(&mail, number).await.into_iter().filter_map(whom).collect()
    };
    assert_eq!(acted_for().await, [], "who acts for himself");
    let draft = CaseStep::Draft { text: "已修复".into(), end: None };
    mail.step(deputy, number, draft).await.unwrap();
    assert_eq!(acted_for().await, [absent]);
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let site = crate::site::Site::open(&house);
    let page = site.signed(mail.supervisor).await.get(&format!("/desk/r/{code}/letter/{number}")).await;
    assert!(page.has("代 ban-1："), "{}", page.body);
}

#[tokio::test]
async fn erasing_a_letter_takes_every_text_of_its_case() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    let handler = mail.handlers[0];
    mail.step(handler, number, CaseStep::Ask { text: "龘问".into() }).await.unwrap();
    mail.step(mail.author, number, CaseStep::Add { text: "龘补".into() }).await.unwrap();
    mail.step(handler, number, note(NoteKind::Contact, "龘电话")).await.unwrap();
    mail.step(handler, number, CaseStep::Draft { text: "龘初稿".into(), end: None }).await.unwrap();
    mail.step(handler, number, CaseStep::Draft { text: "龘答复".into(), end: None }).await.unwrap();
    mail.step(handler, number, CaseStep::HandUp).await.unwrap();
    mail.step(mail.approver, number, CaseStep::Agree).await.unwrap();
    let publish = CaseStep::Publish {
        manner: Shown::Whole,
        letter: "龘题\n龘信".into(),
        answer: "公开的答复".into(),
        files: vec![],
    };
    mail.step(mail.editor, number, publish).await.unwrap();
    let Post { id: post, .. } = mail.post(number).await;
    let second = approver(&house).await;
    let holds = async |word: &str| {
        let ids: Vec<_> = every_text(&mail, number).await;
        let texts = house.db.texts(&ids).await.unwrap();
        texts.values().any(|row| row.body.as_deref().is_some_and(|body| body.contains(word)))
    };
    assert!(holds("龘").await && holds("公开的答复").await);
    mail.act(Principal::Operator, propose(vec![Target::Post { post }], Manner::Destroy)).await.unwrap();
    mail.act(second, agree(1)).await.unwrap();
    assert!(!holds("龘").await, "drafts, notes, additions and both versions are gone");
    assert!(holds("公开的答复").await, "the public answer is a thing of its own");
    let reply = Target::Reply { post, guest: GuestId(mail.units[0].0) };
    mail.act(Principal::Operator, propose(vec![reply], Manner::Destroy)).await.unwrap();
    mail.act(second, agree(2)).await.unwrap();
    assert!(!holds("公开的答复").await);
    same_after_rebuild(&house).await;
}

async fn every_text(mail: &Mailbox<'_>, number: u32) -> Vec<wenzheng::kernel::id::TextId> {
    let post = mail.post(number).await;
    let of_case: Vec<CaseEvent> = events(mail, number).await;
    let of_case = of_case.iter().flat_map(CaseEvent::texts).map(|text| text.id);
    of_case.chain([post.text.id]).collect()
}

#[tokio::test]
async fn like_letters_get_one_answer_and_what_waits_is_told_to_other_programs() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (one, other) = (mail.in_hand(true).await, mail.in_hand(true).await);
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let site = crate::site::Site::open(&house);
    let handler = site.signed(mail.handlers[0]).await;
    let list = handler.get("/desk/letters?pile=handle").await;
    assert!(list.has("一并答复") && !list.has("feed.json"), "without a password there is no key");
    let path = format!("/desk/letters/together?case={code}/{one}&case={code}/{other}");
    let action = "/desk/letters/together";
    let empty = handler.press(&path, action, &[("text", " ")]).await;
    assert!(empty.has("name=\"case\""), "nothing was sent: {}", empty.body);
    // A colleague was faster with one of them.
    let page = handler.get(&path).await;
    let form = page.form(action).unwrap();
    mail.step(mail.handlers[0], other, CaseStep::Draft { text: "同事的稿".into(), end: None }).await.unwrap();
    let sent = handler.send(action, &form, &[("text", "已统一安排抢修。")]).await;
    assert!(sent.has("2 封中提交了 1 封"), "{}", sent.body);
    assert_eq!(mail.post(one).await.place.step, StepKind::Approve);
    assert_eq!(mail.post(other).await.place.step, StepKind::Handle);
    let again = handler.send(action, &form, &[("text", "已统一安排抢修。")]).await;
    assert!(again.has("2 封中提交了 1 封"), "sent twice it answers nobody twice: {}", again.body);
    let outsider = site.signed(mail.handlers[1]).await;
    assert_eq!(outsider.get(&path).await.status, 200, "the other unit assists and may look");
    assert_eq!(site.fresh().get(&path).await.status, 303);

    let Principal::Staff(person) = mail.handlers[0] else { panic!() };
    let set_password = async |word: &str| {
        let hash = hash_password(word.into()).await.unwrap();
        house.desk.office(mail.handlers[0], OfficeCommand::SetPassword { person, hash }).await.unwrap();
    };
    set_password("yunting-chang-kouling-1").await;
    let list = handler.get("/desk/letters?pile=handle").await;
    let at = list.body.find("/desk/letters/feed.json?key=").unwrap();
    let feed: String = list.body[at..].chars().take_while(|sign| *sign != '"').collect();
    let program = site.fresh();
    let told = program.get(&feed).await;
    assert!(told.has(&format!("/desk/r/{code}/letter/{other}")) && !told.has("红绿灯"), "{}", told.body);
    let atom = feed.replace("json", "atom");
    assert!(program.get(&atom).await.has("<entry>"));
    assert_eq!(program.get(&format!("{feed}x")).await.status, 404);
    set_password("yunting-chang-kouling-2").await;
    assert_eq!(program.get(&feed).await.status, 404, "it ends with the password");
}
