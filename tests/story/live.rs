//! The streams tell everything that pages show, and nothing else.

use crate::house::{House, Interview, MINUTE, citizen};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wenzheng::{
    kernel::{
        command::Command,
        id::PostId,
        line::Speaker,
        policy::{Policy, Publication},
        post::{Origin, Post, Verdict},
        principal::Principal,
    },
    views::live,
    wire::position::Position,
};

/// What a reader holds, by kind and number.
type Held = BTreeMap<(String, u64), Value>;

/// Runs that are played; each is another conversation.
const RUNS: u64 = 6;
const STEPS: usize = 80;

fn put(held: &mut Held, kind: &str, item: &Value) {
    let mut item = item.clone();
    // tallies are told by signals, not by entries
    if let Some(votes) = item.get_mut("votes").filter(|votes| votes.is_number()) {
        *votes = json!(0);
    }
    held.insert((kind.to_owned(), item["number"].as_u64().unwrap_or(0)), item);
}

async fn snapshot(room: &Interview<'_>) -> (u64, Held) {
    let House { db, .. } = room.house;
    let header = db.room(room.room).await.unwrap().unwrap();
    let position = Position { epoch: 1, at: header.public_at };
    let snapshot = live::snapshot(db, room.house.now(), &header, position).await.unwrap();
    assert!(snapshot.lines_before == 0 && snapshot.questions.len() < live::QUESTIONS as usize, "all of it");
    let whole = serde_json::to_value(snapshot).unwrap();
    let mut held = Held::new();
    put(&mut held, "room", &whole["room"]);
    whole["questions"].as_array().unwrap().iter().for_each(|item| put(&mut held, "question", item));
    whole["lines"].as_array().unwrap().iter().for_each(|item| put(&mut held, "line", item));
    (header.public_at, held)
}

/// What a page still lists: joined ones and those taken down are in no list.
fn listed(held: &Held) -> Held {
    let shown = |item: &Value| item["gone"] != json!(true) && item["fate"] != json!("merged");
    held.iter()
        .filter(|((kind, _), item)| kind != "question" || shown(item))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

/// Applies everything after `at`, so many entries at a time.
async fn follow(room: &Interview<'_>, mut at: u64, mut held: Held, most: u32) -> Held {
    let House { db, .. } = room.house;
    let header = db.room(room.room).await.unwrap().unwrap();
    loop {
        let entries = db.public_entries(room.room, at, most).await.unwrap();
        let Some(to) = entries.last().map(|entry| entry.at) else { return held };
        for (place, item) in live::items(db, room.house.now(), &header, &entries).await.unwrap() {
            assert!(at < place && place <= to);
            let mut item = serde_json::to_value(item).unwrap();
            let kind = item.as_object_mut().unwrap().remove("type").unwrap();
            put(&mut held, kind.as_str().unwrap(), &item);
        }
        at = to;
    }
}

struct Play<'a> {
    room: Interview<'a>,
    rng: StdRng,
    said: u32,
}

impl Play<'_> {
    /// Words nobody else says.
    fn words(&mut self) -> String {
        self.said += 1;
        format!("第{}句⟦{}⟧", self.said, self.rng.random::<u32>())
    }

    async fn post(&mut self) -> Option<Post> {
        let last = self.room.house.db.room(self.room.room).await.unwrap().unwrap().posts;
        let number = self.rng.random_range(0..=last);
        self.room.house.db.post(self.room.room, number).await.unwrap().map(|listed| listed.post)
    }

    async fn line(&mut self) -> (u32, u32) {
        let last = self.room.house.db.room(self.room.room).await.unwrap().unwrap().lines;
        let number = self.rng.random_range(0..=last);
        let line = self.room.house.db.line(self.room.room, number).await.unwrap();
        line.map_or((0, 0), |line| (line.number, line.revision))
    }

    /// One step of anybody; a refusal is no harm.
    async fn step(&mut self) {
        if self.rng.random_bool(0.3) {
            self.room.house.pass(6_000).await;
        }
        let (who, command) = match self.rng.random_range(0..10) {
            0..2 => self.bring().await,
            2..5 => self.screen().await,
            5..7 => self.answer().await,
            7..9 => self.record().await,
            _ => self.lead().await,
        };
        let _ = self.room.act(who, command).await;
    }

    async fn bring(&mut self) -> (Principal, Command) {
        let (text, post) = (self.words(), self.post().await.map(|post| post.id));
        match (self.rng.random_range(0..5), post) {
            (0, Some(post)) => (citizen(), Command::Vote { post }),
            (1, _) => {
                let (name, origin) = (self.words(), Origin::Prepared);
                (self.room.moderator, Command::Enter { text, name, origin, to: None, contact: None })
            }
            _ => (citizen(), Command::Ask { text, name: self.words(), to: Some(self.room.guests[1]), contact: None }),
        }
    }

    async fn screen(&mut self) -> (Principal, Command) {
        let other = self.post().await.map_or(PostId(uuid::Uuid::nil()), |post| post.id);
        let text = self.words();
        let Some(Post { id: post, revision, .. }) = self.post().await else { return self.bring().await };
        let screen = |verdict| Command::Screen { post, revision, verdict };
        let rule = || "advertising".to_owned();
        let command = match self.rng.random_range(0..12) {
            0..5 => screen(Verdict::Approve),
            5 => screen(Verdict::Reject { rule: rule() }),
            6 => screen(Verdict::Hold),
            7..9 => screen(Verdict::Merge { into: other }),
            9 => Command::Unmerge { post, revision },
            10 => Command::Word { post, revision, text },
            _ => Command::TakeDown { post, rule: rule() },
        };
        (self.room.moderator, command)
    }

    async fn answer(&mut self) -> (Principal, Command) {
        let (guest, text) = (self.room.guests[0], self.words());
        let Some(Post { id: post, revision, .. }) = self.post().await else { return self.bring().await };
        let command = match self.rng.random_range(0..8) {
            0..2 => Command::Draft { post, revision: Some(revision), guest, text },
            2..4 => Command::SignOff { post, revision, guest },
            4..6 => Command::Publish { post, revision, guest },
            6 => Command::CorrectReply { post, revision, guest, text },
            _ => return (self.room.moderator, Command::TakeDownReply { post, guest }),
        };
        (self.room.guest, command)
    }

    async fn record(&mut self) -> (Principal, Command) {
        let text = self.words();
        let ((line, revision), (before, _)) = (self.line().await, self.line().await);
        let post = self.post().await.map(|post| post.id);
        let speaker = match self.rng.random_range(0..3) {
            0 => Speaker::Host,
            _ => Speaker::Guest { guest: self.room.guests[self.rng.random_range(0..2)] },
        };
        let command = match self.rng.random_range(0..12) {
            0..5 => Command::Say { speaker, text, before: None },
            5 => Command::Head { text, before: None },
            6..8 => Command::Bind { line, revision, post },
            8 => Command::CorrectLine { line, revision, text, erratum: false },
            9..11 => Command::PlaceLine { line, revision, before: (before > 0).then_some(before) },
            _ => return (self.room.moderator, Command::TakeDownLine { line }),
        };
        (self.room.stenographer, command)
    }

    async fn lead(&mut self) -> (Principal, Command) {
        let notice = self.words();
        let Some(Post { id: post, revision, .. }) = self.post().await else { return self.bring().await };
        let ends_at = self.room.house.now() + 60 * MINUTE;
        let paused = self.room.house.db.room(self.room.room).await.unwrap().unwrap().paused;
        let command = match self.rng.random_range(0..8) {
            0..4 => Command::Stage { post, revision },
            4 => Command::Unstage { post: None, answered: notice.len().is_multiple_of(2) },
            5 | 6 if paused => Command::Resume { notice },
            5 | 6 => Command::Pause { notice },
            _ => Command::Extend { ends_at, seen: None, notice },
        };
        (self.room.host, command)
    }
}

/// From whatever position somebody comes and however the entries are cut, the end is what a new reader sees.
#[tokio::test]
async fn following_from_any_position_ends_where_a_new_reader_begins() {
    let first = std::env::var("LIVE_SEED").ok().and_then(|seed| seed.parse().ok());
    for seed in first.map_or(1..RUNS + 1, |seed| seed..seed + 1) {
        let house = House::new().await;
        let mut rng = StdRng::seed_from_u64(seed);
        let publication = match rng.random_range(0..3) {
            0 => Publication::BeforeApproval { delay_ms: 3_000 },
            1 => Publication::WithAnswer,
            _ => Publication::AfterApproval,
        };
        let policy = Policy { undo_ms: rng.random_range(0..2) * 2_000, publication, ..Policy::default() };
        let room = house.interview(policy).await;
        room.live().await;
        let mut play = Play { room, rng, said: 0 };
        let mut passed = vec![snapshot(&play.room).await];
        for _ in 0..STEPS {
            play.step().await;
            passed.push(snapshot(&play.room).await);
        }
        let (head, end) = snapshot(&play.room).await;
        assert!(head > 20, "seed {seed}: a quiet conversation");
        for (at, held) in passed {
            for most in [1, 7] {
                let reached = listed(&follow(&play.room, at, held.clone(), most).await);
                for (key, item) in &end {
                    assert_eq!(reached.get(key), Some(item), "seed {seed}, from {at}, {most} at a time: {key:?}");
                }
                assert_eq!(reached.len(), end.len(), "seed {seed}, from {at}: something stayed");
            }
        }
        nothing_hidden(&play.room, seed).await;
    }
}

/// Words of what is not public stand in no item, whatever position is asked for.
async fn nothing_hidden(room: &Interview<'_>, seed: u64) {
    let told = format!("{:?}", follow(room, 0, Held::new(), 1_000).await);
    let last = room.house.db.room(room.room).await.unwrap().unwrap().posts;
    for number in 1..=last {
        let post = room.post(number).await.post;
        let ids = [post.text.id, post.author.id];
        let texts = room.house.db.texts(&ids).await.unwrap();
        for body in texts.values().filter_map(|row| row.body.as_deref()) {
            let mark = body.split_once('⟦').map(|(_, mark)| mark.split('⟧').next().unwrap()).unwrap_or(body);
            assert!(post.public || !told.contains(mark), "seed {seed}: {number} is hidden and was told");
        }
    }
}

/// Whatever differs between two moments for the crew is named on the staff stream.
#[tokio::test]
async fn the_staff_stream_names_everything_that_changed() {
    let house = House::new().await;
    let room = house.interview(Policy { undo_ms: 0, ..Policy::default() }).await;
    room.live().await;
    let mut play = Play { room, rng: StdRng::seed_from_u64(99), said: 0 };
    let mut passed = vec![crew(&play.room).await];
    for _ in 0..STEPS {
        play.step().await;
        passed.push(crew(&play.room).await);
    }
    let (head, end) = crew(&play.room).await;
    for (at, before) in passed {
        let header = house.db.room(play.room.room).await.unwrap().unwrap();
        let entries = house.db.staff_entries(play.room.room, at, 10_000).await.unwrap();
        assert_eq!(entries.last().map_or(at, |entry| entry.at), head);
        let changes = live::changes(&house.db, &header, &entries).await.unwrap();
        let named: BTreeMap<String, u64> = changes.iter().map(|(_, item)| name(&json!(item))).collect();
        for (thing, (revision, state)) in &end {
            if before.get(thing).is_none_or(|(_, earlier)| earlier != state) {
                assert_eq!(named.get(thing), Some(revision), "from {at}: {thing} is not named");
            }
        }
    }
}

fn name(item: &Value) -> (String, u64) {
    let kind = item["type"].as_str().unwrap();
    let number = [&item["number"], &item["line"]].into_iter().find_map(Value::as_u64).unwrap_or(0);
    (format!("{kind} {number}"), item["revision"].as_u64().unwrap_or(0))
}

/// Posts, lines and header with revision and state.
async fn crew(room: &Interview<'_>) -> (u64, BTreeMap<String, (u64, String)>) {
    let header = room.house.db.room(room.room).await.unwrap().unwrap();
    let mut things = BTreeMap::new();
    for number in 1..=header.posts {
        let post = room.post(number).await.post;
        things.insert(format!("post {number}"), (u64::from(post.revision), format!("{post:?}")));
    }
    for line in room.house.db.lines(room.room, 0, 1_000).await.unwrap() {
        things.insert(format!("line {}", line.number), (u64::from(line.revision), format!("{line:?}")));
    }
    let state = format!("{:?} {:?} {}", header.phase, header.on_stage, header.paused);
    things.insert("room 0".into(), (u64::from(header.revision), state));
    (header.staff_at, things)
}
