//! An ear for all rooms: which of them moved since it last looked.

use super::Announcement;
use crate::kernel::id::RoomId;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};
use tokio::sync::Notify;

/// Rooms remembered for one listener; beyond that it must look at all of them.
const ROOMS: usize = 4_096;

/// Which rooms moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// These.
    Some(BTreeSet<RoomId>),
    /// More than are remembered.
    Many,
}

#[derive(Debug)]
struct Inbox {
    moved: Mutex<Moved>,
    bell: Notify,
}

impl Inbox {
    fn lock(&self) -> MutexGuard<'_, Moved> {
        self.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The inboxes of those who listen to all rooms.
#[derive(Clone, Debug, Default)]
pub(super) struct Listeners(Arc<Mutex<Vec<Weak<Inbox>>>>);

impl Listeners {
    pub fn announce(&self, news: &Announcement) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|inbox| {
            let Some(inbox) = inbox.upgrade() else { return false };
            join(&mut inbox.lock(), news.room);
            inbox.bell.notify_one();
            true
        });
    }

    pub fn listen(&self) -> AllRooms {
        let inbox = Arc::new(Inbox { moved: Mutex::new(Moved::Some(BTreeSet::new())), bell: Notify::new() });
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&inbox));
        AllRooms(inbox)
    }
}

fn join(moved: &mut Moved, room: RoomId) {
    if let Moved::Some(rooms) = moved {
        rooms.insert(room);
        if rooms.len() > ROOMS {
            *moved = Moved::Many;
        }
    }
}

/// One listener to all rooms. Dropping it ends the listening.
#[derive(Debug)]
pub struct AllRooms(Arc<Inbox>);

impl AllRooms {
    /// Returns once there may be something to `take`.
    pub async fn rung(&self) {
        self.0.bell.notified().await;
    }

    /// Which rooms moved since the last time.
    pub fn take(&self) -> Moved {
        std::mem::replace(&mut *self.0.lock(), Moved::Some(BTreeSet::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn moved(listeners: &Listeners, n: u128) {
        let room = RoomId(Uuid::from_u128(n));
        listeners.announce(&Announcement { room, public_at: 1, staff_at: 1, nudged: Vec::new(), redacted: false });
    }

    #[test]
    fn each_room_is_told_once_and_too_many_as_many() {
        let listeners = Listeners::default();
        let ear = listeners.listen();
        [1, 2, 1].into_iter().for_each(|n| moved(&listeners, n));
        assert_eq!(ear.take(), Moved::Some([1, 2].map(|n| RoomId(Uuid::from_u128(n))).into()));
        assert_eq!(ear.take(), Moved::Some(BTreeSet::new()));
        (0..=ROOMS as u128).for_each(|n| moved(&listeners, n));
        assert_eq!(ear.take(), Moved::Many);
        drop(ear);
        moved(&listeners, 1);
        assert!(listeners.0.lock().is_ok_and(|all| all.is_empty()));
    }
}
