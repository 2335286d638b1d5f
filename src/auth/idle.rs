//! Sessions that nobody has used for a while end: a desk left open in a hall is not anybody's desk.

use crate::kernel::id::Millis;
use dashmap::DashMap;
use std::sync::Arc;

/// Sessions remembered before those that are over are swept.
const KEPT: usize = 10_000;

/// When each session was used last. Kept in memory alone: after a restart each begins its while anew.
#[derive(Clone)]
pub(super) struct Idle {
    most_ms: Millis,
    last: Arc<DashMap<String, Millis>>,
}

impl Idle {
    /// Ends sessions that were not used for longer than `most_ms`.
    pub fn new(most_ms: Millis) -> Idle {
        Idle { most_ms, last: Arc::default() }
    }

    /// Somebody used it.
    pub fn used(&self, session: &str, now: Millis) {
        if self.last.len() > KEPT {
            self.last.retain(|_, last| now - *last <= self.most_ms);
        }
        self.last.insert(session.to_owned(), now);
    }

    /// Whether it was left alone too long. One that is not known yet begins now.
    pub fn is_over(&self, session: &str, now: Millis) -> bool {
        let last = *self.last.entry(session.to_owned()).or_insert(now);
        now - last > self.most_ms
    }

    /// It ended.
    pub fn forget(&self, session: &str) {
        self.last.remove(session);
    }
}
