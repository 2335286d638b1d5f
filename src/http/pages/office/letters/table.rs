//! The table by unit, the months and the days of handling, as pages and files tell them.

use super::{
    figures::{share, tenths},
    period::link,
};
use crate::{
    http::{
        Frame,
        pages::plot::{Plot, Value},
    },
    kernel::figures::{BUCKETS, Figure as F, Figures},
    stats::{Letters, Rate, UnitLetters, average_tenths},
    store::CountFilter,
    views::letter::UnitNames,
};
use jiff::ToSpan;

/// Orders of the table by unit, and the words of their columns.
pub(super) const SORTS: [&str; 8] =
    ["received", "answered", "in_time", "late", "open_late", "average", "redone", "satisfied"];

/// A number with what it is part of.
pub(super) struct Cell {
    /// The number.
    pub value: String,
    /// What it is part of.
    pub of: Option<String>,
    /// The letters.
    pub href: Option<String>,
}

/// A row of figures.
pub(super) struct Row {
    /// The unit, or the month.
    pub label: String,
    /// The same page for this row alone.
    pub href: Option<String>,
    /// In the order of `SORTS`.
    pub cells: Vec<Cell>,
}

/// How rows are made.
pub(super) struct Rows<'a> {
    pub frame: &'a Frame,
    pub filter: &'a CountFilter,
    /// Whether figures lead to their letters.
    pub inner: bool,
}

impl Rows<'_> {
    /// Units in an order.
    pub fn units(&self, letters: &Letters, names: &UnitNames, sort: &str) -> Vec<Row> {
        let mut units: Vec<(&UnitLetters, String)> =
            letters.units.iter().map(|row| (row, name(self.frame, names, row))).collect();
        units.sort_by(|(one, name), (other, other_name)| {
            order(other, sort).cmp(&order(one, sort)).then_with(|| name.cmp(other_name))
        });
        let row = |(row, label): (&UnitLetters, String)| {
            // A row is the unit's own: those below it have theirs.
            let filter = CountFilter { unit: row.unit, alone: true, ..self.filter.clone() };
            let known = row.unit.is_some() && self.inner;
            let href = known.then(|| self.frame.url(&link("/desk/office/letters", &filter, &[])));
            Row { label, href, cells: self.cells(&row.figures, row.open_late.into(), known.then_some(&filter)) }
        };
        units.into_iter().map(row).collect()
    }

    /// Months, each with the letters received in it.
    pub fn months(&self, letters: &Letters) -> Vec<Row> {
        let row = |(first, figures): &(jiff::civil::Date, Figures)| {
            let (from, to) = (self.filter.from.max(*first), self.filter.to.min(first.last_of_month()));
            let filter = CountFilter { from, to, ..self.filter.clone() };
            let href = self.inner.then(|| self.frame.url(&link("/desk/office/letters", &filter, &[])));
            let cells = self.cells(figures, -1, self.inner.then_some(&filter));
            Row { label: month_name(self.frame, *first), href, cells }
        };
        letters.months.iter().map(row).collect()
    }

    fn cells(&self, figures: &Figures, open_late: i64, filter: Option<&CountFilter>) -> Vec<Cell> {
        let get = |figure| figures.get(figure);
        let to = |code: &str| {
            let filter = filter?;
            Some(self.frame.url(&link("/desk/office/letters/list", filter, &[("what", code)])))
        };
        let cell = |code: &str, part: i64, whole: Option<i64>| Cell {
            value: part.to_string(),
            of: whole.and_then(|whole| share(self.frame, Rate { part, whole })),
            href: to(code).filter(|_| part > 0),
        };
        let promised = get(F::InTime) + get(F::Late);
        let average = average_tenths(figures).map_or_else(|| "–".to_owned(), tenths);
        let average = Cell { value: average, of: None, href: to("timed").filter(|_| get(F::Timed) > 0) };
        let mut cells = vec![
            cell("received", get(F::Received), None),
            cell("answered", get(F::Answered), Some(get(F::Valid))),
            cell("in_time", get(F::InTime), Some(promised)),
            cell("late", get(F::Late), Some(promised)),
        ];
        // What is open and late is known of units, not of months.
        cells.extend((open_late >= 0).then(|| cell("open_late", open_late, None)));
        cells.extend([
            average,
            cell("redone", get(F::Redone), Some(get(F::Answered))),
            cell("satisfied", get(F::Satisfied), Some(get(F::Rated))),
        ]);
        cells
    }
}

/// What a unit is put in order by; shares of few come after shares of many.
fn order(row: &UnitLetters, sort: &str) -> (i64, i64) {
    let get = |figure| row.figures.get(figure);
    let rate = |part, whole| (Rate { part, whole }.permille().unwrap_or(-1), part);
    match sort {
        "answered" => rate(get(F::Answered), get(F::Valid)),
        "in_time" => rate(get(F::InTime), get(F::InTime) + get(F::Late)),
        "late" => (get(F::Late), get(F::Received)),
        "open_late" => (row.open_late.into(), get(F::Received)),
        "average" => (average_tenths(&row.figures).unwrap_or(-1), get(F::Timed)),
        "redone" => (get(F::Redone), get(F::Received)),
        "satisfied" => rate(get(F::Satisfied), get(F::Rated)),
        _ => (get(F::Received), 0),
    }
}

fn name(frame: &Frame, names: &UnitNames, row: &UnitLetters) -> String {
    let known = row.unit.and_then(|unit| names.of(unit));
    known.unwrap_or_else(|| frame.t(if row.unit.is_some() { "numbers-unit-gone" } else { "numbers-no-unit" }))
}

/// A month in words, with its year.
pub(super) fn month_name(frame: &Frame, first: jiff::civil::Date) -> String {
    let month = frame.t1("stats-month", "n", i64::from(first.month()));
    frame.t2("numbers-month", "year", first.year().to_string(), "month", month)
}

/// Received in each month, and of these answered.
pub(super) fn trend(frame: &Frame, letters: &Letters) -> Plot {
    // Each mark stands under its bar: at most two years are drawn.
    let last = letters.months.len().saturating_sub(24);
    let value = |(first, figures): &(jiff::civil::Date, Figures)| Value {
        label: first.strftime("%y-%m").to_string(),
        whole: count(figures.get(F::Received)),
        part: count(figures.get(F::Answered)),
    };
    Plot::bars(frame.t("numbers-trend"), letters.months.iter().skip(last).map(value).collect())
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// Answers by working days: the drawing, and the rows beside it.
pub(super) fn days(frame: &Frame, figures: &Figures, filter: Option<&CountFilter>) -> (Plot, Vec<(String, Cell)>) {
    let values = BUCKETS.iter().map(|(figure, most)| Value {
        label: short(figure.code(), *most),
        whole: count(figures.get(*figure)),
        part: count(figures.get(*figure)),
    });
    let plot = Plot::bars(frame.t("numbers-days-plot"), values.collect());
    let timed = figures.get(F::Timed);
    let row = |(figure, _): &(F, u16)| {
        let part = figures.get(*figure);
        let href = filter
            .filter(|_| part > 0)
            .map(|filter| frame.url(&link("/desk/office/letters/list", filter, &[("what", figure.code())])));
        let of = share(frame, Rate { part, whole: timed });
        (frame.t(&super::figures::word(figure.code())), Cell { value: part.to_string(), of, href })
    };
    (plot, BUCKETS.iter().map(row).collect())
}

/// The mark under a bar: 3, 6–10, 61+.
fn short(code: &str, most: u16) -> String {
    let parts: Vec<&str> = code.split('_').skip(1).collect();
    match parts[..] {
        [from, to] => format!("{from}–{to}"),
        [from] if most == u16::MAX => format!("{from}+"),
        [only] => only.to_owned(),
        _ => String::new(),
    }
}

/// Periods before and after one, of the same length in whole months where it is such.
pub(super) fn neighbours(filter: &CountFilter) -> (CountFilter, CountFilter) {
    let whole = filter.from.day() == 1 && filter.to == filter.to.last_of_month();
    let months = (i32::from(filter.to.year()) - i32::from(filter.from.year())) * 12 + i32::from(filter.to.month())
        - i32::from(filter.from.month())
        + 1;
    let days = filter.from.until(filter.to).map_or(0, |span| span.get_days()) + 1;
    let by = |times: i32| {
        if whole {
            let from = filter.from.saturating_add((months * times).months());
            (from, from.saturating_add((months - 1).months()).last_of_month())
        } else {
            (filter.from.saturating_add((days * times).days()), filter.to.saturating_add((days * times).days()))
        }
    };
    let at = |(from, to)| CountFilter { from, to, ..filter.clone() };
    (at(by(-1)), at(by(1)))
}
