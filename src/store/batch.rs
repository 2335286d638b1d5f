//! What one group of commands writes, as sets.

use crate::kernel::{
    block::Block,
    event::Event,
    file::{File, Naming},
    id::{GuestId, Millis, PostId, RoomId, VisitorId},
    line::Line,
    office::{Link, Office, Person, Unit},
    post::Post,
    principal::Mover,
    room::Header,
    text::Words,
};

/// One entry of a journal.
#[derive(Clone, Debug)]
pub struct EntryRow {
    /// Its room.
    pub room: RoomId,
    /// Offset on the staff stream.
    pub staff_at: u64,
    /// Offset on the public stream.
    pub public_at: Option<u64>,
    /// When it was decided.
    pub at: Millis,
    /// Who moved it; never which visitor.
    pub actor: String,
    /// The post it is about and the revision it made.
    pub post: Option<(PostId, u32)>,
    /// What happened.
    pub event: Event,
}

/// An endorsement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Vote {
    /// Of which post.
    pub post: PostId,
    /// By whom.
    pub visitor: VisitorId,
    /// When.
    pub at: Millis,
}

/// The answer to an idempotency key.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Whose key.
    pub principal: String,
    /// The key.
    pub key: String,
    /// Digest of the request it was used for.
    pub request: String,
    /// The answer as JSON.
    pub answer: String,
    /// When.
    pub at: Millis,
}

/// What a room's notice names from now on.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its room.
    pub room: RoomId,
    /// Guests of the notice.
    pub guests: Vec<GuestId>,
    /// The room was public before it.
    pub public: bool,
    /// Files it names.
    pub files: Vec<Naming>,
}

/// Rows to be written together; states replace what was there.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// New entries.
    pub entries: Vec<EntryRow>,
    /// New texts.
    pub texts: Vec<Words>,
    /// Room headers.
    pub rooms: Vec<Header>,
    /// Posts.
    pub posts: Vec<Post>,
    /// Posts whose tally may have changed.
    pub recount: Vec<PostId>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Blocks.
    pub blocks: Vec<Block>,
    /// Files that got one more owner.
    pub files: Vec<File>,
    /// New notices, in order.
    pub notices: Vec<Notice>,
    /// Visitors' counts.
    pub movers: Vec<Mover>,
    /// The office's header.
    pub office: Option<Office>,
    /// Units.
    pub units: Vec<Unit>,
    /// People.
    pub persons: Vec<Person>,
    /// One-time links.
    pub links: Vec<Link>,
    /// New endorsements.
    pub votes: Vec<Vote>,
    /// Answers to keys.
    pub kept: Vec<Kept>,
    /// When the group was decided.
    pub at: Millis,
}
