//! A deadline in working days, with every day on the way to it, so that anyone can count again.
//! The day after receipt is day 1 (Jinan 12345 ordinance 2018, article 24, and like rules).

use super::year::{Calendar, DayKind, Name};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days looked at before it is said that a calendar leads to no deadline.
const MOST_DAYS: u32 = 3_700;

/// Days that are not counted because somebody is asked something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The first day that is not counted.
    pub from: Date,
    /// The last one; none while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Pause {
    fn holds(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

/// A day on the way to a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which day.
    pub date: Date,
    /// Why it is worked or not.
    pub kind: DayKind,
    /// The holiday it belongs to.
    pub name: Option<Name>,
    /// The clock stood still.
    pub paused: bool,
    /// Its number, where it was counted.
    pub nth: Option<u16>,
}

/// A deadline and how it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Edition of the calendar.
    pub edition: u32,
    /// The day of receipt, which is not counted.
    pub received: Date,
    /// Working days.
    pub days: u16,
    /// The last day to answer; none while the clock stands still, or where no day is ever worked.
    pub date: Option<Date>,
    /// The days after receipt, in order, up to the last.
    pub steps: Vec<Step>,
    /// Years on the way whose holidays are not known yet: they were counted with weekends only.
    pub unknown: Vec<i16>,
}

/// Counts `days` working days from the day after `received`; with 0 days that is the day of receipt itself.
pub fn due(calendar: &Calendar, received: Date, days: u16, pauses: &[Pause]) -> Due {
    let mut steps = Vec::new();
    let (mut counted, mut date, mut last) = (0, received, (days == 0).then_some(received));
    let known = calendar.years();
    let mut unknown = BTreeSet::new();
    for _ in 0..MOST_DAYS {
        let Ok(next) = date.tomorrow() else { break };
        let stands_still = pauses.iter().any(|pause| pause.to.is_none() && pause.holds(next));
        if last.is_some() || stands_still {
            break;
        }
        date = next;
        let (day, paused) = (calendar.day(date), pauses.iter().any(|pause| pause.holds(date)));
        let counts = day.kind.is_worked() && !paused;
        counted += u16::from(counts);
        last = (counted == days).then_some(date);
        if !known.contains(&date.year()) {
            unknown.insert(date.year());
        }
        let nth = counts.then_some(counted);
        steps.push(Step { date, kind: day.kind, name: day.name.cloned(), paused, nth });
    }
    let unknown = unknown.into_iter().collect();
    Due { edition: calendar.edition, received, days, date: last, steps, unknown }
}

/// Working days after `received` up to `day`, without those of pauses: how long something took.
pub fn worked(calendar: &Calendar, received: Date, day: Date, pauses: &[Pause]) -> u16 {
    let mut counted = 0;
    let mut date = received;
    for _ in 0..MOST_DAYS {
        let Some(next) = date.tomorrow().ok().filter(|next| *next <= day) else { break };
        date = next;
        let stands_still = pauses.iter().any(|pause| pause.holds(date));
        counted += u16::from(calendar.day(date).kind.is_worked() && !stands_still);
    }
    counted
}

impl Due {
    /// How many working days have begun by `today`: "day 3 of 5"; 0 on the day of receipt.
    pub fn day_at(&self, today: Date) -> u16 {
        self.steps.iter().take_while(|step| step.date <= today).filter_map(|step| step.nth).last().unwrap_or(0)
    }
}
