//! Authors who left word where are told by mail what became of their questions, once, and nobody else learns where.

use crate::{
    doors::{all, answers, asks, at, closed, go, mail, states, telling},
    erasure::{agree, approver, propose},
    house::{House, MINUTE, citizen},
    postoffice::{Mood, PostOffice},
};
use mail_parser::MessageParser;
use wenzheng::{
    jobs,
    kernel::{
        appeal::AppealStep,
        command::Command,
        contact::ContactForm,
        erasure::{Manner, Target},
        line::Speaker,
        policy::Policy,
        post::{Origin, Verdict},
        principal::{Reach, Role},
        refusal::Refusal,
        text::Lang,
    },
    store::ParcelState,
};

const HOUR: i64 = 60 * MINUTE;
const LI: &str = "li@mail.example.test";
const ANN: &str = "Ann@mail.example.test";

/// Subject and text as a mail program reads them.
fn read(raw: &str) -> (String, String) {
    let message = MessageParser::default().parse(raw).unwrap();
    (message.subject().unwrap().to_owned(), message.body_text(0).unwrap().into_owned())
}

#[tokio::test]
async fn an_author_is_told_once_and_in_the_language_of_the_page() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let (room, notices) = (house.interview(telling()).await, mail(&house, &office));
    let zh = asks(&room, citizen(), "末班车几点？", at(LI, Lang::Zh)).await;
    let en = asks(&room, citizen(), "周末有车吗？", at(&format!(" {ANN} "), Lang::En)).await;
    let silent = room.asked("没有留联系方式").await;
    for number in [zh, en, silent] {
        room.screen(number, Verdict::Approve).await.unwrap();
        house.pass(0).await;
        answers(&room, number, "二十二点半。").await;
    }
    for _ in 0..3 {
        go(&notices).await;
    }
    let letters = office.letters();
    assert_eq!(letters.iter().map(|came| came.to.as_str()).collect::<Vec<_>>(), [LI, ANN]);
    assert_eq!(letters[0].from, "wz@example.org");
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let (subject, body) = read(&letters[0].raw);
    assert_eq!(subject, format!("您的第 {zh} 号问题有答复了"));
    assert!(body.contains(&format!("https://wz.example.org/r/{code}/q/{zh}\r\n")), "{body}");
    assert!(body.contains("公交线网调整") && !body.contains("二十二点半") && !body.contains("末班车"), "{body}");
    let (subject, body) = read(&letters[1].raw);
    assert_eq!(subject, format!("Your question no. {en} has an answer"));
    assert!(body.contains(&format!("https://wz.example.org/en/r/{code}/q/{en}\r\n")), "{body}");
    assert!(letters[1].raw.contains("Auto-Submitted: auto-generated"));
    assert_eq!(states(&notices).await, [ParcelState::Sent; 2]);
}

#[tokio::test]
async fn what_was_written_down_survives_a_kill_and_is_known_again_at_the_far_end() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let room = house.interview(telling()).await;
    let number = asks(&room, citizen(), "末班车几点？", at(LI, Lang::Zh)).await;
    room.screen(number, Verdict::Approve).await.unwrap();
    house.pass(0).await;
    answers(&room, number, "二十二点半。").await;
    mail(&house, &office).catch_up().await.unwrap();
    let house = house.restart().await;
    let notices = mail(&house, &office);
    notices.catch_up().await.unwrap();
    assert_eq!(states(&notices).await, [ParcelState::Waiting]);
    office.mood(Mood::Dies);
    notices.send_due().await.unwrap();
    assert_eq!(states(&notices).await, [ParcelState::Waiting], "nobody knows whether it arrived");
    office.mood(Mood::Takes);
    house.turn(HOUR);
    go(&notices).await;
    assert_eq!(states(&notices).await, [ParcelState::Sent]);
    let ids: Vec<String> = office
        .letters()
        .iter()
        .map(|came| MessageParser::default().parse(&came.raw).unwrap().message_id().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 2, "at least once");
    assert_eq!(ids[0], ids[1], "and the second one is known for the first");
    assert_eq!(ids[0], format!("{}@wz.example.org", all(&notices).await[0].id));
}

#[tokio::test]
async fn an_office_that_is_closed_for_a_day_loses_nothing() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let (room, notices) = (house.interview(telling()).await, mail(&house, &office));
    for nth in 0..40 {
        let number = asks(&room, citizen(), &format!("第{nth}问"), at(&format!("a{nth}@example.test"), Lang::Zh)).await;
        room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    }
    house.pass(0).await;
    let office = office.close().await;
    for _ in 0..26 {
        go(&notices).await;
        house.turn(HOUR);
    }
    assert_eq!(states(&notices).await, [ParcelState::Waiting; 40]);
    let office = office.reopen().await;
    for _ in 0..3 {
        house.turn(HOUR);
        go(&notices).await;
    }
    assert_eq!(states(&notices).await, [ParcelState::Sent; 40]);
    assert_eq!(office.letters().len(), 40);
}

#[tokio::test]
async fn no_for_good_is_no_at_once_and_not_now_is_later() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let (room, notices) = (house.interview(telling()).await, mail(&house, &office));
    let number = asks(&room, citizen(), "末班车几点？", at(LI, Lang::Zh)).await;
    room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    house.pass(0).await;
    for (mood, code) in [(Mood::Later, "451"), (Mood::WantsOtherAccount, "530")] {
        office.mood(mood);
        go(&notices).await;
        let parcel = all(&notices).await.remove(0);
        assert!(parcel.state == ParcelState::Waiting && parcel.next_at > house.now(), "{mood:?}: {parcel:?}");
        assert!(parcel.error.is_some_and(|why| why.contains(code)), "{mood:?}");
        house.turn(HOUR);
    }
    office.mood(Mood::Refuses);
    go(&notices).await;
    let parcel = all(&notices).await.remove(0);
    let why = parcel.error.unwrap();
    assert_eq!((parcel.state, parcel.tries), (ParcelState::Failed, 3));
    assert!(why.contains("550") && why.contains("unknown") && !why.contains(LI), "{why}");
    office.mood(Mood::Takes);
    house.turn(HOUR);
    go(&notices).await;
    assert_eq!(office.letters().len(), 0, "nobody tries again by himself");
    assert_eq!(notices.again(Some(parcel.id)).await.unwrap(), 1);
    assert_eq!(notices.again(None).await.unwrap(), 0);
    go(&notices).await;
    assert_eq!(office.letters().len(), 1);
}

#[tokio::test]
async fn what_is_never_taken_is_given_up_after_days() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let (room, notices) = (house.interview(telling()).await, mail(&house, &office));
    let number = asks(&room, citizen(), "末班车几点？", at(LI, Lang::Zh)).await;
    room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    house.pass(0).await;
    office.mood(Mood::Later);
    for _ in 0..75 {
        go(&notices).await;
        house.turn(HOUR);
    }
    assert_eq!(states(&notices).await, [ParcelState::GivenUp]);
    house.turn(31 * 24 * HOUR);
    go(&notices).await;
    assert_eq!(states(&notices).await, [], "and after a month nobody remembers");
}

#[tokio::test]
async fn whoever_was_erased_hears_nothing_and_what_was_taken_back_is_not_told() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let (room, notices) = (house.interview(telling()).await, mail(&house, &office));
    let mut numbers = Vec::new();
    for nth in 0..3 {
        let number = asks(&room, citizen(), &format!("第{nth}问"), at(LI, Lang::Zh)).await;
        room.screen(number, Verdict::Approve).await.unwrap();
        house.pass(0).await;
        numbers.push(number);
    }
    let second = approver(&house).await;
    let erase = async |number, nth| {
        let post = room.id(number).await;
        room.act(room.admin, propose(vec![Target::Author { post }], Manner::Seal)).await.unwrap();
        room.act(second, agree(nth)).await.unwrap();
    };
    erase(numbers[0], 1).await;
    for number in &numbers {
        answers(&room, *number, "答").await;
    }
    notices.catch_up().await.unwrap();
    assert_eq!(states(&notices).await, [ParcelState::Waiting; 2], "the first author is known to nobody");
    erase(numbers[1], 2).await;
    let (post, guest) = (room.id(numbers[2]).await, room.guests[0]);
    room.act(room.moderator, Command::TakeDownReply { post, guest }).await.unwrap();
    go(&notices).await;
    assert_eq!(office.letters().len(), 0);
    let why: Vec<_> = all(&notices).await.into_iter().map(|parcel| (parcel.state, parcel.error.unwrap())).collect();
    let given_up = |why: &str| (ParcelState::GivenUp, why.to_owned());
    assert_eq!(why, [given_up("no-longer-so"), given_up("no-contact")]);
}

#[tokio::test]
async fn without_a_door_nothing_is_written_down_and_later_ones_do_not_tell_old_news() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let room = house.interview(telling()).await;
    let number = asks(&room, citizen(), "末班车几点？", at(LI, Lang::Zh)).await;
    room.screen(number, Verdict::Approve).await.unwrap();
    house.pass(0).await;
    answers(&room, number, "答").await;
    let none = closed(&house);
    go(&none).await;
    assert_eq!(states(&none).await, []);
    let read = house.db.notice_cursors().await.unwrap();
    assert_eq!(read[&room.room], house.db.room(room.room).await.unwrap().unwrap().staff_at);
    let notices = mail(&house, &office);
    go(&notices).await;
    assert_eq!(states(&notices).await, []);
}

#[tokio::test]
async fn speech_is_one_answer_and_authors_of_joined_questions_hear_of_it_too() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let (room, notices) = (house.interview(telling()).await, mail(&house, &office));
    let head = asks(&room, citizen(), "末班车几点？", at(LI, Lang::Zh)).await;
    let like = asks(&room, citizen(), "末班车是几点？", at(ANN, Lang::En)).await;
    room.screen(head, Verdict::Approve).await.unwrap();
    room.screen(like, Verdict::Merge { into: room.id(head).await }).await.unwrap();
    house.pass(0).await;
    room.live().await;
    let post = room.post(head).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    let speaker = Speaker::Guest { guest: room.guests[0] };
    for text in ["二十二点半。", "周末也是。"] {
        room.act(room.stenographer, Command::Say { speaker, text: text.into(), before: None }).await.unwrap();
    }
    go(&notices).await;
    assert_eq!(states(&notices).await, [ParcelState::Waiting; 2], "the guest is still speaking");
    house.turn(11 * MINUTE);
    go(&notices).await;
    let mut told: Vec<(String, String)> =
        office.letters().iter().map(|came| (came.to.clone(), read(&came.raw).1)).collect();
    told.sort();
    assert_eq!(told.len(), 2);
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let page = |lang: &str| format!("https://wz.example.org{lang}/r/{code}/q/{head}\r\n");
    assert!(told[0].0 == ANN && told[0].1.contains(&page("/en")) && told[0].1.contains(&format!("no. {like}")));
    assert!(told[1].0 == LI && told[1].1.contains(&page("")));
}

#[tokio::test]
async fn an_author_alone_hears_where_to_read_why_it_was_stopped() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let (room, notices) = (house.interview(telling()).await, mail(&house, &office));
    let colleague = house.staff("colleague", &[(Role::Moderator, Reach::Installation)]).await;
    let author = citizen();
    let number = asks(&room, author, "末班车几点？", at(LI, Lang::Zh)).await;
    room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    house.pass(0).await;
    go(&notices).await;
    let post = room.id(number).await;
    let make = AppealStep::Make { post, text: "没有侮辱谁".into() };
    room.act(author, Command::Appeal { step: make }).await.unwrap();
    let revision = room.post(number).await.post.revision;
    let dismiss = AppealStep::Dismiss { post, revision, reason: "理由".into() };
    room.act(colleague, Command::Appeal { step: dismiss }).await.unwrap();
    go(&notices).await;
    let told: Vec<(String, String)> = office.letters().iter().map(|came| read(&came.raw)).collect();
    assert_eq!(told[0].0, "您的第 1 号问题没有通过审核");
    assert_eq!(told[1].0, "您对第 1 号问题的申诉有结果了");
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let receipt = wenzheng::kernel::receipt::number(&code, number);
    for (_, body) in &told {
        assert!(body.contains(&format!("https://wz.example.org/q/{receipt}/")), "{body}");
    }
    // An approval says nothing by itself; one that grants an appeal does.
    let other = asks(&room, author, "周末呢？", at(LI, Lang::Zh)).await;
    room.screen(other, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    house.pass(0).await;
    let make = AppealStep::Make { post: room.id(other).await, text: "没有侮辱谁".into() };
    room.act(author, Command::Appeal { step: make }).await.unwrap();
    let stopped = room.post(other).await.post;
    let (post, revision, verdict) = (stopped.id, stopped.revision, Verdict::Approve);
    room.act(colleague, Command::Screen { post, revision, verdict }).await.unwrap();
    house.pass(0).await;
    go(&notices).await;
    let last = office.letters().pop().unwrap();
    assert_eq!(read(&last.raw).0, format!("您的申诉通过了，第 {other} 号问题已放行"));
    assert_eq!(office.letters().len(), 3, "what was let through before it was told was not told");
}

#[tokio::test]
async fn a_contact_must_be_one_and_is_asked_for() {
    let house = House::new().await;
    let room = house.interview(telling()).await;
    let ask = |mail: &str, phone: &str| {
        let contact = ContactForm { mail: mail.into(), phone: phone.into(), lang: None };
        Command::Ask { text: "问".into(), name: String::new(), to: None, contact: Some(contact) }
    };
    for bad in [
        "li",
        "li@",
        "@example.test",
        "li@intranet",
        "a b@example.test",
        "li@example.test\r\nBcc: x@y.test",
        "li@[127.0.0.1]",
    ] {
        assert_eq!(room.act(citizen(), ask(bad, "")).await, Err(Refusal::BadMail), "{bad}");
    }
    for bad in ["12345", "0571-88886666", "+86 138"] {
        assert_eq!(room.act(citizen(), ask("", bad)).await, Err(Refusal::BadPhone), "{bad}");
    }
    let number = room.act(citizen(), ask("李明@example.test", "138 0013 8000")).await;
    let number = number.unwrap().number.unwrap();
    let card = room.post(number).await.post.author.id;
    let body = house.db.texts(&[card]).await.unwrap()[&card].body.clone().unwrap();
    assert!(body.contains("+8613800138000"), "{body}");
    room.act(citizen(), ask(" ", "")).await.unwrap();
    let plain = house.interview(Policy::default()).await;
    let refused = plain.act(citizen(), ask(LI, "")).await;
    assert!(matches!(refused, Err(Refusal::Malformed { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_contact_is_forgotten_in_time_even_where_staff_entered_it() {
    let house = House::new().await;
    let policy = Policy { contacts_days: 30, ..telling() };
    let room = house.interview(policy).await;
    asks(&room, citizen(), "问", at(LI, Lang::Zh)).await;
    let (text, name, origin) = ("代问".into(), "陈先生".into(), Origin::Phone);
    let enter = Command::Enter { text, name, origin, to: None, contact: Some(at(ANN, Lang::Zh)) };
    room.act(room.moderator, enter).await.unwrap();
    room.live().await;
    room.act(room.host, Command::Close).await.unwrap();
    house.turn(30 * 24 * HOUR);
    jobs::forget(&house.db, &house.desk).await.unwrap();
    for number in [1, 2] {
        let card = room.post(number).await.post.author.id;
        let body = house.db.texts(&[card]).await.unwrap()[&card].body.clone().unwrap();
        assert!(!body.contains("example.test") && !body.contains("lang"), "{body}");
    }
    assert_eq!(house.db.remembered_posts(room.room, 10).await.unwrap(), []);
    while !house.db.wash().await.unwrap() {}
    let database = std::fs::read(house.db.folder().join("wenzheng.db")).unwrap();
    for address in [LI, ANN] {
        assert!(!database.windows(address.len()).any(|part| part == address.as_bytes()), "{address}");
    }
}
