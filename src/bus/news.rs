//! What the desk tells after a commit, and what a listener has heard since it last looked.

use super::Signal;
use crate::kernel::id::{PostId, RoomId, VisitorId};
use std::collections::BTreeSet;

/// A room moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Which one; `OFFICE` when people, rights or settings changed.
    pub room: RoomId,
    /// Its public position now.
    pub public_at: u64,
    /// Its staff position now.
    pub staff_at: u64,
    /// Authors whose own posts changed.
    pub nudged: Vec<VisitorId>,
    /// Something public is no longer to be shown: what was kept ready must be dropped.
    pub redacted: bool,
}

/// Everything one ear has heard since it was last asked, joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Highest public position; 0 for none.
    pub public_at: u64,
    /// Highest staff position; 0 for none.
    pub staff_at: u64,
    /// Redactions so far, as `Redactions::count` says.
    pub redactions: u64,
    /// Authors whose own posts changed.
    pub nudged: BTreeSet<VisitorId>,
    /// Posts whose endorsements changed.
    pub tallies: BTreeSet<PostId>,
    /// Other signals; of those about the same thing, the last.
    pub signals: Vec<Signal>,
}

impl Heard {
    /// Joins an announcement; authors beyond `most` are left out, they see it when they look.
    pub fn announced(&mut self, news: &Announcement, most: usize) {
        self.public_at = self.public_at.max(news.public_at);
        self.staff_at = self.staff_at.max(news.staff_at);
        let room = most.saturating_sub(self.nudged.len());
        self.nudged.extend(news.nudged.iter().take(room));
    }

    /// Joins a signal; of new subjects beyond `most` nothing is kept.
    pub fn signalled(&mut self, signal: &Signal, most: usize) {
        if let Signal::Tally { post } = signal {
            if self.tallies.len() < most {
                self.tallies.insert(*post);
            }
            return;
        }
        if let Some(kept) = self.signals.iter_mut().find(|kept| kept.is_about_same(signal)) {
            *kept = signal.clone();
        } else if self.signals.len() < most {
            self.signals.push(signal.clone());
        }
    }
}
