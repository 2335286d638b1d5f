//! Short-lived signals: they go to the bus and never enter the journal.

use super::{Claim, Desk};
use crate::{
    bus::{Bus, Signal},
    kernel::id::{PersonId, PostId, RoomId},
};

impl Desk {
    /// Tells those who follow `room` something that is true for a while.
    pub fn signal(&self, room: RoomId, signal: &Signal) {
        self.bus().signal(room, signal);
    }

    /// Where announcements and signals go.
    pub fn bus(&self) -> &Bus {
        &self.inner.bus
    }

    /// Claims a post for a member of staff, whom colleagues know as `name`, and tells them at once.
    ///
    /// # Errors
    /// The claim of a colleague who holds it.
    pub fn claim(&self, room: RoomId, post: PostId, by: PersonId, name: &str) -> Result<Claim, Claim> {
        let now = self.now();
        let claim = self.claims().take(post, Claim { room, by, until: now + self.limits().claim_ms }, now)?;
        self.signal(room, &Signal::Claim { post, by, name: name.to_owned(), until: claim.until });
        Ok(claim)
    }

    /// Lets go of a post, if `by` holds it.
    pub fn let_go(&self, room: RoomId, post: PostId, by: PersonId) {
        if self.claims().of(post, self.now()).is_some_and(|claim| claim.by == by) {
            self.claims().release(post, by);
            self.signal(room, &Signal::Claim { post, by, name: String::new(), until: 0 });
        }
    }
}
