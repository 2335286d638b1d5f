//! Reminders: whoever has a letter hears before its day, whoever is above hears after it; by day, on working days.

use super::deadlines::together;
use crate::{
    desk::Desk,
    kernel::{calendar::today, case::Reminded, clock::ClockStep, hours::RemindSettings},
    store::{Db, StoreError},
};
use jiff::tz::TimeZone;

/// Letters of which somebody is reminded together.
const AT_ONCE: u32 = 500;
/// Steps of one look.
const ROUNDS: u32 = 100;

/// Reminds of everything that is due, where it is a time for it. Done twice, it reminds once.
///
/// # Errors
/// `StoreError`.
pub async fn remind(db: &Db, desk: &Desk, zone: &TimeZone, settings: &RemindSettings) -> Result<(), StoreError> {
    let (now, calendar) = (desk.now(), desk.current().get().calendar.clone());
    let day = today(now, zone);
    if !settings.allow(now, zone, &calendar) {
        return Ok(());
    }
    for who in Reminded::ALL {
        let Some(last) = who.up_to(&calendar, day) else { continue };
        for _ in 0..ROUNDS {
            let due = db.unreminded(who, last, AT_ONCE).await?;
            let step = |(room, post)| (room, ClockStep::Remind { post });
            if !together(desk, due.into_iter().map(step).collect()).await {
                break;
            }
        }
    }
    Ok(())
}
