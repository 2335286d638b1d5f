//! Deadlines: what a session left open gets a clock, another calendar moves the clocks that run, and a stage whose time
//! is over ends where it does so by itself.

use crate::{
    desk::Desk,
    kernel::{calendar::today, clock::ClockStep, command::Command, id::RoomId, principal::Principal, refusal::Refusal},
    store::{Db, StoreError},
};
use jiff::tz::TimeZone;
use tokio::task::JoinSet;

/// Posts counted together.
const AT_ONCE: u32 = 500;

/// Sessions with something left open that are looked at.
const SESSIONS: u32 = 1_000;

/// Steps of one look; what is left waits for the next.
const ROUNDS: u32 = 100;

/// Counts everything that has no deadline by the calendar in force. A start that was cut off goes on where it was.
///
/// # Errors
/// `StoreError`.
pub async fn count(db: &Db, desk: &Desk, zone: &TimeZone) -> Result<(), StoreError> {
    let edition = desk.current().get().calendar.edition;
    for _ in 0..ROUNDS {
        let left_open = db.uncounted(edition, AT_ONCE).await?;
        let step = |(room, post, closed_at)| (room, ClockStep::Count { post, received: today(closed_at, zone) });
        if !together(desk, left_open.into_iter().map(step).collect()).await {
            break;
        }
    }
    let now = today(desk.now(), zone);
    for _ in 0..ROUNDS {
        let cases = db.outdated_cases(edition, AT_ONCE).await?;
        let step = |(room, post)| (room, ClockStep::Count { post, received: now });
        if !together(desk, cases.into_iter().map(step).collect()).await {
            break;
        }
    }
    Ok(())
}

/// Gives what sessions left open, and nobody decided about in time, to the units.
///
/// # Errors
/// `StoreError`.
pub async fn carry(db: &Db, desk: &Desk, zone: &TimeZone) -> Result<(), StoreError> {
    let (now, calendar) = (today(desk.now(), zone), desk.current().get().calendar.clone());
    for header in db.with_leftovers(SESSIONS).await? {
        let day = header.leftovers_until(&calendar, today(header.closed_at, zone));
        if day.is_none_or(|day| now <= day) {
            continue;
        }
        for _ in 0..ROUNDS {
            let untouched = db.untouched(header.id, now, AT_ONCE).await?;
            let step = |post| (header.id, ClockStep::Carry { post });
            if !together(desk, untouched.into_iter().map(step).collect()).await {
                break;
            }
        }
    }
    Ok(())
}

/// Gives what closed units had to whoever took over.
///
/// # Errors
/// `StoreError`.
pub async fn succeed(db: &Db, desk: &Desk) -> Result<(), StoreError> {
    for _ in 0..ROUNDS {
        let orphaned = db.orphaned(AT_ONCE).await?;
        let step = |(room, post)| (room, ClockStep::Succeed { post });
        if !together(desk, orphaned.into_iter().map(step).collect()).await {
            break;
        }
    }
    Ok(())
}

/// Ends the stages that end by themselves and whose last day is over.
///
/// # Errors
/// `StoreError`.
pub async fn lapse(db: &Db, desk: &Desk, zone: &TimeZone) -> Result<(), StoreError> {
    for _ in 0..ROUNDS {
        let over = db.lapsed(today(desk.now(), zone), AT_ONCE).await?;
        let step = |(room, post)| (room, ClockStep::Lapse { post });
        if !together(desk, over.into_iter().map(step).collect()).await {
            break;
        }
    }
    Ok(())
}

/// Together, so that they share a commit; whether there may be more.
pub(super) async fn together(desk: &Desk, steps: Vec<(RoomId, ClockStep)>) -> bool {
    let full = steps.len() == AT_ONCE as usize;
    let mut counts = JoinSet::new();
    for (room, step) in steps {
        let desk = desk.clone();
        counts.spawn(async move { desk.room(Principal::Clock, room, Command::Clock { step }).await });
    }
    let refused = counts.join_all().await.into_iter().find_map(Result::err);
    if let Some(refusal) = &refused
        && !matches!(refusal, Refusal::ReadOnly | Refusal::StorageFull)
    {
        tracing::warn!(%refusal, "deadlines could not be counted");
    }
    full && refused.is_none()
}
