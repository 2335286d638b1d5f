//! What the server acknowledged, row by row.

use super::rows::Row;
use crate::tally::{SHARES, Tally};
use anyhow::Result;
use std::{collections::BTreeMap, time::Duration};
use wenzheng::kernel::id::PostId;

/// A question on its way.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What was asked.
    pub row: Row,
    /// The post.
    pub post: PostId,
    /// Its number in the room.
    pub number: u32,
    /// Its last known revision.
    pub revision: u32,
    /// The line of its published answer.
    pub line: Option<u32>,
}

/// A row that was refused.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Refusal {
    /// Of the file, from 1.
    pub row: usize,
    /// What was tried: ask, screen, draft, sign, publish.
    pub act: &'static str,
    /// The status and code.
    pub why: String,
    /// Characters of the question as people count them.
    pub chars: usize,
}

/// Everything acknowledged and everything refused.
#[derive(Debug, Default)]
pub struct Told {
    /// Acknowledged questions by number in the room.
    pub asked: BTreeMap<u32, Asked>,
    /// Questions that a moderator let through.
    pub approved: u64,
    /// Answers that were published.
    pub answered: u64,
    /// Rows that were refused somewhere.
    pub refused: Vec<Refusal>,
    /// How long each act took until it was answered, every wait to come back included.
    pub took: BTreeMap<&'static str, Tally>,
}

impl Told {
    /// One act was acknowledged.
    ///
    /// # Errors
    /// Never in practice.
    pub fn took(&mut self, act: &'static str, took: Duration) -> Result<()> {
        if !self.took.contains_key(act) {
            self.took.insert(act, Tally::new()?);
        }
        if let Some(tally) = self.took.get_mut(act) {
            tally.count(200, 0, took);
        }
        Ok(())
    }

    /// The times of each act, for people.
    pub fn acts(&self) -> Vec<Act> {
        let act = |(act, tally): (&&'static str, &Tally)| Act {
            act,
            acknowledged: tally.accepted(),
            p50_ms: tally.ms_at(0.5),
            p90_ms: tally.ms_at(0.9),
            p99_ms: tally.ms_at(0.99),
            max_ms: tally.longest_ms(),
            curve: SHARES.iter().map(|share| (*share, tally.ms_at(*share))).collect(),
        };
        self.took.iter().map(act).collect()
    }
}

/// The times of one kind of act, in ms.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Act {
    /// ask, screen, draft, sign, publish.
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
