//! Units: the tree, adding, renaming, moving, closing.

use super::{
    fields::{self, Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::{command::OfficeCommand, id::UnitId, refusal::Refusal, workflow::StepKind},
    store::CaseFilter,
    views::office_units::{self, UnitRow},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

/// Letters counted; beyond that there are many.
const MANY: u32 = 1_000;

struct Row {
    name: String,
    lang: &'static str,
    above: String,
    /// It was closed; the unit that took over.
    into: Option<String>,
    path: String,
    edits: bool,
}

#[derive(Template)]
#[template(path = "office/units.html")]
struct UnitsPage {
    frame: Frame,
    here: &'static str,
    all: bool,
    done: Option<String>,
    errors: Errors,
    rows: Vec<Row>,
    form: Option<FormPart>,
}

#[derive(Template)]
#[template(path = "office/unit.html")]
struct UnitPage {
    frame: Frame,
    name: String,
    lang: &'static str,
    errors: Errors,
    form: FormPart,
    /// It was closed; the unit that took over.
    into: Option<String>,
    /// Open letters that go over when it is closed.
    open_letters: u32,
    /// Closes it, or opens it again; none where no other unit could take over.
    end: Option<FormPart>,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    list(me, &app, None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn add(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let unit = fields.fresh()?;
    match set(&me, &app, unit, &fields).await {
        Ok(()) => Ok(me.visit.redirect("/desk/office?done=unit")),
        Err(refusal) => {
            let (faults, code) = faults(&me, &refusal)?;
            list(me, &app, Some(&fields), &faults, code).await
        }
    }
}

pub(super) async fn edit(me: Signed, State(app): State<App>, Path(unit): Path<UnitId>) -> Result<Response, Failure> {
    one(me, &app, unit, None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn change(
    me: Signed,
    State(app): State<App>,
    Path(unit): Path<UnitId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    if !units(&app).await?.iter().any(|held| held.id == unit) {
        return Err(Refusal::NotFound.into());
    }
    match set(&me, &app, unit, &fields).await {
        Ok(()) => Ok(me.visit.redirect("/desk/office?done=unit")),
        Err(refusal) => {
            let (faults, code) = faults(&me, &refusal)?;
            one(me, &app, unit, Some(&fields), &faults, code).await
        }
    }
}

/// Nothing is given to it any more; what it has of letters goes over within a minute.
pub(super) async fn close(
    me: Signed,
    State(app): State<App>,
    Path(unit): Path<UnitId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let Some(into) = fields.parse("into") else {
        let faults = Faults::refused(me.frame.words, &Refusal::Empty, "into");
        return one(me, &app, unit, Some(&fields), &faults, fields::code(&Refusal::Empty)).await;
    };
    me.office(&app, OfficeCommand::CloseUnit { unit, into }, fields.key("")).await?;
    Ok(me.visit.redirect("/desk/office?done=unit-closed"))
}

pub(super) async fn open(
    me: Signed,
    State(app): State<App>,
    Path(unit): Path<UnitId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let key = Fields::new(pairs).key("");
    me.office(&app, OfficeCommand::OpenUnit { unit }, key).await?;
    Ok(me.visit.redirect("/desk/office?done=unit-opened"))
}

async fn set(me: &Signed, app: &App, unit: UnitId, fields: &Fields) -> Result<(), Refusal> {
    let (name, parent) = (fields.text("name").to_owned(), fields.parse("parent"));
    me.office(app, OfficeCommand::SetUnit { unit, name, parent }, fields.key("")).await.map(drop)
}

fn faults(me: &Signed, refusal: &Refusal) -> Result<(Faults, StatusCode), Failure> {
    if matches!(refusal, Refusal::Empty | Refusal::TooLong { .. } | Refusal::UncleanText) {
        let code = fields::code(refusal);
        return Ok((Faults::refused(me.frame.words, refusal, "name"), code));
    }
    Err(refusal.clone().into())
}

async fn units(app: &App) -> Result<Vec<UnitRow>, Failure> {
    office_units::units(&app.db).await.map_err(|error| Failure::internal("units could not be read", &error))
}

async fn list(
    me: Signed,
    app: &App,
    typed: Option<&Fields>,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    let (governs, all, own, done) = (me.governs_all(), me.reads_all(), me.own_units(), me.done());
    if !all && own.is_empty() {
        return Err(Refusal::NotAllowed.into());
    }
    let frame = me.frame;
    let units = units(app).await?;
    let name_of = |id: Option<UnitId>| units.iter().find(|unit| Some(unit.id) == id).map(|unit| unit.name.clone());
    let seen = units.iter().filter(|unit| all || own.contains(&unit.id));
    let row = |unit: &UnitRow| Row {
        name: format!("{}{}", "　".repeat(if all { unit.depth } else { 0 }), unit.name),
        lang: unit.lang,
        above: name_of(unit.parent).unwrap_or_default(),
        into: name_of(unit.closed_into),
        path: frame.url(&format!("/desk/office/units/{}", unit.id)),
        edits: governs,
    };
    let rows = seen.map(row).collect();
    let asked = Asked { words: frame.words, prefix: "unit", typed, faults };
    let form = governs.then(|| form(&frame, &asked, "/desk/office", "office-unit-add", None, &units));
    let errors = Errors::of(frame.words, "unit", faults);
    page_with(code, &UnitsPage { here: "units", all, done, errors, rows, form, frame })
}

async fn one(
    me: Signed,
    app: &App,
    unit: UnitId,
    typed: Option<&Fields>,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    me.require_all()?;
    let units = units(app).await?;
    let held = units.iter().find(|held| held.id == unit).ok_or(Refusal::NotFound)?;
    let frame = me.frame;
    let asked = Asked { words: frame.words, prefix: "unit", typed, faults };
    let path = format!("/desk/office/units/{unit}");
    let form = form(&frame, &asked, &path, "office-save", Some(held), &units);
    let errors = Errors::of(frame.words, "unit", faults);
    let end = ending(&frame, &asked, held, &units);
    let into = units.iter().find(|other| Some(other.id) == held.closed_into).map(|other| other.name.clone());
    let filter = CaseFilter { units: Some(vec![unit]), steps: StepKind::ALL.to_vec(), ..CaseFilter::default() };
    let counted = app.db.count_cases(&filter, MANY).await;
    let open_letters = counted.map_err(|error| Failure::internal("letters could not be counted", &error))?;
    let (name, lang) = (held.name.clone(), held.lang);
    page_with(code, &UnitPage { name, lang, errors, form, into, open_letters, end, frame })
}

/// Closing names who takes over: another one that is open and does not stand below it.
fn ending(frame: &Frame, asked: &Asked<'_>, held: &UnitRow, units: &[UnitRow]) -> Option<FormPart> {
    if held.closed_into.is_some() {
        let path = format!("/desk/office/units/{}/open", held.id);
        return Some(FormPart::new(frame, &path, "office-unit-open", Weight::Plain));
    }
    let barred = office_units::below(units, held.id);
    let others = office_units::open(units, &[]).filter(|unit| !barred.contains(&unit.id));
    let others: Vec<_> = others.map(|unit| (unit.id.to_string(), unit.name.clone())).collect();
    if others.is_empty() {
        return None;
    }
    let none = (String::new(), frame.t("office-unit-into-none"));
    let choices = std::iter::once(none).chain(others).collect();
    let path = format!("/desk/office/units/{}/close", held.id);
    let field = asked.one_of("into", Shape::Select, "", choices);
    Some(FormPart::new(frame, &path, "office-unit-close", Weight::Plain).with([field]))
}

/// A unit never stands below itself.
fn form(
    frame: &Frame,
    asked: &Asked<'_>,
    path: &str,
    submit: &str,
    held: Option<&UnitRow>,
    units: &[UnitRow],
) -> FormPart {
    let barred = held.map(|held| office_units::below(units, held.id)).unwrap_or_default();
    let above: Vec<UnitId> = held.and_then(|held| held.parent).into_iter().collect();
    let open = office_units::open(units, &above).filter(|unit| !barred.contains(&unit.id));
    let choice = |unit: &UnitRow| (unit.id.to_string(), format!("{}{}", "　".repeat(unit.depth), unit.name));
    let top = (String::new(), frame.t("office-unit-top"));
    let choices = std::iter::once(top).chain(open.map(choice)).collect();
    let parent = held.and_then(|held| held.parent).map(|id| id.to_string()).unwrap_or_default();
    let name = held.map(|held| held.name.as_str()).unwrap_or_default();
    let fields = [asked.line("name", name), asked.one_of("parent", Shape::Select, &parent, choices)];
    FormPart::new(frame, path, submit, Weight::Main).with(fields)
}
