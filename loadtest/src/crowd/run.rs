//! The loop that owns all readers: one thread, one epoll, one buffer for whoever has something to read.

use super::{
    heap::Heap,
    meaning::{Meaning, Reader},
    place::{Flaw, Place},
    plan::{Order, Plan, Shared},
    tally::Tally,
    times::Clock,
    upgrade,
    viewer::{End, News, State, Viewer},
};
use crate::chance::Chance;
use anyhow::{Context, Result};
use mio::{Events, Interest, Poll, Token, event::Event, net::TcpStream};
use socket2::{Domain, Protocol, Socket, Type};
use std::{
    io::{self, ErrorKind, Read, Write},
    net::SocketAddr,
    sync::{Arc, atomic::Ordering, mpsc::Receiver},
    time::{Duration, Instant},
};

const BUFFER_BYTES: usize = 256 * 1024;
const EVENTS: usize = 4_096;
const TICK: Duration = Duration::from_millis(10);
/// What a reader that will stop reading lets the system keep for it, in bytes.
const STALLED_BUFFER: usize = 4_096;
/// Come back after a loss within this, until the server has said another time, in ms.
const RETRY_MS: (u32, u32) = (500, 2_000);
/// `EINPROGRESS` of Linux: the connection is on its way.
const IN_PROGRESS: i32 = 115;

/// All readers of one process.
pub struct Crowd {
    plan: Plan,
    shared: Arc<Shared>,
    poll: Poll,
    viewers: Vec<Viewer>,
    lines: Vec<Line>,
    heap: Heap,
    reader: Reader,
    clock: Clock,
    tally: Tally,
    news: Vec<News>,
    handshakes: usize,
    retry_ms: (u32, u32),
    chance: Chance,
    awake: bool,
}

/// The connection of a reader.
#[derive(Default)]
struct Line {
    stream: Option<TcpStream>,
    began: Option<Instant>,
}

impl Crowd {
    /// A crowd that has not begun.
    ///
    /// # Errors
    /// When the system gives no epoll.
    pub fn new(plan: Plan, shared: Arc<Shared>) -> Result<Crowd> {
        let (mut heap, begun) = (Heap::default(), Instant::now());
        for nth in 0..plan.viewers {
            heap.push(begun + Duration::from_secs_f64(nth as f64 / plan.per_second.max(0.001)), nth);
        }
        Ok(Crowd {
            poll: Poll::new().context("epoll")?,
            viewers: (0..plan.viewers).map(|_| Viewer::default()).collect(),
            lines: (0..plan.viewers).map(|_| Line::default()).collect(),
            heap,
            reader: Reader::default(),
            clock: Clock::new(begun, shared.clone()),
            tally: Tally::new()?,
            news: Vec::new(),
            handshakes: 0,
            retry_ms: RETRY_MS,
            chance: Chance(0x77656e7a68656e67),
            awake: false,
            plan,
            shared,
        })
    }

    /// Runs until `Order::Finish` or until nobody gives orders any more.
    ///
    /// # Errors
    /// When epoll fails.
    pub fn run(mut self, orders: &Receiver<Order>) -> Result<Tally> {
        let (mut events, mut buffer) = (Events::with_capacity(EVENTS), vec![0; BUFFER_BYTES]);
        let mut looked = Instant::now();
        loop {
            match self.poll.poll(&mut events, Some(TICK)) {
                Err(error) if error.kind() != ErrorKind::Interrupted => return Err(error).context("epoll"),
                _ => {}
            }
            for event in &events {
                self.event(event, &mut buffer)?;
            }
            let now = Instant::now();
            while self.handshakes < self.plan.at_once {
                let Some(who) = self.heap.pop_due(now) else { break };
                self.connect(who, now);
            }
            if now - looked >= TICK {
                looked = now;
                self.clock.settle(&mut self.tally)?;
                self.look();
            }
            match orders.try_recv() {
                Ok(Order::Cut) => self.cut(now),
                Ok(Order::Wake) => self.wake(&mut buffer)?,
                Ok(Order::Finish) | Err(std::sync::mpsc::TryRecvError::Disconnected) => return self.finish(),
                Err(std::sync::mpsc::TryRecvError::Empty) => {}
            }
        }
    }

    /// Whether this one stops reading once it is in: they are spread evenly over the crowd.
    fn stalls(&self, who: usize) -> bool {
        let (stalled, all) = (self.plan.stalled, self.plan.viewers.max(1));
        (who + 1) * stalled / all > who * stalled / all
    }

    fn connect(&mut self, who: usize, now: Instant) {
        match self.dial(who) {
            Ok(stream) => {
                self.handshakes += 1;
                if let (Some(line), Some(viewer)) = (self.lines.get_mut(who), self.viewers.get_mut(who)) {
                    *line = Line { stream: Some(stream), began: Some(now) };
                    viewer.state = State::Connecting;
                }
            }
            Err(error) => self.end(who, End::Broken(error.kind().to_string())),
        }
    }

    /// Starts a connection that says so when it is there.
    fn dial(&self, who: usize) -> io::Result<TcpStream> {
        let address = self.plan.address;
        let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
        socket.set_nonblocking(true)?;
        if let Some(source) = self.plan.sources.get(who % self.plan.sources.len().max(1)) {
            socket.bind(&SocketAddr::new(*source, 0).into())?;
        }
        if self.stalls(who) {
            socket.set_recv_buffer_size(STALLED_BUFFER)?;
        }
        match socket.connect(&address.into()) {
            Err(error) if error.raw_os_error() != Some(IN_PROGRESS) => return Err(error),
            _ => {}
        }
        let mut stream = TcpStream::from_std(socket.into());
        self.poll.registry().register(&mut stream, Token(who), Interest::READABLE | Interest::WRITABLE)?;
        Ok(stream)
    }

    fn event(&mut self, event: &Event, buffer: &mut [u8]) -> Result<()> {
        let who = event.token().0;
        let state = self.viewers.get(who).map(|viewer| viewer.state);
        if state == Some(State::Connecting) && event.is_writable() {
            self.greet(who);
        }
        // in means told where the room stands, which may take more than one read
        let is_in = self.viewers.get(who).is_some_and(|viewer| viewer.state == State::Open && viewer.is_told);
        let waits = is_in && self.stalls(who) && !self.awake;
        if event.is_readable() && !waits { self.read(who, buffer) } else { Ok(()) }
    }

    /// The connection is there, or is not: asks for the stream.
    fn greet(&mut self, who: usize) {
        let place = self.viewers.get(who).map(|viewer| viewer.place).unwrap_or_default();
        let request = upgrade::request(&self.plan.authority, &address(&self.plan.path, place));
        let Some(stream) = self.lines.get_mut(who).and_then(|line| line.stream.as_mut()) else { return };
        let sent = match stream.take_error() {
            Ok(None) => stream.write_all(request.as_bytes()),
            Ok(Some(error)) | Err(error) => Err(error),
        };
        match (sent, self.viewers.get_mut(who)) {
            (Ok(()), Some(viewer)) => viewer.state = State::Asked,
            (Err(error), _) => self.end(who, End::Broken(error.kind().to_string())),
            _ => {}
        }
    }

    /// Reads all there is. A read that leaves room in the buffer was the last one (epoll(7)).
    fn read(&mut self, who: usize, buffer: &mut [u8]) -> Result<()> {
        loop {
            let Some(stream) = self.lines.get_mut(who).and_then(|line| line.stream.as_mut()) else { return Ok(()) };
            match stream.read(buffer) {
                Ok(0) => self.end(who, End::Broken("the server hung up".into())),
                Ok(bytes) => {
                    let mut news = std::mem::take(&mut self.news);
                    if let Some(viewer) = self.viewers.get_mut(who) {
                        viewer.take(buffer.get(..bytes).unwrap_or_default(), &mut self.reader, &mut news);
                    }
                    for one in news.drain(..) {
                        self.tell(who, one)?;
                    }
                    self.news = news;
                    if bytes < buffer.len() {
                        return Ok(());
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.end(who, End::Broken(error.kind().to_string())),
            }
        }
    }

    fn tell(&mut self, who: usize, news: News) -> Result<()> {
        let now = Instant::now();
        let began = self.lines.get(who).and_then(|line| line.began).unwrap_or(now);
        match news {
            News::Opened => {
                self.handshakes = self.handshakes.saturating_sub(1);
                self.tally.opening.add(now - began);
            }
            News::Told => {
                self.tally.joining.add(now - began);
                self.tally.second(self.clock.since(now))?.joined += 1;
                self.shared.ready.fetch_add(1, Ordering::Relaxed);
            }
            News::Said(meaning, flaw, bytes) => self.said(who, meaning, flaw, bytes, now)?,
            News::Reply(frame) => {
                // Who does not take 100 bytes has other troubles, which will be seen.
                let _ =
                    self.lines.get_mut(who).and_then(|line| line.stream.as_mut()).map(|stream| stream.write(&frame));
            }
            News::Ended(end) => self.end(who, end),
        }
        Ok(())
    }

    fn said(&mut self, who: usize, meaning: Meaning, flaw: Result<(), Flaw>, bytes: usize, now: Instant) -> Result<()> {
        match flaw {
            Ok(()) => {}
            Err(Flaw::Lost(many)) => self.tally.lost += many,
            Err(Flaw::Doubled(many)) => self.tally.doubled += many,
            Err(Flaw::Senseless) => self.tally.senseless += 1,
        }
        if flaw.is_err() {
            self.shared.flaws.fetch_add(1, Ordering::Relaxed);
        }
        match meaning {
            Meaning::Hello { retry_ms, .. } => self.retry_ms = retry_ms,
            Meaning::Snapshot { .. } => self.tally.snapshots += 1,
            Meaning::Batch { from, to, made_us } => {
                let stalled = self.stalls(who);
                self.clock.batch((from, to), made_us, stalled, bytes, now, &mut self.tally)?;
            }
            Meaning::Ping | Meaning::Bye | Meaning::Other => {}
        }
        Ok(())
    }

    /// The connection is over; when to try again.
    fn end(&mut self, who: usize, end: End) {
        self.let_go(who);
        let (least, most) = self.retry_ms;
        let spread = self.chance.below(u64::from(most.saturating_sub(least)) + 1) + u64::from(least);
        let wait_ms = match end {
            End::Refused { status, retry_after_s } => {
                *self.tally.refused.entry(status).or_default() += 1;
                retry_after_s.map_or(spread, |seconds| u64::from(seconds) * 1_000 + self.chance.below(500))
            }
            End::Closed(code) => {
                *self.tally.closed.entry(code).or_default() += 1;
                if (4_500..5_000).contains(&code) {
                    return;
                }
                spread
            }
            End::Broken(why) => {
                *self.tally.broken.entry(why).or_default() += 1;
                spread
            }
        };
        self.shared.turned_away.fetch_add(1, Ordering::Relaxed);
        self.heap.push(Instant::now() + Duration::from_millis(wait_ms), who);
    }

    fn let_go(&mut self, who: usize) {
        let Some((viewer, line)) = self.viewers.get_mut(who).zip(self.lines.get_mut(who)) else { return };
        if matches!(viewer.state, State::Connecting | State::Asked) && line.stream.is_some() {
            self.handshakes = self.handshakes.saturating_sub(1);
        }
        if viewer.is_told {
            self.shared.ready.fetch_sub(1, Ordering::Relaxed);
        }
        viewer.leave();
        *line = Line::default();
    }

    /// Everybody loses the connection and is back within the spread.
    fn cut(&mut self, now: Instant) {
        let spread_ms = u64::try_from(self.plan.spread.as_millis()).unwrap_or(u64::MAX);
        for who in 0..self.viewers.len() {
            if self.lines.get(who).is_some_and(|line| line.stream.is_some()) {
                self.let_go(who);
                self.heap.push(now + Duration::from_millis(self.chance.below(spread_ms + 1)), who);
            }
        }
    }

    /// Who had stopped reading reads what has piled up.
    fn wake(&mut self, buffer: &mut [u8]) -> Result<()> {
        self.awake = true;
        for who in 0..self.viewers.len() {
            if self.stalls(who) {
                self.read(who, buffer)?;
            }
        }
        Ok(())
    }

    fn look(&self) {
        let goal = Shared::of(&self.shared.goal);
        let arrived = self.viewers.iter().filter(|viewer| viewer.is_told && viewer.place.at >= goal).count();
        self.shared.looked(goal, arrived as u64);
    }

    fn finish(mut self) -> Result<Tally> {
        self.clock.settle(&mut self.tally)?;
        let goal = Shared::of(&self.shared.goal);
        for viewer in &self.viewers {
            self.tally.away += u64::from(!viewer.is_told);
            self.tally.behind += u64::from(viewer.is_told && viewer.place.at < goal);
        }
        Ok(self.tally)
    }
}

/// The stream, from the position that is known.
fn address(path: &str, place: Place) -> String {
    if place.is_known { format!("{path}?epoch={}&at={}", place.epoch, place.at) } else { path.to_owned() }
}

#[cfg(test)]
#[path = "run_test.rs"]
mod tests;
