//! Values of which only the latest counts: joined until the next batch, never queued.

use super::Numbers;
use crate::{
    bus::Signal,
    kernel::id::{GuestId, Millis, PersonId, PostId},
    wire::{
        frame::{Claimed, Frame, Latest, Present, StaffFrame, StaffLatest},
        item::{Counts, Piles},
        position::Stream,
    },
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The present values of one channel, and which of them readers do not know yet.
#[derive(Debug)]
pub struct Registers {
    stream: Stream,
    viewers: u32,
    told_viewers: u32,
    counts: Option<Counts>,
    piles: Option<Piles>,
    /// Tally and turn of each question whose endorsements changed.
    tallies: HashMap<u32, (u32, u64)>,
    /// Questions by the turn in which they changed: the oldest is forgotten first.
    turns: BTreeMap<u64, u32>,
    turn: u64,
    most_tallies: usize,
    typing: BTreeMap<GuestId, Millis>,
    claims: BTreeMap<PostId, Claimed>,
    crew: BTreeMap<(PersonId, String), (String, Millis)>,
    elsewhere: BTreeMap<u64, (u32, Millis)>,
    news: News,
}

/// What readers do not know yet.
#[derive(Clone, Debug, Default, PartialEq)]
struct News {
    viewers: bool,
    counts: bool,
    tallies: BTreeSet<u32>,
    typing: bool,
    claims: bool,
    crew: bool,
}

impl Registers {
    /// Nothing known; at most `most_tallies` are kept for readers who come back.
    pub fn new(stream: Stream, most_tallies: usize) -> Registers {
        Registers {
            stream,
            viewers: 0,
            told_viewers: 0,
            counts: None,
            piles: None,
            tallies: HashMap::new(),
            turns: BTreeMap::new(),
            turn: 0,
            most_tallies,
            typing: BTreeMap::new(),
            claims: BTreeMap::new(),
            crew: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            news: News::default(),
        }
    }

    /// Takes a signal in. What ended is forgotten; tallies are read elsewhere.
    pub fn hear(&mut self, signal: &Signal, wall: Millis) {
        let crews = self.stream == Stream::Staff;
        match signal {
            Signal::Tally { .. } => {}
            // who looks at what is a matter of the crew
            Signal::Claim { .. } | Signal::Crew { .. } if !crews => {}
            Signal::Typing { guest, until } => {
                self.news.typing |= set(&mut self.typing, *guest, *until, *until > wall);
            }
            Signal::Claim { post, by, name, until } => {
                let claim = Claimed { post: *post, by: *by, name: name.clone(), until: *until };
                self.claims.insert(*post, claim);
                self.news.claims = true;
            }
            Signal::Crew { person, name, desk, until } => {
                let key = (*person, desk.clone());
                self.news.crew |= set(&mut self.crew, key, (name.clone(), *until), *until > wall);
            }
            Signal::Viewers { node, readers, until } => {
                self.elsewhere.insert(*node, (*readers, *until));
            }
        }
        self.expire(wall);
    }

    /// Forgets what is no longer true.
    pub fn expire(&mut self, wall: Millis) {
        let before = (self.typing.len(), self.claims.len(), self.crew.len());
        self.typing.retain(|_, until| *until > wall);
        self.claims.retain(|_, claim| claim.until > wall);
        self.crew.retain(|_, (_, until)| *until > wall);
        self.elsewhere.retain(|_, (_, until)| *until > wall);
        self.news.typing |= before.0 != self.typing.len();
        self.news.claims |= before.1 != self.claims.len();
        self.news.crew |= before.2 != self.crew.len();
    }

    /// When something next ceases to be true.
    pub fn expires_at(&self) -> Option<Millis> {
        let typing = self.typing.values().copied();
        let claims = self.claims.values().map(|claim| claim.until);
        typing.chain(claims).chain(self.crew.values().map(|(_, until)| *until)).min()
    }

    /// Takes in what was read from the tables.
    pub fn read(&mut self, numbers: &Numbers) {
        for (number, votes) in &numbers.tallies {
            self.tally(*number, *votes);
        }
        if numbers.counts.is_some() && numbers.counts != self.counts {
            self.counts = numbers.counts;
            self.news.counts = true;
        }
        if numbers.piles.is_some() && numbers.piles != self.piles {
            self.piles = numbers.piles;
            self.news.counts = true;
        }
    }

    fn tally(&mut self, number: u32, votes: u32) {
        if self.tallies.get(&number).is_some_and(|(known, _)| *known == votes) {
            return;
        }
        self.turn += 1;
        if let Some((_, turn)) = self.tallies.insert(number, (votes, self.turn)) {
            self.turns.remove(&turn);
        }
        self.turns.insert(self.turn, number);
        self.news.tallies.insert(number);
        while self.tallies.len() > self.most_tallies {
            let Some((_, oldest)) = self.turns.pop_first() else { return };
            self.tallies.remove(&oldest);
            self.news.tallies.remove(&oldest);
        }
    }

    /// How many readers there are on this node.
    pub fn count(&mut self, here: usize) {
        let elsewhere: u32 = self.elsewhere.values().map(|(readers, _)| *readers).sum();
        let viewers = u32::try_from(here).unwrap_or(u32::MAX).saturating_add(elsewhere);
        self.viewers = viewers;
        self.news.viewers = viewers != self.told_viewers;
    }

    /// Whether readers do not know everything, their own number apart.
    pub fn has_news(&self) -> bool {
        self.news != News { viewers: self.news.viewers, ..News::default() }
    }

    /// Whether the number of readers is another one: told with other news, or alone after a while.
    pub fn viewers_moved(&self) -> bool {
        self.news.viewers
    }

    /// The frame that tells what readers do not know yet, as JSON; none if they know everything.
    pub fn changed(&mut self) -> Option<String> {
        let news = std::mem::take(&mut self.news);
        self.told_viewers = self.viewers;
        (news != News::default()).then(|| self.frame(&news))
    }

    /// The frame with all present values, as JSON.
    pub fn whole(&self) -> String {
        let tallies = self.tallies.keys().copied().collect();
        self.frame(&News { viewers: true, counts: true, tallies, typing: true, claims: true, crew: true })
    }

    fn frame(&self, news: &News) -> String {
        let tally = |number: &u32| self.tallies.get(number).map(|(votes, _)| (*number, *votes));
        let tallies = news.tallies.iter().filter_map(tally).collect();
        let viewers = news.viewers.then_some(self.viewers);
        let typing = news.typing.then(|| self.typing.keys().copied().collect());
        let json = match self.stream {
            Stream::Public => {
                let counts = self.counts.filter(|_| news.counts);
                serde_json::to_string(&Frame::Latest(Latest { viewers, counts, tallies, typing }))
            }
            Stream::Staff => {
                let piles = self.piles.filter(|_| news.counts);
                let claims = news.claims.then(|| self.claims.values().cloned().collect());
                let crew = news.crew.then(|| self.crew.iter().map(present).collect());
                let latest = StaffLatest { viewers, piles, tallies, typing, claims, crew };
                serde_json::to_string(&StaffFrame::Latest(latest))
            }
        };
        // plain numbers and names: nothing of it can fail to be JSON
        json.unwrap_or_else(|_| r#"{"type":"latest"}"#.to_owned())
    }
}

fn present(((person, desk), (name, _)): (&(PersonId, String), &(String, Millis))) -> Present {
    Present { person: *person, name: name.clone(), desk: desk.clone() }
}

/// Sets or removes; whether the set of keys changed.
fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: V, holds: bool) -> bool {
    if holds { map.insert(key, value).is_none() } else { map.remove(&key).is_some() }
}
