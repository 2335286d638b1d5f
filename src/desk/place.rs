//! Where a post that moves in the crew's list comes to stand: looked up as its command is decided, because the
//! commands before it in the group may have moved its neighbours.

use super::{
    group::{Group, Job},
    submit::Act,
};
use crate::{
    kernel::{
        command::Command,
        id::{PostId, RoomId},
        order::{Place, Stretch, moved},
    },
    store::{StoreError, Tx},
};

/// Neighbours looked at on each side at first; each further look takes so many times more.
const NEAR: u32 = 64;

impl Group {
    /// Finds the ranks that change, and has the posts that get them at hand.
    pub(super) async fn make_room(&mut self, tx: &mut Tx, job: &mut Job) -> Result<(), StoreError> {
        let Act::Room(room, command) = &job.act else { return Ok(()) };
        let (room, Command::Rank { post, before, .. }) = (*room, &**command) else { return Ok(()) };
        if self.listed(room, *post).is_none() || *before == Some(*post) {
            return Ok(());
        }
        let anchor = match before {
            Some(before) => match self.listed(room, *before) {
                Some(anchor) => Some(anchor),
                None => return Ok(()),
            },
            None => None,
        };
        job.prepared.given.ranks = self.ranks(tx, room, *post, anchor).await?;
        let missing: Vec<PostId> = job.prepared.given.ranks.iter().map(|(post, _)| *post).collect();
        let missing: Vec<PostId> = missing.into_iter().filter(|post| self.post(room, *post).is_none()).collect();
        self.load_posts(tx, &missing, &mut Vec::new()).await
    }

    async fn ranks(
        &self,
        tx: &mut Tx,
        room: RoomId,
        post: PostId,
        anchor: Option<Place>,
    ) -> Result<Vec<(PostId, f64)>, StoreError> {
        let mut most = NEAR;
        loop {
            let stretch = self.around(tx, room, post, anchor, most).await?;
            let at = match anchor {
                Some(anchor) => stretch.places.iter().position(|place| place.post == anchor.post).unwrap_or_default(),
                None => stretch.places.len(),
            };
            if let Some(ranks) = moved(&stretch, post, at) {
                return Ok(ranks);
            }
            most = most.saturating_mul(NEAR);
        }
    }

    /// The list around the anchor, or its end: as it is stored, and over that as this group has left it.
    async fn around(
        &self,
        tx: &mut Tx,
        room: RoomId,
        post: PostId,
        anchor: Option<Place>,
        most: u32,
    ) -> Result<Stretch, StoreError> {
        let before = tx.places_before(room, anchor, most).await?;
        let after = match anchor {
            Some(anchor) => tx.places_from(room, anchor, most).await?,
            None => Vec::new(),
        };
        let begins = before.len() < most as usize;
        let ends = after.len() < most as usize;
        let (lowest, highest) = (before.last().copied(), after.last().copied());
        let within = |place: &Place| {
            (begins || lowest.is_some_and(|lowest| place.order(&lowest).is_ge()))
                && (ends || highest.is_some_and(|highest| place.order(&highest).is_le()))
        };
        let stored = before.into_iter().chain(after).filter(|place| self.post(room, place.post).is_none());
        let here = self.rooms.get(&room).into_iter().flat_map(|scope| scope.posts.values()).filter_map(Place::of);
        let mut places: Vec<Place> = stored.chain(here.filter(within)).filter(|place| place.post != post).collect();
        places.sort_by(Place::order);
        Ok(Stretch { places, begins, ends })
    }

    fn listed(&self, room: RoomId, post: PostId) -> Option<Place> {
        Place::of(self.post(room, post)?)
    }
}
