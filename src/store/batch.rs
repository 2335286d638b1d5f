//! What one group of commands writes, as sets.

use crate::kernel::{
    block::Block,
    chain,
    erasure::{Erasure, Ground, Manner},
    event::{Event, VERSION},
    figures::Spread,
    file::{File, Naming},
    id::{FileId, GuestId, Millis, PostId, RoomId, TextId, VisitorId},
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
    /// The same as it is kept.
    pub body: String,
    /// Digest of it and of the entry before it.
    pub digest: String,
}

impl EntryRow {
    /// Chains the entry to the one before it.
    pub fn chain(&mut self, before: &str) {
        let text = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let (room, staff_at, public_at) = (self.room.to_string(), self.staff_at.to_string(), text(self.public_at));
        let (post, revision) = self.post.unzip();
        let post = post.map(|post| post.to_string()).unwrap_or_default();
        let (at, revision) = (self.at.to_string(), text(revision.map(u64::from)));
        let version = VERSION.to_string();
        let columns = ["", "", &room, &staff_at, &public_at, &at, &self.actor, &post, &revision, &version];
        let link = chain::Link { columns: columns.map(str::as_bytes), body: self.body.as_bytes() };
        self.digest = chain::digest(before.as_bytes(), &link);
    }
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

impl Vote {
    /// Its check number.
    pub fn digest(&self) -> i64 {
        let (post, visitor, at) = (self.post.to_string(), self.visitor.to_string(), self.at.to_string());
        chain::vote(post.as_bytes(), visitor.as_bytes(), at.as_bytes())
    }
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

/// A text that is sealed or destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Which one.
    pub text: TextId,
    /// How.
    pub manner: Manner,
    /// By what right; none where its time was over.
    pub ground: Option<Ground>,
    /// When.
    pub at: Millis,
}

/// What is forgotten together with texts.
#[derive(Clone, Debug, Default)]
pub struct Gone {
    /// Texts.
    pub texts: Vec<Taken>,
    /// Places at which a room no longer names a file: its kind, its number, the file.
    pub files: Vec<(RoomId, &'static str, u32, FileId)>,
    /// Posts whose keys hold a digest of their words.
    pub posts: Vec<PostId>,
    /// Lines of which the same is true.
    pub lines: Vec<(RoomId, u32)>,
    /// Visitors who are to be counted again in a room.
    pub movers: Vec<(RoomId, VisitorId)>,
    /// Rooms that count no visitors any more.
    pub rooms: Vec<RoomId>,
    /// Rooms beside whose record nothing stands any more.
    pub noted: Vec<RoomId>,
    /// Rooms of which a notice is gone.
    pub noticed: Vec<RoomId>,
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
    /// What letters count for otherwise than before.
    pub counts: Spread,
    /// Posts whose tally may have changed.
    pub recount: Vec<PostId>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Blocks.
    pub blocks: Vec<Block>,
    /// Erasures.
    pub erasures: Vec<Erasure>,
    /// What goes.
    pub gone: Gone,
    /// Files that got one more owner.
    pub files: Vec<File>,
    /// New notices, in order.
    pub notices: Vec<Notice>,
    /// Files that stand beside records from now on, in order.
    pub noted: Vec<(RoomId, Vec<FileId>)>,
    /// Visitors' counts.
    pub movers: Vec<Mover>,
    /// The office's header.
    pub office: Option<Office>,
    /// The picture that the site names in place of what it named before; none where nothing was said of it.
    pub emblem: Option<Vec<FileId>>,
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
