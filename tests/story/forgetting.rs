//! Random sessions in which things are erased as they go on: what was erased is nowhere, everything else is where it was.

use crate::{
    erasure::{agree, approver, propose, raw, washed},
    house::{House, Interview, citizen},
    reader::{Reader, where_is},
    survival::tables,
};
use std::{collections::BTreeSet, time::Duration};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    desk::rebuild,
    kernel::{
        command::Command,
        erasure::{Manner, Target},
        line::Speaker,
        policy::Policy,
        post::Verdict,
        principal::Principal,
    },
};

/// Numbers that are the same in every run of a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// A thing with all words it ever had.
struct Thing {
    target: Target,
    words: Vec<String>,
}

struct Play<'a> {
    room: Interview<'a>,
    second: Principal,
    dice: Dice,
    things: Vec<Thing>,
    numbers: Vec<(u32, Principal)>,
    fresh: u32,
    erasures: u32,
    gone: BTreeSet<String>,
}

impl Play<'_> {
    fn words(&mut self) -> String {
        self.fresh += 1;
        format!("〔{:05}〕", self.fresh)
    }

    fn add(&mut self, target: Target, words: String) {
        match self.things.iter_mut().find(|thing| thing.target == target) {
            Some(thing) => thing.words.push(words),
            None => self.things.push(Thing { target, words: vec![words] }),
        }
    }

    async fn ask(&mut self) {
        let (text, name, author) = (self.words(), self.words(), citizen());
        let ask = Command::Ask { text: text.clone(), name: name.clone(), to: None, contact: None };
        let number = self.room.act(author, ask).await.unwrap().number.unwrap();
        let post = self.room.id(number).await;
        self.add(Target::Post { post }, text);
        self.add(Target::Author { post }, name);
        if self.dice.roll(2) == 0 {
            let text = self.words();
            self.room.act(author, Command::Edit { post, text: text.clone() }).await.unwrap();
            self.add(Target::Post { post }, text);
        }
        self.room.screen(number, Verdict::Approve).await.unwrap();
        self.numbers.push((number, author));
    }

    async fn word(&mut self) {
        let (number, _) = self.numbers[self.dice.roll(self.numbers.len())];
        let (post, text) = (self.room.post(number).await.post, self.words());
        if post.erased {
            return;
        }
        let word = Command::Word { post: post.id, revision: post.revision, text: text.clone() };
        self.room.act(self.room.moderator, word).await.unwrap();
        self.add(Target::Post { post: post.id }, text);
    }

    async fn reply(&mut self) {
        let (number, _) = self.numbers[self.dice.roll(self.numbers.len())];
        let (post, guest, text) = (self.room.post(number).await.post, self.room.guests[0], self.words());
        let (id, revision) = (post.id, post.revision);
        let target = Target::Reply { post: id, guest };
        if post.reply(guest).is_some_and(|reply| reply.erased) {
            return;
        }
        if post.reply(guest).is_some() {
            let correct = Command::CorrectReply { post: id, revision, guest, text: text.clone() };
            self.room.act(self.room.guest, correct).await.unwrap();
        } else {
            let draft = Command::Draft { post: id, revision: Some(revision), guest, text: text.clone() };
            let revision = self.room.act(self.room.guest, draft).await.unwrap().revision.unwrap();
            self.room.act(self.room.guest, Command::Publish { post: id, revision, guest }).await.unwrap();
        }
        self.add(target, text);
    }

    async fn say(&mut self) {
        let (speaker, text) = (Speaker::Host, self.words());
        let line = if self.dice.roll(2) == 0 {
            let say = Command::Say { speaker, text: text.clone(), before: None };
            self.room.act(self.room.stenographer, say).await.unwrap().line.unwrap()
        } else {
            let prepare = Command::Prepare { speaker: Some(speaker), text: text.clone() };
            let block = self.room.act(self.room.stenographer, prepare).await.unwrap().block.unwrap();
            let show = Command::Show { block, revision: 1 };
            self.room.act(self.room.stenographer, show).await.unwrap().line.unwrap()
        };
        self.add(Target::Line { line }, text);
        if self.dice.roll(2) == 0 {
            let text = self.words();
            let correct = Command::CorrectLine { line, revision: 1, text: text.clone(), erratum: false };
            self.room.act(self.room.stenographer, correct).await.unwrap();
            self.add(Target::Line { line }, text);
        }
    }

    async fn erase(&mut self) {
        let nth = self.dice.roll(self.things.len());
        let thing = self.things.swap_remove(nth);
        self.room.act(self.room.admin, propose(vec![thing.target], Manner::Destroy)).await.unwrap();
        self.erasures += 1;
        self.room.act(self.second, agree(self.erasures)).await.unwrap();
        self.gone.extend(thing.words);
    }

    async fn go(&mut self, moves: usize) {
        for _ in 0..3 {
            self.ask().await;
        }
        for _ in 0..moves {
            match self.dice.roll(8) {
                0 | 1 => self.ask().await,
                2 => self.word().await,
                3 => self.reply().await,
                4 | 5 => self.say().await,
                _ if self.things.len() > 4 => self.erase().await,
                _ => self.say().await,
            }
        }
    }
}

/// What an event stream says within a moment, from a position on.
async fn streamed(reader: &Reader, code: &str, after: Option<&str>) -> String {
    let mut request = reader.client.get(format!("{}/api/v1/rooms/{code}/events", reader.base));
    if let Some(after) = after {
        request = request.header("last-event-id", after);
    }
    let mut answer = request.send().await.unwrap();
    let mut said = Vec::new();
    while let Ok(Ok(Some(part))) = tokio::time::timeout(Duration::from_millis(600), answer.chunk()).await {
        said.extend_from_slice(&part);
    }
    String::from_utf8(said).unwrap()
}

async fn played(seed: u64) {
    let house = House::new().await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let policy = Policy { undo_ms: 0, post_every_ms: 0, sign_off: false, ..Policy::default() };
    let room = house.interview(policy).await;
    room.live().await;
    let second = approver(&house).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let (things, numbers, gone) = Default::default();
    let mut play = Play { room, second, dice: Dice(seed), things, numbers, fresh: 0, erasures: 0, gone };
    play.go(10).await;
    let before = streamed(&reader, &code, None).await;
    let position = before.lines().find_map(|line| line.strip_prefix("id:")).map(|id| id.trim().to_owned());
    play.go(40).await;
    assert!(play.erasures > 3, "seed {seed} erased too little");
    washed(&house).await;

    let stay: Vec<&String> = play.things.iter().flat_map(|thing| thing.words.last()).collect();
    let pages = reader.all(&code).await;
    let mut streams = vec![streamed(&reader, &code, None).await];
    streams.push(streamed(&reader, &code, position.as_deref()).await);
    let files = raw(house.db.folder());
    let holds = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    for word in &play.gone {
        assert_eq!(where_is(&pages, word), Vec::<String>::new(), "seed {seed}: {word}");
        assert!(streams.iter().all(|said| !said.contains(word.as_str())), "seed {seed}: {word} is in a stream");
        let left: Vec<&String> = files.iter().filter(|(_, bytes)| holds(bytes, word)).map(|(name, _)| name).collect();
        assert_eq!(left, Vec::<&String>::new(), "seed {seed}: {word}");
    }
    for word in stay {
        assert!(files.iter().any(|(_, bytes)| holds(bytes, word)), "seed {seed}: {word} is gone too");
    }
    assert_eq!(house.db.scrub().await.unwrap(), Vec::new(), "seed {seed}");
    let before = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before, "seed {seed}");
}

#[tokio::test]
async fn what_was_erased_on_the_way_is_nowhere_and_the_rest_is_where_it_was() {
    for seed in [1, 2, 3] {
        played(seed).await;
    }
}
