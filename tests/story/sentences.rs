//! An answer published sentence by sentence, where the room allows it.

use crate::house::{House, Interview};
use wenzheng::kernel::{
    command::Command,
    line::Line,
    policy::Policy,
    post::{Fate, Post, Reply},
    refusal::Refusal,
};

fn by_sentence() -> Policy {
    Policy { by_sentence: true, ..Policy::default() }
}

struct Answering<'a> {
    room: &'a Interview<'a>,
    number: u32,
}

impl Answering<'_> {
    async fn post(&self) -> Post {
        self.room.post(self.number).await.post
    }

    async fn reply(&self) -> Reply {
        self.post().await.replies[0].clone()
    }

    fn part(&self, post: &Post, text: &str) -> Command {
        Command::PublishPart { post: post.id, revision: post.revision, guest: self.room.guests[0], text: text.into() }
    }

    async fn say(&self, text: &str) -> Result<wenzheng::desk::Answer, Refusal> {
        let post = self.post().await;
        self.room.act(self.room.guest, self.part(&post, text)).await
    }

    async fn finish(&self) -> Result<wenzheng::desk::Answer, Refusal> {
        let post = self.post().await;
        let finish = Command::Finish { post: post.id, revision: post.revision, guest: self.room.guests[0] };
        self.room.act(self.room.guest, finish).await
    }

    async fn words(&self) -> String {
        let text = self.reply().await.text.id;
        self.room.house.db.texts(&[text]).await.unwrap()[&text].body.clone().unwrap()
    }

    async fn line(&self) -> Line {
        let line = self.reply().await.line.unwrap();
        self.room.house.db.line(self.room.room, line).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn one_answer_grows_in_public_until_it_is_finished_and_is_one_line_of_the_record() {
    let house = House::new().await;
    let room = house.interview(by_sentence()).await;
    let number = room.listed("票价会涨吗？").await;
    let it = Answering { room: &room, number };
    room.live().await;
    let (id, guest) = (it.post().await.id, room.guests[0]);
    room.act(room.aide, Command::Draft { post: id, revision: None, guest, text: "明年不涨。学生票照旧。".into() })
        .await
        .unwrap();
    let aides = it.part(&it.post().await, "明年不涨。");
    assert_eq!(room.act(room.aide, aides).await, Err(Refusal::NotAllowed), "each sentence is the guest's own word");
    assert_eq!(it.say("  ").await, Err(Refusal::Empty));

    let public_at = house.db.room(room.room).await.unwrap().unwrap().public_at;
    let first = it.say("明年不涨。").await.unwrap();
    assert_eq!(first.public_at, public_at + 2, "question and record say so at once");
    let reply = it.reply().await;
    assert!(reply.open && reply.draft.is_some());
    assert_eq!(it.post().await.fate, Fate::Answered);
    assert_eq!(it.say("\n").await, Err(Refusal::Empty));
    it.say("学生票照旧。").await.unwrap();
    assert_eq!(it.words().await, "明年不涨。学生票照旧。");
    let line = it.line().await;
    assert_eq!((line.errata.len(), line.text), (0, Some(it.reply().await.text)), "to go on is no correction");
    let stale = it.part(&Post { revision: 2, ..it.post().await }, "再说一遍。");
    assert!(matches!(room.act(room.guest, stale).await, Err(Refusal::Stale { .. })));
    let long = "长".repeat(10_000);
    assert!(matches!(it.say(&long).await, Err(Refusal::TooLong { chars: 10_011, .. })), "the whole is counted");

    it.finish().await.unwrap();
    let reply = it.reply().await;
    assert!(!reply.open && reply.draft.is_none());
    assert_eq!(it.finish().await, Err(Refusal::WrongStep));
    assert_eq!(it.say("还有。").await, Err(Refusal::WrongStep));
    let revision = it.post().await.revision;
    let correct =
        Command::CorrectReply { post: id, revision, guest, text: "明年票价不涨，学生票照旧。".into() };
    room.act(room.guest, correct).await.unwrap();
    assert_eq!(it.line().await.errata.len(), 1);
    let lines = house.db.lines_of(&[id]).await.unwrap();
    assert_eq!(lines.len(), 1, "one answer, one line");
}

#[tokio::test]
async fn sentences_sent_before_the_one_in_front_was_acknowledged_are_never_lost() {
    let house = House::new().await;
    let room = house.interview(by_sentence()).await;
    let number = room.listed("票价会涨吗？").await;
    let it = Answering { room: &room, number };
    room.live().await;
    it.say("零").await.unwrap();
    let mut said = String::from("零");
    for nth in 0..40 {
        let post = it.post().await;
        let next = Post { revision: post.revision + 1, ..post.clone() };
        let (one, two) = (format!("甲{nth}"), format!("乙{nth}"));
        let (first, second) =
            tokio::join!(room.act(room.guest, it.part(&post, &one)), room.act(room.guest, it.part(&next, &two)));
        first.unwrap();
        said.push_str(&one);
        match second {
            Ok(_) => said.push_str(&two),
            Err(refusal) => assert!(matches!(refusal, Refusal::Stale { .. }), "{refusal}"),
        }
        assert_eq!(it.words().await, said);
    }
}

#[tokio::test]
async fn a_room_must_allow_it_and_what_is_taken_down_is_begun_anew() {
    let house = House::new().await;
    let plain = house.interview(Policy::default()).await;
    let number = plain.listed("票价会涨吗？").await;
    let it = Answering { room: &plain, number };
    assert_eq!(it.say("不涨。").await, Err(Refusal::NotAllowed));

    let unsigned = house.interview(Policy { sign_off: false, ..by_sentence() }).await;
    let number = unsigned.listed("票价会涨吗？").await;
    let it = Answering { room: &unsigned, number };
    let aides = it.part(&it.post().await, "不涨。");
    unsigned.act(unsigned.aide, aides).await.unwrap();
    let (post, guest) = (it.post().await.id, unsigned.guests[0]);
    let old = it.line().await.number;
    unsigned.act(unsigned.moderator, Command::TakeDownReply { post, guest }).await.unwrap();
    assert!(!it.reply().await.open);
    assert_eq!(it.post().await.fate, Fate::Listed);
    it.say("经核实，明年不涨。").await.unwrap();
    assert_eq!(it.words().await, "经核实，明年不涨。");
    assert!(it.line().await.number > old);
}
