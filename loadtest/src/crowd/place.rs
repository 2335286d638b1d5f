//! Where a reader stands in its stream, and whether anything was left out or told twice. Pure.

/// What is wrong with what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// So many positions are missing.
    Lost(u64),
    /// So many positions were told before.
    Doubled(u64),
    /// A batch before any position, or one that ends before it begins.
    Senseless,
}

/// A position, once there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Of the stream; means nothing before `is_known`.
    pub epoch: u64,
    /// Everything up to here was told.
    pub at: u64,
    /// Whether anything was told yet.
    pub is_known: bool,
}

impl Place {
    /// The stream begins at `at`; who asked to resume must still be told what was missed before.
    pub fn hello(&mut self, epoch: u64, at: u64) {
        if !self.is_known || self.epoch != epoch {
            *self = Place { epoch, at, is_known: true };
        }
    }

    /// Everything there is, as of `at`: an explicit beginning, never a loss.
    pub fn snapshot(&mut self, epoch: u64, at: u64) {
        *self = Place { epoch, at, is_known: true };
    }

    /// What changed in (from, to].
    ///
    /// # Errors
    /// The flaw; the reader then goes on from `to`.
    pub fn batch(&mut self, from: u64, to: u64) -> Result<(), Flaw> {
        let before = std::mem::replace(&mut self.at, to);
        match (self.is_known && from <= to, from.cmp(&before)) {
            (false, _) => Err(Flaw::Senseless),
            (_, std::cmp::Ordering::Equal) => Ok(()),
            (_, std::cmp::Ordering::Greater) => Err(Flaw::Lost(from - before)),
            (_, std::cmp::Ordering::Less) => Err(Flaw::Doubled(before - from)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_repeats_are_seen_and_a_snapshot_begins_anew() {
        let mut place = Place::default();
        assert_eq!(place.batch(0, 1), Err(Flaw::Senseless));
        place.snapshot(7, 10);
        assert_eq!((place.batch(10, 12), place.batch(12, 13)), (Ok(()), Ok(())));
        assert_eq!(place.batch(15, 16), Err(Flaw::Lost(2)));
        assert_eq!(place.batch(14, 17), Err(Flaw::Doubled(2)));
        assert_eq!(place.batch(19, 18), Err(Flaw::Senseless));
        place.snapshot(7, 30);
        assert_eq!(place.batch(30, 31), Ok(()));
    }

    #[test]
    fn who_resumes_keeps_the_position_unless_the_journal_is_another() {
        let mut place = Place { epoch: 7, at: 10, is_known: true };
        place.hello(7, 15);
        assert_eq!(place.batch(10, 15), Ok(()));
        place.hello(8, 3);
        assert_eq!(place.batch(3, 4), Ok(()));
    }
}
