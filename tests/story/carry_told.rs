//! Whoever asked what a session left open hears that it goes on, to whom and until when, not only when it is answered.

use crate::{
    carry::{After, over_from},
    doors::{asks, at, go, mail, telling},
    house::citizen,
    letters::opened,
    postoffice::PostOffice,
};
use jiff::civil::date;
use mail_parser::MessageParser;
use wenzheng::kernel::{
    case::{CaseStep, End},
    post::{Fate, Verdict},
    text::Lang,
};

const LI: &str = "li@mail.example.test";
const WANG: &str = "wang@mail.example.test";
const SUN: &str = "sun@mail.example.test";

/// Subjects and texts of what arrived for somebody.
fn arrived(office: &PostOffice, who: &str) -> Vec<(String, String)> {
    let letters = office.letters();
    let own = letters.iter().filter(|letter| letter.to == who);
    let read = own.map(|letter| {
        let message = MessageParser::default().parse(&letter.raw).unwrap();
        (message.subject().unwrap().to_owned(), message.body_text(0).unwrap().into_owned())
    });
    read.collect()
}

fn subjects(office: &PostOffice, who: &str) -> Vec<String> {
    arrived(office, who).into_iter().map(|(subject, _)| subject).collect()
}

async fn given(after: &After<'_>, number: u32) {
    let unit = after.unit;
    let route = CaseStep::Route { unit, assisting: Vec::new(), matter: None, urgent: false, text: String::new() };
    after.step(after.router, number, route).await.unwrap();
}

#[tokio::test]
async fn its_author_hears_where_a_question_goes_and_until_when_and_then_the_answer_once() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let room = house.interview(telling()).await;
    let first = asks(&room, citizen(), "末班车能延长吗？", at(LI, Lang::Zh)).await;
    let joined = asks(&room, citizen(), "末班车能晚一点吗？", at(SUN, Lang::Zh)).await;
    let given_at_once = asks(&room, citizen(), "Will fares rise?", at(WANG, Lang::En)).await;
    let thanks = asks(&room, citizen(), "辛苦了。", at("zhao@mail.example.test", Lang::Zh)).await;
    for number in [first, given_at_once, thanks] {
        room.screen(number, Verdict::Approve).await.unwrap();
    }
    house.pass(1_000).await;
    room.screen(joined, Verdict::Merge { into: room.id(first).await }).await.unwrap();
    house.pass(1_000).await;
    let after = over_from(&house, room).await;
    let notices = mail(&house, &office);
    go(&notices).await;
    assert_eq!(subjects(&office, LI), Vec::<String>::new());

    let unit = Some(after.unit);
    after.step(after.room.moderator, given_at_once, CaseStep::GoOver { unit }).await.unwrap();
    let text = "这是一句感谢的话。".to_owned();
    after.step(after.room.moderator, thanks, CaseStep::Comment { text }).await.unwrap();
    after.wait_until(date(2026, 2, 15)).await;
    go(&notices).await;
    assert_eq!(subjects(&office, LI), ["您的第 1 号问题转为书面答复"]);
    assert_eq!(subjects(&office, SUN), [format!("您的第 {joined} 号问题转为书面答复")], "and whoever asked the same");
    let (_, body) = arrived(&office, LI).remove(0);
    assert!(body.contains("最迟 2026-02-27 答复") && body.contains(&format!("/r/{}/q/1", after.code)), "{body}");
    let english = arrived(&office, WANG);
    assert_eq!(english.len(), 1, "one message, with the unit: {english:?}");
    assert_eq!(english[0].0, format!("Your question {given_at_once} goes on to 市交通局"));
    assert!(english[0].1.contains("by 2026-02-27"), "{}", english[0].1);
    let told = subjects(&office, "zhao@mail.example.test");
    assert_eq!(told, [format!("您的第 {thanks} 号问题不再另行答复")]);

    given(&after, first).await;
    go(&notices).await;
    after.answer(first, "可以延长到十点半。").await;
    go(&notices).await;
    let own = ["您的第 1 号问题转为书面答复", "您的第 1 号问题转市交通局书面答复", "您的第 1 号问题有答复了"];
    assert_eq!(subjects(&office, LI), own, "no letter, and the answer once");
    assert_eq!(after.post(first).await.fate, Fate::Answered);
    let (step, text) = (after.router, "另行公布。".to_owned());
    let ended = after.step(step, given_at_once, CaseStep::End { end: End::NotOurs, text }).await;
    assert!(ended.is_err(), "it is the unit's now");
}
