//! Headers of rooms as they are now, so that neither pages nor commands ask the database which room they are about.
//! One process holds the data folder and every header is written in a group, so what a group committed stands here
//! before anybody is told of it.

use crate::kernel::{id::RoomId, room::Header};
use dashmap::{DashMap, mapref::entry::Entry};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Rooms remembered at most; once so many are, nobody new is.
const ROOMS: usize = 4_096;

/// What is remembered.
#[derive(Default)]
pub(super) struct Rooms {
    headers: DashMap<RoomId, Arc<Header>>,
    codes: DashMap<String, RoomId>,
    lists: DashMap<String, List>,
    turn: AtomicU64,
}

/// Ids of a list of rooms, and the turn of lists it was read in.
struct List {
    turn: u64,
    rooms: Vec<RoomId>,
}

impl Rooms {
    /// The header of a room.
    pub fn header(&self, room: RoomId) -> Option<Header> {
        self.headers.get(&room).map(|header| Header::clone(&header))
    }

    /// Which room has a short code: neither ever changes.
    pub fn of_code(&self, code: &str) -> Option<RoomId> {
        self.codes.get(code).map(|room| *room)
    }

    /// Headers that a reader found. What a group committed meanwhile is newer and stays.
    pub fn found(&self, headers: &[Header]) {
        for header in headers {
            if self.headers.len() >= ROOMS {
                return;
            }
            if let Entry::Vacant(place) = self.headers.entry(header.id) {
                place.insert(Arc::new(header.clone()));
                self.codes.insert(header.code.clone(), header.id);
            }
        }
    }

    /// Headers that a group has committed.
    pub fn committed(&self, headers: Vec<Header>) {
        for header in headers {
            let before = self.headers.get(&header.id).map(|before| before.clone());
            let listed_as = |header: &Header| (header.phase, header.schedule.starts_at, header.rehearsal);
            let moved = before.as_ref().is_none_or(|before| listed_as(before) != listed_as(&header));
            if before.is_some() || self.headers.len() < ROOMS {
                self.codes.insert(header.code.clone(), header.id);
                self.headers.insert(header.id, Arc::new(header));
            }
            if moved {
                self.turn.fetch_add(1, Ordering::AcqRel);
            }
        }
    }

    /// The turn of lists: a list read from now on is good until the next one.
    pub fn turn(&self) -> u64 {
        self.turn.load(Ordering::Acquire)
    }

    /// The rooms of a list, if it was read in this turn and all of them are remembered.
    pub fn list(&self, name: &str) -> Option<Vec<Header>> {
        let list = self.lists.get(name).filter(|list| list.turn == self.turn())?;
        list.rooms.iter().map(|room| self.header(*room)).collect()
    }

    /// Keeps a list that a reader began to read in `turn`. Names are few and come from the code.
    pub fn keep_list(&self, name: String, turn: u64, headers: &[Header]) {
        self.found(headers);
        self.lists.insert(name, List { turn, rooms: headers.iter().map(|header| header.id).collect() });
    }
}
