//! The installation's clock made steady: it never runs backward, not even over a restart.

use super::Clock;
use crate::kernel::id::Millis;
use std::sync::{Arc, Mutex, PoisonError};

/// How far behind the newest entry the machine's clock may be at a start without a word in the log, in ms.
const UNREMARKABLE_MS: Millis = 1_000;

/// The most that passes between two looks at a clock that is behind, in ms: the schedule looks more often, and what
/// is more was a clock being set.
const LOOK_MS: Millis = 1_000;

/// The last look at the clock.
struct Look {
    /// What it showed.
    shown: Millis,
    /// What was told.
    told: Millis,
}

/// `clock`, but never before `newest`, the time of the newest entry, and never before what was told already. A clock
/// that was set back is followed at half its pace until it has caught up: undo windows still end and quotas still
/// pass, and no entry is older than the one before it.
pub(super) fn steady(clock: Clock, newest: Millis) -> Clock {
    let shown = clock();
    if newest.saturating_sub(shown) > UNREMARKABLE_MS {
        tracing::warn!(behind_ms = newest - shown, "the clock is behind the newest entry; is it right?");
    }
    let look = Mutex::new(Look { shown, told: newest.max(shown) });
    Arc::new(move || {
        let mut look = look.lock().unwrap_or_else(PoisonError::into_inner);
        look.again(clock());
        look.told
    })
}

impl Look {
    fn again(&mut self, shown: Millis) {
        if shown >= self.told {
            *self = Look { shown, told: shown };
            return;
        }
        let passed = shown.saturating_sub(self.shown).clamp(0, LOOK_MS);
        self.told += passed / 2;
        // An odd millisecond is counted at the next look.
        self.shown = shown.saturating_sub(passed % 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicI64, Ordering};

    fn held(newest: Millis) -> (Arc<AtomicI64>, Clock) {
        let hand = Arc::new(AtomicI64::new(10_000));
        let clock = hand.clone();
        (hand, steady(Arc::new(move || clock.load(Ordering::SeqCst)), newest))
    }

    #[test]
    fn a_right_clock_is_told_as_it_is() {
        let (hand, now) = held(9_000);
        assert_eq!(now(), 10_000);
        hand.store(10_007, Ordering::SeqCst);
        assert_eq!(now(), 10_007);
    }

    #[test]
    fn a_clock_behind_the_newest_entry_is_followed_at_half_pace_until_it_has_caught_up() {
        let (hand, now) = held(10_100);
        assert_eq!(now(), 10_100);
        for ms in 1..=100 {
            hand.store(10_000 + ms, Ordering::SeqCst);
            assert_eq!(now(), 10_100 + ms / 2);
        }
        hand.store(10_000 + 250, Ordering::SeqCst);
        assert_eq!(now(), 10_250);
    }

    #[test]
    fn a_clock_put_right_again_makes_no_time_pass() {
        let (hand, now) = held(3_600_000);
        assert_eq!(now(), 3_600_000);
        hand.fetch_add(-1_000_000_000, Ordering::SeqCst);
        assert_eq!(now(), 3_600_000);
        hand.fetch_add(1_000_000_000, Ordering::SeqCst);
        assert!(now() <= 3_600_000 + LOOK_MS);
    }

    #[test]
    fn a_clock_set_back_again_and_again_never_runs_backward() {
        let (hand, now) = held(0);
        let mut last = now();
        for step in [5_000, -3_600_000, 10, 1, 1, -10, i64::MIN / 2, 90_000, 4_000] {
            hand.fetch_add(step, Ordering::SeqCst);
            let told = now();
            assert!(told >= last, "{told} after {last}");
            last = told;
        }
    }
}
