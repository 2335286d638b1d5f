//! Units in order by a measure, each with what it is a share of.

use super::{figures::tenths, period::link};
use crate::{
    http::Frame,
    stats::{Letters, Measure, ranked},
    store::CountFilter,
    views::letter::UnitNames,
};

/// A unit.
pub(super) struct Place {
    /// Its place; none where its letters are too few.
    pub place: Option<usize>,
    /// Its name.
    pub unit: String,
    /// The figures of its own letters.
    pub href: String,
    /// 97.5 %, or working days.
    pub value: String,
    /// Of how many letters.
    pub whole: i64,
}

/// The ranking, and the ways to the others.
pub(super) struct Ranking {
    /// Word, address, and whether it is shown.
    pub measures: Vec<(String, String, bool)>,
    /// With a place, then without.
    pub places: Vec<Place>,
}

impl Ranking {
    pub fn has_few(&self) -> bool {
        self.places.iter().any(|one| one.place.is_none())
    }

    pub fn has_many(&self) -> bool {
        self.places.iter().any(|one| one.place.is_some())
    }
}

pub(super) fn ranking(
    frame: &Frame,
    filter: &CountFilter,
    letters: &Letters,
    (names, by): (&UnitNames, Measure),
) -> Ranking {
    let measure = |one: Measure| {
        let href = link("/desk/office/letters", filter, &[("rank", one.code())]);
        (frame.t(&format!("rank-{}", one.code())), frame.url(&format!("{href}#rank")), one == by)
    };
    let place = |one: crate::stats::Ranked| {
        let own = CountFilter { unit: Some(one.unit), alone: true, ..filter.clone() };
        let value = tenths(one.tenths);
        Place {
            place: one.place,
            unit: names.of(one.unit).unwrap_or_else(|| frame.t("numbers-unit-gone")),
            href: frame.url(&link("/desk/office/letters", &own, &[])),
            // Of few letters the two numbers are told in the table above; a percentage would say more than is known.
            value: match (by, one.place) {
                (_, None) => "–".to_owned(),
                (Measure::Days, Some(_)) => value,
                (_, Some(_)) => format!("{value}%"),
            },
            whole: one.whole,
        }
    };
    Ranking {
        measures: Measure::ALL.into_iter().map(measure).collect(),
        places: ranked(&letters.units, by).into_iter().map(place).collect(),
    }
}
