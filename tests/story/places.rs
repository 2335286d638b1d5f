//! The record is put in order: one line moved past others, photos beside the lines they belong to, two hands at once.

use crate::house::{House, Interview};
use wenzheng::{
    desk::rebuild,
    kernel::{
        command::Command,
        id::FileId,
        line::{LineKind, Speaker},
        policy::Policy,
        refusal::Refusal,
    },
};

impl Interview<'_> {
    /// Numbers of the lines as they stand in the record.
    async fn record(&self) -> Vec<u32> {
        self.house.db.lines(self.room, 0, 500).await.unwrap().iter().map(|line| line.number).collect()
    }

    async fn revision(&self, line: u32) -> u32 {
        self.house.db.line(self.room, line).await.unwrap().map_or(1, |line| line.revision)
    }

    async fn put(&self, line: u32, before: Option<u32>) -> Result<(), Refusal> {
        loop {
            let revision = self.revision(line).await;
            match self.act(self.stenographer, Command::PlaceLine { line, revision, before }).await {
                // Room was made by moving it too.
                Err(Refusal::Stale { .. }) => {}
                outcome => return outcome.map(drop),
            }
        }
    }

    async fn says(&self, text: &str) -> u32 {
        let say = Command::Say { speaker: Speaker::Host, text: text.into(), before: None };
        self.act(self.stenographer, say).await.unwrap().line.unwrap()
    }
}

fn photo(file: FileId, before: Option<u32>) -> Command {
    Command::PlacePhoto { file, text: "会场".into(), alt: "三个人坐在桌边".into(), before }
}

#[tokio::test]
async fn a_record_put_in_order_hundreds_of_times_stands_as_it_was_put() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    for text in ["甲", "乙", "丙", "丁", "戊"] {
        room.says(text).await;
    }
    let mut wanted = room.record().await;
    assert_eq!(wanted, [1, 2, 3, 4, 5, 6], "the notice of the beginning, and what was said");
    // Always into the same gap, from below and from above: room for that would end after some twenty moves.
    for nth in 0..150 {
        let from = if nth % 2 == 0 { wanted.len() - 1 } else { 1 };
        let line = wanted.remove(from);
        room.put(line, Some(wanted[2])).await.unwrap();
        wanted.insert(2, line);
        if nth % 50 == 0 {
            // Two to the end: what is said next stands behind both.
            for _ in 0..2 {
                let line = wanted.remove(1);
                room.put(line, None).await.unwrap();
                wanted.push(line);
            }
            wanted.push(room.says("接着说").await);
        }
        assert_eq!(room.record().await, wanted);
    }
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(room.record().await, wanted, "the journal says the same");
    let latest: Vec<u32> = house.db.last_lines(room.room, 3).await.unwrap().iter().map(|line| line.number).collect();
    assert_eq!(latest, wanted.iter().rev().take(3).copied().collect::<Vec<_>>());
}

#[tokio::test]
async fn who_moves_what_and_when() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let steno = room.stenographer;
    let place = |line, revision, before| Command::PlaceLine { line, revision, before };
    room.live().await;
    let (first, second) = (room.says("甲").await, room.says("乙").await);
    let number = room.listed("学生票会涨价吗？").await;
    let post = room.id(number).await;
    let stage = Command::Stage { post, revision: room.post(number).await.post.revision };
    let question = room.act(room.host, stage).await.unwrap().line.unwrap();
    for who in [room.moderator, room.host, room.guest] {
        assert_eq!(room.act(who, place(second, 1, Some(first))).await, Err(Refusal::NotAllowed));
    }
    assert_eq!(room.act(steno, place(second, 2, Some(first))).await, Err(Refusal::Stale { revision: 1 }));
    assert_eq!(room.act(steno, place(second, 1, Some(second))).await, Err(Refusal::Unchanged));
    assert_eq!(room.act(steno, place(second, 1, Some(99))).await, Err(Refusal::NotFound));
    assert_eq!(room.act(steno, place(99, 1, Some(second))).await, Err(Refusal::NotFound));
    assert_eq!(room.act(steno, place(1, 1, None)).await, Err(Refusal::WrongStep), "when it began is when it began");
    let at = house.db.room(room.room).await.unwrap().unwrap().staff_at;
    room.act(steno, place(second, 1, Some(question))).await.unwrap();
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().staff_at, at, "it stands there already");
    room.act(steno, place(question, 1, Some(first))).await.unwrap();
    assert_eq!(room.record().await, [1, question, first, second]);

    // What was taken down keeps its mark, and the mark can be moved; so can all of it once the session is over.
    room.act(room.moderator, Command::TakeDownLine { line: second }).await.unwrap();
    room.put(second, Some(first)).await.unwrap();
    room.act(room.host, Command::Close).await.unwrap();
    room.put(first, Some(question)).await.unwrap();
    let record = room.record().await;
    assert_eq!(record[..4], [1, first, question, second]);
    let closed = house.db.line(room.room, record[4]).await.unwrap().unwrap();
    assert!(matches!(closed.kind, LineKind::Notice { .. }));
}

#[tokio::test]
async fn moves_decided_together_see_each_other() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    for text in ["甲", "乙", "丙"] {
        room.says(text).await;
    }
    for _ in 0..40 {
        let now = room.record().await;
        // Both before the same one: whoever comes second stands nearer to it.
        let (one, other) = tokio::join!(room.put(now[2], Some(now[1])), room.put(now[3], Some(now[1])));
        one.unwrap();
        other.unwrap();
        let then = room.record().await;
        assert_eq!((then[0], then[3]), (now[0], now[1]));
        assert!(then[1..3].contains(&now[2]) && then[1..3].contains(&now[3]));
    }
}

#[tokio::test]
async fn a_photo_goes_where_it_belongs_at_once_or_when_it_is_shown() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 0, ..Policy::default() }).await;
    room.live().await;
    let file = house.photo(room.room).await;
    let (first, second) = (room.says("甲").await, room.says("乙").await);
    let steno = room.stenographer;
    assert_eq!(room.act(steno, photo(file, Some(99))).await, Err(Refusal::NotFound));
    let (text, alt) = (String::from("会场"), String::from("三个人"));
    let later = Command::PreparePhoto { file, text, alt, before: Some(second) };
    let block = room.act(steno, later).await.unwrap().block.unwrap();
    let shown = room.act(steno, photo(file, Some(second))).await.unwrap().line.unwrap();
    let last = room.says("丙").await;
    assert_eq!(room.record().await, [1, first, shown, second, last]);
    let kept = room.act(steno, Command::Show { block, revision: 1 }).await.unwrap().line.unwrap();
    assert_eq!(room.record().await, [1, first, shown, kept, second, last]);
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(room.record().await, [1, first, shown, kept, second, last]);
}

#[tokio::test]
async fn a_photo_that_is_read_over_first_keeps_its_place_until_the_time_is_over() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 30_000, ..Policy::default() }).await;
    room.live().await;
    let file = house.photo(room.room).await;
    let say = |text: &str| Command::Say { speaker: Speaker::Host, text: text.into(), before: None };
    room.act(room.stenographer, say("甲")).await.unwrap();
    house.pass(30_000).await;
    let told = room.act(room.stenographer, photo(file, Some(2))).await.unwrap();
    assert_eq!((told.line, told.block), (None, Some(2)));
    room.act(room.stenographer, say("乙")).await.unwrap();
    house.pass(30_000).await;
    assert_eq!(room.record().await, [1, 3, 2, 4]);
    let line = house.db.line(room.room, 3).await.unwrap().unwrap();
    assert_eq!(line.kind, LineKind::Photo);
}
