//! A shard's hold on one channel.

use super::{Channel, Later, Resume, room::Room, rooms::Rooms};
use crate::wire::position::Position;
use std::sync::Arc;

/// Ticks come to the outlet as long as this is kept.
pub struct Attendance {
    rooms: Arc<Rooms>,
    room: Arc<Room>,
    id: u64,
    readers: usize,
}

impl Attendance {
    pub(super) fn new(rooms: Arc<Rooms>, room: Arc<Room>, id: u64) -> Attendance {
        Attendance { rooms, room, id, readers: 0 }
    }

    /// Which room and stream.
    pub fn channel(&self) -> Channel {
        self.room.channel()
    }

    /// Says how many readers the shard has here now.
    pub fn count(&mut self, readers: usize) {
        self.room.count(self.readers, readers);
        self.readers = readers;
    }

    /// The first bytes for a reader at `position`, or for one that has none. No SQL, no waiting: made once, shared by
    /// all who ask the same.
    ///
    /// # Errors
    /// `Later::Wait`: ask again after the next tick. `Trouble` and `Gone`: end the reader with that farewell.
    pub fn resume(&self, position: Option<Position>) -> Result<Resume, Later> {
        let resume = self.room.resume(position, self.rooms.now());
        if let Ok(resume) = &resume {
            metrics::counter!("wenzheng_resumes", "caught" => resume.caught.word()).increment(1);
        }
        resume
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        self.room.count(self.readers, 0);
        self.room.leave(self.id);
    }
}
