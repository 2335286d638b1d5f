//! Wrong tries at a short secret, counted by the minute.

use crate::kernel::refusal::Refusal;
use dashmap::DashMap;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Wrong tries at one secret in a minute.
const MOST: u32 = 6;
const MINUTE: Duration = Duration::from_secs(60);
/// Secrets remembered before old ones are swept.
const KEPT: usize = 100_000;

/// Wrong tries of the last minute, by what was tried.
#[derive(Clone, Default)]
pub(super) struct Guesses(Arc<DashMap<String, (Instant, u32)>>);

impl Guesses {
    /// Whether the secret may count as shown.
    pub fn judge(&self, what: &str, fits: bool) -> Result<(), Refusal> {
        let now = Instant::now();
        let wrong = self.0.get(what).map(|kept| *kept).filter(|(since, _)| now - *since < MINUTE);
        if let Some((since, count)) = wrong
            && count >= MOST
        {
            let left = MINUTE.saturating_sub(now - since);
            return Err(Refusal::SlowDown { retry_after_ms: i64::try_from(left.as_millis()).unwrap_or(60_000) });
        }
        if fits {
            return Ok(());
        }
        if self.0.len() > KEPT {
            self.0.retain(|_, (since, _)| now - *since < MINUTE);
        }
        let (since, count) = wrong.unwrap_or((now, 0));
        self.0.insert(what.to_owned(), (since, count + 1));
        Err(Refusal::BadCode)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn wrong_tries_close_the_door_for_the_right_one_too() {
        let guesses = Guesses::default();
        for _ in 0..100 {
            guesses.judge("other", true).unwrap();
        }
        for _ in 0..MOST {
            assert_eq!(guesses.judge("a", false), Err(Refusal::BadCode));
        }
        assert!(matches!(guesses.judge("a", true), Err(Refusal::SlowDown { .. })));
        guesses.judge("b", true).unwrap();
    }
}
