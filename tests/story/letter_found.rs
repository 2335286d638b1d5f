//! Published letters are found by their public words, answers and units, and shown to whoever is about to write the same;
//! of what was not published nothing is.

use crate::{
    letters::{Mailbox, mailbox, opened},
    site::Site,
};
use wenzheng::kernel::{
    case::{CaseStep, Manner},
    workflow::Workflow,
};

/// The public versions that an editor makes.
async fn published(mail: &Mailbox<'_>, manner: Manner, letter: &str, answer: &str) -> u32 {
    let number = mail.answered(true).await;
    let publish = CaseStep::Publish { manner, letter: letter.into(), answer: answer.into(), files: Vec::new() };
    mail.step(mail.editor, number, publish).await.unwrap();
    number
}

#[tokio::test]
async fn what_is_published_of_a_letter_is_found_with_its_unit_and_nothing_else_is() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let whole = published(&mail, Manner::Whole, "路灯不亮\n滨江步道的路灯坏了[略]", "已更换灯泡。").await;
    let outcome = published(&mail, Manner::Outcome, "噪声扰民", "").await;
    let inner = mail.answered(true).await;
    house.archive.catch_up().await.unwrap();
    let (site, code) = (Site::open(&house), house.db.room(mail.room).await.unwrap().unwrap().code);
    let anybody = site.fresh();
    let path = |number| format!("/r/{code}/q/{number}");
    for (words, number) in [("滨江步道", whole), ("更换灯泡", whole), ("市交通局 路灯", whole), ("噪声扰民", outcome)]
    {
        let found = anybody.get(&format!("/search?q={words}")).await;
        assert!(found.has(&path(number)), "{words}: {}", found.body);
        assert!(found.has("市交通局"), "the unit is named: {}", found.body);
    }
    let secrets = ["河西路口", "早高峰很危险", "承办人张三", "已抢修"];
    for secret in secrets {
        let found = anybody.get(&format!("/api/v1/search?q={secret}")).await;
        assert!(!secrets.iter().any(|secret| found.has(secret)), "{secret}: {}", found.body);
    }
    let map = anybody.get("/sitemap.xml").await;
    assert!(map.has(&format!("{}<", path(whole))) && map.has(&format!("{}<", path(outcome))), "{}", map.body);
    assert!(!map.has(&format!("{}<", path(inner))), "{}", map.body);
    let feed = anybody.get(&format!("/r/{code}/feed.atom")).await;
    for word in ["<title>路灯不亮</title>", "<name>市交通局</name>", "已更换灯泡。"] {
        assert!(feed.has(word), "no {word}: {}", feed.body);
    }
    assert!(!feed.has("张三"), "{}", feed.body);
}

#[tokio::test]
async fn whoever_writes_the_same_is_shown_the_answer_once_and_loses_nothing() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = published(&mail, Manner::Whole, "滨江步道路灯不亮\n滨江步道的路灯晚上不亮", "已更换灯泡。").await;
    house.archive.catch_up().await.unwrap();
    let (site, code) = (Site::open(&house), house.db.room(mail.room).await.unwrap().unwrap().code);
    let (author, ask) = (site.fresh(), format!("/r/{code}/ask"));
    let text = "滨江步道的路灯晚上还是不亮，走路不安全。";
    let filled = [("kind", "help"), ("title", "步道路灯不亮"), ("text", text), ("name", "老李")];
    let step = author.press(&ask, &ask, &filled).await;
    assert_eq!(step.status, 200, "{}", step.body);
    for word in [text, "步道路灯不亮", "老李", "市交通局", &format!("/r/{code}/q/{number}")] {
        assert!(step.has(word), "no {word}: {}", step.body);
    }
    assert!(step.has("name=\"looked\" value=\"1\""), "{}", step.body);
    let sent = author.press(&ask, &ask, &[filled.as_slice(), &[("looked", "1")]].concat()).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let other = [("kind", "help"), ("title", "医保报销"), ("text", "异地就医怎么报销？")];
    assert_eq!(site.fresh().press(&ask, &ask, &other).await.status, 303, "nothing like it was answered");
    let beside = author.send(&format!("/r/{code}/similar"), &[], &[("text", text)]).await;
    assert!(beside.has(&format!("/r/{code}/q/{number}")) && beside.has("data-said"), "{}", beside.body);
}
