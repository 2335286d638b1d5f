//! The schedule: lets decisions take effect and opens and closes rooms when it is time.

use super::{Crowd, carry, count, forget, lapse, remind, succeed};
use crate::{
    desk::Desk,
    kernel::{
        clock::ClockStep,
        command::Command,
        hours::RemindSettings,
        id::{Millis, RoomId},
        principal::Principal,
        refusal::Refusal,
        room::{Header, Phase},
    },
    store::{Db, StoreError},
};
use jiff::tz::TimeZone;
use std::time::Duration;
use tokio::task::JoinSet;

/// Longest sleep between two looks, in ms: a decision becomes public at most this late.
const LOOK_MS: u64 = 250;
/// Decisions released in one look.
const AT_ONCE: u32 = 500;
/// Rooms that can be under way at one time.
const ROOMS: u32 = 1_000;
/// How often rooms are looked at, in looks.
const ROOMS_EVERY: u64 = 4;
/// How often old keys and sessions are forgotten, in looks.
const SWEEP_EVERY: u64 = 4 * 600;
/// How often it is looked for what has no deadline yet, in looks.
const COUNT_EVERY: u64 = 4 * 5;
/// How often it is looked of what somebody is to be reminded, in looks.
const REMIND_EVERY: u64 = 4 * 60;
/// How often it is looked whose time is over, in looks.
const FORGET_EVERY: u64 = 4 * 3_600;
/// How often what was erased is washed out of the log, in looks.
const WASH_EVERY: u64 = 4;

/// The running schedule.
pub struct Schedule {
    db: Db,
    desk: Desk,
    crowd: Crowd,
    zone: TimeZone,
    reminders: RemindSettings,
}

impl Schedule {
    /// Over the store it looks at and the desk it submits to; days are those of `zone`.
    pub fn new(db: Db, desk: Desk, zone: TimeZone, reminders: RemindSettings) -> Schedule {
        let crowd = Crowd::new(db.clone(), desk.clone());
        Schedule { db, desk, crowd, zone, reminders }
    }

    /// Looks until it is dropped. A failed look is logged and the next one tries again.
    pub async fn run(mut self) {
        let mut look: u64 = 0;
        loop {
            if let Err(error) = self.look(look).await {
                tracing::error!(%error, "the schedule could not look");
            }
            look += 1;
            tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        }
    }

    async fn look(&mut self, look: u64) -> Result<(), StoreError> {
        release(&self.db, &self.desk).await?;
        if look.is_multiple_of(ROOMS_EVERY) {
            advance(&self.db, &self.desk).await?;
            self.crowd.look().await?;
        }
        if look.is_multiple_of(COUNT_EVERY) {
            count(&self.db, &self.desk, &self.zone).await?;
            carry(&self.db, &self.desk, &self.zone).await?;
            lapse(&self.db, &self.desk, &self.zone).await?;
            succeed(&self.db, &self.desk).await?;
        }
        if look.is_multiple_of(REMIND_EVERY) {
            remind(&self.db, &self.desk, &self.zone, &self.reminders).await?;
        }
        if look.is_multiple_of(FORGET_EVERY) {
            forget(&self.db, &self.desk).await?;
        }
        if look.is_multiple_of(SWEEP_EVERY) {
            let now = self.desk.now();
            self.db.sweep(now, now - self.desk.limits().idempotency_ms).await?;
            self.db.forget_rehearsals().await?;
            self.db.sweep_files(now - self.desk.limits().unnamed_file_ms).await?;
            self.desk.claims().sweep(now);
        }
        if look.is_multiple_of(WASH_EVERY) {
            self.db.wash().await?;
        }
        Ok(())
    }
}

/// One look at everything that is due now; for tests, which hold the clock.
///
/// # Errors
/// `StoreError`.
pub async fn tick(db: &Db, desk: &Desk) -> Result<(), StoreError> {
    release(db, desk).await?;
    advance(db, desk).await
}

async fn release(db: &Db, desk: &Desk) -> Result<(), StoreError> {
    // Together, so that they share a commit.
    let mut releases = JoinSet::new();
    for (room, post) in db.due(desk.now(), AT_ONCE).await? {
        let desk = desk.clone();
        releases.spawn(async move { submit(&desk, room, Command::Release { post }).await });
    }
    releases.join_all().await;
    // One after the other: what was said first stands first.
    for (room, block) in db.due_blocks(desk.now(), AT_ONCE).await? {
        submit(desk, room, Command::Clock { step: ClockStep::ShowDue { block } }).await;
    }
    Ok(())
}

async fn advance(db: &Db, desk: &Desk) -> Result<(), StoreError> {
    let now = desk.now();
    let under_way = db.rooms(&[Phase::Announced, Phase::Collecting, Phase::Live], ROOMS).await?;
    for header in under_way.iter().filter(|header| may_be_due(header, now)) {
        submit(desk, header.id, Command::Advance).await;
    }
    Ok(())
}

/// Spares the writer rooms for which nothing can be due; the rules decide.
fn may_be_due(header: &Header, now: Millis) -> bool {
    let schedule = &header.schedule;
    let opening = header.phase == Phase::Announced && schedule.collect_at <= now;
    let ended = !header.policy.standing && schedule.ends_at <= now;
    let ending = ended && !header.asking_closed;
    opening || ending || ended && schedule.ends_at + header.policy.close_after_ms <= now
}

async fn submit(desk: &Desk, room: RoomId, command: Command) {
    match desk.room(Principal::Clock, room, command).await {
        Ok(_) | Err(Refusal::ReadOnly | Refusal::StorageFull) => {}
        Err(refusal) => tracing::warn!(%room, %refusal, "the schedule was refused"),
    }
}
