//! A process that holds a hub: its tail, its ear, and what it is reading.

use crate::{
    plan::Plan,
    store::{ROOM, Store},
};
use std::sync::Arc;
use wenzheng::{
    bus::{Bus, Ear},
    hub::{Channel, Load, Next, Now, Numbers, Read, Tail, Told, Whole, Wish},
    wire::position::Stream,
};

pub struct Node {
    pub bus: Bus,
    pub tail: Tail,
    /// Raised by every restart: what was under way belongs to the process that is gone.
    pub life: u32,
    pub reading: bool,
    pub wakes_at: i64,
    ear: Ear,
}

/// A read on its way: what the first query found.
pub struct Reading {
    pub wish: Wish,
    found: (u64, u64, Vec<(wenzheng::hub::Key, u64)>, bool),
    head: wenzheng::wire::position::Position,
}

impl Node {
    pub fn start(plan: &Plan, life: u32) -> Node {
        let bus = Bus::local(&plan.limits);
        let ear = bus.listen(ROOM);
        let channel = Channel { room: ROOM, stream: plan.stream };
        let tail = Tail::new(channel, Arc::new(plan.limits.clone()), ear.redactions());
        Node { bus, tail, life, reading: false, wakes_at: -1, ear }
    }

    pub fn next(&mut self, now: Now, readers: usize, plan: &Plan) -> Next {
        self.tail.hear(self.ear.take(), now);
        let load = Load { readers, viewers: readers, delivery_us: plan.delivery_us, cores: 1 };
        self.tail.next(now, load)
    }

    pub fn told(&mut self, told: Option<Told>, now: Now) {
        self.reading = false;
        self.tail.hear(self.ear.take(), now);
        match told {
            Some(told) => self.tail.told(told, now),
            None => self.tail.failed(now),
        }
    }
}

impl Reading {
    /// The first query: entries and where the stream stands.
    pub fn begin(wish: Wish, store: &Store, stream: Stream) -> Reading {
        let found = match &wish {
            Wish::Items { after, most } => {
                let (to, keys, redacts) = store.changed(stream, *after, *most);
                (*after, to, keys, redacts)
            }
            _ => (0, 0, Vec::new(), false),
        };
        Reading { wish, found, head: store.head(stream) }
    }

    /// The second: views, which may be newer.
    pub fn end(self, store: &Store, plan: &Plan) -> Told {
        match self.wish {
            Wish::Head => Told::Head(Some(self.head)),
            Wish::Items { .. } => {
                let (from, to, keys, redacts) = self.found;
                let pieces = keys.into_iter().map(|(key, at)| store.piece(plan.stream, key, at)).collect();
                Told::Items(Read { from, to, head: self.head.at, pieces, redacts })
            }
            Wish::Snapshot => {
                let json = store.snapshot(plan.stream, self.head, plan.shown).into();
                Told::Snapshot(Some(Whole { position: self.head, json }))
            }
            Wish::Numbers(ask) => {
                let leading = if ask.leading { store.leading(plan.shown) } else { Vec::new() };
                let tallies = ask.tallies.iter().chain(&leading).map(|post| store.votes(*post)).collect();
                Told::Numbers(Numbers { tallies, ..Numbers::default() })
            }
        }
    }
}
