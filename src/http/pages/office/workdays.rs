//! The calendar of working days: a year as it is, years taken in from a table, a year withdrawn.

use super::{
    super::public::workdays::{Shown, shown},
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, page_with},
    kernel::{
        calendar::{CalendarFault, today},
        command::{CalendarChange, OfficeCommand},
        refusal::Refusal,
    },
    views::workdays::date_words,
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

/// From this month on the next year's holidays are most often known.
const NOTICE_MONTH: i8 = 11;

#[derive(Template)]
#[template(path = "office/calendar.html")]
struct CalendarPage {
    frame: crate::http::Frame,
    here: &'static str,
    all: bool,
    done: Option<String>,
    errors: Errors,
    edition: u32,
    /// `2024–2026`.
    years: String,
    /// The next year, once its holidays are due and not here.
    missing: Option<i16>,
    shown: Shown,
    form: Option<FormPart>,
    withdraw: Option<FormPart>,
    /// Days that a table would change, and to what.
    trial: Option<Vec<(String, &'static str)>>,
}

/// What a page is made with beside the calendar.
#[derive(Default)]
struct Press {
    fields: Option<Fields>,
    faults: Faults,
    trial: Option<Vec<(String, &'static str)>>,
    code: StatusCode,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    render(me, &app, Press::default())
}

pub(super) async fn set(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = Fields::new(pairs);
    let file = fields.get("table").unwrap_or_default().to_owned();
    if fields.text("press") == "try" {
        return match try_on(&me, &app, &file) {
            Ok(trial) => render(me, &app, Press { fields: Some(fields), trial: Some(trial), ..Press::default() }),
            Err(refusal) => bad(me, &app, fields, &refusal),
        };
    }
    carry_out(me, &app, fields, CalendarChange::Set { file }).await
}

pub(super) async fn withdraw(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = Fields::new(pairs);
    let Ok(year) = fields.text("year").parse() else { return Err(Refusal::NotFound.into()) };
    carry_out(me, &app, fields, CalendarChange::Withdraw { year }).await
}

async fn carry_out(me: Signed, app: &App, fields: Fields, change: CalendarChange) -> Result<Response, Failure> {
    let seen = fields.text("seen").parse().unwrap_or_default();
    match me.office(app, OfficeCommand::AmendCalendar { change, seen }, fields.key("")).await {
        Ok(_) => Ok(me.visit.redirect("/desk/office/calendar?done=calendar")),
        Err(refusal @ (Refusal::BadCalendar { .. } | Refusal::Stale { .. } | Refusal::TooLong { .. })) => {
            bad(me, app, fields, &refusal)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The days that would be worked or free against now.
fn try_on(me: &Signed, app: &App, file: &str) -> Result<Vec<(String, &'static str)>, Refusal> {
    let settings = app.desk.current().get();
    let amended = settings.calendar.amended(file);
    let amended = amended.map_err(|CalendarFault { row, kind }| Refusal::BadCalendar { row, fault: kind.code() })?;
    let reader = me.reader(app);
    let told = |worked: bool| if worked { "calendar-becomes-work" } else { "calendar-becomes-off" };
    let days = amended.differs(&settings.calendar);
    Ok(days.iter().map(|day| (date_words(&reader, *day), told(amended.day(*day).kind.is_worked()))).collect())
}

fn bad(me: Signed, app: &App, fields: Fields, refusal: &Refusal) -> Result<Response, Failure> {
    let mut faults = Faults::default();
    let said = me.frame.words.refused(refusal);
    faults.add("table", format!("{} {}", said.what, said.then));
    let code = StatusCode::UNPROCESSABLE_ENTITY;
    render(me, app, Press { fields: Some(fields), faults, trial: None, code })
}

fn render(me: Signed, app: &App, press: Press) -> Result<Response, Failure> {
    me.require_reading()?;
    let (reader, done, governs) = (me.reader(app), me.done(), me.governs_all());
    let mut frame = me.frame;
    frame.wide = true;
    let settings = app.desk.current().get();
    let calendar = &settings.calendar;
    let shown = shown(&frame, &reader, calendar, "/desk/office/calendar", me.visit.query());
    let now = today(reader.now, &app.zone);
    let next = now.year() + 1;
    let years = calendar.years();
    let years = [years.first(), years.last()].map(|year| year.map_or_else(String::new, ToString::to_string));
    let seen = calendar.edition.to_string();
    let asked = Asked { words: frame.words, prefix: "calendar", typed: press.fields.as_ref(), faults: &press.faults };
    let form = || {
        FormPart::new(&frame, "/desk/office/calendar", "calendar-adopt", Weight::Main)
            .with([asked.field("table", Shape::Area, "")])
            .hide("seen", &seen)
            .or("try", frame.t("calendar-try"))
    };
    let year = shown.year.year.to_string();
    let withdraw = || {
        FormPart::new(&frame, "/desk/office/calendar/withdraw", "calendar-withdraw", Weight::Grave)
            .hide("seen", &seen)
            .hide("year", &year)
    };
    let page = CalendarPage {
        here: "calendar",
        all: true,
        done,
        errors: Errors::of(frame.words, "calendar", &press.faults),
        edition: calendar.edition,
        years: years.join("–"),
        missing: (now.month() >= NOTICE_MONTH && !calendar.knows(next)).then_some(next),
        form: governs.then(form),
        withdraw: (governs && shown.year.known).then(withdraw),
        trial: press.trial,
        shown,
        frame,
    };
    page_with(press.code, &page)
}
