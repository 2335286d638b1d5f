//! Letters of a period in figures, from counters: it costs the same however many letters there are.

use crate::{
    kernel::{
        calendar::today,
        figures::{Figure, Figures},
        id::{Millis, UnitId},
    },
    store::{Among, CountFilter, Db, StoreError},
};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::BTreeMap;

/// Of fewer than so many, a share in percent says more than is known: the two numbers are given alone.
const FEW: i64 = 20;

/// A unit's letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLetters {
    /// The unit; none where none had them.
    pub unit: Option<UnitId>,
    /// Figures.
    pub figures: Figures,
    /// Open and late today.
    pub open_late: u32,
}

/// Letters of a period, by the day of receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// All of them.
    pub total: Figures,
    /// By month, the first one first; months without letters are not there.
    pub months: Vec<(Date, Figures)>,
    /// By unit, most letters first.
    pub units: Vec<UnitLetters>,
    /// Open and late today.
    pub open_late: u32,
}

/// A share: so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// What is meant.
    pub part: i64,
    /// What it is part of.
    pub whole: i64,
}

impl Rate {
    /// In tenths of a percent, cut off rather than rounded up: nothing that is not whole is told as whole. None where
    /// there are too few.
    pub fn permille(self) -> Option<i64> {
        (self.whole >= FEW).then(|| self.part * 1_000 / self.whole)
    }
}

/// Reads the figures of a period as they stand `now`.
///
/// # Errors
/// `StoreError`.
pub async fn letters(db: &Db, filter: &CountFilter, now: Millis, zone: &TimeZone) -> Result<Letters, StoreError> {
    let (mut total, mut months, mut units) = (Figures::default(), BTreeMap::new(), BTreeMap::new());
    for row in db.letter_counts(filter).await? {
        total.join(&row.figures, 1);
        months.entry(row.month).or_insert_with(Figures::default).join(&row.figures, 1);
        units.entry(row.unit).or_insert_with(|| (Figures::default(), 0)).0.join(&row.figures, 1);
    }
    let mut open_late = 0;
    for late in db.open_late(filter, today(now, zone)).await? {
        open_late += late.many;
        units.entry(late.unit).or_insert_with(|| (Figures::default(), 0)).1 += late.many;
    }
    let unit = |(unit, (figures, open_late))| UnitLetters { unit, figures, open_late };
    let mut units: Vec<UnitLetters> = units.into_iter().map(unit).collect();
    units.sort_by_key(|row| std::cmp::Reverse(row.figures.get(Figure::Received)));
    Ok(Letters { total, months: months.into_iter().collect(), units, open_late })
}

/// How many letters a list shows: one number, without the table.
///
/// # Errors
/// `StoreError`.
pub async fn behind(db: &Db, filter: &CountFilter, among: &Among) -> Result<i64, StoreError> {
    match among {
        Among::Figures(figures) => db.letter_total(filter, figures, &[]).await,
        Among::Open => db.letter_total(filter, &[Figure::Valid], &[Figure::Answered]).await,
        Among::Late(today) => {
            let late = db.open_late(filter, *today).await?;
            Ok(late.iter().map(|late| i64::from(late.many)).sum())
        }
    }
}

/// The average of working days until the answer, in tenths; none where none was counted.
pub fn average_tenths(figures: &Figures) -> Option<i64> {
    let (days, timed) = (figures.get(Figure::Days), figures.get(Figure::Timed));
    (timed > 0).then(|| (days * 10 + timed / 2) / timed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_few_is_no_percentage_and_nothing_is_rounded_up_to_all() {
        let of = |part, whole| Rate { part, whole }.permille();
        assert_eq!((of(3, 4), of(19, 20), of(999_999, 1_000_000), of(5, 5)), (None, Some(950), Some(999), None));
    }
}
