//! Canned phrases: one's own, and those of units one is head of or administers; a form with a row for each.

use super::{
    fields::{Faults, Fields, code},
    form::{Asked, Errors, Field, Shape, fresh_key},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::{
        command::OfficeCommand,
        id::UnitId,
        phrase::{Phrase, Shelf},
        principal::Role,
        refusal::Refusal,
    },
    store::StoreError,
    views::letter::{UnitNames, phrases},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

/// Empty rows behind those that are there.
const FREE: usize = 3;

type Pairs = Form<Vec<(String, String)>>;

struct Row {
    nth: usize,
    place: Field,
    title: Field,
    text: Field,
}

#[derive(Template)]
#[template(path = "office/phrases.html")]
struct PhrasesPage {
    frame: Frame,
    errors: Errors,
    done: Option<String>,
    /// The unit whose they are; none for one's own.
    unit: Option<String>,
    action: String,
    key: String,
    seen: u32,
    rows: Vec<Row>,
    most: usize,
    /// Units whose phrases the reader may change too.
    units: Vec<(String, String)>,
}

/// A form that came back: what was typed, and what is wrong.
type Came = Option<(Fields, Refusal)>;

pub(super) async fn own(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    let shelf = Shelf::Person { person: me.user.person };
    render(me, &app, shelf, None).await
}

pub(super) async fn set_own(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let shelf = Shelf::Person { person: me.user.person };
    set(me, &app, shelf, Fields::new(pairs)).await
}

pub(super) async fn of_unit(me: Signed, State(app): State<App>, Path(unit): Path<UnitId>) -> Result<Response, Failure> {
    render(me, &app, Shelf::Unit { unit }, None).await
}

pub(super) async fn set_of_unit(
    me: Signed,
    State(app): State<App>,
    Path(unit): Path<UnitId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    set(me, &app, Shelf::Unit { unit }, Fields::new(pairs)).await
}

fn path(shelf: Shelf) -> String {
    match shelf {
        Shelf::Person { .. } => "/desk/phrases".into(),
        Shelf::Unit { unit } => format!("/desk/phrases/{unit}"),
    }
}

async fn set(me: Signed, app: &App, shelf: Shelf, fields: Fields) -> Result<Response, Failure> {
    let seen = fields.parse("seen").unwrap_or_default();
    let command = OfficeCommand::SetPhrases { shelf, phrases: typed(&fields), seen };
    match me.office(app, command, fields.key("")).await {
        Ok(_) => Ok(me.visit.redirect(&format!("{}?done=phrases", path(shelf)))),
        Err(
            refusal @ (Refusal::Empty
            | Refusal::TooLong { .. }
            | Refusal::UncleanText
            | Refusal::Full { .. }
            | Refusal::Stale { .. }),
        ) => render(me, app, shelf, Some((fields, refusal))).await,
        Err(refusal) => Err(refusal.into()),
    }
}

/// The rows as they were typed, in the order of the numbers beside them; of two with the same number the upper first.
fn typed(fields: &Fields) -> Vec<Phrase> {
    let rows = fields.all("text").count();
    let mut all: Vec<(u32, Phrase)> = (0..rows)
        .map(|row| {
            let phrase = Phrase { title: fields.nth("title", row).into(), text: fields.nth("text", row).into() };
            (fields.nth("place", row).parse().unwrap_or(u32::MAX), phrase)
        })
        .collect();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, phrase)| phrase).filter(|phrase| *phrase != Phrase::default()).collect()
}

fn unread(error: StoreError) -> Failure {
    Failure::internal("phrases could not be read", &error)
}

async fn render(me: Signed, app: &App, shelf: Shelf, came: Came) -> Result<Response, Failure> {
    let (permit, done) = (me.office_permit(), me.done());
    let names = UnitNames::read(&app.db).await.map_err(unread)?;
    let heads = |unit: UnitId| permit.holds_over(unit, &[Role::Administrator, Role::Approver]);
    let unit = match shelf {
        Shelf::Person { .. } => None,
        Shelf::Unit { unit } if heads(unit) => Some(names.of(unit).ok_or(Refusal::NotFound)?),
        Shelf::Unit { .. } => return Err(Refusal::NotFound.into()),
    };
    let (seen, kept) = phrases(&app.db, shelf).await.map_err(unread)?;
    let (frame, mut faults, mut status) = (me.frame, Faults::default(), StatusCode::OK);
    let shown = match &came {
        Some((fields, refusal)) => {
            faults.refuse(frame.words, refusal, "");
            status = code(refusal);
            typed(fields)
        }
        None => kept,
    };
    let units = names.sorted().into_iter().filter(|(unit, _)| heads(*unit));
    let page = PhrasesPage {
        errors: Errors::of(frame.words, "phrase", &faults),
        done,
        unit,
        action: frame.url(&path(shelf)),
        key: fresh_key(),
        seen,
        rows: rows(&frame, &faults, shown, app.desk.limits().phrases),
        most: app.desk.limits().phrases,
        units: units.map(|(unit, name)| (frame.url(&path(Shelf::Unit { unit })), name)).collect(),
        frame,
    };
    page_with(status, &page)
}

/// A row for each, and some free ones.
fn rows(frame: &Frame, faults: &Faults, mut shown: Vec<Phrase>, most: usize) -> Vec<Row> {
    let with_free = (shown.len() + FREE).min(most).max(shown.len());
    shown.resize_with(with_free, Phrase::default);
    let asked = Asked { words: frame.words, prefix: "phrase", typed: None, faults };
    let row = |(at, phrase): (usize, Phrase)| {
        let nth = at + 1;
        let place = if phrase == Phrase::default() { String::new() } else { nth.to_string() };
        let label = |word: &str| frame.t(word);
        Row {
            nth,
            place: asked.numbered("place", &format!("place-{nth}"), label("phrases-place"), Shape::Number, place),
            title: asked.numbered("title", &format!("title-{nth}"), label("phrases-name"), Shape::Line, phrase.title),
            text: asked.numbered("text", &format!("text-{nth}"), label("phrases-text"), Shape::Brief, phrase.text),
        }
    };
    shown.into_iter().enumerate().map(row).collect()
}
