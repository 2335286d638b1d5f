//! Claims: who is looking at a post. A courtesy between colleagues that expires by itself;
//! what protects a decision is the revision it carries.

use crate::kernel::id::{Millis, PersonId, PostId, RoomId};
use dashmap::DashMap;

/// Somebody is looking at a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// In which room.
    pub room: RoomId,
    /// Who.
    pub by: PersonId,
    /// Until when.
    pub until: Millis,
}

/// All claims, in memory only.
#[derive(Debug, Default)]
pub struct Claims(DashMap<PostId, Claim>);

impl Claims {
    /// Claims `post`, unless a colleague holds it at `now`.
    ///
    /// # Errors
    /// The colleague's claim.
    pub fn take(&self, post: PostId, claim: Claim, now: Millis) -> Result<Claim, Claim> {
        let mut held = self.0.entry(post).or_insert(claim);
        if held.by != claim.by && held.until > now {
            return Err(*held);
        }
        *held = claim;
        Ok(claim)
    }

    /// All claims in a room at `now`.
    pub fn in_room(&self, room: RoomId, now: Millis) -> Vec<(PostId, Claim)> {
        let held = self.0.iter().filter(|held| held.room == room && held.until > now);
        held.map(|held| (*held.key(), *held.value())).collect()
    }

    /// Lets go of `post`, if `by` holds it.
    pub fn release(&self, post: PostId, by: PersonId) {
        self.0.remove_if(&post, |_, claim| claim.by == by);
    }

    /// Who holds `post` at `now`.
    pub fn of(&self, post: PostId, now: Millis) -> Option<Claim> {
        self.0.get(&post).map(|claim| *claim).filter(|claim| claim.until > now)
    }

    /// Forgets what expired.
    pub fn sweep(&self, now: Millis) {
        self.0.retain(|_, claim| claim.until > now);
    }
}
