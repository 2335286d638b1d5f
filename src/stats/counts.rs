//! Counts that can be added up.

use crate::{kernel::id::Millis, store::CountedPost};
use std::collections::BTreeMap;

/// Times people waited, in ms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits(Vec<Millis>);

impl Waits {
    fn add(&mut self, from: Millis, to: Millis) {
        if to > 0 {
            self.0.push((to - from).max(0));
        }
    }

    /// How many waited.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time within which so many in a hundred had waited enough; none where nobody waited.
    pub fn within(&self, percent: usize) -> Option<Millis> {
        let mut all = self.0.clone();
        all.sort_unstable();
        // The nearest rank: the smallest value that at least so many lie at or below.
        let rank = (all.len() * percent).div_ceil(100).max(1);
        all.get(rank - 1).copied()
    }
}

/// What citizens brought, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Received.
    pub asked: u32,
    /// Shown to the public at some time, joined ones among them.
    pub shown: u32,
    /// Of those shown: answered.
    pub answered: u32,
    /// Answered in speech; some in writing too.
    pub spoken: u32,
    /// Answered in writing; some in speech too.
    pub written: u32,
    /// Joined to a like one, which speaks for both.
    pub merged: u32,
    /// Taken back by their authors.
    pub withdrawn: u32,
    /// Not let through, by rule.
    pub screened_out: BTreeMap<String, u32>,
    /// From receiving to being shown.
    pub until_shown: Waits,
    /// From receiving to the first answer.
    pub until_answered: Waits,
}

impl Counts {
    /// One more post.
    pub fn add(&mut self, post: &CountedPost) {
        self.asked += 1;
        self.shown += u32::from(post.listed_at > 0);
        self.answered += u32::from(post.answered_at > 0);
        self.spoken += u32::from(post.spoken);
        self.written += u32::from(post.written);
        match post.fate.as_str() {
            "merged" => self.merged += 1,
            "withdrawn" => self.withdrawn += 1,
            "screened_out" => *self.screened_out.entry(post.rule.clone().unwrap_or_default()).or_default() += 1,
            _ => {}
        }
        self.until_shown.add(post.at, post.listed_at);
        self.until_answered.add(post.at, post.answered_at);
    }

    /// Both together.
    pub fn join(&mut self, other: &Counts) {
        self.asked += other.asked;
        self.shown += other.shown;
        self.answered += other.answered;
        self.spoken += other.spoken;
        self.written += other.written;
        self.merged += other.merged;
        self.withdrawn += other.withdrawn;
        for (rule, many) in &other.screened_out {
            *self.screened_out.entry(rule.clone()).or_default() += many;
        }
        self.until_shown.0.extend(&other.until_shown.0);
        self.until_answered.0.extend(&other.until_answered.0);
    }

    /// Not let through, by any rule.
    pub fn all_screened_out(&self) -> u32 {
        self.screened_out.values().sum()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn half_of_ten_and_nine_of_ten_are_people_who_waited() {
        let waits = Waits((1..=10).rev().collect());
        assert_eq!((waits.within(50), waits.within(90), waits.within(100)), (Some(5), Some(9), Some(10)));
        assert_eq!(Waits(vec![7]).within(50), Some(7));
        assert_eq!(Waits::default().within(50), None);
    }
}
