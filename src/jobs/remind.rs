//! Reminders: whoever has a letter hears before its day, whoever is above hears after it; by day, on working days.

use super::deadlines::together;
use crate::{
    desk::Desk,
    kernel::{calendar::today, case::Reminded, clock::ClockStep},
    store::{Db, StoreError},
};
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// Letters of which somebody is reminded together.
const AT_ONCE: u32 = 500;
/// Steps of one look.
const ROUNDS: u32 = 100;

/// When people are reminded of what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RemindSettings {
    /// From when on, in the installation's zone.
    pub from: String,
    /// Until when; what falls due at night waits for the morning. The same as `from`: at any time.
    pub to: String,
    /// On days that are not worked too.
    pub days_off: bool,
}

impl Default for RemindSettings {
    fn default() -> Self {
        RemindSettings { from: "08:30".into(), to: "18:00".into(), days_off: false }
    }
}

impl RemindSettings {
    /// The two times of day.
    ///
    /// # Errors
    /// Which of them is none.
    pub fn times(&self) -> Result<(Time, Time), String> {
        let time = |text: &str| text.parse().map_err(|_| format!("{text:?} must be a time of day such as \"08:30\""));
        Ok((time(&self.from)?, time(&self.to)?))
    }

    fn allow(&self, time: Time) -> bool {
        self.times().is_ok_and(|(from, to)| from == to || (from <= time && time < to))
    }
}

/// Reminds of everything that is due, where it is a time for it. Done twice, it reminds once.
///
/// # Errors
/// `StoreError`.
pub async fn remind(db: &Db, desk: &Desk, zone: &TimeZone, settings: &RemindSettings) -> Result<(), StoreError> {
    let (now, calendar) = (desk.now(), desk.current().get().calendar.clone());
    let day = today(now, zone);
    let time = Timestamp::from_millisecond(now).map(|now| now.to_zoned(zone.clone()).time()).unwrap_or_default();
    if !settings.allow(time) || !(settings.days_off || calendar.day(day).kind.is_worked()) {
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
