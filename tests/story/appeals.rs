//! The author of a question that was stopped appeals once; somebody else decides, and the ledger counts it.

use crate::{
    house::{House, Interview, citizen},
    strangers::{logged_in, open, token},
    survival::tables,
    window::Window,
};
use uuid::Uuid;
use wenzheng::{
    desk::{Answer, rebuild},
    kernel::{
        appeal::AppealStep,
        command::Command,
        policy::Policy,
        post::{Fate, Verdict},
        principal::{Principal, Reach, Role},
        refusal::Refusal,
    },
};

async fn appeal(room: &Interview<'_>, who: Principal, number: u32, text: &str) -> Result<Answer, Refusal> {
    let step = AppealStep::Make { post: room.id(number).await, text: text.into() };
    room.act(who, Command::Appeal { step }).await
}

async fn dismiss(room: &Interview<'_>, who: Principal, number: u32) -> Result<Answer, Refusal> {
    stands(room, who, number, "规则适用无误").await
}

async fn stands(room: &Interview<'_>, who: Principal, number: u32, reason: &str) -> Result<Answer, Refusal> {
    let post = room.post(number).await.post;
    let step = AppealStep::Dismiss { post: post.id, revision: post.revision, reason: reason.into() };
    room.act(who, Command::Appeal { step }).await
}

async fn approve(room: &Interview<'_>, number: u32) -> Command {
    let post = room.post(number).await.post;
    Command::Screen { post: post.id, revision: post.revision, verdict: Verdict::Approve }
}

fn reject() -> Verdict {
    Verdict::Reject { rule: "insult".into() }
}

#[tokio::test]
async fn an_author_appeals_once_and_whoever_stopped_it_does_not_judge() {
    let house = House::new().await;
    let room = house.interview(Policy { undo_ms: 0, ..Policy::default() }).await;
    let (author, here) = (citizen(), Reach::Room { room: room.room, guest: None });
    let colleague = house.staff("colleague", &[(Role::Moderator, here)]).await;
    let number = room.ask(author, "为什么不让问？").await.unwrap().number.unwrap();
    assert_eq!(appeal(&room, author, number, "请再看").await, Err(Refusal::WrongStep), "nobody has stopped it");
    room.screen(number, reject()).await.unwrap();
    assert_eq!(appeal(&room, citizen(), number, "请再看").await, Err(Refusal::NotFound), "not the author");
    assert_eq!(appeal(&room, room.admin, number, "请再看").await, Err(Refusal::NotAllowed), "not staff");
    assert_eq!(appeal(&room, author, number, " ").await, Err(Refusal::Empty));
    assert_eq!(dismiss(&room, colleague, number).await, Err(Refusal::WrongStep), "nobody appealed");
    appeal(&room, author, number, "没有侮辱任何人").await.unwrap();
    assert_eq!(appeal(&room, author, number, "再一次").await, Err(Refusal::AlreadyAppealed));
    assert_eq!(house.db.piles(room.room).await.unwrap().appealed, 1);

    assert_eq!(dismiss(&room, room.moderator, number).await, Err(Refusal::OwnDecision));
    for stranger in [room.host, room.stenographer, room.guest, author] {
        assert_eq!(dismiss(&room, stranger, number).await, Err(Refusal::NotAllowed));
    }
    assert_eq!(stands(&room, colleague, number, " ").await, Err(Refusal::Empty), "its author is told why");
    dismiss(&room, colleague, number).await.unwrap();
    assert_eq!(dismiss(&room, colleague, number).await, Err(Refusal::WrongStep), "it is settled");
    assert_eq!(appeal(&room, author, number, "再一次").await, Err(Refusal::AlreadyAppealed), "for good");
    let piles = house.db.piles(room.room).await.unwrap();
    assert_eq!((piles.appealed, piles.screened_out), (0, 1));

    // Whoever administers may let it through, and nothing else.
    let other = room.ask(citizen(), "另一个问题").await.unwrap().number.unwrap();
    assert_eq!(room.act(room.admin, approve(&room, other).await).await.map(drop), Err(Refusal::NotAllowed));
    room.screen(other, reject()).await.unwrap();
    let asker = Principal::Visitor(room.post(other).await.post.visitor.unwrap());
    appeal(&room, asker, other, "请再看").await.unwrap();
    room.act(room.admin, approve(&room, other).await).await.unwrap();
    assert!(room.post(other).await.post.public);

    // What was public and taken down is no matter of an appeal.
    let shown = room.listed("公开过的").await;
    let post = room.id(shown).await;
    room.act(room.moderator, Command::TakeDown { post, rule: "insult".into() }).await.unwrap();
    let by = room.post(shown).await.post.visitor.unwrap();
    assert_eq!(appeal(&room, Principal::Visitor(by), shown, "为什么").await, Err(Refusal::WrongStep));
    let before = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
}

#[tokio::test]
async fn granting_an_appeal_lets_the_question_through_and_the_ledger_counts_both() {
    let house = House::new().await;
    let open = open(&house).await;
    let room = &open.room;
    let authors = [citizen(), citizen(), citizen()];
    for author in authors {
        let number = room.ask(author, "龘密语").await.unwrap().number.unwrap();
        room.screen(number, reject()).await.unwrap();
        appeal(room, author, number, "龘理由").await.unwrap();
    }
    let second = logged_in(&open, &house, "second", Role::Moderator).await;
    let press = async |act: &str, number: u32| {
        let post = room.post(number).await.post;
        let (csrf, key, revision) =
            (token(&open, &second).await, Uuid::now_v7().to_string(), post.revision.to_string());
        let (id, back) = (post.id.to_string(), format!("q/{number}"));
        let said = ("text", "规则适用无误");
        let decision = [("act", act), ("post", &*id), ("revision", &*revision), said];
        let fields = [&[("csrf", &*csrf), ("key", &*key), ("back", &*back)][..], &decision].concat();
        open.form(&format!("/desk/r/{}/act", open.code), &second, &fields).await.0
    };
    let (_, desk) = open.get(&format!("/desk/r/{}/queue?pile=appealed", open.code), &second).await;
    assert!(desk.contains("申诉") && desk.contains("/q/1") && desk.contains("/q/3"), "{desk}");
    let (_, one) = open.get(&format!("/desk/r/{}/q/1", open.code), &second).await;
    assert!(one.contains("龘理由") && one.contains("维持原决定"), "{one}");
    assert_eq!(press("dismiss", 1).await, 303);
    assert_eq!(press("approve", 2).await, 303);
    assert_eq!(room.post(2).await.post.fate, Fate::Listed);
    assert!(room.post(2).await.post.appeal.unwrap().settled.unwrap().granted);

    let (_, ledger) = open.get(&format!("/r/{}/ledger", open.code), "").await;
    for told in ["提出申诉</dt><dd>3", "申诉成立</dt><dd>1", "维持原决定</dt><dd>1", "申诉待复核"] {
        assert!(ledger.contains(told), "{told}: {ledger}");
    }
    let program = Window::new(&house).stranger().reads(&format!("/api/v1/rooms/{}/ledger", open.code)).await;
    let counts = ["appealed", "appeals_granted", "appeals_dismissed"].map(|name| program["counts"][name].as_u64());
    assert_eq!(counts, [Some(3), Some(1), Some(1)]);
    let became: Vec<_> = program["items"].as_array().unwrap().iter().map(|row| row["appeal"].as_str()).collect();
    assert_eq!(became, [Some("dismissed"), Some("granted"), Some("open")]);
    let both = format!("{ledger}{program}");
    assert!(!both.contains('龘') && !both.contains("规则适用无误"), "reasons are not public");
}
