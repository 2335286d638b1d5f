//! Identities: one type per thing, so that a post is never passed where a room is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, uuid::Error> { Uuid::parse_str(s).map(Self) }
        }
    )+};
}

ids! {
    /// A room: a place with a policy, a workflow and a schedule.
    RoomId,
    /// What a citizen brought: a question, later a letter, a comment.
    PostId,
    /// A row of `texts`: every free text that people wrote.
    TextId,
    /// A department, district or bureau.
    UnitId,
    /// A staff account.
    PersonId,
    /// A citizen without account: the token in the cookie.
    VisitorId,
    /// A guest of one room, as named in its notice.
    GuestId,
    /// A one-time link.
    LinkId,
}

/// The installation's own room: its journal holds units, people, rulebooks and settings.
pub const OFFICE: RoomId = RoomId(Uuid::from_u128(1));

/// Milliseconds since 1970 in UTC.
pub type Millis = i64;
