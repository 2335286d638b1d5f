//! Where the hub gets its items. The roof implements it with views, which the hub may not name.

use crate::{
    kernel::id::{PostId, RoomId},
    wire::{
        item::{Changed, Counts, Item, Piles},
        position::{Position, Stream},
    },
};
use serde::Serialize;
use std::{future::Future, pin::Pin, sync::Arc};

/// One stream of one room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Channel {
    /// The room.
    pub room: RoomId,
    /// Which of its two streams.
    pub stream: Stream,
}

/// The journal could not be read; asking again may help.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the journal cannot be read: {0}")]
pub struct SourceError(pub String);

/// An answer that takes a while.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SourceError>> + Send + 'a>>;

/// What the hub asks of the house.
pub trait Source: Send + Sync {
    /// Where the stream stands; none if there is no such room for these readers.
    fn head(&self, channel: Channel) -> Answer<'_, Option<Position>>;

    /// Present views of what the entries after `after` changed, at most `most` entries. Views are read after the
    /// entries, so they may already show what comes later, never less.
    fn items(&self, channel: Channel, after: u64, most: u32) -> Answer<'_, Option<Read>>;

    /// The room whole, read after its position; none if there is no such room for these readers.
    fn snapshot(&self, channel: Channel) -> Answer<'_, Option<Whole>>;

    /// Values of which only the latest counts.
    fn numbers(&self, channel: Channel, ask: Ask) -> Answer<'_, Numbers>;
}

/// What a piece is about: a later piece of the same key replaces an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// The room's head.
    Room,
    /// A question, by number.
    Question(u32),
    /// A row of the record, by number.
    Line(u32),
    /// Words of the crew, by number.
    Block(u32),
    /// The cues of the crew.
    Cue,
}

/// One item, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is about.
    pub key: Key,
    /// The last position at which it changed.
    pub at: u64,
    /// The item as JSON.
    pub json: Arc<str>,
}

impl Piece {
    /// A public item that changed at `at`.
    ///
    /// # Errors
    /// `SourceError`, when it cannot be written as JSON.
    pub fn item(at: u64, item: &Item) -> Result<Piece, SourceError> {
        let key = match item {
            Item::Question(question) => Key::Question(question.number),
            Item::Line(line) => Key::Line(line.number),
            Item::Room(_) => Key::Room,
        };
        Piece::new(key, at, item)
    }

    /// A staff item that changed at `at`.
    ///
    /// # Errors
    /// `SourceError`, when it cannot be written as JSON.
    pub fn changed(at: u64, changed: &Changed) -> Result<Piece, SourceError> {
        let key = match changed {
            Changed::Post { number, .. } => Key::Question(*number),
            Changed::Line { line, .. } => Key::Line(*line),
            Changed::Block { block, .. } => Key::Block(*block),
            Changed::Cue { .. } => Key::Cue,
            Changed::Room { .. } => Key::Room,
        };
        Piece::new(key, at, changed)
    }

    fn new(key: Key, at: u64, item: &impl Serialize) -> Result<Piece, SourceError> {
        let json = serde_json::to_string(item).map_err(|error| SourceError(error.to_string()))?;
        Ok(Piece { key, at, json: json.into() })
    }
}

/// What changed in (from, to].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The position asked for.
    pub from: u64,
    /// The last entry that was read.
    pub to: u64,
    /// Where the stream stood when it was read; more is to be read if it is beyond `to`.
    pub head: u64,
    /// Each thing once, in the order of its last change.
    pub pieces: Vec<Piece>,
    /// One of the entries takes something out of sight.
    pub redacts: bool,
}

/// A room whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Where it was read.
    pub position: Position,
    /// The snapshot frame as JSON.
    pub json: Arc<str>,
}

/// Which numbers are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Endorsements of these posts.
    pub tallies: Vec<PostId>,
    /// And of those that a snapshot shows.
    pub leading: bool,
    /// What the room has received.
    pub counts: bool,
}

/// Numbers as they are now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Endorsements by number of the question; hidden ones are left out.
    pub tallies: Vec<(u32, u32)>,
    /// For the public stream.
    pub counts: Option<Counts>,
    /// For the staff stream.
    pub piles: Option<Piles>,
}
