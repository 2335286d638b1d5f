//! What a room has received, as the public counts it; kept up by the fold, so that no reader counts posts.

use super::post::{Fate, Post};
use serde::{Deserialize, Serialize};

/// Citizens' own questions apart from those prepared by the unit or asked by the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Citizens' questions brought so far, public or not.
    pub received: u32,
    /// Citizens' questions the public can read.
    pub public: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Questions of the unit or host that the public can read.
    pub prepared: u32,
}

impl Tally {
    /// What one post counts for.
    pub fn of(post: &Post) -> Tally {
        let citizens = post.origin.is_citizens();
        let shown = post.public && post.fate != Fate::Merged;
        Tally {
            received: u32::from(citizens),
            public: u32::from(citizens && shown),
            answered: u32::from(citizens && shown && post.fate == Fate::Answered),
            prepared: u32::from(!citizens && shown),
        }
    }

    /// Both together.
    pub fn plus(self, other: Tally) -> Tally {
        self.each(other, u32::saturating_add)
    }

    /// Without what `other` counted.
    pub fn minus(self, other: Tally) -> Tally {
        self.each(other, u32::saturating_sub)
    }

    fn each(self, other: Tally, with: impl Fn(u32, u32) -> u32) -> Tally {
        Tally {
            received: with(self.received, other.received),
            public: with(self.public, other.public),
            answered: with(self.answered, other.answered),
            prepared: with(self.prepared, other.prepared),
        }
    }
}
