use crate::house::{House, MINUTE, ask, citizen};
use wenzheng::kernel::{
    command::Command,
    line::{LineKind, Speaker},
    policy::{Policy, Publication},
    post::{Fate, Origin, Verdict},
    refusal::Refusal,
    room::Phase,
};

#[tokio::test]
async fn a_question_becomes_an_answer_in_speech_and_in_writing() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let asker = citizen();
    let number = room.ask(asker, "夜班公交几点收班？").await.unwrap().number.unwrap();
    assert_eq!(room.post(number).await.post.fate, Fate::Received);
    room.screen(number, Verdict::Approve).await.unwrap();
    assert!(!room.post(number).await.post.public, "not before the undo window ends");
    house.pass(5_000).await;
    assert_eq!(room.post(number).await.post.fate, Fate::Listed);
    assert!(room.post(number).await.post.public);

    room.live().await;
    let post = room.post(number).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    assert_eq!(room.post(number).await.post.fate, Fate::OnStage);
    let say = |speaker, text: &str| Command::Say { speaker, text: text.into(), before: None };
    let guest = Speaker::Guest { guest: room.guests[0] };
    room.act(room.stenographer, say(Speaker::Host, "下一个问题来自网友。")).await.unwrap();
    let line = room.act(room.stenographer, say(guest, "末班车延长到零点。")).await.unwrap().line.unwrap();
    assert_eq!(room.house.db.line(room.room, line).await.unwrap().unwrap().post, Some(post.id));
    assert!(room.post(number).await.post.is_answered_in_speech());
    room.act(room.stenographer, Command::LetGo).await.unwrap();
    let aside = room.act(room.stenographer, say(guest, "谢谢主持人。")).await.unwrap().line.unwrap();
    assert_eq!(room.house.db.line(room.room, aside).await.unwrap().unwrap().post, None);

    let draft =
        |revision, text: &str| Command::Draft { post: post.id, revision, guest: room.guests[0], text: text.into() };
    let seen = room.act(room.aide, draft(None, "自下月起执行。")).await.unwrap().revision;
    room.act(room.aide, draft(seen, "自十二月一日起执行。")).await.unwrap();
    for unseen in [None, seen] {
        let over = room.act(room.guest, draft(unseen, "没看过就改")).await;
        assert!(matches!(over, Err(Refusal::Stale { .. })), "a draft nobody saw is not written over");
    }
    room.act(room.aide, Command::HandOver { post: post.id, guest: room.guests[0] }).await.unwrap();
    let sign = |revision| Command::SignOff { post: post.id, revision, guest: room.guests[0] };
    let revision = room.post(number).await.post.revision;
    assert_eq!(room.act(room.aide, sign(revision)).await, Err(Refusal::NotAllowed), "staff cannot sign for the guest");
    room.act(room.guest, sign(revision)).await.unwrap();
    let publish = |revision| Command::Publish { post: post.id, revision, guest: room.guests[0] };
    assert!(matches!(room.act(room.guest, publish(revision)).await, Err(Refusal::Stale { .. })));
    room.act(room.guest, publish(revision + 1)).await.unwrap();
    room.act(room.host, Command::Unstage { post: None, answered: false }).await.unwrap();
    let done = room.post(number).await.post;
    assert_eq!(done.fate, Fate::Answered);
    assert!(done.is_answered_in_writing() && done.is_answered_in_speech());

    let correct = Command::CorrectReply {
        post: post.id,
        revision: done.revision,
        guest: room.guests[0],
        text: "自十二月八日起执行。".into(),
    };
    assert_eq!(
        room.act(room.aide, correct.clone()).await,
        Err(Refusal::NotAllowed),
        "staff cannot reword what was signed"
    );
    room.act(room.guest, correct).await.unwrap();
    let errata = &room.post(number).await.post.replies[0].errata;
    assert_eq!(errata.len(), 1, "the old wording stays");
    let reply = room.post(number).await.post.replies[0].clone();
    let line = house.db.line(room.room, reply.line.unwrap()).await.unwrap().unwrap();
    assert_eq!((line.text, line.errata.len()), (Some(reply.text), 1), "the record says the same as the post");
    let down = Command::TakeDownReply { post: post.id, guest: room.guests[0] };
    room.act(room.moderator, down).await.unwrap();
    assert!(house.db.line(room.room, line.number).await.unwrap().unwrap().taken_down);
    assert!(!room.post(number).await.post.is_answered_in_writing());
    room.act(room.host, Command::Close).await.unwrap();
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().phase, Phase::Closed);
    assert_eq!(room.ask(citizen(), "还能问吗？").await, Err(Refusal::AskingClosed));
}

#[tokio::test]
async fn the_schedule_opens_stops_asking_and_closes_what_was_forgotten() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let phase = async || house.db.room(room.room).await.unwrap().unwrap();
    assert_eq!(phase().await.phase, Phase::Collecting);
    room.live().await;
    house.pass(70 * MINUTE).await;
    let header = phase().await;
    assert!(header.asking_closed && header.phase == Phase::Live, "live until the host closes");
    assert_eq!(room.ask(citizen(), "晚了吗？").await, Err(Refusal::AskingClosed));
    let ends_at = house.now() + 10 * MINUTE;
    room.act(room.host, Command::Extend { ends_at, seen: None, notice: "延长十分钟".into() }).await.unwrap();
    room.ask(citizen(), "赶上了。").await.unwrap();
    house.pass(10 * MINUTE + 60 * MINUTE).await;
    house.pass(1).await;
    assert_eq!(phase().await.phase, Phase::Closed);
}

#[tokio::test]
async fn an_undone_decision_reaches_nobody_and_the_loser_of_a_race_sees_fresh_state() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let number = room.asked("这条应当公开吗？").await;
    let before = room.post(number).await.post;
    room.screen(number, Verdict::Reject { rule: "advertising".into() }).await.unwrap();
    let late = Command::Screen { post: before.id, revision: before.revision, verdict: Verdict::Approve };
    assert_eq!(room.act(room.moderator, late).await, Err(Refusal::Stale { revision: 2 }));
    house.pass(4_000).await;
    room.act(room.moderator, Command::Undo { post: before.id, revision: 2 }).await.unwrap();
    house.pass(60_000).await;
    assert_eq!(room.post(number).await.post.fate, Fate::Received);
    room.screen(number, Verdict::Approve).await.unwrap();
    house.pass(5_000).await;
    let post = room.post(number).await.post;
    let undo = Command::Undo { post: post.id, revision: post.revision };
    assert_eq!(room.act(room.moderator, undo).await, Err(Refusal::TooLateToUndo));
    room.act(room.moderator, Command::TakeDown { post: post.id, rule: "advertising".into() }).await.unwrap();
    let post = room.post(number).await.post;
    assert!(!post.public && post.taken_down.is_some());
}

#[tokio::test]
async fn merging_counts_distinct_voters_and_undoing_it_is_exact() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (first, second) = (room.listed("地铁三号线何时开通？").await, room.listed("三号线啥时候通车？").await);
    let (both, one) = (citizen(), citizen());
    for (who, number) in [(both, first), (both, second), (one, second)] {
        room.vote(who, number).await.unwrap();
        room.vote(who, number).await.unwrap();
    }
    let votes = async |number| room.post(number).await.votes;
    assert_eq!((votes(first).await, votes(second).await), (1, 2));
    let into = room.id(first).await;
    room.screen(second, Verdict::Merge { into }).await.unwrap();
    house.pass(5_000).await;
    assert_eq!(votes(first).await, 2, "distinct voters of the family");
    let post = room.post(second).await.post;
    assert_eq!(post.fate, Fate::Merged);
    room.act(room.moderator, Command::Unmerge { post: post.id, revision: post.revision }).await.unwrap();
    assert_eq!((votes(first).await, votes(second).await), (1, 2));
    assert_eq!(room.post(second).await.post.fate, Fate::Listed);
}

#[tokio::test]
async fn citizens_edit_and_withdraw_while_it_waits_and_quotas_hold() {
    let house = House::new().await;
    let policy = Policy { posts_per_visitor: 2, post_every_ms: 1_000, ..Policy::default() };
    let room = house.interview(policy).await;
    let who = citizen();
    let number = room.ask(who, "初稿").await.unwrap().number.unwrap();
    let post = room.id(number).await;
    assert!(matches!(room.ask(who, "太快").await, Err(Refusal::TooSoon { .. })));
    room.screen(number, Verdict::Approve).await.unwrap();
    room.act(who, Command::Edit { post, text: "改稿".into() }).await.unwrap();
    house.pass(10_000).await;
    assert!(!room.post(number).await.post.public, "an approval of other words does not count");
    assert_eq!(room.act(citizen(), Command::Withdraw { post }).await, Err(Refusal::NotFound));
    room.act(who, Command::Withdraw { post }).await.unwrap();
    assert!(matches!(room.screen(number, Verdict::Approve).await, Err(Refusal::WrongStep)));
    room.ask(who, "第二条").await.unwrap();
    house.pass(2_000).await;
    assert_eq!(room.ask(who, "第三条").await, Err(Refusal::QuotaUsed { most: 2 }));
    let other = citizen();
    let theirs = room.ask(other, "另一个人").await.unwrap().post.unwrap();
    room.act(room.moderator, Command::Mute { post: theirs, for_ms: MINUTE }).await.unwrap();
    house.pass(2_000).await;
    assert!(matches!(room.ask(other, "禁言中").await, Err(Refusal::Muted { .. })));
    house.pass(MINUTE).await;
    room.ask(other, "可以了").await.unwrap();
}

#[tokio::test]
async fn publication_follows_the_rooms_policy() {
    let house = House::new().await;
    let with_answer = house.interview(Policy { publication: Publication::WithAnswer, ..Policy::default() }).await;
    let number = with_answer.listed("随答复公开").await;
    assert!(!with_answer.post(number).await.post.public);
    let post = with_answer.id(number).await;
    let guest = with_answer.guests[0];
    with_answer
        .act(with_answer.guest, Command::Draft { post, revision: None, guest, text: "答复".into() })
        .await
        .unwrap();
    let revision = with_answer.post(number).await.post.revision;
    with_answer.act(with_answer.guest, Command::SignOff { post, revision, guest }).await.unwrap();
    with_answer.act(with_answer.guest, Command::Publish { post, revision: revision + 1, guest }).await.unwrap();
    assert!(with_answer.post(number).await.post.public);

    let delayed = Publication::BeforeApproval { delay_ms: 10_000 };
    let before = house.interview(Policy { publication: delayed, ..Policy::default() }).await;
    let (seen, stopped) = (before.asked("先公开").await, before.asked("会被拦下").await);
    before.screen(stopped, Verdict::Hold).await.unwrap();
    house.pass(10_000).await;
    assert!(before.post(seen).await.post.public);
    assert!(!before.post(stopped).await.post.public);
    assert_eq!(before.post(seen).await.post.place.stage, "screening", "still to be looked at");
}

#[tokio::test]
async fn what_staff_enter_keeps_its_origin_and_prepared_ones_take_no_votes() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let enter =
        |origin| Command::Enter { text: "代问".into(), name: "陈先生".into(), origin, to: None, contact: None };
    let prepared = room.act(room.moderator, enter(Origin::Prepared)).await.unwrap().number.unwrap();
    room.screen(prepared, Verdict::Approve).await.unwrap();
    house.pass(5_000).await;
    assert_eq!(room.vote(citizen(), prepared).await, Err(Refusal::NoVoteHere));
    assert_eq!(room.act(citizen(), enter(Origin::Phone)).await, Err(Refusal::NotAllowed));
    let imitation = Command::Ask { text: "我是谁".into(), name: "周明远".into(), to: None, contact: None };
    assert_eq!(room.act(citizen(), imitation).await, Err(Refusal::NameReserved));
    let named =
        |origin| Command::Enter { text: "代问".into(), name: "周明远".into(), origin, to: None, contact: None };
    assert_eq!(room.act(room.moderator, named(Origin::Phone)).await, Err(Refusal::NameReserved));
    room.act(room.moderator, named(Origin::Prepared)).await.unwrap();
    assert!(matches!(
        room.ask(citizen(), &"长".repeat(1_001)).await,
        Err(Refusal::TooLong { chars: 1_001, max_chars: 1_000, .. })
    ));
    assert_eq!(room.ask(citizen(), "   ").await, Err(Refusal::Empty));
    room.ask(citizen(), &"👨‍👩‍👧‍👦".repeat(1_000)).await.unwrap();
}

#[tokio::test]
async fn what_no_moderator_let_through_is_put_on_stage_by_a_moderator_only() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (waiting, held, refused) =
        (room.asked("等着的").await, room.asked("先放着的").await, room.asked("不该公开的").await);
    room.live().await;
    room.screen(held, Verdict::Hold).await.unwrap();
    let rule = "off-topic".to_owned();
    room.screen(refused, Verdict::Reject { rule }).await.unwrap();
    let stage = async |who, number| {
        let post = room.post(number).await.post;
        room.act(who, Command::Stage { post: post.id, revision: post.revision }).await
    };
    for number in [waiting, held, refused] {
        assert_eq!(stage(room.host, number).await, Err(Refusal::NotScreened), "{number}");
        assert!(!room.post(number).await.post.public);
    }
    stage(room.moderator, waiting).await.unwrap();
    assert!(room.post(waiting).await.post.public);
    let listed = room.listed("已经公开的").await;
    stage(room.host, listed).await.unwrap();
}

#[tokio::test]
async fn a_correction_that_changes_nothing_is_refused_and_a_pause_needs_no_words() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let number = room.listed("票价会涨吗？").await;
    room.live().await;
    let (post, guest) = (room.id(number).await, room.guests[0]);
    room.act(room.guest, Command::Draft { post, revision: None, guest, text: "明年不涨。".into() }).await.unwrap();
    let revision = room.post(number).await.post.revision;
    room.act(room.guest, Command::SignOff { post, revision, guest }).await.unwrap();
    let revision = room.post(number).await.post.revision;
    room.act(room.guest, Command::Publish { post, revision, guest }).await.unwrap();
    let said = Command::Say { speaker: Speaker::Host, text: "下一个。".into(), before: None };
    let line = room.act(room.stenographer, said).await.unwrap().line.unwrap();

    let revision = room.post(number).await.post.revision;
    let reply = |text: &str| Command::CorrectReply { post, revision, guest, text: text.into() };
    assert_eq!(room.act(room.guest, reply(" 明年不涨。\n")).await, Err(Refusal::Unchanged));
    room.act(room.guest, reply("明年票价不涨。")).await.unwrap();
    let held = house.db.line(room.room, line).await.unwrap().unwrap();
    let correct =
        |text: &str| Command::CorrectLine { line, revision: held.revision, text: text.into(), erratum: false };
    assert_eq!(room.act(room.stenographer, correct("下一个。")).await, Err(Refusal::Unchanged));
    room.act(room.stenographer, correct("请看下一个问题。")).await.unwrap();

    room.act(room.host, Command::Pause { notice: String::new() }).await.unwrap();
    assert!(house.db.room(room.room).await.unwrap().unwrap().paused);
}

#[tokio::test]
async fn a_key_gives_the_first_answer_again_and_refuses_another_request() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let who = citizen();
    let first = room.keyed(who, ask("一次"), "k1", "r1").await.unwrap();
    let again = room.keyed(who, ask("一次"), "k1", "r1").await.unwrap();
    assert!(again.replayed && again.post == first.post);
    assert_eq!(room.keyed(who, ask("别的"), "k1", "r2").await, Err(Refusal::KeyReused));
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().posts, 1);
}

#[tokio::test]
async fn the_record_holds_questions_speech_replies_and_notices_in_order() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let number = room.listed("顺序").await;
    room.live().await;
    let post = room.post(number).await.post;
    room.act(room.moderator, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    let speaker = Speaker::Guest { guest: room.guests[1] };
    room.act(room.stenographer, Command::Say { speaker, text: "第一句".into(), before: None }).await.unwrap();
    room.act(room.host, Command::Pause { notice: "稍等片刻".into() }).await.unwrap();
    room.act(room.host, Command::Close).await.unwrap();
    let kinds: Vec<LineKind> = house.db.lines(room.room, 0, 100).await.unwrap().iter().map(|line| line.kind).collect();
    assert_eq!(kinds.len(), 5);
    assert!(matches!(kinds[1], LineKind::Question));
    assert!(matches!(kinds[2], LineKind::Speech { .. }));
    assert_eq!(room.post(number).await.post.fate, Fate::Answered, "closing clears the stage");
}

/// Who writes down what is said is always some words behind.
#[tokio::test]
async fn what_was_answered_aloud_waits_for_its_words_and_not_for_the_stage() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (first, second) = (room.asked("雨天能不能多发几班车？").await, room.asked("站台能不能加个棚？").await);
    for number in [first, second] {
        room.screen(number, Verdict::Approve).await.unwrap();
    }
    house.pass(5_000).await;
    room.live().await;
    let ids = [room.post(first).await.post.id, room.post(second).await.post.id];
    let stage = async |number| {
        let post = room.post(number).await.post;
        room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    };
    let done = |post| Command::Unstage { post: Some(post), answered: true };
    let guest = Speaker::Guest { guest: room.guests[0] };
    let say = async |text: &str| {
        let said = Command::Say { speaker: guest, text: text.into(), before: None };
        let line = room.act(room.stenographer, said).await.unwrap().line.unwrap();
        house.db.line(room.room, line).await.unwrap().unwrap().post
    };

    stage(first).await;
    room.act(room.host, done(ids[1])).await.unwrap();
    assert_eq!(room.post(first).await.post.fate, Fate::OnStage, "only the one that was meant");
    room.act(room.host, done(ids[0])).await.unwrap();
    let heard = room.post(first).await.post;
    assert_eq!((heard.fate, heard.heard), (Fate::Listed, true), "nobody can read an answer yet");
    assert_eq!(say("能，下月起加密。").await, Some(ids[0]), "its words come late, and go to it");
    let answered = room.post(first).await.post;
    assert_eq!((answered.fate, answered.heard), (Fate::Answered, false));

    stage(second).await;
    room.act(room.host, Command::Unstage { post: Some(ids[1]), answered: false }).await.unwrap();
    assert!(!room.post(second).await.post.heard, "put aside, it waits for the stage");
    assert_eq!(say("顺便说一句。").await, None);
    stage(second).await;
    room.act(room.host, done(ids[1])).await.unwrap();
    let down = Command::TakeDown { post: ids[1], rule: "advertising".into() };
    room.act(room.moderator, down).await.unwrap();
    assert_eq!(say("这句不归入撤下的问题。").await, None);
    stage(first).await;
    room.act(room.host, done(ids[0])).await.unwrap();
    room.act(room.host, Command::Close).await.unwrap();
    assert_eq!(say("这句是散场以后记的。").await, None, "nothing is bound to beyond the end");
}
