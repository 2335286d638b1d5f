//! A shard: one thread that owns the sockets of its readers and walks them.

use super::{
    hall::Halls,
    hearing::Ending,
    inbox::{Arrival, Inbox, Mail, Whom},
    parting::Parting,
    seat::{Seat, Step},
    socket::Socket,
    wheel::{Look, Wheel},
};
use crate::{
    hub::{Hub, Tick},
    kernel::{
        id::{Millis, VisitorId},
        limits::Limits,
    },
    wire::{close::Farewell, position::Position, websocket},
};
use bytes::Bytes;
use mio::{Events, Interest, Poll, Token, event::Event};
use slab::Slab;
use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

/// The token of the waker; sockets have their keys.
pub(super) const WAKE: Token = Token(usize::MAX);
/// Events taken at once.
const EVENTS: usize = 1_024;
/// Bytes read at once; one buffer serves all sockets.
pub(super) const READ_BYTES: usize = 16 * 1024;

/// What the thread owns.
pub(super) struct Worker {
    pub(super) limits: Arc<Limits>,
    pub(super) sockets: Slab<Socket>,
    pub(super) halls: Halls,
    pub(super) wheel: Wheel,
    pub(super) parting: Parting,
    poll: Poll,
    inbox: Arc<Inbox>,
    hub: Hub,
    began: Instant,
    /// The time of this round, in ms since it began.
    pub(super) now: Millis,
    pub(super) buffer: Vec<u8>,
    /// Keys of sockets to be taken out.
    pub(super) dead: Vec<u32>,
    turn: u32,
    hidden_at: Millis,
    stopping: bool,
    mine: Bytes,
    ping: Bytes,
}

impl Worker {
    pub fn new(poll: Poll, inbox: Arc<Inbox>, hub: Hub, limits: Arc<Limits>) -> Worker {
        Worker {
            halls: Halls::new(hub.clone(), inbox.clone()),
            wheel: Wheel::new(0),
            parting: Parting::new(&limits),
            limits,
            sockets: Slab::new(),
            poll,
            inbox,
            hub,
            began: Instant::now(),
            now: 0,
            buffer: vec![0; READ_BYTES],
            dead: Vec::new(),
            turn: 0,
            hidden_at: 0,
            stopping: false,
            mine: websocket::text(r#"{"type":"mine"}"#),
            // one for the script, which sees no control frames, and one that every client answers
            ping: [websocket::text(r#"{"type":"ping"}"#), websocket::ping(b"")].concat().into(),
        }
    }

    /// Works until it is told to stop and everybody has left.
    pub fn run(mut self) -> io::Result<()> {
        let mut events = Events::with_capacity(EVENTS);
        while !(self.stopping && self.sockets.is_empty()) {
            match self.poll.poll(&mut events, self.rest()) {
                Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error),
                _ => {}
            }
            self.now = self.clock();
            for event in events.iter().filter(|event| event.token() != WAKE) {
                self.guarded(event);
            }
            self.open_mail();
            self.look();
            self.bury();
        }
        Ok(())
    }

    fn clock(&self) -> Millis {
        Millis::try_from(self.began.elapsed().as_millis()).unwrap_or(Millis::MAX)
    }

    /// How long nothing happens by itself.
    fn rest(&self) -> Option<Duration> {
        let next = self.wheel.next().min(self.hidden_at);
        let wait = Duration::from_millis(next.saturating_sub(self.clock()).max(1).unsigned_abs());
        (!self.sockets.is_empty()).then_some(wait)
    }

    /// What one client sends must never cost the others their seats, whatever defect it finds.
    fn guarded(&mut self, event: &Event) {
        let key = event.token().0 as u32;
        if catch_unwind(AssertUnwindSafe(|| self.ready(key, event))).is_err() {
            tracing::error!("a reader's socket failed and was let go");
            self.take(key, Step::Cut);
        }
    }

    fn ready(&mut self, key: u32, event: &Event) {
        if event.is_writable() {
            self.drain(key);
        }
        if event.is_readable() || event.is_read_closed() || event.is_error() {
            self.read(key, event.is_read_closed() || event.is_error());
        }
    }

    /// Writes what waited; who missed something meanwhile is brought up to date.
    fn drain(&mut self, key: u32) {
        let Some(socket) = self.sockets.get_mut(key as usize) else { return };
        if !socket.has_rest() {
            return;
        }
        let drained = socket.flush();
        if socket.dead {
            self.dead.push(key);
        } else if drained {
            let step = socket.seat.drained(self.now, &self.limits);
            self.take(key, step);
            self.settle(key);
        }
    }

    fn open_mail(&mut self) {
        let Mail { ticks, arrivals, farewells, lost, stop } = self.inbox.take();
        for tick in ticks {
            self.tick(&tick);
        }
        for arrival in arrivals {
            self.arrive(arrival);
        }
        if lost {
            self.halls.all().into_iter().for_each(|hall| self.walk(hall, |seat| seat.stir()));
        }
        for (whom, why) in farewells {
            self.see_off(whom, why);
        }
        if stop {
            self.stopping = true;
            self.see_off(Whom::All, Farewell::Restart);
        }
    }

    /// Hands a tick to all readers of its channel.
    fn tick(&mut self, tick: &Tick) {
        let Some(hall) = self.halls.of(tick.channel) else { return };
        if tick.gone {
            return self.walk(hall, |_| Step::End(Farewell::Gone));
        }
        let begun = Instant::now();
        let seats = self.halls.lend(hall);
        let (mut writes, mut behind) = (0_u64, Vec::new());
        for key in &seats {
            // something was taken out of sight a moment ago: nobody else gets this
            if !tick.is_current() {
                break;
            }
            let Some(socket) = self.sockets.get_mut(*key as usize) else { continue };
            let bytes = match socket.seat.offer(tick.epoch, tick.from, tick.to) {
                Step::Write => &tick.bytes,
                Step::Latest => &tick.latest,
                Step::Resume => {
                    behind.push(*key);
                    continue;
                }
                _ => continue,
            };
            if !bytes.is_empty() {
                socket.write(bytes, self.now);
                writes += 1;
                if socket.dead || socket.has_rest() {
                    behind.push(*key);
                }
            }
        }
        self.measure(writes, tick.bytes.len() as u64, begun.elapsed());
        for key in behind {
            match self.sockets.get(key as usize) {
                Some(socket) if !socket.dead && !socket.has_rest() => self.take(key, Step::Resume),
                _ => self.settle(key),
            }
        }
        if !tick.nudged.is_empty() {
            self.nudge(&seats, &tick.nudged);
        }
        self.halls.give_back(hall, seats);
    }

    fn measure(&self, writes: u64, bytes: u64, busy: Duration) {
        metrics::counter!("wenzheng_live_deliveries_total").increment(writes);
        metrics::counter!("wenzheng_live_bytes_total").increment(writes * bytes);
        // a few readers say little about many
        if writes >= 16 {
            metrics::histogram!("wenzheng_live_delivery_seconds").record(busy.as_secs_f64() / writes as f64);
            self.hub.measured(writes, busy);
        }
    }

    fn nudge(&mut self, seats: &[u32], nudged: &[VisitorId]) {
        for key in seats {
            let Some(socket) = self.sockets.get_mut(*key as usize) else { continue };
            let Some(visitor) = socket.visitor.filter(|visitor| nudged.contains(visitor)) else { continue };
            tracing::trace!(%visitor, "nudged");
            if socket.has_rest() || socket.seat.is_closing() || socket.dead {
                socket.owed = true;
            } else {
                socket.write(&self.mine, self.now);
                self.settle(*key);
            }
        }
    }

    /// Asks each seat of a hall what is to be done, and does it.
    pub(super) fn walk(&mut self, hall: u32, mut ask: impl FnMut(&mut Seat) -> Step) {
        let seats = self.halls.lend(hall);
        for key in &seats {
            let Some(socket) = self.sockets.get_mut(*key as usize) else { continue };
            let step = ask(&mut socket.seat);
            self.take(*key, step);
        }
        self.halls.give_back(hall, seats);
    }

    /// Takes a step of one seat.
    pub(super) fn take(&mut self, key: u32, step: Step) {
        match step {
            Step::Rest | Step::Write | Step::Latest => {}
            Step::Resume => self.resume(key),
            Step::Ping => self.ping(key),
            Step::End(why) => self.end_with(key, Ending::Farewell(why)),
            Step::Cut => {
                if let Some(socket) = self.sockets.get_mut(key as usize) {
                    socket.dead = true;
                }
                self.settle(key);
            }
        }
    }

    fn resume(&mut self, key: u32) {
        let Some(socket) = self.sockets.get_mut(key as usize) else { return };
        let Some(hall) = self.halls.get(socket.hall) else { return };
        match hall.attendance.resume(socket.seat.position()) {
            Ok(resume) => {
                socket.seat.resumed(Position { epoch: resume.epoch, at: resume.at });
                socket.write(&resume.bytes, self.now);
                if socket.owed && !socket.has_rest() && !socket.dead {
                    socket.owed = false;
                    socket.write(&self.mine, self.now);
                }
                metrics::counter!("wenzheng_live_bytes_total").increment(resume.bytes.len() as u64);
                self.settle(key);
            }
            Err(why) => {
                let step = socket.seat.later(why);
                self.take(key, step);
            }
        }
    }

    fn ping(&mut self, key: u32) {
        let Some(socket) = self.sockets.get_mut(key as usize) else { return };
        if !socket.has_rest() {
            socket.write(&self.ping.clone(), self.now);
            socket.seat.asked(self.now);
        }
        self.settle(key);
    }

    /// After a write: who is stuck is looked at in time, who is gone is taken out.
    pub(super) fn settle(&mut self, key: u32) {
        let Some(socket) = self.sockets.get(key as usize) else { return };
        if socket.dead {
            return self.dead.push(key);
        }
        if socket.seat.is_stuck() || socket.seat.is_closing() {
            let look = Look { key, turn: socket.turn, once: true };
            self.wheel.put(socket.seat.due_at(&self.limits), look);
        }
    }

    /// Looks at the seats whose time has come.
    fn look(&mut self) {
        while let Some(looks) = self.wheel.turn(self.now) {
            for look in &looks {
                let Some(socket) = self.sockets.get_mut(look.key as usize) else { continue };
                if socket.turn != look.turn {
                    continue;
                }
                let step = socket.seat.due(self.now, &self.limits);
                self.take(look.key, step);
                if !look.once {
                    self.look_again(look.key);
                }
            }
            self.wheel.keep(looks);
        }
        if self.now >= self.hidden_at {
            self.hidden_at = self.now + self.limits.live_hidden_ms;
            self.halls.all().into_iter().for_each(|hall| self.walk(hall, Seat::catch_up));
        }
    }

    pub(super) fn look_again(&mut self, key: u32) {
        let Some(socket) = self.sockets.get(key as usize) else { return };
        // spread, so that those who came together are not asked together
        let early = rand::random_range(0..=self.limits.live_ping_ms / 8);
        let at = socket.seat.due_at(&self.limits).saturating_sub(early).max(self.now + 1);
        self.wheel.put(at, Look { key, turn: socket.turn, once: false });
    }

    fn arrive(&mut self, arrival: Arrival) {
        if self.stopping {
            self.inbox.sockets.fetch_sub(1, Ordering::AcqRel);
            return;
        }
        let Arrival { stream, read, channel, visitor, position, way } = arrival;
        self.turn = self.turn.wrapping_add(1);
        let hall = self.halls.enter(channel);
        let stream = mio::net::TcpStream::from_std(stream);
        let socket = Socket::new(stream, Seat::new(position, self.now), visitor, hall, self.turn);
        let entry = self.sockets.vacant_entry();
        let key = entry.key() as u32;
        let socket = entry.insert(socket);
        metrics::gauge!("wenzheng_live_sockets").increment(1.0);
        self.halls.seat(key, socket);
        drop(way);
        let both = Interest::READABLE | Interest::WRITABLE;
        // edges: what is ready now is told at once, what is full is told when it empties
        if let Err(error) = self.poll.registry().register(&mut socket.stream, Token(key as usize), both) {
            tracing::warn!(%error, "a socket could not be watched");
            return self.take(key, Step::Cut);
        }
        self.look_again(key);
        self.resume(key);
        self.hear(key, &read);
    }

    /// Takes out who is gone.
    fn bury(&mut self) {
        for key in std::mem::take(&mut self.dead) {
            let Some(mut socket) = self.sockets.try_remove(key as usize) else { continue };
            if let Err(error) = self.poll.registry().deregister(&mut socket.stream) {
                tracing::debug!(%error, "a socket was not watched any more");
            }
            self.halls.leave(&socket, &mut self.sockets);
            metrics::gauge!("wenzheng_live_sockets").decrement(1.0);
            self.inbox.sockets.fetch_sub(1, Ordering::AcqRel);
        }
        self.halls.count();
    }
}
