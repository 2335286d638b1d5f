//! A journal and the tables made of it, small enough to be believed.

use rand::{Rng, rngs::StdRng};
use std::collections::BTreeMap;
use uuid::Uuid;
use wenzheng::{
    hub::{Key, Piece},
    kernel::{
        id::{PostId, RoomId},
        policy::Publication,
        post::{Fate, Origin},
        room::Phase,
    },
    wire::{
        frame::{Frame, Snapshot, StaffFrame, StaffSnapshot},
        item::{Changed, Item, Line, Question, Room, RowKind, Text},
        position::{self, Position, Stream},
    },
};

pub const ROOM: RoomId = RoomId(Uuid::from_u128(7));
/// Another room, whose positions are of no use here.
pub const OTHER: RoomId = RoomId(Uuid::from_u128(8));

/// What an entry changed, and whether it takes something out of sight.
#[derive(Clone, Debug)]
pub struct Entry {
    pub touches: Vec<Key>,
    pub redacts: bool,
}

/// A thing with words that can be changed or taken out of sight.
#[derive(Clone, Debug, Default)]
struct Thing {
    revision: u32,
    gone: bool,
    votes: u32,
}

#[derive(Clone, Debug)]
pub struct Store {
    journal: u64,
    public: Vec<Entry>,
    staff: Vec<Entry>,
    things: BTreeMap<Key, Thing>,
}

/// What one command did.
#[derive(Clone, Debug, Default)]
pub struct Written {
    pub redacted: bool,
    pub tally: Option<PostId>,
    /// Words that may not be shown any more.
    pub withdrawn: Vec<String>,
}

impl Store {
    pub fn new(journal: u64) -> Store {
        let things = [(Key::Room, Thing { revision: 1, ..Thing::default() })].into();
        Store { journal, public: Vec::new(), staff: Vec::new(), things }
    }

    /// Restored from a backup: entries may be missing, so the epoch is another.
    pub fn restored(&self, journal: u64) -> Store {
        Store { journal, ..self.clone() }
    }

    pub fn head(&self, stream: Stream) -> Position {
        Position { epoch: position::epoch(self.journal, ROOM, stream), at: self.entries(stream).len() as u64 }
    }

    pub fn other_room(&self, stream: Stream) -> u64 {
        position::epoch(self.journal, OTHER, stream)
    }

    fn entries(&self, stream: Stream) -> &[Entry] {
        if stream == Stream::Public { &self.public } else { &self.staff }
    }

    /// One command of anybody.
    pub fn write(&mut self, rng: &mut StdRng, redactions: f64) -> Written {
        let numbers: Vec<Key> = self.things.keys().copied().filter(|key| *key != Key::Room).collect();
        let any = |rng: &mut StdRng| numbers.get(rng.random_range(0..numbers.len().max(1))).copied();
        if rng.random_bool(redactions)
            && let Some(key) = any(rng)
        {
            return self.redact(key);
        }
        match rng.random_range(0..10) {
            0..4 => self.add(rng),
            4..6 => self.change(any(rng).unwrap_or(Key::Room)),
            6 => self.change(Key::Room),
            7 => self.bind(any(rng), any(rng)),
            8 => self.internal(),
            _ => self.vote(any(rng)),
        }
    }

    fn enter(&mut self, touches: Vec<Key>, redacts: bool) {
        for key in &touches {
            self.things.entry(*key).or_default().revision += 1;
        }
        self.public.push(Entry { touches: touches.clone(), redacts });
        self.staff.push(Entry { touches, redacts });
    }

    fn add(&mut self, rng: &mut StdRng) -> Written {
        let number = self.things.len() as u32;
        let key = if rng.random_bool(0.5) { Key::Question(number) } else { Key::Line(number) };
        self.enter(vec![key], false);
        Written::default()
    }

    fn change(&mut self, key: Key) -> Written {
        self.enter(vec![key], false);
        Written::default()
    }

    fn bind(&mut self, one: Option<Key>, other: Option<Key>) -> Written {
        self.enter(one.into_iter().chain(other).collect(), false);
        Written::default()
    }

    /// Something only staff see.
    fn internal(&mut self) -> Written {
        self.staff.push(Entry { touches: Vec::new(), redacts: false });
        Written::default()
    }

    fn vote(&mut self, key: Option<Key>) -> Written {
        let Some(Key::Question(number)) = key else { return Written::default() };
        let Some(thing) = self.things.get_mut(&Key::Question(number)) else { return Written::default() };
        thing.votes += 1;
        Written { tally: Some(post(number)), ..Written::default() }
    }

    fn redact(&mut self, key: Key) -> Written {
        let Some(thing) = self.things.get_mut(&key) else { return Written::default() };
        if std::mem::replace(&mut thing.gone, true) {
            return Written::default();
        }
        let withdrawn = (0..=thing.revision).map(|revision| words(key, revision)).collect();
        self.enter(vec![key], true);
        Written { redacted: true, tally: None, withdrawn }
    }

    /// Which keys the entries in (after, after + most] changed, with the last position of each.
    pub fn changed(&self, stream: Stream, after: u64, most: u32) -> (u64, Vec<(Key, u64)>, bool) {
        let entries = self.entries(stream);
        let (mut last, mut redacts) = (BTreeMap::new(), false);
        let to = (after + u64::from(most)).min(entries.len() as u64).max(after);
        for at in after..to {
            let entry = &entries[at as usize];
            redacts |= entry.redacts;
            last.extend(entry.touches.iter().map(|key| (*key, at + 1)));
        }
        let mut last: Vec<(Key, u64)> = last.into_iter().collect();
        last.sort_by_key(|(_, at)| *at);
        (to, last, redacts)
    }

    /// The present view of a thing.
    pub fn piece(&self, stream: Stream, key: Key, at: u64) -> Piece {
        match stream {
            Stream::Public => Piece::item(at, &self.item(key)).unwrap(),
            Stream::Staff => Piece::changed(at, &self.changes(key)).unwrap(),
        }
    }

    pub fn votes(&self, post: PostId) -> (u32, u32) {
        let number = post.0.as_u128() as u32;
        (number, self.things.get(&Key::Question(number)).map_or(0, |thing| thing.votes))
    }

    /// The questions of a snapshot.
    pub fn leading(&self, shown: usize) -> Vec<PostId> {
        let questions = self.things.iter().filter_map(|(key, thing)| match key {
            Key::Question(number) => Some((std::cmp::Reverse(thing.votes), post(*number))),
            _ => None,
        });
        let mut questions: Vec<_> = questions.collect();
        questions.sort();
        questions.into_iter().take(shown).map(|(_, post)| post).collect()
    }

    /// The snapshot frame, as if it stood at `at`.
    pub fn snapshot(&self, stream: Stream, at: Position, shown: usize) -> String {
        if stream == Stream::Staff {
            let snapshot = StaffSnapshot { epoch: at.epoch, at: at.at };
            return serde_json::to_string(&StaffFrame::Snapshot(snapshot)).unwrap();
        }
        let (mut questions, mut lines, mut room) = (Vec::new(), Vec::new(), None);
        for key in self.things.keys() {
            match self.item(*key) {
                Item::Question(question) => questions.push(*question),
                Item::Line(line) => lines.push(*line),
                Item::Room(own) => room = Some(*own),
            }
        }
        questions.sort_by_key(|question| std::cmp::Reverse(question.votes));
        questions.truncate(shown);
        let before = lines.len().saturating_sub(shown);
        lines.drain(..before);
        let (epoch, at, lines_before) = (at.epoch, at.at, before as u32);
        let snapshot = Snapshot { epoch, at, room: room.unwrap(), lines, lines_before, questions };
        serde_json::to_string(&Frame::Snapshot(Box::new(snapshot))).unwrap()
    }

    /// Everything as a reader should hold it in the end: JSON by key.
    pub fn all(&self, stream: Stream) -> BTreeMap<Key, String> {
        self.things.keys().map(|key| (*key, self.piece(stream, *key, 0).json.to_string())).collect()
    }

    fn changes(&self, key: Key) -> Changed {
        let revision = self.things[&key].revision;
        match key {
            Key::Room => Changed::Room { revision },
            Key::Question(number) => Changed::Post { post: post(number), number, revision },
            Key::Line(line) => Changed::Line { line, revision },
            Key::Block(_) | Key::Cue => unreachable!("not of this journal"),
        }
    }

    fn item(&self, key: Key) -> Item {
        let thing = &self.things[&key];
        let said = Text { body: Some(words(key, thing.revision)), lang: "zh-CN".into(), erased: None };
        let text = (!thing.gone).then(|| said.clone());
        match key {
            Key::Room => Item::Room(Box::new(room(said))),
            Key::Question(number) => Item::Question(Box::new(question(number, thing, text))),
            Key::Line(number) => Item::Line(Box::new(line(number, thing.gone, text))),
            Key::Block(_) | Key::Cue => unreachable!("not of this journal"),
        }
    }
}

pub fn post(number: u32) -> PostId {
    PostId(Uuid::from_u128(u128::from(number)))
}

/// Words nobody else says.
fn words(key: Key, revision: u32) -> String {
    format!("«{key:?} {revision}»")
}

fn question(number: u32, thing: &Thing, text: Option<Text>) -> Question {
    Question {
        id: post(number),
        number,
        at: 0,
        fate: Fate::Listed,
        written: false,
        spoken: false,
        gone: thing.gone,
        votable: true,
        votes: thing.votes,
        joined: 0,
        into: None,
        origin: Origin::Web,
        text,
        original: None,
        name: None,
        to: None,
        answers: Vec::new(),
    }
}

fn line(number: u32, gone: bool, text: Option<Text>) -> Line {
    Line {
        number,
        place: f64::from(number),
        at: 0,
        kind: RowKind::Speech,
        gone,
        left_out: None,
        speaker: None,
        asked: None,
        answers: None,
        notice: None,
        photo: None,
        text,
        video_s: None,
        errata: Vec::new(),
    }
}

fn room(topic: Text) -> Room {
    Room {
        phase: Phase::Live,
        paused: false,
        asking_closed: false,
        collect_at: 0,
        starts_at: 0,
        ends_at: 0,
        soon_ms: 0,
        stage: None,
        notice: None,
        record: None,
        topic,
        units: Vec::new(),
        guests: Vec::new(),
        host: String::new(),
        background: None,
        wanted: None,
        publication: Publication::AfterApproval,
        votes: true,
        post_chars: 1_000,
    }
}
