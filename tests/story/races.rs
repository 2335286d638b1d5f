//! Two people, or a person and the clock, at the same moment.

use crate::house::{House, Interview, MINUTE, ask, citizen};
use std::{collections::HashSet, future::Future, pin::pin, task::Poll, time::Duration};
use tokio::time::timeout;
use wenzheng::{
    desk::{Act, Answer, Desk, Key, Submission, rebuild},
    kernel::{
        command::{Command, OfficeCommand},
        event::{Event, LineEvent, PostEvent},
        id::{PostId, RoomId},
        line::{LineKind, Occasion},
        policy::Policy,
        post::{Fate, Verdict},
        principal::{Grant, Principal, Reach, Role},
        refusal::Refusal,
    },
    store::{Audited, Order, PostFilter},
};

/// Sends everything at once; the answers in the order of the commands.
async fn together(desk: &Desk, room: RoomId, all: Vec<(Principal, Command)>) -> Vec<Result<Answer, Refusal>> {
    let send = |(who, command)| {
        let desk = desk.clone();
        tokio::spawn(async move { desk.room(who, room, command).await })
    };
    let sent: Vec<_> = all.into_iter().map(send).collect();
    let mut answers = Vec::new();
    for one in sent {
        answers.push(one.await.unwrap());
    }
    answers
}

async fn journal(house: &House, room: RoomId) -> Vec<Audited> {
    house.db.entries_after(room, 0, 10_000).await.unwrap()
}

fn about(entries: &[Audited], id: PostId, kind: fn(&PostEvent) -> bool) -> usize {
    let counts = |entry: &&Audited| matches!(&entry.event, Event::Post { post, event } if *post == id && kind(event));
    entries.iter().filter(counts).count()
}

fn patient() -> Policy {
    Policy { post_every_ms: 0, posts_per_visitor: 1_000, ..Policy::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_moderators_who_decide_at_once_one_wins_and_one_sees_the_fresh_revision() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    let other = house.staff("second", &[(Role::Moderator, Reach::Room { room: room.room, guest: None })]).await;
    for nth in 0..20 {
        let number = room.asked(&format!("第{nth}问")).await;
        let post = room.id(number).await;
        let screen = |verdict| Command::Screen { post, revision: 1, verdict };
        let both = vec![(room.moderator, screen(Verdict::Approve)), (other, screen(Verdict::Hold))];
        let answers = together(&house.desk, room.room, both).await;
        let won = answers.iter().position(Result::is_ok).expect("one of them wins");
        assert_eq!(answers[1 - won], Err(Refusal::Stale { revision: 2 }));
        assert_eq!(about(&journal(&house, room.room).await, post, |e| matches!(e, PostEvent::Screened { .. })), 1);
        let pending = room.post(number).await.post.pending.unwrap();
        assert_eq!(pending.verdict, [Verdict::Approve, Verdict::Hold][won]);
        assert_eq!(pending.by.map(Principal::Staff), Some([room.moderator, other][won]));
    }
}

/// A reply of the first guest, signed off; the post's revision.
/// Notices to readers, in their order.
async fn notices(house: &House, room: RoomId) -> Vec<Occasion> {
    let lines = journal(house, room).await.into_iter().filter_map(|entry| match entry.event {
        Event::Line { event: LineEvent::Written { kind: LineKind::Notice { occasion }, .. }, .. } => Some(occasion),
        _ => None,
    });
    lines.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_hosts_who_press_the_same_at_once_one_is_told_so_and_readers_are_told_once() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    let other = house.staff("second", &[(Role::Host, Reach::Room { room: room.room, guest: None })]).await;
    let ends_at = house.db.room(room.room).await.unwrap().unwrap().schedule.ends_at;
    let (notice, seen) = (String::new, Some(ends_at));
    let extended = |minutes| Command::Extend { ends_at: ends_at + minutes * MINUTE, seen, notice: notice() };
    let steps = [
        (Command::GoLive, Command::GoLive, Occasion::Opened),
        (Command::Pause { notice: notice() }, Command::Pause { notice: "稍等".into() }, Occasion::Paused),
        (Command::Resume { notice: notice() }, Command::Resume { notice: notice() }, Occasion::Resumed),
        (extended(10), extended(20), Occasion::Extended),
        (Command::Close, Command::Close, Occasion::Closed),
    ];
    let mut told = notices(&house, room.room).await;
    for (one, two, occasion) in steps {
        let answers = together(&house.desk, room.room, vec![(room.host, one), (other, two)]).await;
        let won = answers.iter().position(Result::is_ok).expect("one of them wins");
        assert_eq!(answers[1 - won], Err(Refusal::AlreadyDone), "{occasion:?}");
        told.push(occasion);
        assert_eq!(notices(&house, room.room).await, told);
    }
}

async fn signed(room: &Interview<'_>, post: PostId) -> u32 {
    let guest = room.guests[0];
    let drafted =
        room.act(room.guest, Command::Draft { post, revision: None, guest, text: "答复".into() }).await.unwrap();
    let signed = Command::SignOff { post, revision: drafted.revision.unwrap(), guest };
    room.act(room.guest, signed).await.unwrap().revision.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn publishing_twice_at_once_publishes_once() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    for nth in 0..10 {
        let number = room.listed(&format!("第{nth}问")).await;
        let (post, guest) = (room.id(number).await, room.guests[0]);
        let publish = Command::Publish { post, revision: signed(&room, post).await, guest };
        let twice = vec![(room.guest, publish.clone()), (room.aide, publish)];
        let answers = together(&house.desk, room.room, twice).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert!(answers.iter().any(|answer| matches!(answer, Err(Refusal::Stale { .. }))));
        assert_eq!(
            about(&journal(&house, room.room).await, post, |e| matches!(e, PostEvent::ReplyPublished { .. })),
            1
        );
        let lines = house.db.lines_of(&[post]).await.unwrap();
        assert_eq!(lines.iter().filter(|line| matches!(line.kind, LineKind::Reply { .. })).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_as_the_room_closes_is_taken_before_or_refused_never_dropped() {
    let house = House::new().await;
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..6 {
        let room = house.interview(patient()).await;
        room.live().await;
        let send = |who, command| {
            let (desk, at) = (house.desk.clone(), room.room);
            tokio::spawn(async move { desk.room(who, at, command).await })
        };
        let asks = |from: u32| (from..from + 20).map(|n| send(citizen(), ask(&format!("赶得上吗 {n}")))).collect();
        let mut sent: Vec<_> = asks(0);
        // One is in and the others are under way when the host closes; more follow.
        let mut answers = vec![sent.remove(0).await.unwrap()];
        let close = send(room.host, Command::Close);
        let late: Vec<_> = asks(20);
        for one in sent.into_iter().chain(late) {
            answers.push(one.await.unwrap());
        }
        let close = close.await.unwrap().unwrap().staff_at;
        for answer in &answers {
            match answer {
                Ok(answer) => assert!(answer.staff_at < close, "accepted after the close"),
                Err(refusal) => assert_eq!(*refusal, Refusal::AskingClosed),
            }
        }
        let accepted: HashSet<PostId> = answers.iter().filter_map(|answer| answer.as_ref().ok()?.post).collect();
        let kept = house.db.posts(room.room, &PostFilter::default(), Order::Oldest, 0, 100).await.unwrap();
        assert_eq!(kept.iter().map(|listed| listed.post.id).collect::<HashSet<_>>(), accepted);
        taken += accepted.len();
        refused += answers.len() - accepted.len();
    }
    assert!(taken > 0 && refused > 0, "{taken} taken and {refused} refused: no race was run");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_withdrawn_is_never_seen_after_the_acknowledgement() {
    let house = House::new().await;
    let room = house.interview(Policy { undo_ms: 1, ..patient() }).await;
    let (mut withdrawn, mut released) = (0, 0);
    for nth in 0..40 {
        let who = citizen();
        let number = room.ask(who, &format!("要不要公开 {nth}")).await.unwrap().number.unwrap();
        let post = room.id(number).await;
        room.screen(number, Verdict::Approve).await.unwrap();
        house.pass(0).await;
        let mut both = vec![(who, Command::Withdraw { post }), (Principal::Clock, Command::Release { post })];
        if nth % 2 == 1 {
            both.reverse();
        }
        // The window ends, but nobody has looked yet.
        house.turn(2);
        let answers = together(&house.desk, room.room, both).await;
        let answer = &answers[nth % 2];
        let seen = room.post(number).await.post;
        house.pass(MINUTE).await;
        let later = room.post(number).await.post;
        match answer {
            Ok(_) => {
                withdrawn += 1;
                assert!(!seen.public && !later.public && later.fate == Fate::Withdrawn);
                assert!(
                    house
                        .db
                        .posts(room.room, &public(), Order::Oldest, 0, 100)
                        .await
                        .unwrap()
                        .iter()
                        .all(|l| l.post.id != post)
                );
            }
            Err(refusal) => {
                released += 1;
                assert_eq!(*refusal, Refusal::WrongStep, "it had become public before");
                assert!(seen.public && later.public);
            }
        }
    }
    assert!(withdrawn > 0 && released > 0, "{withdrawn} withdrawn and {released} released: no race was run");
}

fn public() -> PostFilter {
    PostFilter { public_only: true, ..PostFilter::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_down_is_gone_for_every_reader_from_the_acknowledgement_on() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    for nth in 0..10 {
        let number = room.listed(&format!("会被撤下 {nth}")).await;
        let post = room.id(number).await;
        let (down, mut readers) = (std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)), Vec::new());
        let everybody = std::sync::Arc::new(tokio::sync::Barrier::new(4));
        for _ in 0..3 {
            let (db, down, id, everybody) = (house.db.clone(), down.clone(), room.room, everybody.clone());
            readers.push(tokio::spawn(async move {
                let mut after = 0;
                let mut all_saw = Some(everybody);
                while after < 5 {
                    let told = down.load(std::sync::atomic::Ordering::SeqCst);
                    let seen =
                        db.posts(id, &public(), Order::Oldest, 0, 100).await.unwrap().iter().any(|l| l.post.id == post);
                    assert!(!(told && seen), "seen after it was acknowledged to be down");
                    after += usize::from(told);
                    if seen && let Some(all_saw) = all_saw.take() {
                        all_saw.wait().await;
                    }
                }
            }));
        }
        everybody.wait().await;
        room.act(room.moderator, Command::TakeDown { post, rule: "advertising".into() }).await.unwrap();
        down.store(true, std::sync::atomic::Ordering::SeqCst);
        for reader in readers {
            reader.await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn merging_while_votes_arrive_counts_every_voter_once() {
    let house = House::new().await;
    let room = house.interview(Policy { undo_ms: 0, ..patient() }).await;
    let votes = async |number| room.post(number).await.votes as usize;
    for round in 0..4 {
        let numbers = [
            room.asked(&format!("甲{round}")).await,
            room.asked(&format!("乙{round}")).await,
            room.asked(&format!("丙{round}")).await,
        ];
        for number in numbers {
            room.screen(number, Verdict::Approve).await.unwrap();
        }
        let ids = [room.id(numbers[0]).await, room.id(numbers[1]).await, room.id(numbers[2]).await];
        let revision = room.post(numbers[1]).await.post.revision;
        // Thirty people vote for the second, every other one for the first as well; in the middle the second joins the first.
        let mut all = Vec::new();
        for nth in 0..30 {
            let who = citizen();
            all.push((who, Command::Vote { post: ids[1] }));
            if nth % 2 == 0 {
                all.push((who, Command::Vote { post: ids[0] }));
            }
        }
        let merge = Command::Screen { post: ids[1], revision, verdict: Verdict::Merge { into: ids[0] } };
        all.insert(10 * round, (room.moderator, merge));
        let answers = together(&house.desk, room.room, all.clone()).await;
        let by = |post: PostId| -> HashSet<Principal> {
            let cast = all.iter().zip(&answers).filter(|((_, c), a)| *c == Command::Vote { post } && a.is_ok());
            cast.map(|((who, _), _)| *who).collect()
        };
        let (first, second) = (by(ids[0]), by(ids[1]));
        assert!(answers[10 * round].is_ok() && !first.is_empty());
        assert_eq!(votes(numbers[0]).await, first.union(&second).count());
        // A family that joins another brings all its voters along, and takes them back.
        let third = citizen();
        room.vote(third, numbers[2]).await.unwrap();
        room.screen(numbers[0], Verdict::Merge { into: ids[2] }).await.unwrap();
        assert_eq!(votes(numbers[2]).await, first.union(&second).count() + 1);
        for (number, left) in [(numbers[1], first.len() + 1), (numbers[0], 1)] {
            let post = room.post(number).await.post;
            room.act(room.moderator, Command::Unmerge { post: post.id, revision: post.revision }).await.unwrap();
            assert_eq!(votes(numbers[2]).await, left);
        }
        assert_eq!((votes(numbers[0]).await, votes(numbers[1]).await), (first.len(), second.len()));
    }
}

#[tokio::test]
async fn a_decision_to_merge_into_what_is_gone_meanwhile_comes_to_nothing() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    let author = citizen();
    let head = room.ask(author, "先来的").await.unwrap().number.unwrap();
    let late = room.asked("后来的").await;
    let into = room.id(head).await;
    room.screen(late, Verdict::Merge { into }).await.unwrap();
    room.act(author, Command::Withdraw { post: into }).await.unwrap();
    let (left, right) = (room.listed("左").await, room.listed("右").await);
    let ids = (room.id(left).await, room.id(right).await);
    room.screen(left, Verdict::Merge { into: ids.1 }).await.unwrap();
    room.screen(right, Verdict::Merge { into: ids.0 }).await.unwrap();
    house.pass(6_000).await;
    let post = room.post(late).await.post;
    assert_eq!((post.fate, post.pending), (Fate::Received, None), "it waits for another decision");
    let fates = [room.post(left).await.post.fate, room.post(right).await.post.fate];
    assert_eq!(fates.iter().filter(|fate| **fate == Fate::Merged).count(), 1, "one of the two stays: {fates:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_key_used_fifty_times_at_once_makes_one_post() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    let who = citizen();
    let send = |key: Option<Key>| {
        let (desk, act) = (house.desk.clone(), Act::Room(room.room, Box::new(ask("按了五十次"))));
        tokio::spawn(async move { desk.submit(Submission { principal: who, act, key, pass: None }).await })
    };
    let key = || Some(Key { key: "once".into(), request: "r".into() });
    let sent: Vec<_> = (0..50).map(|_| send(key())).collect();
    let mut answers = Vec::new();
    for one in sent {
        answers.push(one.await.unwrap().unwrap());
    }
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert_eq!(answers.iter().map(|answer| answer.post).collect::<HashSet<_>>().len(), 1);
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().posts, 1);
    // The control: without a key each of them is a post.
    let sent: Vec<_> = (0..5).map(|_| send(None)).collect();
    for one in sent {
        one.await.unwrap().unwrap();
    }
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().posts, 6);
}

/// Polls a future at most so many times, then drops it where it stands.
async fn cut<T>(future: impl Future<Output = T>, polls: usize) -> Option<T> {
    let (mut future, mut left) = (pin!(future), polls);
    std::future::poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sender_who_goes_away_at_any_await_leaves_nothing_open() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    let named = |nth: usize| Command::Ask {
        text: format!("挂断的第{nth}问"),
        name: format!("路人{nth}"),
        to: None,
        contact: None,
    };
    let who = citizen();
    let (mut finished, mut dropped) = (0, 0);
    for nth in 0..120 {
        let cut = cut(room.keyed(who, named(nth), &format!("cut-{nth}"), "r"), nth % 8).await;
        finished += usize::from(cut.is_some());
        dropped += usize::from(cut.is_none());
        if nth % 10 == 0 {
            let next = timeout(Duration::from_secs(2), room.ask(citizen(), &format!("别人的第{nth}问"))).await;
            next.expect("the queue goes on").unwrap();
        }
    }
    assert!(dropped > 20, "{finished} finished and {dropped} were dropped");
    for polls in 0..12 {
        let _ = cut(house.db.keep_session(&format!("cut-{polls}"), person(room.host), i64::MAX), polls).await;
        let _ = cut(house.db.sweep(0, 0), polls).await;
        let _ = cut(async { house.db.begin().await.map(drop) }, polls).await;
        let _ = cut(rebuild(&house.db, |_| ()), polls * 7).await;
        timeout(Duration::from_secs(2), house.db.begin()).await.expect("nobody holds the writer").unwrap();
    }
    for nth in 0..120 {
        let again = room.keyed(who, named(nth), &format!("cut-{nth}"), "r").await.unwrap();
        let post = room.post(again.number.unwrap()).await.post;
        assert_eq!(Some(post.id), again.post);
    }
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().posts, 120 + 12, "each question once");
    assert!(house.db.scrub().await.unwrap().is_empty());
}

fn person(who: Principal) -> wenzheng::kernel::id::PersonId {
    let Principal::Staff(person) = who else { panic!("not staff") };
    person
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removed_role_and_a_closed_account_refuse_the_very_next_command() {
    let house = House::new().await;
    let room = house.interview(patient()).await;
    let (first, second) = (room.asked("甲").await, room.asked("乙").await);
    room.screen(first, Verdict::Hold).await.unwrap();
    let grant = Grant { role: Role::Moderator, reach: Reach::Room { room: room.room, guest: None } };
    let revoke = OfficeCommand::Revoke { person: person(room.moderator), grant };
    let screen = Command::Screen { post: room.id(second).await, revision: 1, verdict: Verdict::Approve };
    house.desk.office(room.admin, revoke).await.unwrap();
    assert_eq!(room.act(room.moderator, screen).await, Err(Refusal::NotAllowed));
    room.live().await;
    room.act(room.stenographer, Command::Head { text: "标题".into(), before: None }).await.unwrap();
    let disable = OfficeCommand::Disable { person: person(room.stenographer) };
    house.desk.office(room.admin, disable).await.unwrap();
    assert_eq!(
        room.act(room.stenographer, Command::Head { text: "又一个".into(), before: None }).await,
        Err(Refusal::NotAllowed)
    );
}

#[tokio::test]
async fn a_clock_set_back_changes_no_order_and_no_time_runs_backward() {
    let mut house = House::new().await;
    let id = house.interview(patient()).await.room;
    let year = 365 * 24 * 60 * MINUTE;
    let mut numbers = Vec::new();
    for jump in [0, 60_000, -60 * MINUTE, 1_000, -10 * year, 5_000, 10 * year, 60 * MINUTE] {
        let before = house.now();
        house.turn(jump);
        assert_eq!(house.now(), before + jump, "the clock did jump");
        let asked = |n: i64| house.desk.room(citizen(), id, ask(&format!("在 {jump} 之后，第{n}问")));
        numbers.push(asked(1).await.unwrap().number.unwrap());
        house = house.restart().await;
        let asked = |n: i64| house.desk.room(citizen(), id, ask(&format!("在 {jump} 之后，第{n}问")));
        numbers.push(asked(2).await.unwrap().number.unwrap());
    }
    assert!(numbers.iter().copied().eq(1..=16));
    let entries = journal(&house, id).await;
    assert!(entries.iter().map(|entry| entry.staff_at).eq(1..=entries.len() as u64));
    assert!(entries.is_sorted_by_key(|entry| entry.at), "a timestamp ran backward");
}
