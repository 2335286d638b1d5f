//! The public ledger: every post with its fate, and not a word of what is not public.

use crate::{
    house::{House, Interview, citizen},
    pages::Doors,
};
use serde_json::Value;
use wenzheng::kernel::{command::Command, policy::Policy, post::Verdict};

/// A room with a post of every fate, all by the same name: the numbers in the order of asking.
async fn furnished(house: &House) -> (Interview<'_>, String) {
    let room = house.interview(Policy::default()).await;
    let ask = async |text: &str| {
        let ask = Command::Ask { text: text.into(), name: "王小明".into(), to: None, contact: None };
        room.act(citizen(), ask).await.unwrap().number.unwrap()
    };
    let reject = |rule: &str| Verdict::Reject { rule: rule.into() };
    for (text, verdict) in [
        ("密语一，未审核", None),
        ("密语二，再看看", Some(Verdict::Hold)),
        ("公开的问题", Some(Verdict::Approve)),
        ("密语四，人身攻击", Some(reject("insult"))),
        ("密语五，广告", Some(reject("advertising"))),
        ("密语六，撤下", Some(Verdict::Approve)),
        ("密语七，刷屏", Some(reject("flooding"))),
    ] {
        let number = ask(text).await;
        if let Some(verdict) = verdict {
            room.screen(number, verdict).await.unwrap();
        }
    }
    house.pass(6_000).await;
    let taken = room.id(6).await;
    room.act(room.moderator, Command::TakeDown { post: taken, rule: "advertising".into() }).await.unwrap();
    let mine = citizen();
    let withdrawn = room.ask(mine, "密语八，撤回").await.unwrap().post.unwrap();
    room.act(mine, Command::Withdraw { post: withdrawn }).await.unwrap();
    let like = ask("密语九，相同的问题").await;
    let into = room.id(3).await;
    room.screen(like, Verdict::Merge { into }).await.unwrap();
    house.pass(6_000).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    (room, code)
}

async fn json(doors: &Doors, path: &str) -> Value {
    serde_json::from_str(&doors.words(path).await).unwrap()
}

fn numbers(page: &Value) -> Vec<u64> {
    page["items"].as_array().unwrap().iter().map(|row| row["number"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn every_post_is_there_with_its_fate_and_without_its_words() {
    let house = House::new().await;
    let (room, code) = furnished(&house).await;
    let doors = Doors::of(&house);
    let page = json(&doors, &format!("/api/v1/rooms/{code}/ledger")).await;
    // 5 and 7 were stopped by rules of which only counts are told; 6 was public, so its mark stays
    assert_eq!(numbers(&page), [1, 2, 3, 4, 6, 8, 9]);
    let row = |number: u64| page["items"].as_array().unwrap().iter().find(|row| row["number"] == number).unwrap();
    for (number, fate) in [(1, "received"), (2, "held"), (3, "listed"), (4, "screened_out"), (8, "withdrawn")] {
        assert_eq!(row(number)["fate"], fate, "{number}");
    }
    assert_eq!((&row(4)["rule"]["id"], &row(4)["rule"]["title"]), (&"insult".into(), &"含有辱骂或人身攻击".into()));
    assert_eq!((&row(6)["taken_down"], &row(6)["public"]), (&true.into(), &false.into()));
    assert_eq!((&row(9)["fate"], &row(9)["joined_to"]), (&"merged".into(), &3.into()));
    let counts = &page["counts"];
    for (name, posts) in [("received", 9), ("waiting", 1), ("held", 1), ("listed", 1), ("merged", 1)] {
        assert_eq!(counts[name], posts, "{name}");
    }
    assert_eq!((&counts["screened_out"], &counts["taken_down"]), (&3.into(), &1.into()));
    let by_rule = counts["by_rule"].as_array().unwrap();
    let rule = |id: &str, taken: bool| {
        by_rule.iter().find(|stopped| stopped["rule"]["id"] == id && stopped["taken_down"] == taken).unwrap()
    };
    assert_eq!(
        (&rule("advertising", false)["posts"], &rule("advertising", false)["counted_only"]),
        (&1.into(), &true.into())
    );
    assert_eq!(rule("advertising", true)["counted_only"], false);

    let shown = [format!("/r/{code}/ledger"), format!("/en/r/{code}/ledger"), format!("/api/v1/rooms/{code}/ledger")];
    for path in shown {
        let words = doors.words(&path).await;
        assert!(!words.contains("密语") && !words.contains("王小明"), "{path}");
    }
    assert_eq!(room.post(3).await.post.number, 3);
}

#[tokio::test]
async fn the_ledger_is_turned_page_by_page_and_narrowed_to_a_fate() {
    let house = House::new().await;
    let (_, code) = furnished(&house).await;
    let doors = Doors::of(&house);
    let (mut seen, mut cursor) = (Vec::new(), Some(0));
    while let Some(after) = cursor {
        let page = json(&doors, &format!("/api/v1/rooms/{code}/ledger?limit=2&cursor={after}")).await;
        seen.extend(numbers(&page));
        cursor = page["next"].as_u64();
    }
    assert_eq!(seen, [1, 2, 3, 4, 6, 8, 9]);
    let stopped = json(&doors, &format!("/api/v1/rooms/{code}/ledger?fate=screened_out")).await;
    assert_eq!(numbers(&stopped), [4, 6]);
    assert_eq!(doors.fetch(&format!("/api/v1/rooms/{code}/ledger?fate=eaten")).await.0, 400);
    let page = doors.words(&format!("/r/{code}/ledger?fate=withdrawn")).await;
    assert!(page.contains("id=\"p-8\"") && !page.contains("id=\"p-4\""));
}

#[tokio::test]
async fn a_decision_that_can_be_undone_is_not_told_yet_and_a_rehearsal_has_no_public_ledger() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let doors = Doors::of(&house);
    let number = room.asked("骂人的话").await;
    room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    let path = format!("/api/v1/rooms/{}/ledger", house.db.room(room.room).await.unwrap().unwrap().code);
    assert_eq!(json(&doors, &path).await["items"][0]["fate"], "received");
    house.pass(6_000).await;
    assert_eq!(json(&doors, &path).await["items"][0]["fate"], "screened_out");
    let rehearsal = house.rehearsal().await;
    let code = house.db.room(rehearsal.room).await.unwrap().unwrap().code;
    assert_eq!(doors.fetch(&format!("/r/{code}/ledger")).await.0, 404);
    assert_eq!(doors.fetch(&format!("/api/v1/rooms/{code}/ledger")).await.0, 404);
}
