//! A room whose journal is a list in memory: what is said is numbered and announced.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};
use wenzheng::{
    bus::{Announcement, Bus},
    hub::{Answer, Ask, Channel, Key, Numbers, Piece, Read, Source, SourceError, Whole},
    kernel::id::{RoomId, VisitorId},
    wire::position::{Position, Stream, epoch},
};

#[derive(Default)]
struct Said {
    lines: Vec<String>,
    journal: u64,
}

/// One room for all channels.
pub struct Stage {
    pub bus: Bus,
    pub room: RoomId,
    said: Mutex<Said>,
    pub silent: AtomicBool,
    pub gone: AtomicBool,
}

impl Stage {
    pub fn new(bus: Bus, room: RoomId) -> Arc<Stage> {
        Arc::new(Stage {
            bus,
            room,
            said: Mutex::default(),
            silent: AtomicBool::new(false),
            gone: AtomicBool::new(false),
        })
    }

    /// Adds a line and tells that it is there.
    pub fn say(&self, line: &str) {
        self.say_to(line, vec![]);
    }

    pub fn say_to(&self, line: &str, nudged: Vec<VisitorId>) {
        let at = {
            let mut said = self.said.lock().unwrap();
            said.lines.push(line.to_owned());
            said.lines.len() as u64
        };
        if !self.silent.load(Ordering::SeqCst) {
            self.bus.announce(&Announcement { room: self.room, public_at: at, staff_at: at, nudged, redacted: false });
        }
    }

    /// As after a restore from a backup: fewer lines, another epoch.
    pub fn restore(&self, kept: usize) {
        let mut said = self.said.lock().unwrap();
        said.lines.truncate(kept);
        said.journal += 1;
    }

    pub fn position(&self, stream: Stream) -> Position {
        let said = self.said.lock().unwrap();
        Position { epoch: epoch(said.journal, self.room, stream), at: said.lines.len() as u64 }
    }

    fn fits(&self, channel: Channel) -> bool {
        channel.room == self.room && !self.gone.load(Ordering::SeqCst)
    }
}

fn line(number: u64, text: &str) -> String {
    serde_json::json!({ "type": "line", "number": number, "text": text }).to_string()
}

impl Source for Stage {
    fn head(&self, channel: Channel) -> Answer<'_, Option<Position>> {
        Box::pin(async move { Ok(self.fits(channel).then(|| self.position(channel.stream))) })
    }

    fn items(&self, channel: Channel, after: u64, most: u32) -> Answer<'_, Option<Read>> {
        Box::pin(async move {
            if !self.fits(channel) {
                return Err(SourceError("no such room".into()));
            }
            let said = self.said.lock().unwrap();
            let head = said.lines.len() as u64;
            let to = head.min(after + u64::from(most));
            let piece = |at: u64| {
                let json = line(at, &said.lines[at as usize - 1]).into();
                Piece { key: Key::Line(at as u32), at, json }
            };
            let pieces = (after + 1..=to).map(piece).collect();
            Ok(Some(Read { from: after, to, head, pieces, redacts: false }))
        })
    }

    fn snapshot(&self, channel: Channel) -> Answer<'_, Option<Whole>> {
        Box::pin(async move {
            if !self.fits(channel) {
                return Ok(None);
            }
            let position = self.position(channel.stream);
            let said = self.said.lock().unwrap();
            let lines: Vec<_> = said
                .lines
                .iter()
                .enumerate()
                .map(|(nth, text)| serde_json::json!({ "number": nth + 1, "text": text }))
                .collect();
            let json =
                serde_json::json!({ "type": "snapshot", "epoch": position.epoch, "at": position.at, "lines": lines });
            Ok(Some(Whole { position, json: json.to_string().into() }))
        })
    }

    fn numbers(&self, _: Channel, _: Ask) -> Answer<'_, Numbers> {
        Box::pin(async { Ok(Numbers::default()) })
    }
}
