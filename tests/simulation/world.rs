//! One run: events in the order of a clock that only this file moves.

use crate::{
    client::{Client, Frames},
    node::{Node, Reading},
    plan::Plan,
    shard::{Reader, Wrote},
    store::{ROOM, Store, Written},
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::{collections::BTreeMap, sync::Arc};
use wenzheng::{
    bus::{Announcement, Signal},
    hub::{Next, Now, Tick, Told},
    wire::position::{Position, Stream},
};

/// 2026-11-23 in ms: any wall clock will do.
const WALL: i64 = 1_795_395_600_000;
/// Time after the last fault in which everybody must have caught up, in ms.
const CALM_MS: i64 = 20_000;
/// A redaction is known on every node within the poll of the journal, slow reads and a slow tick.
const EVERYWHERE_MS: i64 = 8_000;

enum Event {
    Write,
    Wake,
    Again(usize, u32),
    Views(usize, u32, Reading),
    Told(usize, u32, Option<Told>),
    News(usize, u32, Option<Announcement>, Option<Signal>),
    Tick(usize, u32, Arc<Tick>),
    Arrive(u64),
    Connect(usize),
    Cut(u64),
    Crash(usize),
    Backup,
    Restore,
}

pub struct World {
    seed: u64,
    rng: StdRng,
    plan: Plan,
    now: i64,
    events: BTreeMap<(i64, u64), Event>,
    nth: u64,
    store: Store,
    backup: Store,
    nodes: Vec<Node>,
    clients: Vec<Client>,
    readers: BTreeMap<u64, Reader>,
    frames: Frames,
    /// Words taken out of sight, and since when nobody may send them.
    withdrawn: Vec<(String, i64)>,
    calm: bool,
}

impl World {
    pub fn new(seed: u64) -> World {
        let mut rng = StdRng::seed_from_u64(seed);
        let plan = Plan::draw(&mut rng);
        let store = Store::new(rng.random());
        let nodes = (0..plan.nodes).map(|_| Node::start(&plan, 0)).collect();
        let clients = (0..plan.clients).map(|_| Client::default()).collect();
        let (backup, now, nth) = (store.clone(), 0, 0);
        let (events, readers) = (BTreeMap::new(), BTreeMap::new());
        let (frames, withdrawn, calm) = (Frames::default(), Vec::new(), false);
        World { seed, rng, plan, now, events, nth, store, backup, nodes, clients, readers, frames, withdrawn, calm }
    }

    /// Runs to the end and compares what every client holds with the store.
    pub fn run(mut self) {
        self.schedule();
        while let Some(((at, _), event)) = self.events.pop_first() {
            if at > self.plan.until_ms && !self.calm {
                self.calm_down();
            }
            if at > self.plan.until_ms + CALM_MS {
                break;
            }
            self.now = at;
            self.happen(event);
            self.pump();
        }
        self.compare();
    }

    fn schedule(&mut self) {
        let until = self.plan.until_ms;
        for node in 0..self.plan.nodes {
            self.at(0, Event::Wake);
            self.often(self.plan.crashes, |_| Event::Crash(node));
        }
        for client in 0..self.plan.clients {
            let when = self.rng.random_range(0..until);
            self.at(when, Event::Connect(client));
        }
        for _ in 0..self.plan.writes {
            let when = self.rng.random_range(0..until);
            self.at(when, Event::Write);
        }
        self.often(self.plan.restores, |_| Event::Restore);
        self.often(self.plan.restores, |_| Event::Backup);
    }

    /// Schedules as many as the rate a second says.
    fn often(&mut self, rate: f64, event: impl Fn(u64) -> Event) {
        for second in 0..self.plan.until_ms.unsigned_abs() / 1_000 {
            if self.rng.random_bool(rate.min(1.0)) {
                let when = second as i64 * 1_000 + self.rng.random_range(0..1_000);
                self.at(when, event(second));
            }
        }
    }

    fn at(&mut self, when: i64, event: Event) {
        self.nth += 1;
        self.events.insert((when.max(self.now), self.nth), event);
    }

    fn after(&mut self, most: i64, event: Event) {
        let wait = self.rng.random_range(0..most.max(1));
        self.at(self.now + wait, event);
    }

    fn clock(&self) -> Now {
        Now { ticks: self.now, wall: WALL + self.now }
    }

    fn chance(&mut self, chance: f64) -> bool {
        !self.calm && self.rng.random_bool(chance)
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Write => self.write(),
            Event::Wake => {}
            Event::Views(node, life, reading) if self.lives(node, life) => self.views(node, life, reading),
            Event::Told(node, life, told) if self.lives(node, life) => self.told(node, told),
            Event::News(node, life, news, signal) if self.lives(node, life) => {
                news.iter().for_each(|news| self.nodes[node].bus.announce(news));
                signal.iter().for_each(|signal| self.nodes[node].bus.signal(ROOM, signal));
            }
            Event::Tick(node, life, tick) if self.lives(node, life) => self.tick(node, &tick),
            Event::Again(node, life) if self.lives(node, life) => {
                let tick = self.nodes[node].tail.again();
                self.offer(node, life, tick);
            }
            Event::Views(..) | Event::Told(..) | Event::News(..) | Event::Tick(..) | Event::Again(..) => {}
            Event::Arrive(reader) => self.arrive(reader),
            Event::Connect(client) => self.connect(client),
            Event::Cut(reader) => self.cut(reader),
            Event::Crash(node) => self.crash(node),
            Event::Backup => self.backup = self.store.clone(),
            Event::Restore => self.restore(),
        }
    }

    fn lives(&self, node: usize, life: u32) -> bool {
        self.nodes[node].life == life
    }

    fn write(&mut self) {
        let written = self.store.write(&mut self.rng, self.plan.redactions);
        self.announce(&written);
        // only now is the command acknowledged
        let grace = if self.plan.one_house { 0 } else { EVERYWHERE_MS };
        let since = self.now + grace;
        self.withdrawn.extend(written.withdrawn.into_iter().map(|words| (words, since)));
    }

    fn announce(&mut self, written: &Written) {
        let (public_at, staff_at) = (self.store.head(Stream::Public).at, self.store.head(Stream::Staff).at);
        let redacted = written.redacted;
        let news = Announcement { room: ROOM, public_at, staff_at, nudged: Vec::new(), redacted };
        let signal = written.tally.map(|post| Signal::Tally { post });
        for node in 0..self.nodes.len() {
            let life = self.nodes[node].life;
            if self.plan.one_house {
                self.happen(Event::News(node, life, Some(news.clone()), signal.clone()));
                continue;
            }
            let copies = 1 + usize::from(self.chance(self.plan.twice));
            for _ in 0..copies {
                if !self.chance(self.plan.loss) {
                    self.after(self.plan.delay_ms, Event::News(node, life, Some(news.clone()), signal.clone()));
                }
            }
        }
    }

    /// Lets every node do what it can do now.
    fn pump(&mut self) {
        for node in 0..self.nodes.len() {
            while !self.nodes[node].reading {
                let (now, life) = (self.clock(), self.nodes[node].life);
                let readers = self.readers.values().filter(|reader| reader.node == node).count();
                match self.nodes[node].next(now, readers, &self.plan) {
                    Next::Read(wish) => {
                        self.nodes[node].reading = true;
                        let reading = Reading::begin(wish, &self.store, self.plan.stream);
                        self.after(self.plan.read_ms, Event::Views(node, life, reading));
                    }
                    Next::Send(tick) => self.offer(node, life, tick),
                    Next::Wait(until) => {
                        assert!(until > self.now, "seed {}: a node spins", self.seed);
                        if self.nodes[node].wakes_at != until {
                            self.nodes[node].wakes_at = until;
                            self.at(until, Event::Wake);
                        }
                        break;
                    }
                }
            }
        }
    }

    /// A shard whose queue is full is told later that there was something.
    fn offer(&mut self, node: usize, life: u32, tick: Arc<Tick>) {
        if self.chance(self.plan.tick_loss) {
            self.after(1_000, Event::Again(node, life));
        } else {
            // in order: the queue of a shard is one
            self.at(self.now + self.plan.tick_ms, Event::Tick(node, life, tick));
        }
    }

    fn views(&mut self, node: usize, life: u32, reading: Reading) {
        let told = reading.end(&self.store, &self.plan);
        let fails = self.chance(self.plan.read_fails);
        self.after(self.plan.read_ms, Event::Told(node, life, (!fails).then_some(told)));
    }

    fn told(&mut self, node: usize, told: Option<Told>) {
        let (now, limits) = (self.clock(), &self.plan.limits);
        let node = &mut self.nodes[node];
        node.told(told, now);
        let (items, bytes) = (node.tail.kept_items(), node.tail.kept_ring_bytes());
        assert!(items <= limits.live_ring_items, "seed {}: the ring holds {items} items", self.seed);
        assert!(bytes <= limits.live_ring_bytes, "seed {}: the ring holds {bytes} bytes", self.seed);
    }

    fn tick(&mut self, node: usize, tick: &Tick) {
        if !tick.is_current() {
            return;
        }
        let now = self.clock();
        let ids: Vec<u64> = self.readers.iter().filter(|(_, r)| r.node == node).map(|(id, _)| *id).collect();
        for id in ids {
            let Some(reader) = self.readers.get_mut(&id) else { continue };
            let wrote = reader.tick(tick, &mut self.nodes[node].tail, now, self.plan.buffer);
            self.wrote(id, wrote);
        }
    }

    fn wrote(&mut self, id: u64, wrote: Wrote) {
        match wrote {
            Wrote::Nothing => {}
            Wrote::End => self.cut(id),
            Wrote::Bytes(bytes) => {
                self.check_sight(&bytes);
                // of one connection everything arrives in order: the front is what arrives
                self.after(self.plan.wire_ms, Event::Arrive(id));
            }
        }
    }

    /// Nothing that was taken out of sight is written any more.
    fn check_sight(&self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let seen = self.withdrawn.iter().find(|(words, since)| *since <= self.now && text.contains(words));
        assert!(seen.is_none(), "seed {}: {seen:?} was written at {}", self.seed, self.now);
    }

    fn arrive(&mut self, id: u64) {
        let Some(reader) = self.readers.get_mut(&id) else { return };
        let Some(bytes) = reader.wire.pop_front() else { return };
        reader.wired -= bytes.len();
        let (client, node) = (reader.client, reader.node);
        let cut = self.rng.random_range(0..=bytes.len());
        for part in [&bytes[..cut], &bytes[cut..]] {
            self.clients[client].receive(part, &mut self.frames);
        }
        self.fetch(client);
        let now = self.clock();
        let Some(reader) = self.readers.get_mut(&id) else { return };
        let wrote = reader.resume(&mut self.nodes[node].tail, now, self.plan.buffer);
        self.wrote(id, wrote);
    }

    /// A desk that was told so fetches what it shows.
    fn fetch(&mut self, client: usize) {
        if std::mem::take(&mut self.clients[client].must_fetch) {
            let all = self.store.all(self.plan.stream);
            self.clients[client].held =
                all.into_iter().map(|(key, json)| (key, serde_json::from_str(&json).unwrap())).collect();
        }
    }

    fn connect(&mut self, client: usize) {
        let node = self.rng.random_range(0..self.nodes.len());
        if self.clients[client].position.is_none() && self.chance(0.5) {
            self.open_page(client);
        }
        let mut position = self.clients[client].position;
        if self.chance(0.1) {
            position = self.strange(position);
        }
        self.clients[client].connect();
        let known = self.nodes[node].tail.sent();
        self.clients[client].ahead = position.is_some_and(|position| position.at > known);
        self.nth += 1;
        let id = self.nth;
        let (wire, wired) = Default::default();
        let mut reader = Reader { client, node, position, waits: true, wire, wired };
        let now = self.clock();
        let wrote = reader.resume(&mut self.nodes[node].tail, now, self.plan.buffer);
        self.readers.insert(id, reader);
        self.wrote(id, wrote);
        if self.chance((self.plan.cuts / 2.0).min(1.0)) {
            self.after(3_000, Event::Cut(id));
        }
    }

    /// The page is read position first, so its contents may be newer.
    fn open_page(&mut self, client: usize) {
        let head = self.store.head(self.plan.stream);
        let back = self.rng.random_range(0..3).min(head.at);
        let position = Position { at: head.at - back, ..head };
        let all = self.store.all(self.plan.stream);
        let client = &mut self.clients[client];
        client.position = Some(position);
        client.whole_at = position.at;
        client.held = all.into_iter().map(|(key, json)| (key, serde_json::from_str(&json).unwrap())).collect();
    }

    fn strange(&mut self, position: Option<Position>) -> Option<Position> {
        let head = self.store.head(self.plan.stream);
        match self.rng.random_range(0..4) {
            0 => Some(Position { at: head.at + self.rng.random_range(1_000..10_000), ..head }),
            1 => Some(Position { epoch: self.rng.random(), at: 1 }),
            2 => position.map(|at| Position { epoch: self.store.other_room(self.plan.stream), ..at }),
            _ => None,
        }
    }

    /// The network goes away; a part of what was under way may still come.
    fn cut(&mut self, id: u64) {
        let Some(mut reader) = self.readers.remove(&id) else { return };
        if let Some(bytes) = reader.wire.pop_front() {
            let part = self.rng.random_range(0..bytes.len());
            self.clients[reader.client].receive(&bytes[..part], &mut self.frames);
            self.fetch(reader.client);
        }
        self.after(2_000, Event::Connect(reader.client));
    }

    fn crash(&mut self, node: usize) {
        let life = self.nodes[node].life + 1;
        self.nodes[node] = Node::start(&self.plan, life);
        let ids: Vec<u64> = self.readers.iter().filter(|(_, r)| r.node == node).map(|(id, _)| *id).collect();
        ids.into_iter().for_each(|id| self.cut(id));
    }

    fn restore(&mut self) {
        self.store = self.backup.restored(self.rng.random());
        self.withdrawn.clear();
        (0..self.nodes.len()).for_each(|node| self.crash(node));
    }

    fn calm_down(&mut self) {
        self.calm = true;
        self.events.retain(|_, event| !matches!(event, Event::Cut(_) | Event::Crash(_) | Event::Restore));
    }

    fn compare(&mut self) {
        let head = self.store.head(self.plan.stream);
        let all = self.store.all(self.plan.stream);
        let seed = self.seed;
        for (nth, client) in self.clients.iter().enumerate() {
            assert_eq!(client.position, Some(head), "seed {seed}: client {nth} is not at the end");
            for (key, held) in &client.held {
                let mut own: serde_json::Value = serde_json::from_str(&all[key]).unwrap();
                let votes = self.plan.one_house && all.len() <= self.plan.limits.live_tallies.min(self.plan.shown);
                if !votes && let Some(held) = held.get("votes") {
                    own["votes"] = held.clone();
                }
                assert_eq!(*held, own, "seed {seed}: client {nth} holds another {key:?}");
            }
            let (_, changed, _) = self.store.changed(self.plan.stream, client.whole_at, u32::MAX);
            for (key, _) in changed {
                assert!(client.held.contains_key(&key), "seed {seed}: client {nth} has no {key:?}");
            }
            let whole = client.held.len() == all.len() || self.plan.shown < all.len();
            assert!(whole, "seed {seed}: client {nth} lacks something");
        }
    }
}
