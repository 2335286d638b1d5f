//! A month of letters as a page to print: inner, and public where the installation says so.

use super::{
    figures::{Group, Teller},
    numbers::sentence,
    period::month,
    require,
    table::{Cell, Row, Rows, days, month_name},
};
use crate::{
    http::{
        App, Failure, Frame, page,
        pages::{office::signed::Signed, plot::Plot},
        seat::read,
    },
    kernel::{id::Millis, refusal::Refusal},
    stats,
    views::letter::UnitNames,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::ToSpan;

#[derive(Template)]
#[template(path = "letters/bulletin.html")]
struct Bulletin {
    frame: Frame,
    name: String,
    sentence: String,
    /// The main figures, then what became of publication and grades.
    groups: Vec<Group>,
    by_unit: Vec<Row>,
    days: (Plot, Vec<(String, Cell)>),
    before: String,
    after: String,
    empty: bool,
    /// Open data of the month; none where nothing of it is public.
    data: [(&'static str, String); 2],
}

/// For staff.
pub(in crate::http::pages::office) async fn inner(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    require(&me)?;
    let now = me.reader(&app).now;
    made(&app, me.frame, (&code, now), true).await
}

/// `/letters/{month}`: for everybody, where the table by unit is public.
pub(in crate::http::pages) async fn public(
    frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    if !app.desk.limits().letters_by_unit_public {
        return Err(Refusal::NotFound.into());
    }
    let now = app.desk.now();
    made(&app, frame, (&code, now), false).await
}

async fn made(app: &App, mut frame: Frame, (code, now): (&str, Millis), inner: bool) -> Result<Response, Failure> {
    let filter = month(code).ok_or(Refusal::NotFound)?;
    let letters = read(stats::letters(&app.db, &filter, now, &app.zone).await)?;
    let names = read(UnitNames::read(&app.db).await)?;
    frame.wide = true;
    let base = if inner { "/desk/office/letters/month" } else { "/letters" };
    let at = |months: i32| {
        let first = filter.from.saturating_add(months.months());
        frame.url(&format!("{base}/{}", first.strftime("%Y-%m")))
    };
    let data = |kind: &str| frame.url(&format!("/letters/data/{code}.{kind}"));
    page(&Bulletin {
        name: month_name(&frame, filter.from),
        sentence: sentence(&frame, &letters),
        groups: Teller { frame: &frame, filter: &filter, inner }.groups(&letters),
        by_unit: Rows { frame: &frame, filter: &filter, inner }.units(&letters, &names, ""),
        days: days(&frame, &letters.total, inner.then_some(&filter)),
        before: at(-1),
        after: at(1),
        empty: letters.total.is_nothing(),
        data: [("CSV", data("csv")), ("JSON", data("json"))],
        frame,
    })
}
