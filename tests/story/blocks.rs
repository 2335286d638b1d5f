//! Words that are shown later: prepared ahead, or read over by a second pair of eyes.

use crate::house::{House, Interview, MINUTE};
use wenzheng::kernel::{
    block::Block,
    command::Command,
    line::{LineKind, Speaker},
    policy::Policy,
    refusal::Refusal,
};

const PROOF_MS: i64 = 30_000;

fn proofread() -> Policy {
    Policy { proof_ms: PROOF_MS, ..Policy::default() }
}

fn say(speaker: Speaker, text: &str) -> Command {
    Command::Say { speaker, text: text.into(), before: None }
}

async fn open(room: &Interview<'_>) -> Vec<Block> {
    room.house.db.open_blocks(room.room, 10).await.unwrap()
}

/// What the record says, notices apart.
async fn record(room: &Interview<'_>) -> Vec<String> {
    let lines = room.house.db.lines(room.room, 0, 100).await.unwrap();
    let said = lines.iter().filter(|line| !matches!(line.kind, LineKind::Notice { .. } | LineKind::Question));
    let ids: Vec<_> = said.map(|line| line.text.as_ref().unwrap().id).collect();
    let texts = room.house.db.texts(&ids).await.unwrap();
    ids.iter().map(|id| texts[id].body.clone().unwrap()).collect()
}

#[tokio::test]
async fn what_is_typed_waits_for_a_second_look_and_a_change_in_time_leaves_no_trace() {
    let house = House::new().await;
    let room = house.interview(proofread()).await;
    room.live().await;
    let public_at = house.db.room(room.room).await.unwrap().unwrap().public_at;
    let steno = room.stenographer;
    let first = room.act(steno, say(Speaker::Host, "欢迎各味。")).await.unwrap();
    assert_eq!((first.line, first.block), (None, Some(1)));
    house.pass(1_000).await;
    room.act(steno, say(Speaker::Citizen, "我想问问票价。")).await.unwrap();
    room.act(steno, say(Speaker::Host, "这句先等等。")).await.unwrap();
    let reword = |revision| Command::Reword { block: 1, revision, text: "欢迎各位。".into(), alt: None };
    room.act(steno, reword(1)).await.unwrap();
    assert_eq!(room.act(steno, reword(1)).await, Err(Refusal::Stale { revision: 2 }));
    room.act(steno, Command::Hold { block: 3, revision: 1 }).await.unwrap();
    assert_eq!(record(&room).await, Vec::<String>::new());
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().public_at, public_at, "nobody outside hears of it");

    house.pass(PROOF_MS - 1_001).await;
    assert_eq!(record(&room).await, Vec::<String>::new(), "a millisecond early");
    house.pass(1).await;
    assert_eq!(record(&room).await, ["欢迎各位。"]);
    house.pass(MINUTE).await;
    assert_eq!(record(&room).await, ["欢迎各位。", "我想问问票价。"], "what is held waits for somebody");
    let line = house.db.line(room.room, 2).await.unwrap().unwrap();
    assert!(line.errata.is_empty(), "nobody had seen the slip");
    assert_eq!(line.at - line.said_at.unwrap(), PROOF_MS);
    let held = room.act(steno, Command::Show { block: 3, revision: 2 }).await.unwrap();
    assert_eq!((held.line, held.block), (Some(4), Some(3)));
    assert_eq!(room.act(steno, Command::Show { block: 3, revision: 3 }).await, Err(Refusal::WrongStep), "once only");
    room.act(room.host, Command::Close).await.unwrap();
    let after = room.act(steno, say(Speaker::Host, "补记一句。")).await.unwrap();
    assert!(after.line.is_some(), "what is added afterwards waits for nobody");
}

#[tokio::test]
async fn a_block_answers_the_question_on_stage_when_it_is_shown() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (first, second) = (room.listed("票价会涨吗？").await, room.listed("学生票呢？").await);
    let guest = Speaker::Guest { guest: room.guests[0] };
    let prepare = |speaker, text: &str| Command::Prepare { speaker, text: text.into() };
    let stranger = Speaker::Guest { guest: wenzheng::kernel::id::GuestId(uuid::Uuid::now_v7()) };
    assert!(matches!(
        room.act(room.stenographer, prepare(Some(stranger), "谁？")).await,
        Err(Refusal::UnknownGuest { .. })
    ));
    assert_eq!(room.act(room.moderator, prepare(None, "票价")).await, Err(Refusal::NotAllowed));
    room.act(room.stenographer, prepare(Some(guest), "明年不涨。")).await.unwrap();
    room.act(room.stenographer, prepare(None, "票价")).await.unwrap();
    let show = |block| Command::Show { block, revision: 1 };
    assert_eq!(room.act(room.stenographer, show(1)).await, Err(Refusal::WrongPhase), "not before the session");
    room.live().await;
    for number in [first, second] {
        let post = room.post(number).await.post;
        room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    }
    let line = room.act(room.stenographer, show(1)).await.unwrap().line.unwrap();
    let line = house.db.line(room.room, line).await.unwrap().unwrap();
    assert_eq!((line.post, line.said_at), (Some(room.id(second).await), None));
    assert!(!room.post(first).await.post.is_answered_in_speech());
    assert!(room.post(second).await.post.is_answered_in_speech());
    room.act(room.stenographer, Command::Drop { block: 2, revision: 1 }).await.unwrap();
    assert!(open(&room).await.is_empty());
}

#[tokio::test]
async fn a_session_called_off_leaves_its_words_with_the_crew() {
    let house = House::new().await;
    let room = house.interview(proofread()).await;
    room.live().await;
    room.act(room.stenographer, say(Speaker::Host, "请稍候。")).await.unwrap();
    room.act(room.host, Command::Cancel { notice: "因暴雨取消".into() }).await.unwrap();
    house.pass(MINUTE).await;
    house.pass(MINUTE).await;
    let left = open(&room).await;
    assert_eq!((left.len(), left[0].due_at), (1, None), "the schedule asks once, not for ever");
    assert_eq!(record(&room).await, Vec::<String>::new());
    let show = Command::Show { block: 1, revision: left[0].revision };
    assert_eq!(room.act(room.stenographer, show).await, Err(Refusal::WrongPhase));
}

#[tokio::test]
async fn there_is_an_end_to_what_can_be_prepared_but_not_to_what_is_said() {
    let house = House::new().await;
    let room = house.interview(proofread()).await;
    room.live().await;
    let most = house.desk.limits().open_blocks;
    let prepare = || Command::Prepare { speaker: None, text: "小标题".into() };
    for _ in 0..most {
        room.act(room.stenographer, prepare()).await.unwrap();
    }
    assert_eq!(room.act(room.stenographer, prepare()).await, Err(Refusal::Full { most: most as usize }));
    room.act(room.stenographer, say(Speaker::Host, "说到哪儿记到哪儿。")).await.unwrap();
    room.act(room.stenographer, Command::Drop { block: 1, revision: 1 }).await.unwrap();
    assert!(matches!(room.act(room.stenographer, prepare()).await, Err(Refusal::Full { .. })), "still one too many");
    room.act(room.stenographer, Command::Drop { block: 2, revision: 1 }).await.unwrap();
    room.act(room.stenographer, prepare()).await.unwrap();
}
