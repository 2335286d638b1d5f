//! What an administrator is told about a rulebook that cannot be used.

use crate::house::House;
use std::collections::BTreeSet;
use wenzheng::{
    http::Words,
    kernel::{
        command::OfficeCommand, policy::Policy, post::Verdict, principal::Principal, refusal::Refusal, text::Lang,
    },
};

/// Files with one fault each, of every kind that a file can have.
fn bad_rulebooks() -> Vec<String> {
    let good = "version = 1\n[[rules]]\nid = \"probe\"\ntitle = { zh = \"题\", en = \"t\" }\n\
                text = { zh = \"文\", en = \"x\" }\nseverity = \"hold\"\n";
    let with = |more: &str| format!("{good}{more}\n");
    let twice = good.to_owned() + &good.replace("version = 1\n", "");
    let mut all =
        vec!["#".repeat(300_000), "version =".into(), good.replace("= 1", "= 0"), "version = 1".into(), twice];
    all.extend([good.replace("probe", "Probe"), good.replace("\"文\"", "\"文 \""), good.replace("\"文\"", "\"\"")]);
    all.extend(
        ["colour = 1", "cite = false", "except = [\"增加\"]", "links = true\nflood = true", "words = []"].map(with),
    );
    all.extend(["words = [\"票\"]", "pattern = '('", "pattern = 'a*'", "repeats = { threshold = 2.0 }"].map(with));
    all.push(with(&format!("pattern = '{}'", "a".repeat(1_001))));
    all
}

/// Every kind of fault but `ours` is said in both languages, with its names and numbers.
#[tokio::test]
async fn what_is_wrong_with_a_rulebook_is_said_in_both_languages() {
    let house = House::new().await;
    let mut kinds = BTreeSet::new();
    for file in bad_rulebooks() {
        let refused = house.desk.office(Principal::Operator, OfficeCommand::AdoptRulebook { file }).await.unwrap_err();
        let Refusal::BadDocument { fault, values, .. } = &refused else { panic!("{refused}") };
        kinds.insert(fault.clone());
        let said = [Lang::Zh, Lang::En].map(|lang| Words { lang }.refused(&refused).then);
        assert_ne!(said[0], said[1], "{fault}");
        for said in &said {
            assert!(!said.contains('⟦') && !said.contains('{'), "{fault}: {said}");
            assert!(values.values().all(|value| said.contains(value)), "{fault}: {said} lacks one of {values:?}");
        }
    }
    assert_eq!(kinds.len(), 18, "{kinds:?}");
}

#[tokio::test]
async fn a_changed_rulebook_has_a_higher_version_and_rewrites_nothing_that_was_said() {
    let house = House::new().await;
    let adopt = async |file: String| {
        house.desk.office(Principal::Operator, OfficeCommand::AdoptRulebook { file }).await.map(|_| ())
    };
    let inforce = house.desk.current().get().rulebook.version;
    let changed = moderation::DEFAULT.replace("与本场主题无关", "与本场主题没有关系");
    assert_ne!(changed, moderation::DEFAULT);
    assert_eq!(adopt(changed.clone()).await, Err(Refusal::OldVersion { version: inforce }));
    let (old, new) = (format!("version = {inforce}"), format!("version = {}", inforce + 1));
    let room = house.interview(Policy::default()).await;
    let number = room.asked("今天天气怎么样？").await;
    room.screen(number, Verdict::Reject { rule: "off-topic".into() }).await.unwrap();
    let told = async || {
        let post = room.post(number).await.post;
        house.desk.ruling(room.room, &post).await.unwrap().unwrap().title[0].clone()
    };
    house.pass(10_000).await;
    assert_eq!(told().await, "与本场主题无关");
    adopt(changed.replace(&old, &new)).await.unwrap();
    assert_eq!(told().await, "与本场主题无关", "what the author was told stays");
    let later = room.asked("明天天气怎么样？").await;
    room.screen(later, Verdict::Reject { rule: "off-topic".into() }).await.unwrap();
    house.pass(10_000).await;
    let post = room.post(later).await.post;
    assert_eq!(house.desk.ruling(room.room, &post).await.unwrap().unwrap().title[0], "与本场主题没有关系");
    assert_eq!(house.desk.current().get().rulebook.version, inforce + 1);
    assert_eq!(adopt(moderation::DEFAULT.to_owned()).await, Err(Refusal::OldVersion { version: inforce + 1 }));
}
