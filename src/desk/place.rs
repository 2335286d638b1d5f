//! Where something that moves comes to stand, in the crew's list or in the record: looked up as its command is decided,
//! because the commands before it in the group may have moved its neighbours.

use super::{
    group::{Group, Job},
    submit::Act,
};
use crate::{
    kernel::{
        clock::ClockStep,
        command::Command,
        id::{PostId, RoomId},
        line::Line,
        order::{Place, Stretch, moved},
        post::Post,
        scope::Scope,
    },
    store::{StoreError, Tx},
};
use std::collections::HashSet;

/// Neighbours looked at on each side at first; each further look takes so many times more.
const NEAR: u32 = 64;

/// An order that people make.
trait Order {
    type Thing: Copy + PartialEq;

    /// Those stored before a place, or before the end, nearest first.
    async fn before(
        tx: &mut Tx,
        room: RoomId,
        place: Option<Place<Self::Thing>>,
        most: u32,
    ) -> Result<Vec<Place<Self::Thing>>, StoreError>;

    /// Those stored from a place on, nearest first.
    async fn from(
        tx: &mut Tx,
        room: RoomId,
        place: Place<Self::Thing>,
        most: u32,
    ) -> Result<Vec<Place<Self::Thing>>, StoreError>;

    /// Those at hand that stand in it.
    fn here(scope: &Scope) -> Vec<Place<Self::Thing>>;

    fn is_at_hand(scope: &Scope, thing: Self::Thing) -> bool;

    /// Where the next newcomer will stand, if that is behind all others.
    fn below(scope: &Scope) -> Option<f64>;
}

/// The crew's list.
struct List;

impl Order for List {
    type Thing = PostId;

    async fn before(
        tx: &mut Tx,
        room: RoomId,
        place: Option<Place<PostId>>,
        most: u32,
    ) -> Result<Vec<Place<PostId>>, StoreError> {
        tx.listed_before(room, place, most).await
    }

    async fn from(
        tx: &mut Tx,
        room: RoomId,
        place: Place<PostId>,
        most: u32,
    ) -> Result<Vec<Place<PostId>>, StoreError> {
        tx.listed_from(room, place, most).await
    }

    fn here(scope: &Scope) -> Vec<Place<PostId>> {
        scope.posts.values().filter_map(Place::of).collect()
    }

    fn is_at_hand(scope: &Scope, post: PostId) -> bool {
        scope.posts.contains_key(&post)
    }

    fn below(_: &Scope) -> Option<f64> {
        None
    }
}

/// The record.
struct Record;

impl Order for Record {
    type Thing = u32;

    async fn before(
        tx: &mut Tx,
        room: RoomId,
        place: Option<Place<u32>>,
        most: u32,
    ) -> Result<Vec<Place<u32>>, StoreError> {
        tx.lines_before(room, place, most).await
    }

    async fn from(tx: &mut Tx, room: RoomId, place: Place<u32>, most: u32) -> Result<Vec<Place<u32>>, StoreError> {
        tx.lines_from(room, place, most).await
    }

    fn here(scope: &Scope) -> Vec<Place<u32>> {
        scope.lines.values().map(Place::of_line).collect()
    }

    fn is_at_hand(scope: &Scope, line: u32) -> bool {
        scope.lines.contains_key(&line)
    }

    fn below(scope: &Scope) -> Option<f64> {
        scope.header.as_ref().map(|header| Line::end(header.lines))
    }
}

impl Group {
    /// Finds the places that change, and has what gets them at hand.
    pub(super) async fn make_room(&mut self, tx: &mut Tx, job: &mut Job) -> Result<(), StoreError> {
        let Act::Room(room, command) = &job.act else { return Ok(()) };
        let room = *room;
        if let Command::Rank { post, before, .. } = &**command {
            job.prepared.given.ranks = self.ranks(tx, room, *post, *before).await?;
        } else if let Some((line, before)) = self.goes(room, command) {
            job.prepared.given.places = self.line_places(tx, room, line, before).await?;
        } else if let Command::Case { post, .. } = &**command {
            job.prepared.given.places = self.answer_places(tx, room, *post).await?;
        }
        Ok(())
    }

    /// Where a unit's answer to a question of a session comes to stand: behind all that the record has of the question;
    /// at the end where it has nothing of it.
    async fn answer_places(&mut self, tx: &mut Tx, room: RoomId, post: PostId) -> Result<Vec<(u32, f64)>, StoreError> {
        if !self.post(room, post).is_some_and(Post::is_carried) {
            return Ok(Vec::new());
        }
        let Some(last) = tx.last_line_of(room, post).await? else { return Ok(Vec::new()) };
        let behind = tx.lines_from(room, last, 2).await?.into_iter().find(|place| place.thing != last.thing);
        let next = self.rooms.get(&room).and_then(|scope| scope.header.as_ref()).map(|header| header.lines + 1);
        match (behind, next) {
            (Some(behind), Some(next)) => self.line_places(tx, room, next, Some(behind.thing)).await,
            _ => Ok(Vec::new()),
        }
    }

    async fn ranks(
        &mut self,
        tx: &mut Tx,
        room: RoomId,
        post: PostId,
        before: Option<PostId>,
    ) -> Result<Vec<(PostId, f64)>, StoreError> {
        let listed = |post: PostId| Place::of(self.post(room, post)?);
        let anchor = before.map(listed);
        if listed(post).is_none() || before == Some(post) || anchor == Some(None) {
            return Ok(Vec::new());
        }
        let ranks = self.places::<List>(tx, room, post, anchor.flatten(), None).await?;
        let missing: Vec<PostId> = ranks.iter().map(|(post, _)| *post).collect();
        let missing: Vec<PostId> = missing.into_iter().filter(|post| self.post(room, *post).is_none()).collect();
        self.load_posts(tx, &missing, &mut Vec::new()).await?;
        Ok(ranks)
    }

    /// Which line goes directly before which other, or to the end.
    fn goes(&self, room: RoomId, command: &Command) -> Option<(u32, Option<u32>)> {
        let scope = self.rooms.get(&room)?;
        let next = scope.header.as_ref()?.lines + 1;
        let new = |before: Option<u32>| scope.spot(before).map(|before| (next, Some(before)));
        match command {
            Command::PlaceLine { line, before, .. } => Some((*line, scope.spot(*before))),
            Command::Show { block, .. } | Command::Clock { step: ClockStep::ShowDue { block } } => {
                new(scope.blocks.get(block)?.before)
            }
            _ if command.places_a_line() => new(command.before()),
            _ => None,
        }
    }

    async fn line_places(
        &mut self,
        tx: &mut Tx,
        room: RoomId,
        line: u32,
        before: Option<u32>,
    ) -> Result<Vec<(u32, f64)>, StoreError> {
        self.have_lines(tx, room, before.as_slice()).await?;
        let placed = |line: u32| Some(Place::of_line(self.rooms.get(&room)?.lines.get(&line)?));
        let anchor = before.map(placed);
        if before == Some(line) || anchor == Some(None) {
            return Ok(Vec::new());
        }
        let places = self.places::<Record>(tx, room, line, anchor.flatten(), placed(line)).await?;
        let others: Vec<u32> = places.iter().map(|(line, _)| *line).collect();
        self.have_lines(tx, room, &others).await?;
        Ok(places)
    }

    async fn have_lines(&mut self, tx: &mut Tx, room: RoomId, lines: &[u32]) -> Result<(), StoreError> {
        let here = |line: &&u32| self.rooms.get(&room).is_some_and(|scope| scope.lines.contains_key(line));
        let missing: Vec<(RoomId, u32)> = lines.iter().filter(|line| !here(line)).map(|line| (room, *line)).collect();
        self.load_lines(tx, &missing, &mut HashSet::new()).await
    }

    /// Nothing where `thing`, which stands at `now`, has its place directly before the anchor already.
    async fn places<O: Order>(
        &self,
        tx: &mut Tx,
        room: RoomId,
        thing: O::Thing,
        anchor: Option<Place<O::Thing>>,
        now: Option<Place<O::Thing>>,
    ) -> Result<Vec<(O::Thing, f64)>, StoreError> {
        let mut most = NEAR;
        loop {
            let stretch = self.around::<O>(tx, room, thing, anchor, most).await?;
            let at = match anchor {
                Some(anchor) => stretch.places.iter().position(|place| place.thing == anchor.thing).unwrap_or_default(),
                None => stretch.places.len(),
            };
            if now.is_some_and(|now| stretch.holds(&now, at)) {
                return Ok(Vec::new());
            }
            if let Some(places) = moved(&stretch, thing, at) {
                return Ok(places);
            }
            most = most.saturating_mul(NEAR);
        }
    }

    /// The order around the anchor, or its end: as it is stored, and over that as this group has left it.
    async fn around<O: Order>(
        &self,
        tx: &mut Tx,
        room: RoomId,
        thing: O::Thing,
        anchor: Option<Place<O::Thing>>,
        most: u32,
    ) -> Result<Stretch<O::Thing>, StoreError> {
        let before = O::before(tx, room, anchor, most).await?;
        let after = match anchor {
            Some(anchor) => O::from(tx, room, anchor, most).await?,
            None => Vec::new(),
        };
        let begins = before.len() < most as usize;
        let ends = after.len() < most as usize;
        let (lowest, highest) = (before.last().copied(), after.last().copied());
        let within = |place: &Place<O::Thing>| {
            (begins || lowest.is_some_and(|lowest| place.order(&lowest).is_ge()))
                && (ends || highest.is_some_and(|highest| place.order(&highest).is_le()))
        };
        let scope = self.rooms.get(&room);
        let is_at_hand = |place: &Place<O::Thing>| scope.is_some_and(|scope| O::is_at_hand(scope, place.thing));
        let stored = before.into_iter().chain(after).filter(|place| !is_at_hand(place));
        let here = scope.map(O::here).unwrap_or_default().into_iter().filter(within);
        let mut places: Vec<Place<O::Thing>> = stored.chain(here).filter(|place| place.thing != thing).collect();
        places.sort_by(Place::order);
        Ok(Stretch { places, begins, ends, below: scope.and_then(O::below) })
    }
}
