//! The bus within one process: each ear has an inbox in which news are joined, so that nothing piles up.

use super::{AllRooms, Announcement, Heard, Signal, rooms::Listeners};
use crate::kernel::id::RoomId;
use dashmap::DashMap;
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Notify;

/// How much one inbox holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Authors to be nudged.
    pub nudges: usize,
    /// Subjects of signals.
    pub signals: usize,
}

/// All inboxes by room.
#[derive(Clone, Debug)]
pub(super) struct Local {
    ears: Arc<DashMap<RoomId, Vec<Arc<Inbox>>>>,
    all: Listeners,
    bounds: Bounds,
}

#[derive(Debug, Default)]
struct Inbox {
    heard: Mutex<Heard>,
    redactions: Arc<AtomicU64>,
    bell: Notify,
}

/// How many redactions an ear has heard of; raised before anybody is told that the redaction is done.
#[derive(Clone, Debug, Default)]
pub struct Redactions(Arc<AtomicU64>);

impl Redactions {
    /// So many.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }
}

impl Local {
    pub fn new(bounds: Bounds) -> Local {
        Local { ears: Arc::default(), all: Listeners::default(), bounds }
    }

    pub fn announce(&self, news: &Announcement) {
        self.ring(news.room, |inbox, heard| {
            heard.announced(news, self.bounds.nudges);
            if news.redacted {
                inbox.redactions.fetch_add(1, Ordering::AcqRel);
            }
        });
        self.all.announce(news);
    }

    pub fn listen_to_all(&self) -> AllRooms {
        self.all.listen()
    }

    pub fn signal(&self, room: RoomId, signal: &Signal) {
        self.ring(room, |_, heard| heard.signalled(signal, self.bounds.signals));
    }

    fn ring(&self, room: RoomId, join: impl Fn(&Inbox, &mut Heard)) {
        let Some(ears) = self.ears.get(&room) else { return };
        for inbox in ears.iter() {
            join(inbox, &mut inbox.lock());
            inbox.bell.notify_one();
        }
    }

    pub fn listen(&self, room: RoomId) -> Ear {
        let inbox = Arc::new(Inbox::default());
        self.ears.entry(room).or_default().push(inbox.clone());
        Ear { room, inbox, local: self.clone() }
    }
}

impl Inbox {
    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One listener to one room. Dropping it ends the listening.
#[derive(Debug)]
pub struct Ear {
    room: RoomId,
    inbox: Arc<Inbox>,
    local: Local,
}

impl Ear {
    /// Returns once there may be something to `take`.
    pub async fn rung(&self) {
        self.inbox.bell.notified().await;
    }

    /// What was heard since the last time.
    pub fn take(&self) -> Heard {
        let mut heard = self.inbox.lock();
        let redactions = self.inbox.redactions.load(Ordering::Acquire);
        Heard { redactions, ..std::mem::take(&mut *heard) }
    }

    /// How many redactions were heard of, for those who keep bytes ready.
    pub fn redactions(&self) -> Redactions {
        Redactions(self.inbox.redactions.clone())
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.local.ears.remove_if_mut(&self.room, |_, ears| {
            ears.retain(|inbox| !Arc::ptr_eq(inbox, &self.inbox));
            ears.is_empty()
        });
    }
}
