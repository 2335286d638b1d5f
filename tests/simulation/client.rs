//! A client as docs/PROTOCOL.md tells strangers to write it. What the server may never do fails here.

use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};
use wenzheng::{hub::Key, wire::position::Position};

/// Frames that were read already: all clients get the same bytes.
#[derive(Default)]
pub struct Frames(HashMap<Vec<u8>, Rc<Value>>);

impl Frames {
    fn read(&mut self, json: &[u8]) -> Rc<Value> {
        if let Some(known) = self.0.get(json) {
            return known.clone();
        }
        let frame = Rc::new(serde_json::from_slice(json).expect("a frame is JSON"));
        self.0.insert(json.to_vec(), Rc::clone(&frame));
        frame
    }
}

#[derive(Default)]
pub struct Client {
    pub position: Option<Position>,
    /// What it shows, as the items came.
    pub held: BTreeMap<Key, Value>,
    /// It was told to fetch its desk.
    pub must_fetch: bool,
    /// Its position stood beyond what the server had sent when it came: it may see the same again.
    pub ahead: bool,
    /// Position of its last snapshot or page; later changes must be held.
    pub whole_at: u64,
    bytes: Vec<u8>,
    greeted: bool,
}

impl Client {
    /// Makes a new connection.
    pub fn connect(&mut self) {
        self.bytes.clear();
        (self.greeted, self.ahead) = (false, false);
    }

    /// Bytes of the connection, cut anywhere.
    pub fn receive(&mut self, bytes: &[u8], frames: &mut Frames) {
        self.bytes.extend_from_slice(bytes);
        while let Some((begin, end)) = frame(&self.bytes) {
            let frame = frames.read(&self.bytes[begin..end]);
            self.bytes.drain(..end);
            self.take(&frame);
        }
    }

    fn take(&mut self, frame: &Value) {
        let number = |name: &str| frame[name].as_u64().unwrap();
        match frame["type"].as_str().unwrap() {
            "hello" => {
                assert_eq!(number("protocol"), 1);
                self.greeted = true;
            }
            "snapshot" => self.replace(Position { epoch: number("epoch"), at: number("at") }, frame),
            "batch" => self.apply(number("from"), number("to"), frame),
            "latest" => self.latest(frame),
            other => panic!("a frame of type {other}"),
        }
    }

    fn replace(&mut self, position: Position, frame: &Value) {
        assert!(self.greeted, "a snapshot before hello");
        self.position = Some(position);
        self.whole_at = position.at;
        self.ahead = false;
        let Some(room) = frame.get("room") else {
            self.must_fetch = true;
            return;
        };
        self.held = [(Key::Room, typed(room, "room"))].into();
        let lists = [("questions", "question"), ("lines", "line")];
        for (list, kind) in lists {
            for item in frame[list].as_array().unwrap() {
                self.hold(typed(item, kind));
            }
        }
    }

    fn apply(&mut self, from: u64, to: u64, frame: &Value) {
        let position = self.position.as_mut().expect("a batch before a position");
        assert!(self.greeted, "a batch before hello");
        assert!(from <= position.at, "a gap: at {}, the batch begins after {from}", position.at);
        if to <= position.at {
            assert!(self.ahead, "again: at {}, the batch ends at {to}", position.at);
            return;
        }
        assert!(from == position.at || self.ahead, "twice: at {}, the batch begins after {from}", position.at);
        position.at = to;
        self.ahead = false;
        for item in frame["items"].as_array().unwrap() {
            self.hold(item.clone());
        }
    }

    fn latest(&mut self, frame: &Value) {
        let Some(tallies) = frame.get("tallies").and_then(Value::as_object) else { return };
        for (number, votes) in tallies {
            let question = self.held.get_mut(&Key::Question(number.parse().unwrap()));
            if let Some(shown) = question.and_then(|question| question.get_mut("votes")) {
                *shown = votes.clone();
            }
        }
    }

    fn hold(&mut self, item: Value) {
        let key = key(&item);
        let older = self.held.get(&key).is_some_and(|held| held["revision"].as_u64() > item["revision"].as_u64());
        if !older {
            self.held.insert(key, item);
        }
    }
}

fn typed(item: &Value, kind: &str) -> Value {
    let mut item = item.clone();
    item["type"] = kind.into();
    item
}

fn key(item: &Value) -> Key {
    let number = |name: &str| item[name].as_u64().unwrap() as u32;
    match item["type"].as_str().unwrap() {
        "question" | "post" => Key::Question(number("number")),
        "line" if item.get("number").is_some() => Key::Line(number("number")),
        "line" => Key::Line(number("line")),
        _ => Key::Room,
    }
}

/// Where the text of the first whole frame begins and ends (RFC 6455, 5.2).
fn frame(bytes: &[u8]) -> Option<(usize, usize)> {
    assert!(bytes.first().is_none_or(|first| *first == 0x81), "not a whole text frame");
    let (length, begin) = match *bytes.get(1)? {
        126 => (u64::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().unwrap())), 4),
        127 => (u64::from_be_bytes(bytes.get(2..10)?.try_into().unwrap()), 10),
        short => (u64::from(short), 2),
    };
    let end = begin + length as usize;
    (bytes.len() >= end).then_some((begin, end))
}
