//! A calendar: the days of a week that are free, holidays, and free days that are worked in exchange.

use super::super::{id::Millis, text::Lang};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a holiday is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// In Chinese.
    pub zh: String,
    /// In English; the Chinese one where it is empty.
    pub en: String,
}

impl Name {
    /// In a language.
    pub fn in_words(&self, lang: Lang) -> &str {
        if lang == Lang::Zh || self.en.is_empty() { &self.zh } else { &self.en }
    }
}

/// Why a day is worked or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Worked as every week.
    Work,
    /// Free as every week, but worked in exchange for a holiday 调休上班.
    MakeUp,
    /// Free as every week.
    Weekend,
    /// A holiday.
    Holiday,
}

impl DayKind {
    /// Whether offices work.
    pub fn is_worked(self) -> bool {
        matches!(self, DayKind::Work | DayKind::MakeUp)
    }

    /// As programs read it.
    pub fn code(self) -> &'static str {
        match self {
            DayKind::Work => "work",
            DayKind::MakeUp => "make_up",
            DayKind::Weekend => "weekend",
            DayKind::Holiday => "holiday",
        }
    }
}

/// A day of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day<'a> {
    /// Why it is worked or not.
    pub kind: DayKind,
    /// The holiday it belongs to.
    pub name: Option<&'a Name>,
}

/// A day that is not as every week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Worked, or free.
    pub work: bool,
    /// The holiday.
    pub name: Name,
}

/// A calendar of working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// 0 as shipped; raised whenever another one is adopted. A deadline keeps the edition it was counted by.
    pub edition: u32,
    pub(super) free: Vec<Weekday>,
    pub(super) days: BTreeMap<Date, Marked>,
}

impl Calendar {
    /// Which days are worked that day.
    pub fn day(&self, date: Date) -> Day<'_> {
        let free = self.is_free(date);
        match (self.days.get(&date), free) {
            (Some(marked), _) if !marked.work => Day { kind: DayKind::Holiday, name: Some(&marked.name) },
            (Some(marked), true) => Day { kind: DayKind::MakeUp, name: Some(&marked.name) },
            (_, true) => Day { kind: DayKind::Weekend, name: None },
            (_, false) => Day { kind: DayKind::Work, name: None },
        }
    }

    /// Whether that day of the week is free.
    pub(super) fn is_free(&self, date: Date) -> bool {
        self.free.contains(&date.weekday())
    }

    /// The years whose holidays are known; others have weekends only.
    pub fn years(&self) -> BTreeSet<i16> {
        self.days.keys().map(|date| date.year()).collect()
    }

    /// Whether the holidays of a year are known.
    pub fn knows(&self, year: i16) -> bool {
        self.years().contains(&year)
    }

    /// Days that are worked in one of two calendars and free in the other, within the years of both.
    pub fn differs(&self, other: &Calendar) -> Vec<Date> {
        let years = self.years().into_iter().chain(other.years()).collect::<BTreeSet<_>>();
        let days = years.into_iter().flat_map(days_of);
        days.filter(|date| self.day(*date).kind.is_worked() != other.day(*date).kind.is_worked()).collect()
    }

    /// Days that are not as every week, alike ones that follow each other together: the first, the last, and how.
    pub fn runs(&self) -> Vec<(Date, Date, &Marked)> {
        let mut runs: Vec<(Date, Date, &Marked)> = Vec::new();
        for (date, held) in &self.days {
            match runs.last_mut() {
                Some((_, last, run)) if *run == held && last.tomorrow().ok() == Some(*date) => *last = *date,
                _ => runs.push((*date, *date, held)),
            }
        }
        runs
    }
}

/// The days of a year, in order.
pub fn days_of(year: i16) -> impl Iterator<Item = Date> {
    let first = Date::new(year, 1, 1).ok();
    first.into_iter().flat_map(move |first| first.series(1.day()).take_while(move |date| date.year() == year))
}

/// The date of a moment (UTC ms) in `zone`.
pub fn today(ms: Millis, zone: &TimeZone) -> Date {
    Timestamp::from_millisecond(ms).unwrap_or_default().to_zoned(zone.clone()).date()
}
