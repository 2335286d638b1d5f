//! What the server acknowledged, row by row.

use super::rows::Row;
use crate::acts::Acts;
use std::collections::BTreeMap;
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
    pub acts: Acts,
}
