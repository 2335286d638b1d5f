//! One channel as a state machine: what to read next, what to send, when. Time is an argument; nothing here waits.

use super::{
    Ask, Channel, Later, Load, Numbers, Pace, Read, Registers, Resume, Ring, Tick, Waits, Whole,
    lobby::{Lobby, Place, batch},
};
use crate::{
    bus::{Heard, Redactions},
    kernel::{
        id::{Millis, PostId, VisitorId},
        limits::Limits,
    },
    wire::position::{Position, Stream},
};
use std::{collections::BTreeSet, sync::Arc};

/// Two clocks: one that only goes forward, one that people read. Both in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Since any moment; for intervals.
    pub ticks: Millis,
    /// UTC; for what readers are told.
    pub wall: Millis,
}

/// What the channel wants to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Where the stream stands.
    Head,
    /// What changed after a position.
    Items {
        /// That position.
        after: u64,
        /// Entries at most.
        most: u32,
    },
    /// The room whole.
    Snapshot,
    /// Numbers.
    Numbers(Ask),
}

/// The answer to a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// To `Head`; none if there is no such room for these readers.
    Head(Option<Position>),
    /// To `Items`.
    Items(Read),
    /// To `Snapshot`; none if there is no such room for these readers.
    Snapshot(Option<Whole>),
    /// To `Numbers`.
    Numbers(Numbers),
}

/// What is to be done now.
#[derive(Debug)]
pub enum Next {
    /// Read this and tell `told`.
    Read(Wish),
    /// Hand this to every shard.
    Send(Arc<Tick>),
    /// Nothing before this moment, unless something is heard.
    Wait(Millis),
}

/// The first wait after a failed read, in ms; doubled with each failure up to `RETRY_MOST_MS`.
const RETRY_MS: Millis = 50;
const RETRY_MOST_MS: Millis = 2_000;
/// Failures in a row after which readers are told.
const TROUBLE: u32 = 6;

/// A channel between journal and readers.
#[derive(Debug)]
pub struct Tail {
    channel: Channel,
    limits: Arc<Limits>,
    redactions: Redactions,
    /// Of those, how many were acted upon.
    redacted: u64,
    state: State,
    /// Of the stream, once it is known.
    epoch: Option<u64>,
    /// Highest position anybody spoke of.
    known: u64,
    /// Where readers are who got everything.
    sent: u64,
    ring: Ring,
    lobby: Lobby,
    registers: Registers,
    pace: Pace,
    round: Option<Round>,
    /// Redactions acted upon when the outstanding wish was made, and the tallies it asked for.
    asked: (u64, Vec<PostId>),
    nudged: BTreeSet<VisitorId>,
    tallies: BTreeSet<PostId>,
    staff_at: u64,
    counts_stale: bool,
    counts_at: Millis,
    viewers_at: Millis,
    head_at: Millis,
    failures: u32,
    retry_at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Not read yet.
    Cold,
    /// Readers can be served.
    Warm,
    /// No such room for these readers; they are still to be told.
    Ending,
    /// They were told.
    Gone,
}

/// When something is due by itself.
struct Timers {
    head: Millis,
    counts: Millis,
    viewers: Millis,
    expires: Millis,
}

impl Timers {
    fn next(&self, counts: bool, viewers: bool) -> Millis {
        let counts = if counts { self.counts } else { Millis::MAX };
        let viewers = if viewers { self.viewers } else { Millis::MAX };
        self.head.min(self.expires).min(counts).min(viewers)
    }
}

/// What is still to be done before the next batch.
#[derive(Debug)]
struct Round {
    entries: u32,
    numbers: bool,
    snapshot: bool,
}

impl Tail {
    /// A channel nothing is known of yet.
    pub fn new(channel: Channel, limits: Arc<Limits>, redactions: Redactions) -> Tail {
        Tail {
            channel,
            redacted: redactions.count(),
            redactions,
            state: State::Cold,
            epoch: None,
            known: 0,
            sent: 0,
            ring: Ring::new(0, &limits),
            lobby: Lobby::new(&limits),
            registers: Registers::new(channel.stream, limits.live_tallies),
            pace: Pace::new(&limits),
            limits,
            round: None,
            asked: (0, Vec::new()),
            nudged: BTreeSet::new(),
            tallies: BTreeSet::new(),
            staff_at: 0,
            counts_stale: true,
            counts_at: Millis::MIN / 2,
            viewers_at: Millis::MIN / 2,
            head_at: Millis::MIN / 2,
            failures: 0,
            retry_at: Millis::MIN,
        }
    }

    /// Takes in what the bus said.
    pub fn hear(&mut self, heard: Heard, now: Now) {
        let at = if self.channel.stream == Stream::Public { heard.public_at } else { heard.staff_at };
        self.known = self.known.max(at);
        self.counts_stale |= heard.staff_at > self.staff_at || heard.public_at > self.sent;
        self.staff_at = self.staff_at.max(heard.staff_at);
        let room = self.limits.live_nudges.saturating_sub(self.nudged.len());
        self.nudged.extend(heard.nudged.into_iter().take(room));
        let room = self.limits.live_signals.saturating_sub(self.tallies.len());
        self.tallies.extend(heard.tallies.into_iter().take(room));
        for signal in &heard.signals {
            self.registers.hear(signal, now.wall);
        }
        if heard.redactions > self.redacted {
            self.redacted = heard.redactions;
            self.forget();
        }
    }

    /// Drops what was kept ready; what was read and not sent is read again.
    fn forget(&mut self) {
        self.ring.restart(self.sent);
        self.lobby.forget();
    }

    /// Begins anew, as if nothing had been known.
    fn restart(&mut self) {
        self.state = State::Cold;
        self.counts_stale = true;
        (self.known, self.sent, self.round) = (0, 0, None);
        self.forget();
    }

    /// What is to be done now. After `Read` nothing is asked until `told` or `failed`.
    pub fn next(&mut self, now: Now, load: Load) -> Next {
        if now.ticks < self.retry_at {
            return Next::Wait(self.retry_at);
        }
        match self.state {
            State::Cold => self.warm_up(now),
            State::Warm => self.work(now, load),
            State::Ending => {
                self.state = State::Gone;
                Next::Send(self.again())
            }
            State::Gone if now.ticks - self.head_at >= self.limits.live_head_ms => self.ask(Wish::Head),
            State::Gone => Next::Wait(self.head_at + self.limits.live_head_ms),
        }
    }

    fn ask(&mut self, wish: Wish) -> Next {
        let tallies = if let Wish::Numbers(ask) = &wish { ask.tallies.clone() } else { Vec::new() };
        self.asked = (self.redacted, tallies);
        Next::Read(wish)
    }

    fn items(&mut self) -> Next {
        let wish = Wish::Items { after: self.ring.head(), most: self.limits.live_batch_entries };
        self.ask(wish)
    }

    fn warm_up(&mut self, now: Now) -> Next {
        if self.epoch.is_none() {
            return self.ask(Wish::Head);
        }
        if self.ring.head() < self.known {
            return self.items();
        }
        self.sent = self.ring.head();
        self.lobby.promote(self.sent);
        if !self.lobby.is_ready(&self.ring) {
            return self.ask(Wish::Snapshot);
        }
        // endorsements before this process began were never signalled to it
        if self.counts_stale {
            (self.counts_stale, self.counts_at) = (false, now.ticks);
            return self.ask(Wish::Numbers(Ask { tallies: Vec::new(), leading: true, counts: true }));
        }
        self.state = State::Warm;
        self.viewers_at = now.ticks;
        // readers who wait for this resume now
        Next::Send(self.again())
    }

    fn work(&mut self, now: Now, load: Load) -> Next {
        self.registers.expire(now.wall);
        self.registers.count(load.viewers);
        if self.round.is_some() {
            return self.step(now);
        }
        let timers = self.timers(now);
        if now.ticks >= timers.head {
            return self.ask(Wish::Head);
        }
        let counts = self.counts_stale && now.ticks >= timers.counts;
        let viewers = self.registers.viewers_moved() && now.ticks >= timers.viewers;
        if !(self.has_work() || counts || viewers) {
            return Next::Wait(timers.next(self.counts_stale, self.registers.viewers_moved()));
        }
        let due = self.pace.due(self.waits(), load);
        if now.ticks < due {
            return Next::Wait(due.min(timers.head));
        }
        let entries = u32::try_from(self.limits.live_ring_items).unwrap_or(u32::MAX);
        let numbers = self.counts_due(now) || !self.tallies.is_empty();
        self.round = Some(Round { entries, numbers, snapshot: self.lobby.wants(&self.ring) });
        self.step(now)
    }

    fn timers(&self, now: Now) -> Timers {
        let expires = self.registers.expires_at().map(|wall| now.ticks + (wall - now.wall).max(1));
        Timers {
            head: self.head_at + self.limits.live_head_ms,
            // alone only where nothing that is said takes them along
            counts: self.counts_at + 2 * self.limits.live_counts_ms,
            viewers: self.viewers_at + self.limits.live_viewers_ms,
            expires: expires.unwrap_or(Millis::MAX),
        }
    }

    fn counts_due(&self, now: Now) -> bool {
        self.counts_stale && now.ticks >= self.counts_at + self.limits.live_counts_ms
    }

    fn waits(&self) -> Waits {
        let must = self.ring.head() < self.known || !self.nudged.is_empty();
        if must { Waits::Must } else { Waits::Latest }
    }

    fn has_work(&self) -> bool {
        self.waits() == Waits::Must
            || !self.tallies.is_empty()
            || self.registers.has_news()
            || self.lobby.wants(&self.ring)
    }

    /// One step of a round: entries, numbers, snapshot, then the batch.
    fn step(&mut self, now: Now) -> Next {
        let behind = self.ring.head() < self.known;
        let Some(round) = &mut self.round else { return Next::Wait(now.ticks) };
        if behind && round.entries > 0 {
            round.entries = round.entries.saturating_sub(self.limits.live_batch_entries);
            return self.items();
        }
        if std::mem::take(&mut round.numbers) {
            let counts = self.counts_due(now);
            if counts {
                (self.counts_stale, self.counts_at) = (false, now.ticks);
            }
            let tallies = std::mem::take(&mut self.tallies).into_iter().collect();
            return self.ask(Wish::Numbers(Ask { tallies, leading: false, counts }));
        }
        if std::mem::take(&mut round.snapshot) {
            return self.ask(Wish::Snapshot);
        }
        self.round = None;
        if self.registers.viewers_moved() {
            self.viewers_at = now.ticks;
        }
        self.send(now)
    }

    /// Everything read since the last batch, as one.
    fn send(&mut self, now: Now) -> Next {
        let (from, to) = (self.sent, self.ring.head());
        let missed = self.ring.after(from);
        // with a gap in the ring, readers resume
        let begin = if missed.is_some() { from } else { to };
        let batch = missed.filter(|_| to > from).map(|pieces| batch(from, to, pieces));
        self.sent = to;
        self.lobby.promote(to);
        self.lobby.stir();
        let texts = (batch, self.registers.changed());
        let nudged: Vec<VisitorId> = std::mem::take(&mut self.nudged).into_iter().collect();
        let must = texts.0.is_some() || !nudged.is_empty();
        let told = if must { Some(Waits::Must) } else { texts.1.as_ref().map(|_| Waits::Latest) };
        self.pace.ended(told, now.ticks);
        Next::Send(self.tick(begin, texts, nudged, false))
    }

    /// A tick without news, for a shard that could not take one: its readers find out what they missed.
    pub fn again(&self) -> Arc<Tick> {
        self.tick(self.sent, (None, None), Vec::new(), matches!(self.state, State::Ending | State::Gone))
    }

    fn tick(
        &self,
        from: u64,
        texts: (Option<String>, Option<String>),
        nudged: Vec<VisitorId>,
        gone: bool,
    ) -> Arc<Tick> {
        let redactions = (self.redacted, self.redactions.clone());
        let epoch = self.epoch.unwrap_or_default();
        Arc::new(Tick::new(self.channel, epoch, (from, self.sent), texts, nudged, gone, redactions))
    }

    /// The outstanding wish was answered.
    pub fn told(&mut self, told: Told, now: Now) {
        (self.failures, self.retry_at) = (0, Millis::MIN);
        let current = self.asked.0 == self.redacted;
        match told {
            Told::Head(None) | Told::Snapshot(None) => self.ended(now),
            Told::Head(Some(head)) => self.headed(head, now),
            Told::Items(read) if current && read.from == self.ring.head() => {
                // a hint that was ahead of the journal is forgotten
                let ahead = read.head <= read.from;
                self.known = if ahead { read.head } else { self.known.max(read.head) };
                if read.redacts {
                    self.lobby.forget();
                }
                self.ring.push(read, now.ticks);
            }
            Told::Snapshot(Some(whole)) if current && Some(whole.position.epoch) == self.epoch => {
                self.known = self.known.max(whole.position.at);
                self.lobby.keep(&whole);
            }
            // read before something was taken out of sight: it is read again
            Told::Items(_) | Told::Snapshot(_) => {}
            Told::Numbers(numbers) => self.registers.read(&numbers),
        }
    }

    fn ended(&mut self, now: Now) {
        self.head_at = now.ticks;
        if self.state != State::Gone {
            self.restart();
            self.state = State::Ending;
        }
    }

    fn headed(&mut self, head: Position, now: Now) {
        self.head_at = now.ticks;
        if self.epoch != Some(head.epoch) || self.state == State::Gone {
            self.restart();
            self.epoch = Some(head.epoch);
            // those who were here before this process began are served from the journal
            self.sent = head.at.saturating_sub(u64::from(self.limits.live_batch_entries));
            self.ring.restart(self.sent);
        }
        self.known = self.known.max(head.at);
    }

    /// The outstanding wish could not be answered.
    pub fn failed(&mut self, now: Now) {
        self.failures = self.failures.saturating_add(1);
        let wait = RETRY_MS.saturating_mul(1 << self.failures.min(10)).min(RETRY_MOST_MS);
        self.retry_at = now.ticks + wait;
        self.counts_stale = true;
        self.tallies.extend(std::mem::take(&mut self.asked.1));
    }

    /// What a reader at `position` gets first, and where it is then.
    ///
    /// # Errors
    /// `Later` while it cannot be said yet: ask again after the next tick.
    pub fn resume(&mut self, position: Option<Position>, now: Now) -> Result<Resume, Later> {
        let trouble = if self.failures >= TROUBLE { Later::Trouble } else { Later::Wait };
        match self.state {
            State::Ending | State::Gone => return Err(Later::Gone),
            State::Cold => return Err(trouble),
            State::Warm => {}
        }
        // heard of and not acted upon yet: what is ready here may no longer be shown
        if self.redactions.count() != self.redacted {
            return Err(Later::Wait);
        }
        let epoch = self.epoch.ok_or(trouble)?;
        let own = position.filter(|position| position.epoch == epoch && position.at <= self.known);
        let place = Place { epoch, sent: self.sent, wall: now.wall };
        let latest = || self.registers.whole();
        self.lobby.resume(&self.ring, own.map(|own| own.at), place, latest).ok_or(trouble)
    }

    /// Where readers are who got everything.
    pub fn sent(&self) -> u64 {
        self.sent
    }

    /// Bytes of JSON kept in the ring.
    pub fn kept_ring_bytes(&self) -> usize {
        self.ring.bytes()
    }

    /// Things kept in the ring.
    pub fn kept_items(&self) -> usize {
        self.ring.len()
    }
}
