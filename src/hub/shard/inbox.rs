//! What others tell a shard. Nobody waits here: each kind has its bound, and what is beyond it is refused.

use crate::{
    hub::{Channel, Outlet, Tick},
    kernel::id::{RoomId, VisitorId},
    wire::{close::Farewell, position::Position},
};
use bytes::Bytes;
use mio::Waker;
use std::{
    collections::VecDeque,
    net::TcpStream,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// A reader who has just come in.
pub struct Arrival {
    /// The connection, after the answer to the handshake.
    pub stream: TcpStream,
    /// What the client sent after its handshake already.
    pub read: Bytes,
    /// What it listens to.
    pub channel: Channel,
    /// The citizen, where one is known.
    pub visitor: Option<VisitorId>,
    /// Where it stands, as it says.
    pub position: Option<Position>,
    /// Its place among those on the way in, given back once it sits.
    pub way: Box<dyn Send>,
}

/// Whom to see off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Everybody.
    All,
    /// Readers of a room.
    Room(RoomId),
    /// All sockets of a citizen.
    Visitor(VisitorId),
}

/// What waits for a shard.
#[derive(Default)]
pub(super) struct Mail {
    pub ticks: VecDeque<Arc<Tick>>,
    pub arrivals: Vec<Arrival>,
    pub farewells: Vec<(Whom, Farewell)>,
    /// A tick found no room.
    pub lost: bool,
    /// Farewell was said to all, and nobody else is let in.
    pub stop: bool,
}

impl Mail {
    fn is_empty(&self) -> bool {
        self.ticks.is_empty() && self.arrivals.is_empty() && self.farewells.is_empty() && !self.lost && !self.stop
    }
}

/// The inbox of one shard, and what it tells of itself.
pub(super) struct Inbox {
    mail: Mutex<Mail>,
    waker: Waker,
    most_ticks: usize,
    most_arrivals: usize,
    /// Sockets, with those that are about to be.
    pub sockets: AtomicUsize,
}

impl Inbox {
    pub fn new(waker: Waker, most_ticks: usize, most_arrivals: usize) -> Inbox {
        Inbox { mail: Mutex::default(), waker, most_ticks, most_arrivals, sockets: AtomicUsize::new(0) }
    }

    /// Everything that waits.
    pub fn take(&self) -> Mail {
        std::mem::take(&mut *self.lock())
    }

    /// Lets a reader in; gives it back when too many are on the way.
    pub fn arrive(&self, arrival: Arrival) -> Result<(), Arrival> {
        let mut mail = self.lock();
        if mail.stop || mail.arrivals.len() >= self.most_arrivals {
            return Err(arrival);
        }
        self.sockets.fetch_add(1, Ordering::AcqRel);
        let wake = mail.is_empty();
        mail.arrivals.push(arrival);
        drop(mail);
        self.wake(wake);
        Ok(())
    }

    pub fn farewell(&self, whom: Whom, why: Farewell) {
        let mut mail = self.lock();
        let wake = mail.is_empty();
        mail.farewells.push((whom, why));
        drop(mail);
        self.wake(wake);
    }

    pub fn stop(&self) {
        let mut mail = self.lock();
        mail.stop = true;
        drop(mail);
        self.wake(true);
    }

    fn wake(&self, needed: bool) {
        if needed && let Err(error) = self.waker.wake() {
            tracing::error!(%error, "a shard could not be woken");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outlet for Inbox {
    fn offer(&self, tick: &Arc<Tick>) -> bool {
        let mut mail = self.lock();
        let wake = mail.is_empty();
        let fits = mail.ticks.len() < self.most_ticks;
        if fits {
            mail.ticks.push_back(tick.clone());
        } else {
            mail.lost = true;
        }
        drop(mail);
        self.wake(wake);
        fits
    }
}
