//! The changes of one file that are not durable yet: what a read sees, what a sync takes, what tears.
//! Never touches a file: it is the pure model of a page cache.
//! Called by `world` and `file`.
//! Tests: below.

/// The unit a disk writes whole, in bytes.
const SECTOR: u64 = 512;

/// One change, in the order SQLite made it. Offsets and lengths are in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    Write { offset: u64, bytes: Vec<u8> },
    Truncate(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// The next sync makes it durable.
    Waiting,
    /// A sync failed on it: seen by readers, never durable.
    Lost,
    /// Durable, kept because a lost change before it would hide it from readers.
    Settled,
}

#[derive(Debug, Default)]
pub(crate) struct Unsynced {
    changes: Vec<(Change, Fate)>,
}

impl Unsynced {
    pub(crate) fn push(&mut self, change: Change) {
        self.changes.push((change, Fate::Waiting));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The length readers see, given the length on disk.
    pub(crate) fn length(&self, on_disk: u64) -> u64 {
        self.changes.iter().fold(on_disk, |length, (change, _)| match change {
            Change::Write { offset, bytes } => length.max(offset + bytes.len() as u64),
            Change::Truncate(to) => *to,
        })
    }

    /// Turns a window of the disk's bytes, read at `start`, into what readers see.
    pub(crate) fn paint(&self, start: u64, window: &mut [u8]) {
        for (change, _) in &self.changes {
            match change {
                Change::Write { offset, bytes } => overlay(start, window, *offset, bytes),
                Change::Truncate(to) => {
                    let kept = to.saturating_sub(start).min(window.len() as u64) as usize;
                    window[kept..].fill(0);
                }
            }
        }
    }

    /// A sync: hands every waiting change to `write`, in order, and stops at its first error.
    pub(crate) fn settle<E>(&mut self, mut write: impl FnMut(&Change) -> Result<(), E>) -> Result<(), E> {
        for (change, fate) in &mut self.changes {
            if *fate == Fate::Waiting {
                write(change)?;
                *fate = Fate::Settled;
            }
        }
        if self.changes.iter().all(|(_, fate)| *fate == Fate::Settled) {
            self.changes.clear();
        }
        Ok(())
    }

    /// A failed sync: what waited for it will never be durable.
    pub(crate) fn lose(&mut self) {
        for (_, fate) in &mut self.changes {
            if *fate == Fate::Waiting {
                *fate = Fate::Lost;
            }
        }
    }

    /// The sectors that happened to reach the disk before the power failed: a prefix or a
    /// scattering of what waited.
    pub(crate) fn torn(&self, dice: &mut Dice) -> Vec<Change> {
        let waiting = self.changes.iter().filter(|(_, fate)| *fate == Fate::Waiting);
        let mut sectors: Vec<Change> = waiting.flat_map(|(change, _)| sectors(change)).collect();
        if dice.below(2) == 0 {
            let kept = dice.below(sectors.len() as u64 + 1);
            sectors.truncate(kept as usize);
        } else {
            let of_four = 1 + dice.below(3);
            sectors.retain(|_| dice.below(4) < of_four);
        }
        sectors
    }
}

fn overlay(start: u64, window: &mut [u8], offset: u64, bytes: &[u8]) {
    let from = start.max(offset);
    let to = (start + window.len() as u64).min(offset + bytes.len() as u64);
    if from < to {
        let (here, there) = ((from - start) as usize, (from - offset) as usize);
        let length = (to - from) as usize;
        window[here..here + length].copy_from_slice(&bytes[there..there + length]);
    }
}

fn sectors(change: &Change) -> Vec<Change> {
    let Change::Write { offset, bytes } = change else {
        return vec![change.clone()];
    };
    let (mut at, mut rest, mut pieces) = (*offset, bytes.as_slice(), Vec::new());
    while !rest.is_empty() {
        let room = (SECTOR - at % SECTOR) as usize;
        let (piece, after) = rest.split_at(room.min(rest.len()));
        pieces.push(Change::Write { offset: at, bytes: piece.to_vec() });
        at += piece.len() as u64;
        rest = after;
    }
    pieces
}

/// A seeded source of numbers (the splitmix64 sequence).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number from 0 up to, not including, `bound`, which is above 0.
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(offset: u64, bytes: &[u8]) -> Change {
        Change::Write { offset, bytes: bytes.to_vec() }
    }

    fn seen(unsynced: &Unsynced, disk: &[u8], start: u64, length: usize) -> Vec<u8> {
        let mut window = vec![0; length];
        overlay(start, &mut window, 0, disk);
        unsynced.paint(start, &mut window);
        window
    }

    #[test]
    fn a_reader_sees_every_change_in_order() {
        let mut unsynced = Unsynced::default();
        unsynced.push(write(2, b"XY"));
        unsynced.push(Change::Truncate(3));
        unsynced.push(write(5, b"Z"));
        assert_eq!(unsynced.length(4), 6);
        assert_eq!(seen(&unsynced, b"abcd", 0, 6), b"abX\0\0Z");
        assert_eq!(seen(&unsynced, b"abcd", 1, 3), b"bX\0");
        assert_eq!(seen(&unsynced, b"abcd", 5, 4), b"Z\0\0\0");
    }

    #[test]
    fn a_sync_takes_each_change_once_and_resumes_after_an_error() {
        let mut unsynced = Unsynced::default();
        unsynced.push(write(0, b"a"));
        unsynced.push(write(1, b"b"));
        let mut taken = Vec::new();
        let mut take = |change: &Change| {
            taken.push(change.clone());
            if taken.len() == 2 { Err(()) } else { Ok(()) }
        };
        assert_eq!(unsynced.settle(&mut take), Err(()));
        assert_eq!(unsynced.settle(&mut take), Ok(()));
        assert_eq!(taken, [write(0, b"a"), write(1, b"b"), write(1, b"b")]);
        assert!(unsynced.is_empty());
    }

    #[test]
    fn what_a_failed_sync_lost_is_seen_but_never_taken() {
        let mut unsynced = Unsynced::default();
        unsynced.push(write(0, b"lost"));
        unsynced.lose();
        unsynced.push(write(2, b"kept"));
        let mut taken = Vec::new();
        let settled: Result<(), ()> = unsynced.settle(|change| {
            taken.push(change.clone());
            Ok(())
        });
        assert_eq!((settled, taken), (Ok(()), vec![write(2, b"kept")]));
        assert_eq!(seen(&unsynced, b"\0\0kept", 0, 6), b"lokept");
        assert!((0..50).all(|seed| unsynced.torn(&mut Dice(seed)).is_empty()));
    }

    #[test]
    fn tearing_cuts_at_sectors_keeps_order_and_repeats_by_seed() {
        let mut unsynced = Unsynced::default();
        unsynced.push(write(500, &[7; 1_100]));
        unsynced.push(Change::Truncate(900));
        let whole = sectors(&unsynced.changes[0].0);
        let starts: Vec<u64> = whole.iter().map(piece_start).collect();
        assert_eq!(starts, [500, 512, 1_024, 1_536]);
        let counts: Vec<usize> = (0..200)
            .map(|seed| {
                let torn = unsynced.torn(&mut Dice(seed));
                assert_eq!(torn, unsynced.torn(&mut Dice(seed)));
                let mut all = whole.iter().chain([&Change::Truncate(900)]);
                assert!(torn.iter().all(|piece| all.any(|one| one == piece)), "seed {seed}");
                torn.len()
            })
            .collect();
        assert!((0..=5).all(|count| counts.contains(&count)), "{counts:?}");
    }

    fn piece_start(piece: &Change) -> u64 {
        match piece {
            Change::Write { offset, .. } => *offset,
            Change::Truncate(to) => *to,
        }
    }
}
