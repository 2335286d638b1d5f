//! Follows the journals of all rooms with a cursor for each, which is written together with what is to be sent.
//! Woken by the bus; looks at all rooms when it begins and every minute, because the bus may lose what it was told.

use super::door::{Notices, Shared};
use crate::{
    bus::{AllRooms, Moved},
    kernel::{
        id::{OFFICE, RoomId},
        room::Header,
    },
    store::{Outgoing, StoreError},
};
use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};
use tokio::time::{Instant, sleep, timeout};

/// Entries read in one step.
const ENTRIES: u32 = 256;
/// How often all rooms are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long what just happened is gathered: one write for all of it.
const GATHER: Duration = Duration::from_secs(1);
/// How long after a failure it is tried again.
const RETRY: Duration = Duration::from_secs(5);

impl Notices {
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
                tracing::error!(%error, "what is to be sent could not be written down");
                sleep(RETRY).await;
            }
        }
    }

    /// Looks at all rooms once, reads what was not read yet and forgets what left long ago.
    ///
    /// # Errors
    /// `StoreError`; what was read until then stays.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        let (known, streams) = (self.0.kit.db.notice_cursors().await?, self.0.kit.db.public_streams().await?);
        let moved = streams.iter().filter(|(room, end)| known.get(room) != Some(&end.staff_at));
        let rooms: BTreeSet<RoomId> = moved.map(|(room, _)| *room).collect();
        self.0.take_in(&rooms).await?;
        self.0.read_office(&known).await?;
        self.0.mornings().await?;
        self.0.kit.db.sweep_outbox((self.0.kit.now)() - self.0.kit.limits.notices_kept_ms).await?;
        self.count().await
    }
}

impl Shared {
    async fn take_in(&self, rooms: &BTreeSet<RoomId>) -> Result<(), StoreError> {
        if rooms.is_empty() {
            return Ok(());
        }
        let known = self.kit.db.notice_cursors().await?;
        for room in rooms {
            if *room == OFFICE {
                self.read_office(&known).await?;
                continue;
            }
            let Some(header) = self.kit.db.room(*room).await?.filter(Header::is_public) else { continue };
            self.read_on((header.id, header.staff_at), known.get(room).copied().unwrap_or(0)).await?;
        }
        Ok(())
    }

    /// The office's own journal, for what is asked of staff.
    async fn read_office(&self, known: &HashMap<RoomId, u64>) -> Result<(), StoreError> {
        let end = self.kit.db.office().await?.staff_at;
        self.read_on((OFFICE, end), known.get(&OFFICE).copied().unwrap_or(0)).await
    }

    /// Reads on in one room, step by step, to its end.
    async fn read_on(&self, (room, end): (RoomId, u64), mut at: u64) -> Result<(), StoreError> {
        while at < end {
            let entries = self.kit.db.entries_after(room, at, ENTRIES).await?;
            let Some(last) = entries.last() else { break };
            at = last.staff_at;
            let mut outgoing: Vec<Outgoing> = Vec::new();
            if !self.doors.is_empty() {
                for entry in &entries {
                    outgoing.extend(self.tell(entry).await?);
                }
                outgoing.extend(self.tell_staff(&entries).await?);
            }
            self.kit.db.put_outgoing(&outgoing, &[(room, at)]).await?;
            if !outgoing.is_empty() {
                self.bell.notify_waiters();
            }
        }
        Ok(())
    }
}
