//! Units in the order of how they did. Never people: a handler's letters are not the handler's choice.

use super::{Rate, UnitLetters, average_tenths};
use crate::kernel::{
    figures::{Figure, Figures},
    id::UnitId,
};

/// A unit with fewer letters than this behind a measure has no place: a few letters are luck.
pub const LEAST_RANKED: i64 = 20;

/// What units are put in order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Answered by the day that was promised, of all that were due.
    #[default]
    InTime,
    /// The best three grades, of all that were given.
    Satisfied,
    /// Working days until the answer, fewest first.
    Days,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 3] = [Measure::InTime, Measure::Satisfied, Measure::Days];

    /// The word of addresses and the word files (`rank-…`).
    pub fn code(self) -> &'static str {
        match self {
            Measure::InTime => "in-time",
            Measure::Satisfied => "satisfied",
            Measure::Days => "days",
        }
    }

    /// What a code stands for.
    pub fn parse(code: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// What is counted, and of how many letters.
    fn of(self, figures: &Figures) -> Rate {
        let get = |figure| figures.get(figure);
        match self {
            Measure::InTime => Rate { part: get(Figure::InTime), whole: get(Figure::InTime) + get(Figure::Late) },
            Measure::Satisfied => Rate { part: get(Figure::Satisfied), whole: get(Figure::Rated) },
            Measure::Days => Rate { part: get(Figure::Days), whole: get(Figure::Timed) },
        }
    }

    /// The more, the better: tenths of a percent, or of a day below none.
    fn worth(self, figures: &Figures) -> i64 {
        match self {
            Measure::Days => -average_tenths(figures).unwrap_or(i64::MAX),
            _ => self.of(figures).permille().unwrap_or(-1),
        }
    }
}

/// A unit with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The unit.
    pub unit: UnitId,
    /// Its place; the same for those that did the same. None where its letters are too few.
    pub place: Option<usize>,
    /// Tenths of a percent, or of a working day.
    pub tenths: i64,
    /// Of how many letters.
    pub whole: i64,
}

/// Units by a measure, the best first; then those with too few letters, which have no place.
pub fn ranked(units: &[UnitLetters], by: Measure) -> Vec<Ranked> {
    let known = units.iter().filter_map(|row| Some((row.unit?, &row.figures)));
    let (mut many, mut few): (Vec<_>, Vec<_>) = known
        .filter(|(_, figures)| by.of(figures).whole > 0)
        .partition(|(_, figures)| by.of(figures).whole >= LEAST_RANKED);
    // Of those that did the same, the one with more letters stands first.
    let order = |(_, figures): &(UnitId, &Figures)| std::cmp::Reverse((by.worth(figures), by.of(figures).whole));
    many.sort_by_key(order);
    few.sort_by_key(|(_, figures)| std::cmp::Reverse(by.of(figures).whole));
    let worth = |nth: usize| many.get(nth).map(|(_, figures): &(UnitId, &Figures)| by.worth(figures));
    let row = |(unit, figures): (UnitId, &Figures), place| {
        let tenths = by.worth(figures).abs();
        Ranked { unit, place, tenths, whole: by.of(figures).whole }
    };
    let placed = many.iter().enumerate().map(|(nth, one)| {
        let first = (0..=nth).find(|before| worth(*before) == worth(nth)).unwrap_or(nth);
        row(*one, Some(first + 1))
    });
    placed.chain(few.iter().map(|one| row(*one, None))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn unit(nth: u128, figures: &[(Figure, i64)]) -> UnitLetters {
        let numbers: Vec<i64> = Figure::ALL
            .iter()
            .map(|held| figures.iter().find(|(figure, _)| figure == held).map_or(0, |(_, number)| *number))
            .collect();
        UnitLetters { unit: Some(UnitId(Uuid::from_u128(nth))), figures: Figures::of(&numbers), open_late: 0 }
    }

    fn places(units: &[UnitLetters], by: Measure) -> Vec<(u128, Option<usize>)> {
        ranked(units, by).into_iter().map(|row| (row.unit.0.as_u128(), row.place)).collect()
    }

    #[test]
    fn units_that_did_the_same_share_a_place_and_few_letters_have_none() {
        use Figure::{Days, InTime, Late, Timed};
        let units = [
            unit(1, &[(InTime, 18), (Late, 2), (Days, 100), (Timed, 20)]),
            unit(2, &[(InTime, 90), (Late, 10), (Days, 100), (Timed, 100)]),
            unit(3, &[(InTime, 19), (Days, 19), (Timed, 19)]),
            unit(4, &[(InTime, 20), (Days, 60), (Timed, 20)]),
            unit(5, &[]),
            UnitLetters { unit: None, ..unit(6, &[(InTime, 50)]) },
        ];
        assert_eq!(places(&units, Measure::InTime), [(4, Some(1)), (2, Some(2)), (1, Some(2)), (3, None)]);
        assert_eq!(places(&units, Measure::Days), [(2, Some(1)), (4, Some(2)), (1, Some(3)), (3, None)]);
        assert_eq!(places(&units, Measure::Satisfied), []);
        assert_eq!(ranked(&units, Measure::Days).first().map(|row| (row.tenths, row.whole)), Some((10, 100)));
    }
}
