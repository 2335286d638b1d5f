//! The author of an answered question rates the answer, once, in time; nobody else, and nobody unasked counts.

use crate::{
    house::{House, Interview, citizen},
    reader::{Reader, where_is},
    survival::tables,
};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    desk::{Answer, rebuild},
    kernel::{
        command::Command, line::Speaker, policy::Policy, post::Verdict, principal::Principal, rating::Grade,
        refusal::Refusal,
    },
};

const DAY: i64 = 86_400_000;

/// A question of `author` that is let through.
async fn asked(room: &Interview<'_>, author: Principal, text: &str) -> u32 {
    let number = room.ask(author, text).await.unwrap().number.unwrap();
    room.screen(number, Verdict::Approve).await.unwrap();
    number
}

async fn answered(room: &Interview<'_>, number: u32) {
    let post = room.post(number).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    let speaker = Speaker::Guest { guest: room.guests[0] };
    room.act(room.stenographer, Command::Say { speaker, text: "会延长到零点。".into(), before: None }).await.unwrap();
    room.act(room.host, Command::Unstage { post: None, answered: false }).await.unwrap();
}

async fn rate(room: &Interview<'_>, who: Principal, number: u32, grade: Grade, text: &str) -> Result<Answer, Refusal> {
    let post = room.id(number).await;
    room.act(who, Command::Rate { post, grade, text: text.into() }).await
}

fn policy() -> Policy {
    Policy { undo_ms: 0, post_every_ms: 0, ..Policy::default() }
}

#[tokio::test]
async fn an_answer_is_rated_once_by_whoever_asked() {
    let house = House::new().await;
    let room = house.interview(policy()).await;
    let (author, other) = (citizen(), citizen());
    let number = asked(&room, author, "末班车能延长吗？").await;
    room.live().await;
    assert_eq!(rate(&room, author, number, Grade::Satisfied, "").await, Err(Refusal::NotAnswered));
    answered(&room, number).await;
    assert_eq!(rate(&room, other, number, Grade::Satisfied, "").await, Err(Refusal::NotFound), "not the author");
    assert_eq!(rate(&room, room.admin, number, Grade::Satisfied, "").await, Err(Refusal::NotAllowed), "not staff");
    let long = "长".repeat(301);
    assert!(matches!(rate(&room, author, number, Grade::Satisfied, &long).await, Err(Refusal::TooLong { .. })));
    let post = room.id(number).await;
    let command = || Command::Rate { post, grade: Grade::Dissatisfied, text: "没有说什么时候。".into() };
    let first = room.keyed(author, command(), "k1", "r").await.unwrap();
    let again = room.keyed(author, command(), "k1", "r").await.unwrap();
    assert_eq!((first.staff_at, again.replayed), (again.staff_at, true), "sent twice under one key");
    assert_eq!(room.keyed(author, command(), "k2", "r").await, Err(Refusal::AlreadyRated), "under another key");
    let tally = house.db.room(room.room).await.unwrap().unwrap().tally;
    assert_eq!((tally.answered, tally.rated(), tally.grades), (1, 1, [0, 0, 0, 1, 0]));
}

#[tokio::test]
async fn a_rating_comes_in_time_or_not_at_all() {
    let house = House::new().await;
    let room = house.interview(Policy { rate_days: 10, ..policy() }).await;
    let (early, late) = (citizen(), citizen());
    let numbers = [asked(&room, early, "甲").await, asked(&room, late, "乙").await];
    room.live().await;
    for number in numbers {
        answered(&room, number).await;
    }
    room.act(room.host, Command::Close).await.unwrap();
    house.turn(10 * DAY - 1);
    rate(&room, early, numbers[0], Grade::VerySatisfied, "").await.unwrap();
    house.turn(1);
    assert_eq!(rate(&room, late, numbers[1], Grade::VerySatisfied, "").await, Err(Refusal::RatingClosed));
}

#[tokio::test]
async fn pages_show_grades_with_their_denominator_and_never_the_sentence() {
    let house = House::new().await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let room = house.interview(policy()).await;
    let authors = [citizen(), citizen(), citizen()];
    let mut numbers = Vec::new();
    for author in authors {
        numbers.push(asked(&room, author, "公交线路怎么调整？").await);
    }
    room.live().await;
    for number in &numbers {
        answered(&room, *number).await;
    }
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    assert_eq!(where_is(&reader.all(&code).await, "个有提问人评价"), Vec::<String>::new(), "nothing before the first");
    rate(&room, authors[0], numbers[0], Grade::VerySatisfied, "谢谢局长").await.unwrap();
    rate(&room, authors[1], numbers[1], Grade::VeryDissatisfied, "没有解决").await.unwrap();
    let pages = reader.all(&code).await;
    let counts = "已答复的 3 个问题中，2 个有提问人评价：很满意 1，满意 0，基本满意 0，不满意 0，很不满意 1";
    for page in ["/record", "/q/1", "view=questions"] {
        assert!(where_is(&pages, counts).iter().any(|path| path.contains(page)), "{page}");
    }
    for sentence in ["谢谢局长", "没有解决"] {
        assert_eq!(where_is(&pages, sentence), Vec::<String>::new());
    }
    // An answer that is taken down is no longer counted, nor is its rating.
    let line = house.db.lines_of(&[room.id(numbers[0]).await]).await.unwrap();
    let line = line.iter().find(|line| line.is_guests()).unwrap().number;
    room.act(room.moderator, Command::TakeDownLine { line }).await.unwrap();
    let tally = house.db.room(room.room).await.unwrap().unwrap().tally;
    assert_eq!((tally.answered, tally.grades), (2, [0, 0, 0, 0, 1]));
    let before = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
}
