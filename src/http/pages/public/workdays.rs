//! The calendar of working days, and a deadline that anybody can count again.

use super::{given, here::reader, tag::Tag};
use crate::{
    http::{App, Failure, Frame, Visit, query::asked},
    kernel::{
        calendar::{Calendar, due, today},
        id::Millis,
    },
    views::{
        reader::Reader,
        workdays::{self, DueView, WEEK, YearView},
    },
};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::civil::Date;

/// Most working days that are counted on a page.
const MOST_DAYS: u16 = 250;
/// What is counted where nothing is asked for.
const USUAL_DAYS: u16 = 5;

/// A year with its neighbours, as pages show it.
pub(in crate::http::pages) struct Shown {
    pub year: YearView,
    /// The year before and the year after, with their addresses: known ones, and the first that is not.
    pub before: Option<(i16, String)>,
    /// See `before`.
    pub after: Option<(i16, String)>,
    pub week: [&'static str; 7],
}

/// The year asked for in `query`, at a page at `path`.
pub(in crate::http::pages) fn shown(
    frame: &Frame,
    reader: &Reader,
    calendar: &Calendar,
    path: &str,
    query: &str,
) -> Shown {
    let now = today(reader.now, &reader.zone);
    let known = calendar.years();
    let first = known.first().copied().unwrap_or(now.year()).min(now.year());
    let last = known.last().map_or(now.year(), |last| last + 1).max(now.year());
    let chosen = asked(query, "year").and_then(|year| year.parse().ok()).unwrap_or_else(|| now.year());
    let chosen = chosen.clamp(first, last);
    let turn = |year: i16| (year, format!("{}?year={year}", frame.url(path)));
    Shown {
        year: workdays::year(calendar, reader, chosen, now),
        before: (chosen > first).then(|| turn(chosen - 1)),
        after: (chosen < last).then(|| turn(chosen + 1)),
        week: WEEK,
    }
}

/// What was asked to be counted, and what came of it.
struct Count {
    received: String,
    days: u16,
    /// None where the date is none.
    told: Option<DueView>,
}

#[derive(Template)]
#[template(path = "public/workdays.html")]
struct Workdays {
    frame: Frame,
    edition: u32,
    shown: Shown,
    count: Count,
}

/// `/workdays`: a year of the calendar, and a deadline counted.
pub(super) async fn workdays(visit: Visit, mut frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    frame.wide = true;
    let settings = app.desk.current().get();
    let calendar = &settings.calendar;
    let query = visit.query();
    let now = today(reader.now, &reader.zone);
    let tag = Tag::of(&visit, &frame, &reader).with(calendar.edition).with(query).with(now);
    let shown = shown(&frame, &reader, calendar, "/workdays", query);
    let count = count(&reader, calendar, query, reader.now);
    tag.answer(&visit, async { Ok(Workdays { edition: calendar.edition, shown, count, frame }) }).await
}

fn count(reader: &Reader, calendar: &Calendar, query: &str, now: Millis) -> Count {
    let received = asked(query, "received").filter(|text| !text.is_empty());
    let received = received.unwrap_or_else(|| today(now, &reader.zone).to_string());
    let days = asked(query, "days").and_then(|days| days.parse().ok()).unwrap_or(USUAL_DAYS).min(MOST_DAYS);
    let date: Option<Date> = received.trim().parse().ok().filter(|date: &Date| (2000..=2200).contains(&date.year()));
    let told = date.map(|date| workdays::due_view(reader, &due(calendar, date, days, &[])));
    Count { received, days, told }
}

/// `/workdays.csv`: the calendar as a table that can be taken in elsewhere.
pub(super) async fn table(visit: Visit, State(app): State<App>) -> Response {
    let table = app.desk.current().get().calendar.written();
    given::told(&visit, table.into_bytes(), "text/csv; charset=utf-8", "workdays.csv")
}
