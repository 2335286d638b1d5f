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
        let said = [Lang::Zh, Lang::En].map(|lang| Words::of(lang).refused(&refused).then);
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
    let changed = moderation::DEFAULT.replace("与公布的主题无关", "与公布的主题没有关系");
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
    assert_eq!(told().await, "与公布的主题无关");
    adopt(changed.replace(&old, &new)).await.unwrap();
    assert_eq!(told().await, "与公布的主题无关", "what the author was told stays");
    let later = room.asked("明天天气怎么样？").await;
    room.screen(later, Verdict::Reject { rule: "off-topic".into() }).await.unwrap();
    house.pass(10_000).await;
    let post = room.post(later).await.post;
    assert_eq!(house.desk.ruling(room.room, &post).await.unwrap().unwrap().title[0], "与公布的主题没有关系");
    assert_eq!(house.desk.current().get().rulebook.version, inforce + 1);
    assert_eq!(adopt(moderation::DEFAULT.to_owned()).await, Err(Refusal::OldVersion { version: inforce + 1 }));
}

#[tokio::test]
async fn a_rulebook_is_tried_on_what_was_asked_lately_and_nothing_is_adopted() {
    let house = House::new().await;
    let room = house.interview(Policy { posts_per_visitor: 50, ..Policy::default() }).await;
    let day = 24 * 3_600_000;
    room.asked("很久以前问过施工扰民。").await;
    house.turn(31 * day);
    let room = house.interview(Policy::default()).await;
    for text in ["夜里施工扰民怎么办？", "施工什么时候结束？", "末班车能延长吗？", "代开发票，点数低"]
    {
        room.asked(text).await;
    }
    let inforce = house.desk.current().get().rulebook_file.clone();
    let rule = "\n[[rules]]\nid = \"building\"\ntitle = { zh = \"施工\", en = \"Building\" }\n\
                text = { zh = \"先看一下。\", en = \"Looked at first.\" }\nseverity = \"hold\"\nwords = [\"施工\"]\n";
    let trial = house.desk.try_rulebook(&(inforce.clone() + rule)).await.unwrap();
    assert_eq!((trial.looked, trial.held, trial.held_now), (4, 3, 1), "only the last thirty days");
    assert_eq!(
        trial.by_rule.iter().map(|(rule, n)| (rule.as_str(), *n)).collect::<Vec<_>>(),
        [("advertising", 1), ("building", 2)]
    );
    let texts: Vec<(&str, bool)> = trial.samples.iter().map(|held| (held.text.as_str(), held.now)).collect();
    assert_eq!(texts, [("代开发票，点数低", true), ("施工什么时候结束？", false), ("夜里施工扰民怎么办？", false)]);
    assert_eq!(house.desk.current().get().rulebook_file, inforce);
    let broken = house.desk.try_rulebook("version =").await;
    assert!(matches!(broken, Err(Refusal::BadDocument { .. })), "{broken:?}");
}
