//! People: the list, and adding somebody.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Errors, Field, FormPart, Shape, Weight},
    grants,
    signed::Signed,
};
use crate::{
    http::{
        App, Failure, Form, Frame, Words, page_with,
        query::{address, asked},
    },
    kernel::{
        command::OfficeCommand,
        id::PersonId,
        principal::{Permit, Role},
        refusal::Refusal,
    },
    views::{
        office_people::{self, PersonRow, chosen},
        office_units::{self, UnitRow},
    },
    wire::problem::status,
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

/// People on one page.
const PAGE: usize = 50;

struct Row {
    name: String,
    login: String,
    path: String,
    unit: Option<String>,
    roles: Vec<String>,
    state: String,
}

#[derive(Template)]
#[template(path = "office/people.html")]
struct PeoplePage {
    frame: Frame,
    here: &'static str,
    all: bool,
    done: Option<String>,
    errors: Errors,
    find: String,
    rows: Vec<Row>,
    place: String,
    before: Option<String>,
    after: Option<String>,
    form: Option<FormPart>,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    list(me, &app, None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn add(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_some()?;
    let fields = Fields::new(pairs);
    let person: PersonId = fields.fresh()?;
    let (login, name) = (fields.text("login").to_owned(), fields.text("person_name").to_owned());
    let mut faults = missing(&me, &fields, &["login", "person_name"]);
    if faults.is_empty() {
        let set = OfficeCommand::SetPerson { person, login, name, unit: fields.parse("home") };
        match me.office(&app, set, fields.key("")).await {
            Ok(_) => return Ok(me.visit.redirect(&format!("/desk/office/people/{person}?done=person"))),
            Err(refusal) => faults = about_name(&me, &refusal)?,
        }
    }
    list(me, &app, Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// A fault for each of `names` that was left empty.
pub(super) fn missing(me: &Signed, fields: &Fields, names: &[&str]) -> Faults {
    let mut faults = Faults::default();
    for name in names.iter().filter(|name| fields.text(name).is_empty()) {
        faults.add(*name, me.frame.t(&format!("office-f-{}-missing", name.replace('_', "-"))));
    }
    faults
}

/// What was refused of a name, as a fault of its field.
pub(super) fn about_name(me: &Signed, refusal: &Refusal) -> Result<Faults, Failure> {
    match refusal {
        Refusal::NameTaken => Ok(Faults::refused(me.frame.words, refusal, "login")),
        refusal if status(refusal) == 422 => Ok(Faults::refused(me.frame.words, refusal, "person_name")),
        refusal => Err(refusal.clone().into()),
    }
}

async fn list(
    me: Signed,
    app: &App,
    typed: Option<&Fields>,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    let (permit, done, all) = (me.office_permit(), me.done(), me.reads_all());
    let adds = me.require_some();
    if !all {
        adds.clone()?;
    }
    let find = asked(me.visit.query(), "find").unwrap_or_default().trim().to_lowercase();
    let at = asked(me.visit.query(), "at").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
    let mut people =
        office_people::people(&app.db).await.map_err(|error| Failure::internal("people could not be read", &error))?;
    people.retain(|person| all || person.is_known_to(&permit));
    let named = |login: &str| chosen(login).is_some_and(|login| login.contains(&find));
    people.retain(|person| named(&person.login) || person.name.to_lowercase().contains(&find));
    let frame = me.frame;
    let asked = Asked { words: frame.words, prefix: "person", typed, faults };
    let mut named = vec![asked.line("person_name", ""), asked.field("login", Shape::Code, "")];
    named.extend(home(app, &asked, &permit, None).await?);
    let page: Vec<&PersonRow> = people.iter().skip(at).take(PAGE).collect();
    let rows = page.iter().map(|person| row(&frame, person)).collect();
    let link = |at: usize| frame.url(&address("/desk/office/people", &[("find", &find), ("at", &at.to_string())]));
    let before = (at > 0).then(|| link(at.saturating_sub(PAGE)));
    let after = (at + page.len() < people.len()).then(|| link(at + PAGE));
    let from = if page.is_empty() { 0 } else { at + 1 };
    let place = frame.words.tn(
        "office-people-where",
        [("from", from.into()), ("to", (at + page.len()).into()), ("count", people.len().into())],
    );
    let form = || FormPart::new(&frame, "/desk/office/people", "office-person-add", Weight::Main).with(named);
    let form = adds.is_ok().then(form);
    let errors = Errors::of(frame.words, "person", faults);
    page_with(code, &PeoplePage { here: "people", all, done, errors, find, rows, place, before, after, form, frame })
}

/// The log-in name, or that somebody enters by link.
pub(super) fn login_words(words: Words, login: &str) -> String {
    chosen(login).map_or_else(|| words.t("office-by-link"), str::to_owned)
}

/// Whose account it is: one of the units that are administered, or the installation's own where that is.
pub(super) async fn home(
    app: &App,
    asked: &Asked<'_>,
    permit: &Permit,
    held: Option<&PersonRow>,
) -> Result<Option<Field>, Failure> {
    let units = office_units::units(&app.db).await;
    let units = units.map_err(|error| Failure::internal("units could not be read", &error))?;
    let open = units.iter().filter(|unit| permit.holds_over(unit.id, &[Role::Administrator]));
    let own = permit.governs().then(|| (String::new(), asked.words.t("office-home-none")));
    let choice = |unit: &UnitRow| (unit.id.to_string(), unit.name.clone());
    let choices: Vec<(String, String)> = own.into_iter().chain(open.map(choice)).collect();
    let first = choices.first().map(|(value, _)| value.clone()).unwrap_or_default();
    let stored = held.map_or(first, |held| held.unit.map(|unit| unit.to_string()).unwrap_or_default());
    Ok((!units.is_empty()).then(|| asked.one_of("home", Shape::Select, &stored, choices)))
}

fn row(frame: &Frame, person: &PersonRow) -> Row {
    let word = match (person.disabled, person.has_password) {
        (true, _) => "office-person-disabled",
        (false, true) => "office-person-password",
        (false, false) => "office-person-no-password",
    };
    Row {
        name: person.name.clone(),
        login: login_words(frame.words, &person.login),
        path: frame.url(&format!("/desk/office/people/{}", person.id)),
        unit: person.unit_name.clone(),
        roles: person.held.iter().map(|held| grants::held(frame.words, held)).collect(),
        state: frame.t(word),
    }
}
