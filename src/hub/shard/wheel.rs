//! When to look at which seat: a wheel of seconds. An entry is a hint; what is due the seat itself says.

use crate::kernel::id::Millis;

/// Seconds the wheel holds; what is later is looked at early and put back.
const SLOTS: Millis = 128;
const SLOT_MS: Millis = 1_000;

/// A seat to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its place in the shard.
    pub key: u32,
    /// Which of those who have sat there.
    pub turn: u32,
    /// Not to be put back: the seat has another entry.
    pub once: bool,
}

/// The wheel.
#[derive(Debug)]
pub struct Wheel {
    slots: Vec<Vec<Look>>,
    /// The second that was looked at last.
    hand: Millis,
}

impl Wheel {
    /// An empty wheel that begins `now`, in ms.
    pub fn new(now: Millis) -> Wheel {
        Wheel { slots: vec![Vec::new(); SLOTS as usize], hand: now / SLOT_MS }
    }

    /// Remembers to look at a seat at `at`, or up to a second later.
    pub fn put(&mut self, at: Millis, look: Look) {
        let second = ((at + SLOT_MS - 1) / SLOT_MS).clamp(self.hand + 1, self.hand + SLOTS - 1);
        self.slots[(second % SLOTS) as usize].push(look);
    }

    /// Moves the hand to `now` and hands out one second's entries after the other; none once it is there.
    pub fn turn(&mut self, now: Millis) -> Option<Vec<Look>> {
        if self.hand >= now / SLOT_MS {
            return None;
        }
        self.hand += 1;
        Some(std::mem::take(&mut self.slots[(self.hand % SLOTS) as usize]))
    }

    /// Gives back the list that `turn` handed out, emptied, so that it need not be made again.
    pub fn keep(&mut self, mut list: Vec<Look>) {
        list.clear();
        let slot = &mut self.slots[(self.hand % SLOTS) as usize];
        if slot.is_empty() {
            *slot = list;
        }
    }

    /// The next second's beginning, in ms.
    pub fn next(&self) -> Millis {
        (self.hand + 1) * SLOT_MS
    }
}
