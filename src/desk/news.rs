//! What a group tells the bus once it is durable.

use crate::{
    bus::{Announcement, Bus, Signal},
    kernel::{
        id::{PostId, RoomId, VisitorId},
        room::Header,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Gathered while the group is decided.
#[derive(Debug, Default)]
pub(super) struct News {
    rooms: BTreeMap<RoomId, Announcement>,
    tallies: BTreeSet<(RoomId, PostId)>,
}

impl News {
    /// A room moved to where `header` stands.
    pub fn moved(&mut self, header: &Header) -> &mut Announcement {
        self.at(header.id, header.public_at, header.staff_at)
    }

    /// A room, or the office, moved.
    pub fn at(&mut self, room: RoomId, public_at: u64, staff_at: u64) -> &mut Announcement {
        let blank = || Announcement { room, public_at, staff_at, nudged: Vec::new(), redacted: false };
        let news = self.rooms.entry(room).or_insert_with(blank);
        (news.public_at, news.staff_at) = (public_at, staff_at);
        news
    }

    /// The endorsements of a post changed.
    pub fn tally(&mut self, room: RoomId, post: PostId) {
        self.tallies.insert((room, post));
    }

    /// Tells everybody. Before anybody is answered, so that nothing taken out of sight is sent afterwards.
    pub fn tell(&self, bus: &Bus) {
        for news in self.rooms.values() {
            bus.announce(news);
        }
        for (room, post) in &self.tallies {
            bus.signal(*room, &Signal::Tally { post: *post });
        }
    }
}

/// Authors to be told, each once.
pub(super) fn nudge(news: &mut Announcement, authors: impl IntoIterator<Item = VisitorId>) {
    for author in authors {
        if !news.nudged.contains(&author) {
            news.nudged.push(author);
        }
    }
}
