//! What changed lately, each thing once and as it is now: the answer to readers who come back.

use super::{Key, Piece, Read};
use crate::kernel::{id::Millis, limits::Limits};
use std::collections::{HashMap, VecDeque};

/// The changed things of one stream in the order of their last change. A later piece takes the place of an earlier
/// one with its key, so what a reader missed is never more than what differs.
#[derive(Debug)]
pub struct Ring {
    /// Everything that changed after this is here.
    start: u64,
    /// The last position read.
    head: u64,
    slots: VecDeque<Slot>,
    /// Where each key's piece is, counted from the first slot that ever was.
    places: HashMap<Key, usize>,
    gone_slots: usize,
    bytes: usize,
    most_items: usize,
    most_bytes: usize,
    most_age: Millis,
}

/// A piece, or the hole that it left when a later one came.
#[derive(Debug)]
struct Slot {
    at: u64,
    came: Millis,
    piece: Option<Piece>,
}

impl Ring {
    /// An empty ring that begins after `at`.
    pub fn new(at: u64, limits: &Limits) -> Ring {
        Ring {
            start: at,
            head: at,
            slots: VecDeque::new(),
            places: HashMap::new(),
            gone_slots: 0,
            bytes: 0,
            most_items: limits.live_ring_items,
            most_bytes: limits.live_ring_bytes,
            most_age: limits.live_ring_ms,
        }
    }

    /// The position before the first change that is still here.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// The last position read.
    pub fn head(&self) -> u64 {
        self.head
    }

    /// Pieces held.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Bytes of JSON held.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Forgets everything and begins again after `at`.
    pub fn restart(&mut self, at: u64) {
        self.slots.clear();
        self.places.clear();
        (self.start, self.head, self.bytes) = (at, at, 0);
        self.gone_slots = 0;
    }

    /// Takes in what was read from the head on.
    pub fn push(&mut self, read: Read, now: Millis) {
        if read.redacts {
            self.restart(self.head);
        }
        let mut pieces = read.pieces;
        pieces.sort_by_key(|piece| piece.at);
        for piece in pieces {
            self.put(piece, now);
        }
        self.head = self.head.max(read.to);
        self.expire(now);
        self.close_holes();
    }

    fn put(&mut self, piece: Piece, now: Millis) {
        // a source that says less than the head would break the order; such a piece counts as new
        let at = piece.at.max(self.head + 1);
        self.bytes += piece.json.len();
        let place = self.gone_slots + self.slots.len();
        if let Some(old) = self.places.insert(piece.key, place) {
            self.take(old);
        }
        self.slots.push_back(Slot { at, came: now, piece: Some(piece) });
    }

    fn take(&mut self, place: usize) {
        let slot = place.checked_sub(self.gone_slots).and_then(|nth| self.slots.get_mut(nth));
        if let Some(piece) = slot.and_then(|slot| slot.piece.take()) {
            self.bytes -= piece.json.len();
        }
    }

    /// Drops the oldest until the limits hold.
    pub fn expire(&mut self, now: Millis) {
        while let Some(first) = self.slots.front() {
            let over = self.places.len() > self.most_items || self.bytes > self.most_bytes;
            let old = now - first.came > self.most_age;
            if first.piece.is_some() && !over && !old {
                return;
            }
            if let Some(Slot { at, piece: Some(piece), .. }) = self.slots.pop_front() {
                self.start = self.start.max(at);
                self.bytes -= piece.json.len();
                self.places.remove(&piece.key);
            }
            self.gone_slots += 1;
        }
    }

    /// Holes in the middle are closed once there are as many as pieces.
    fn close_holes(&mut self) {
        if self.slots.len() <= 2 * self.places.len() + 16 {
            return;
        }
        self.slots.retain(|slot| slot.piece.is_some());
        self.gone_slots = 0;
        let keys = self.slots.iter().filter_map(|slot| slot.piece.as_ref().map(|piece| piece.key));
        self.places = keys.enumerate().map(|(place, key)| (key, place)).collect();
    }

    /// Everything that changed after `at`, oldest change first; none if some of it is no longer here.
    pub fn after(&self, at: u64) -> Option<impl Iterator<Item = &Piece>> {
        if at < self.start {
            return None;
        }
        let first = self.slots.partition_point(|slot| slot.at <= at);
        Some(self.slots.iter().skip(first).filter_map(|slot| slot.piece.as_ref()))
    }
}
