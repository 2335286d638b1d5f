//! Figures of letters of a period: each with what it is part of and the letters behind it.

use super::{
    figures::{Group, Teller},
    period::{asked_for, link},
    rank::{Ranking, ranking},
    require,
    table::{Cell, Row, Rows, SORTS, days, neighbours, trend},
};
use crate::{
    http::{
        App, Failure, Frame, page,
        pages::{office::signed::Signed, plot::Plot},
        query::asked,
        seat::read,
    },
    kernel::{calendar::today, figures::Figure as F, post::Origin},
    stats::{self, LEAST_RANKED, Letters, Measure},
    store::CountFilter,
    views::letter::UnitNames,
};
use askama::Template;
use axum::{extract::State, response::Response};

/// A choice of a form.
struct Choice {
    value: String,
    word: String,
    chosen: bool,
}

/// A column of the table by unit, with the way to put it in that order.
struct Column {
    word: String,
    href: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "letters/numbers.html")]
struct Numbers {
    frame: Frame,
    filter: CountFilter,
    units: Vec<Choice>,
    matters: Vec<Choice>,
    origins: Vec<Choice>,
    before: String,
    after: String,
    sentence: String,
    groups: Vec<Group>,
    days: (Plot, Vec<(String, Cell)>),
    trend: Plot,
    months: Vec<Row>,
    columns: Vec<Column>,
    by_unit: Vec<Row>,
    ranking: Ranking,
    /// Letters that a unit needs for a place.
    least: i64,
    /// Of a unit: whether those below it are meant too, and the way to the other.
    reach: Option<(&'static str, &'static str, String)>,
    empty: bool,
    bulletin: String,
    /// Files of the table: name and address.
    files: [(&'static str, String); 2],
}

impl Numbers {
    fn month_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(nth, _)| SORTS.get(*nth) != Some(&"open_late"))
            .map(|(_, column)| column)
    }
}

pub(in crate::http::pages::office) async fn numbers(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    require(&me)?;
    let reader = me.reader(&app);
    let now = today(reader.now, &app.zone);
    let query = me.visit.query().to_owned();
    let filter = asked_for(&query, now);
    let letters = read(stats::letters(&app.db, &filter, reader.now, &app.zone).await)?;
    let names = read(UnitNames::read(&app.db).await)?;
    let mut frame = me.frame;
    frame.wide = true;
    let sort = asked(&query, "sort").filter(|sort| SORTS.contains(&sort.as_str())).unwrap_or_default();
    let by = asked(&query, "rank").and_then(|code| Measure::parse(&code)).unwrap_or_default();
    page(&made(frame, &app, (filter, &letters), (&names, &sort, by)))
}

fn made(
    frame: Frame,
    app: &App,
    (filter, letters): (CountFilter, &Letters),
    (names, sort, by): (&UnitNames, &str, Measure),
) -> Numbers {
    let rows = Rows { frame: &frame, filter: &filter, inner: true };
    let (before, after) = neighbours(&filter);
    let here = |filter: &CountFilter| frame.url(&link("/desk/office/letters", filter, &[]));
    let file = |name: &str| frame.url(&link(&format!("/desk/office/letters/file/{name}"), &filter, &[]));
    let column = |code: &&str| Column {
        word: frame.t(&super::figures::word(code)),
        href: frame.url(&format!("{}#units", link("/desk/office/letters", &filter, &[("sort", *code)]))),
        chosen: *code == sort || sort.is_empty() && *code == "received",
    };
    let month = filter.to.min(today(app.desk.now(), &app.zone)).strftime("%Y-%m").to_string();
    Numbers {
        units: choices(
            names.sorted().into_iter().map(|(id, name)| (id.to_string(), name)),
            filter.unit.map(|unit| unit.to_string()),
        ),
        matters: matters(app, filter.matter.as_deref()),
        origins: origins(&frame, filter.origin.as_deref()),
        before: here(&before),
        after: here(&after),
        sentence: sentence(&frame, letters),
        groups: Teller { frame: &frame, filter: &filter, inner: true }.groups(letters),
        days: days(&frame, &letters.total, Some(&filter)),
        trend: trend(&frame, letters),
        months: rows.months(letters),
        columns: SORTS.iter().map(column).collect(),
        by_unit: rows.units(letters, names, sort),
        ranking: ranking(&frame, &filter, letters, (names, by)),
        least: LEAST_RANKED,
        reach: reach(&frame, &filter),
        empty: letters.total.get(F::Received) == 0,
        bulletin: frame.url(&format!("/desk/office/letters/month/{month}")),
        files: [("XLSX", file("letters.xlsx")), ("CSV", file("letters.csv"))],
        filter,
        frame,
    }
}

/// How far down the chosen unit is meant.
fn reach(frame: &Frame, filter: &CountFilter) -> Option<(&'static str, &'static str, String)> {
    filter.unit?;
    let other = CountFilter { alone: !filter.alone, ..filter.clone() };
    let href = frame.url(&link("/desk/office/letters", &other, &[]));
    Some(match filter.alone {
        true => ("numbers-alone", "numbers-below-show", href),
        false => ("numbers-below", "numbers-alone-show", href),
    })
}

/// What came, what is valid, what was answered.
pub(super) fn sentence(frame: &Frame, letters: &Letters) -> String {
    let count = |figure| letters.total.get(figure).into();
    let values = [("received", count(F::Received)), ("valid", count(F::Valid)), ("answered", count(F::Answered))];
    frame.words.tn("numbers-sentence", values)
}

fn choices(all: impl Iterator<Item = (String, String)>, chosen: Option<String>) -> Vec<Choice> {
    all.map(|(value, word)| Choice { chosen: chosen.as_ref() == Some(&value), value, word }).collect()
}

fn matters(app: &App, chosen: Option<&str>) -> Vec<Choice> {
    let settings = app.desk.current().get();
    let all = settings.matters.matters.iter().map(|matter| (matter.code.clone(), matter.path.join(" · ")));
    choices(all.collect::<Vec<_>>().into_iter(), chosen.map(str::to_owned))
}

fn origins(frame: &Frame, chosen: Option<&str>) -> Vec<Choice> {
    let all = [Origin::Web, Origin::Phone, Origin::Hall, Origin::Letter, Origin::Radio];
    let all = all.map(|origin| (origin.code().to_owned(), frame.t(&format!("origin-{}", origin.code()))));
    choices(all.into_iter(), chosen.map(str::to_owned))
}
