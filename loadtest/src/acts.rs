//! How long each kind of act took until it was acknowledged.

use crate::tally::{SHARES, Tally};
use anyhow::Result;
use std::time::Duration;

/// Kinds of act in the order in which they were first done.
#[derive(Debug, Default)]
pub struct Acts(Vec<(&'static str, Tally)>);

/// The times of one kind of act, in ms.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Act {
    /// Its name.
    pub act: &'static str,
    /// How many.
    pub acknowledged: u64,
    /// Half took less.
    pub p50_ms: f64,
    /// Nine of ten took less.
    pub p90_ms: f64,
    /// 99 of 100 took less.
    pub p99_ms: f64,
    /// The slowest.
    pub max_ms: f64,
    /// (share, ms).
    pub curve: Vec<(f64, f64)>,
}

impl Acts {
    /// One act was acknowledged.
    ///
    /// # Errors
    /// Never in practice.
    pub fn took(&mut self, act: &'static str, took: Duration) -> Result<()> {
        if let Some((_, tally)) = self.0.iter_mut().find(|(known, _)| *known == act) {
            tally.count(200, 0, took);
            return Ok(());
        }
        let mut tally = Tally::new()?;
        tally.count(200, 0, took);
        self.0.push((act, tally));
        Ok(())
    }

    /// The times of each.
    pub fn times(&self) -> Vec<Act> {
        let act = |(act, tally): &(&'static str, Tally)| Act {
            act,
            acknowledged: tally.accepted(),
            p50_ms: tally.ms_at(0.5),
            p90_ms: tally.ms_at(0.9),
            p99_ms: tally.ms_at(0.99),
            max_ms: tally.longest_ms(),
            curve: SHARES.iter().map(|share| (*share, tally.ms_at(*share))).collect(),
        };
        self.0.iter().map(act).collect()
    }
}

impl Act {
    /// A line for people.
    pub fn line(&self) -> String {
        let Act { act, acknowledged, p50_ms, p90_ms, p99_ms, max_ms, .. } = self;
        format!("{act:<25}{acknowledged}, p50 {p50_ms:.1} ms, p90 {p90_ms:.1}, p99 {p99_ms:.1}, longest {max_ms:.1}\n")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn acts_are_told_in_the_order_in_which_they_came() {
        let mut acts = Acts::default();
        for (act, ms) in [("write", 4), ("route", 1), ("write", 8)] {
            acts.took(act, Duration::from_millis(ms)).unwrap();
        }
        let times = acts.times();
        assert_eq!(
            times.iter().map(|act| (act.act, act.acknowledged)).collect::<Vec<_>>(),
            [("write", 2), ("route", 1)]
        );
        assert!(times[0].line().contains("longest 8.0"), "{}", times[0].line());
    }
}
