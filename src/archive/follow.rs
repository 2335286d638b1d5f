//! Follows the journals of all public rooms, each with its own cursor, which is written together with what was read.
//! Woken by the bus; looks at all rooms when it begins and every minute, because the bus may lose what it was told.

use super::{
    Archive,
    documents::{Changed, Notices, answered_by},
    index::Shared,
};
use crate::{
    bus::{AllRooms, Moved},
    kernel::{
        id::{PostId, RoomId},
        room::Header,
        touch::{Left, Touch},
    },
    store::{
        Followed, StoreError,
        search::{Cursor, Facts, Indexed, Step},
    },
};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::{Instant, sleep, timeout};

/// Entries followed in one step.
const ENTRIES: u32 = 256;
/// How often all rooms are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long what just happened is gathered, so that a busy room is not read entry by entry.
const GATHER: Duration = Duration::from_millis(200);
/// How long after a failure it is tried again.
const RETRY: Duration = Duration::from_secs(5);

impl Archive {
    /// Follows until it is dropped.
    pub async fn follow(self, ear: AllRooms) {
        loop {
            let (begun, mut result) = (Instant::now(), self.catch_up().await);
            while result.is_ok() && begun.elapsed() < LOOK_EVERY {
                let left = LOOK_EVERY.saturating_sub(begun.elapsed());
                if timeout(left, ear.rung()).await.is_err() {
                    break;
                }
                sleep(GATHER).await;
                result = match ear.take() {
                    Moved::Some(rooms) => self.0.take_in(&rooms).await,
                    Moved::Many => break,
                };
            }
            if let Err(error) = result {
                tracing::error!(%error, "the search index could not follow");
                sleep(RETRY).await;
            }
        }
    }

    /// Looks at all rooms once and reads whatever the index has not got.
    ///
    /// # Errors
    /// `StoreError`; what was read until then stays.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        let (known, streams) = (self.0.index.cursors().await?, self.0.db.public_streams().await?);
        let moved = |(room, end): &&(RoomId, Cursor)| known.get(room) != Some(end);
        let rooms: BTreeSet<RoomId> = streams.iter().filter(moved).map(|(room, _)| *room).collect();
        let there: BTreeSet<RoomId> = streams.iter().map(|(room, _)| *room).collect();
        for room in known.keys().filter(|room| !there.contains(room)) {
            self.0.index.forget(*room).await?;
        }
        self.0.take_in(&rooms).await?;
        self.0.count().await
    }
}

impl Shared {
    async fn take_in(&self, rooms: &BTreeSet<RoomId>) -> Result<(), StoreError> {
        let mut found = Vec::new();
        let mut behind = 0;
        for room in rooms {
            let Some(header) = self.db.room(*room).await?.filter(Header::is_public) else { continue };
            let known = self.index.indexed(*room).await?;
            behind += header.public_at.saturating_sub(known.as_ref().map_or(0, |known| known.cursor.public_at));
            found.push((header, known));
        }
        let told = metrics::gauge!("wenzheng_search_behind_entries");
        told.set(behind as f64);
        for (header, known) in &found {
            self.follow(header, known.as_ref()).await?;
        }
        told.set(0.0);
        self.index.sweep().await
    }

    /// Reads on in one room, step by step, to where its header stands.
    async fn follow(&self, header: &Header, known: Option<&Indexed>) -> Result<(), StoreError> {
        let notices = Notices::read(&self.db, header).await?;
        let facts = notices.facts(header, self.month(header.schedule.starts_at));
        let seen = known.map(|known| known.cursor).unwrap_or_default();
        let erased = known.is_some() && self.db.erased_since(header.id, seen.staff_at).await?;
        // names are marks of every document: where they changed, all are written anew; so they are after an erasure,
        // of which the public stream tells nothing
        let mut anew = erased || known.is_none_or(|known| !same_names(known, &facts));
        let mut at = if anew { 0 } else { seen.public_at };
        let mut cursor = Cursor { public_at: at, staff_at: header.staff_at };
        while at < header.public_at {
            let entries = self.db.public_entries(header.id, at, ENTRIES).await?;
            let Some(last) = entries.last() else { break };
            at = last.at;
            cursor.public_at = at;
            let Changed { documents, gone } = self.changed(header, &notices, &entries, anew).await?;
            let redacts = erased || entries.iter().any(|entry| entry.event.takes_out_of_sight());
            let step = Step { room: header.id, facts: facts.clone(), anew, gone, documents, cursor, redacts };
            self.index.put(&step).await?;
            anew = false;
        }
        if seen.public_at == at && seen.staff_at != header.staff_at {
            let (documents, gone) = (Vec::new(), Vec::new());
            let step = Step { room: header.id, facts, anew, gone, documents, cursor, redacts: false };
            self.index.put(&step).await?;
        }
        Ok(())
    }

    /// What the entries changed, as it is now.
    async fn changed(
        &self,
        header: &Header,
        notices: &Notices,
        entries: &[Followed],
        anew: bool,
    ) -> Result<Changed, StoreError> {
        let (mut posts, mut lines, mut room) = (BTreeSet::new(), BTreeSet::new(), anew);
        for entry in entries {
            let Touch { room: head, posts: touched, shown, line, left, .. } = entry.event.touch();
            room |= head;
            posts.extend(touched.into_iter().chain(shown));
            lines.extend(line);
            if let Some(left @ Left::Binding(_)) = left {
                posts.extend(self.db.left(header.id, entry.staff_at, left).await?);
            }
        }
        let numbers: Vec<u32> = lines.into_iter().collect();
        let lines = self.db.lines_numbered(header.id, &numbers).await?;
        posts.extend(answered_by(&lines));
        let ids: Vec<PostId> = posts.into_iter().collect();
        let posts: Vec<_> = self.db.posts_by_id(&ids).await?.into_iter().map(|listed| listed.post).collect();
        let mut changed = Changed::read(&self.db, notices, &posts, &lines).await?;
        if room {
            changed.notice(header, notices);
            changed.summary(header, notices.notes.as_ref());
        }
        changed.cut().await
    }
}

fn same_names(known: &Indexed, facts: &Facts) -> bool {
    let was = &known.facts;
    (&was.units, &was.subjects, &was.guests) == (&facts.units, &facts.subjects, &facts.guests)
}
