//! Which letters somebody asks for: a period by the day of receipt, a unit, a matter, a way in.

use crate::{
    http::query::{address, asked},
    kernel::{id::UnitId, post::Origin},
    store::CountFilter,
};
use jiff::civil::{Date, date};

/// Years that can be asked for.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2200;

/// What is asked for, or this year.
pub(super) fn asked_for(query: &str, today: Date) -> CountFilter {
    let day = |name| asked(query, name).and_then(|text| text.trim().parse::<Date>().ok());
    let known = |day: &Date| YEARS.contains(&day.year());
    let from = day("from").filter(known).unwrap_or_else(|| date(today.year(), 1, 1));
    let to = day("to").filter(known).unwrap_or_else(|| date(from.year().max(today.year()), 12, 31));
    let word = |name| asked(query, name).filter(|word| !word.is_empty());
    let origin = word("origin").filter(|code| code == Origin::Web.code() || Origin::parse(code).is_some());
    let unit = word("unit").and_then(|id| id.parse::<UnitId>().ok());
    let alone = asked(query, "alone").is_some();
    CountFilter { from: from.min(to), to: to.max(from), unit, alone, matter: word("matter"), origin }
}

/// The month of an address such as 2026-02.
pub(super) fn month(code: &str) -> Option<CountFilter> {
    let from: Date = format!("{code}-01").parse().ok().filter(|day: &Date| YEARS.contains(&day.year()))?;
    Some(CountFilter { from, to: from.last_of_month(), unit: None, alone: false, matter: None, origin: None })
}

/// `path` for this filter, with more fields.
pub(super) fn link(path: &str, filter: &CountFilter, more: &[(&str, &str)]) -> String {
    let (from, to) = (filter.from.to_string(), filter.to.to_string());
    let unit = filter.unit.map(|unit| unit.to_string());
    let alone = (filter.alone && unit.is_some()).then_some("1");
    let given = [
        ("unit", unit.as_deref()),
        ("alone", alone),
        ("matter", filter.matter.as_deref()),
        ("origin", filter.origin.as_deref()),
    ];
    let given = given.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let fields: Vec<(&str, &str)> =
        [("from", from.as_str()), ("to", to.as_str())].into_iter().chain(given).chain(more.iter().copied()).collect();
    address(path, &fields)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_period_is_this_year_and_what_is_backward_is_turned() {
        let today = date(2026, 7, 1);
        let filter = asked_for("from=x&to=&unit=nobody&origin=nowhere", today);
        assert_eq!((filter.from, filter.to), (date(2026, 1, 1), date(2026, 12, 31)));
        assert_eq!((filter.unit, filter.origin), (None, None));
        let turned = asked_for("from=2026-03-01&to=2026-02-01&origin=phone", today);
        assert_eq!((turned.from, turned.to), (date(2026, 2, 1), date(2026, 3, 1)));
        let path = link("/x", &turned, &[("what", "late")]);
        assert_eq!(path, "/x?from=2026-02-01&to=2026-03-01&origin=phone&what=late");
        assert_eq!(month("2026-02").unwrap().to, date(2026, 2, 28));
        assert!(month("2026-13").is_none() && month("feed").is_none());
    }
}
