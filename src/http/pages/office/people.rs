//! People: the list, and adding somebody.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    grants,
    signed::{Signed, asked, encoded},
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::{command::OfficeCommand, id::PersonId, principal::Reach, refusal::Refusal},
    views::office_people::{self, PersonRow},
    wire::problem::status,
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

/// People on one page.
const PAGE: usize = 50;

struct Row {
    name: String,
    login: String,
    path: Option<String>,
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
    let fields = Fields::new(pairs);
    let person: PersonId = fields.fresh()?;
    let (login, name) = (fields.text("login").to_owned(), fields.text("person_name").to_owned());
    let mut faults = missing(&me, &fields, &["login", "person_name"]);
    if faults.is_empty() {
        match me.office(&app, OfficeCommand::SetPerson { person, login, name }, fields.key("")).await {
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
    let (all, own, done) = (me.governs_all(), me.own_units(), me.done());
    if !all && own.is_empty() {
        return Err(Refusal::NotAllowed.into());
    }
    let find = asked(me.visit.query(), "find").unwrap_or_default().trim().to_lowercase();
    let at = asked(me.visit.query(), "at").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
    let mut people =
        office_people::people(&app.db).await.map_err(|error| Failure::internal("people could not be read", &error))?;
    let in_reach = |person: &PersonRow| {
        person.held.iter().any(|held| matches!(held.grant.reach, Reach::Unit { unit } if own.contains(&unit)))
    };
    people.retain(|person| all || in_reach(person));
    people.retain(|person| person.login.contains(&find) || person.name.to_lowercase().contains(&find));
    let frame = me.frame;
    let page: Vec<&PersonRow> = people.iter().skip(at).take(PAGE).collect();
    let rows = page.iter().map(|person| row(&frame, person, all)).collect();
    let link = |at: usize| frame.url(&format!("/desk/office/people?find={}&at={at}", encoded(&find)));
    let before = (at > 0).then(|| link(at.saturating_sub(PAGE)));
    let after = (at + page.len() < people.len()).then(|| link(at + PAGE));
    let from = if page.is_empty() { 0 } else { at + 1 };
    let place = frame.words.tn(
        "office-people-where",
        [("from", from.into()), ("to", (at + page.len()).into()), ("count", people.len().into())],
    );
    let asked = Asked { words: frame.words, prefix: "person", typed, faults };
    let form = all.then(|| {
        let fields = [asked.line("person_name", ""), asked.field("login", Shape::Code, "")];
        FormPart::new(&frame, "/desk/office/people", "office-person-add", Weight::Main).with(fields)
    });
    let errors = Errors::of(frame.words, "person", faults);
    page_with(code, &PeoplePage { here: "people", all, done, errors, find, rows, place, before, after, form, frame })
}

fn row(frame: &Frame, person: &PersonRow, links: bool) -> Row {
    let word = match (person.disabled, person.has_password) {
        (true, _) => "office-person-disabled",
        (false, true) => "office-person-password",
        (false, false) => "office-person-no-password",
    };
    Row {
        name: person.name.clone(),
        login: person.login.clone(),
        path: links.then(|| frame.url(&format!("/desk/office/people/{}", person.id))),
        roles: person.held.iter().map(|held| grants::held(frame.words, held)).collect(),
        state: frame.t(word),
    }
}
