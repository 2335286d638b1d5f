//! Sends what was written down, each door at its own pace.

use super::{
    door::{Door, Notices, Shared},
    staff::CONFIRM,
};
use crate::{
    kernel::id::Millis,
    store::{Parcel, ParcelState, StoreError, Waiting},
};
use std::time::Duration;
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};
use uuid::Uuid;

/// How often a door looks for something to send where nothing rings.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How long a door rests whose far end takes nothing.
const REST: Duration = Duration::from_secs(30);

impl Notices {
    /// Sends until it is dropped.
    pub async fn send(self) {
        let mut doors = JoinSet::new();
        for nth in 0..self.0.doors.len() {
            let shared = self.0.clone();
            doors.spawn(async move {
                if let Some(door) = shared.doors.get(nth) {
                    shared.serve(door).await;
                }
            });
        }
        doors.join_all().await;
    }

    /// Tries once whatever is due now; for tests, which hold the clock.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn send_due(&self) -> Result<(), StoreError> {
        for door in &self.0.doors {
            self.0.round(door).await?;
        }
        self.count().await
    }

    /// What is in one of these states, newest first, before an earlier page's last.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn parcels(
        &self,
        states: &[ParcelState],
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<Parcel>, StoreError> {
        self.0.kit.db.parcels(states, before, limit).await
    }

    /// How many are in which state, by door.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn counts(&self) -> Result<Vec<Waiting>, StoreError> {
        self.0.kit.db.count_parcels().await
    }

    /// Lets one that did not get through be tried again, or all of them; how many.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn again(&self, one: Option<Uuid>) -> Result<u64, StoreError> {
        let again = self.0.kit.db.try_parcels_again(one, (self.0.kit.now)()).await?;
        self.0.bell.notify_waiters();
        Ok(again)
    }

    /// Tells the figures how much waits and how much did not get through.
    pub(super) async fn count(&self) -> Result<(), StoreError> {
        let counts = self.counts().await?;
        for door in self.doors() {
            for state in [ParcelState::Waiting, ParcelState::Failed, ParcelState::GivenUp] {
                let of = |count: &&Waiting| count.door == door && count.state == state;
                let parcels = counts.iter().find(of).map_or(0, |count| count.parcels);
                metrics::gauge!("wenzheng_notices", "door" => door, "state" => state.code()).set(parcels);
            }
        }
        Ok(())
    }
}

impl Shared {
    async fn serve(&self, door: &Door) {
        loop {
            // asked before looking: what is written down while we look rings for the next look
            let rung = self.bell.notified();
            match self.round(door).await {
                Ok(Round::Busy) => {}
                Ok(Round::Idle) => drop(timeout(LOOK_EVERY, rung).await),
                Ok(Round::Down) => sleep(REST).await,
                Err(error) => {
                    tracing::error!(%error, "messages could not be read or settled");
                    sleep(REST).await;
                }
            }
        }
    }

    /// What is for one of staff waits for the hours in which people are reminded, and is tried for as long as anything
    /// else from then on. Whoever gave an address waits at the screen for its code.
    fn sleeps(&self, parcel: &Parcel, now: Millis) -> Option<Parcel> {
        let kit = &self.kit;
        parcel.person.filter(|_| parcel.what != CONFIRM)?;
        let next_at = kit.remind.next(now, &kit.zone, &(kit.days)());
        let made_at = if parcel.tries == 0 { next_at } else { parcel.made_at };
        (next_at > now).then(|| Parcel { next_at, made_at, ..parcel.clone() })
    }

    /// One bounded go.
    async fn round(&self, door: &Door) -> Result<Round, StoreError> {
        let (kit, limits) = (&self.kit, &self.kit.limits);
        if door.rests(kit) {
            return Ok(Round::Idle);
        }
        let now = (kit.now)();
        let due = kit.db.due_parcels(door.key(), now, limits.notices_at_once).await?;
        let busy = due.len() == limits.notices_at_once as usize;
        for parcel in due {
            if let Some(morning) = self.sleeps(&parcel, now) {
                kit.db.settle_parcel(&morning).await?;
                continue;
            }
            let outcome = door.send(kit, &parcel).await;
            let (down, kind, id) = (outcome.is_down(), door.key().0, parcel.id);
            let settled = outcome.settle(parcel, (kit.now)(), limits, rand::random());
            kit.db.settle_parcel(&settled).await?;
            let state = settled.state.code();
            metrics::counter!("wenzheng_notices_tries_total", "door" => kind, "state" => state).increment(1);
            // the reason stays in the house: far ends repeat in it what nobody may read in a log
            if settled.state != ParcelState::Sent {
                tracing::warn!(door = kind, %id, state, tries = settled.tries, "a message did not leave");
            }
            if down {
                return Ok(Round::Down);
            }
        }
        Ok(if busy { Round::Busy } else { Round::Idle })
    }
}

/// What a go came to.
enum Round {
    /// There may be more.
    Busy,
    /// There is nothing more now.
    Idle,
    /// The far end takes nothing.
    Down,
}
