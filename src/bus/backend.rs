//! The bus, whichever way it travels. Chosen once at start-up.

use super::{
    AllRooms, Announcement, Ear, Signal,
    local::{Bounds, Local},
};
use crate::kernel::{id::RoomId, limits::Limits};

/// The bus. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Bus(Backend);

#[derive(Clone, Debug)]
enum Backend {
    /// Within this process.
    Local(Local),
}

impl Bus {
    /// A bus that ends at this process.
    pub fn local(limits: &Limits) -> Bus {
        let bounds = Bounds { nudges: limits.live_nudges, signals: limits.live_signals };
        Bus(Backend::Local(Local::new(bounds)))
    }

    /// Tells that a room moved. Within this process every ear knows of a redaction when this returns.
    pub fn announce(&self, news: &Announcement) {
        match &self.0 {
            Backend::Local(local) => local.announce(news),
        }
    }

    /// Tells something that is true for a while.
    pub fn signal(&self, room: RoomId, signal: &Signal) {
        match &self.0 {
            Backend::Local(local) => local.signal(room, signal),
        }
    }

    /// An ear for one room; it hears what comes from now on.
    pub fn listen(&self, room: RoomId) -> Ear {
        match &self.0 {
            Backend::Local(local) => local.listen(room),
        }
    }

    /// An ear for all rooms; it hears what moves from now on.
    pub fn listen_to_all(&self) -> AllRooms {
        match &self.0 {
            Backend::Local(local) => local.listen_to_all(),
        }
    }
}
