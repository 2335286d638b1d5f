//! Short-lived signals: they never enter the journal, and only the last of each subject counts.

use crate::kernel::id::{GuestId, Millis, PersonId, PostId};

/// Something that is true for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The endorsements of a post changed; how many there are is in the tables.
    Tally {
        /// Which post.
        post: PostId,
    },
    /// Somebody writes an answer for a guest.
    Typing {
        /// For whom.
        guest: GuestId,
        /// True until then, UTC ms; in the past once it ended.
        until: Millis,
    },
    /// A colleague looks at a post.
    Claim {
        /// Which post.
        post: PostId,
        /// Who.
        by: PersonId,
        /// The name colleagues know.
        name: String,
        /// True until then, UTC ms; in the past once let go.
        until: Millis,
    },
    /// A member of the crew is at a desk.
    Crew {
        /// Who.
        person: PersonId,
        /// The name colleagues know.
        name: String,
        /// Which desk; a word of the desks.
        desk: String,
        /// True until then, UTC ms; in the past once left.
        until: Millis,
    },
    /// Readers of the room on another node.
    Viewers {
        /// Which node.
        node: u64,
        /// How many.
        readers: u32,
        /// True until then, UTC ms.
        until: Millis,
    },
}

impl Signal {
    /// Whether `other` replaces this one.
    pub fn is_about_same(&self, other: &Signal) -> bool {
        match (self, other) {
            (Signal::Tally { post: a }, Signal::Tally { post: b }) => a == b,
            (Signal::Typing { guest: a, .. }, Signal::Typing { guest: b, .. }) => a == b,
            (Signal::Claim { post: a, .. }, Signal::Claim { post: b, .. }) => a == b,
            (Signal::Crew { person: a, desk: c, .. }, Signal::Crew { person: b, desk: d, .. }) => (a, c) == (b, d),
            (Signal::Viewers { node: a, .. }, Signal::Viewers { node: b, .. }) => a == b,
            _ => false,
        }
    }
}
