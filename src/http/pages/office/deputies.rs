//! Deputies: one's own page, and the part of a person's page.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    grants, person,
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, Words, page_with},
    kernel::{
        calendar::today,
        command::OfficeCommand,
        deputy::{Deputy, can_be_lent},
        id::PersonId,
        principal::Grant,
        refusal::Refusal,
    },
    views::{
        deputies::{self, Standing},
        office_people::{self, Held},
        reader::Reader,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

type Pairs = Form<Vec<(String, String)>>;

pub(super) struct Row {
    name: String,
    login: Option<String>,
    days: String,
    state: String,
    what: String,
    drop: Option<FormPart>,
}

/// The part of a page that tells and changes who stands in for somebody.
#[derive(Template)]
#[template(path = "office/deputies.html")]
pub(super) struct DeputiesPart {
    frame: Frame,
    deputies: Vec<Row>,
    stands_for: Vec<Row>,
    form: Option<FormPart>,
    open: bool,
}

#[derive(Template)]
#[template(path = "office/own_deputies.html")]
struct OwnPage {
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    part: DeputiesPart,
}

/// Whose deputies, and what of their roles can be lent.
pub(super) struct Of<'a> {
    pub person: PersonId,
    pub held: &'a [Held],
    /// Where forms go; `None` where they are only read.
    pub path: Option<String>,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    own(me, &app, None, Faults::default(), StatusCode::OK).await
}

pub(super) async fn set_own(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let (person, fields) = (me.user.person, Fields::new(pairs));
    match name(&me, &app, person, &fields).await? {
        Ok(()) => Ok(me.visit.redirect("/desk/deputies?done=deputy")),
        Err(faults) => own(me, &app, Some(&fields), faults, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

pub(super) async fn drop_own(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let person = me.user.person;
    unname(&me, &app, person, &Fields::new(pairs)).await?;
    Ok(me.visit.redirect("/desk/deputies?done=deputy-dropped"))
}

pub(super) async fn set(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    person::find(&app, &me, id).await?;
    let fields = Fields::new(pairs);
    match name(&me, &app, id, &fields).await? {
        Ok(()) => Ok(person::back(&me, id, "deputy")),
        Err(faults) => {
            let came = person::Came { form: "deputy", fields, faults };
            person::render(me, &app, id, came, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

pub(super) async fn drop(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    person::find(&app, &me, id).await?;
    unname(&me, &app, id, &Fields::new(pairs)).await?;
    Ok(person::back(&me, id, "deputy-dropped"))
}

async fn unname(me: &Signed, app: &App, person: PersonId, fields: &Fields) -> Result<(), Failure> {
    let deputy = fields.parse("deputy").ok_or(Refusal::NotFound)?;
    me.office(app, OfficeCommand::DropDeputy { person, deputy }, fields.key("")).await?;
    Ok(())
}

/// Names a deputy by what was typed; what is wrong with it is told beside the fields.
async fn name(me: &Signed, app: &App, person: PersonId, fields: &Fields) -> Result<Result<(), Faults>, Failure> {
    let words = me.frame.words;
    let mut faults = Faults::default();
    let found = office_people::person_by_login(&app.db, fields.text("deputy_login")).await;
    let found = found.map_err(|error| Failure::internal("a person could not be read", &error))?;
    let found = found.filter(|found| !found.disabled);
    let days = ["deputy_from", "deputy_to"].map(|field| fields.parse(field));
    if found.is_none() {
        faults.add("deputy_login", words.t("deputy-unknown"));
    }
    for (field, day) in ["deputy_from", "deputy_to"].into_iter().zip(days) {
        if day.is_none() {
            faults.add(field, words.t("deputy-no-day"));
        }
    }
    let (Some(found), [Some(from), Some(to)]) = (found, days) else { return Ok(Err(faults)) };
    let deputy = Deputy { person: found.id, from, to, grant: lent(fields.text("deputy_grant"))? };
    match me.office(app, OfficeCommand::SetDeputy { person, deputy }, fields.key("")).await {
        Ok(_) => Ok(Ok(())),
        Err(refusal @ Refusal::BadDeputy) => Ok(Err(Faults::refused(words, &refusal, "deputy_login"))),
        Err(Refusal::BadTimes) => {
            faults.add("deputy_to", words.t("deputy-bad-days"));
            Ok(Err(faults))
        }
        Err(refusal @ Refusal::Full { .. }) => Ok(Err(Faults::refused(words, &refusal, "deputy_login"))),
        Err(refusal) => Err(refusal.into()),
    }
}

/// `all`, or a role and where: `moderator@unit:…`.
fn lent(answer: &str) -> Result<Option<Grant>, Refusal> {
    match answer.split_once('@') {
        Some((role, place)) => grants::parse(role, place).map(Some),
        None => Ok(None),
    }
}

async fn own(
    me: Signed,
    app: &App,
    typed: Option<&Fields>,
    faults: Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    let unread = |error| Failure::internal("a person could not be read", &error);
    let row = office_people::person(&app.db, me.user.person).await.map_err(unread)?.ok_or(Refusal::NotFound)?;
    let (reader, done, frame) = (me.reader(app), me.done(), me.frame);
    let asked = Asked { words: frame.words, prefix: "deputy", typed, faults: &faults };
    let of = Of { person: row.id, held: &row.held, path: Some("/desk/deputies".into()) };
    let part = part(app, &frame, &reader, &asked, of).await?;
    let errors = Errors::of(frame.words, "deputy", &faults);
    page_with(code, &OwnPage { done, errors, part, frame })
}

/// The part of a page about one person.
pub(super) async fn part(
    app: &App,
    frame: &Frame,
    reader: &Reader,
    asked: &Asked<'_>,
    of: Of<'_>,
) -> Result<DeputiesPart, Failure> {
    let words = frame.words;
    let both = deputies::deputies(&app.db, reader, of.person).await;
    let both = both.map_err(|error| Failure::internal("deputies could not be read", &error))?;
    let unname = |standing: &Standing| {
        let path = of.path.as_ref()?;
        let form = FormPart::new(frame, &format!("{path}/drop"), "deputy-drop", Weight::Plain);
        Some(form.hide("deputy", standing.person))
    };
    let row = |standing: Standing, own: bool| Row {
        drop: if own { unname(&standing) } else { None },
        days: words.t2("deputy-days", "from", standing.from, "to", standing.to),
        state: words.t(&format!("deputy-{}", standing.state)),
        what: standing.held.map_or_else(|| words.t("deputy-all"), |held| grants::held(words, &held)),
        name: standing.name,
        login: standing.login,
    };
    let now = today(reader.now, &reader.zone).to_string();
    let lendable = of.held.iter().filter(|held| can_be_lent(held.grant.role));
    let choices: Vec<(String, String)> = lendable.map(|held| choice(words, held)).collect();
    let all = (String::from("all"), words.t("deputy-all"));
    let form = of.path.as_ref().filter(|_| !choices.is_empty()).map(|path| {
        FormPart::new(frame, path, "deputy-set", Weight::Plain).with([
            asked.field("deputy_login", Shape::Code, ""),
            asked.field("deputy_from", Shape::Day, &now),
            asked.field("deputy_to", Shape::Day, &now),
            asked.one_of("deputy_grant", Shape::Select, "all", [all].into_iter().chain(choices).collect()),
        ])
    });
    Ok(DeputiesPart {
        deputies: both.deputies.into_iter().map(|standing| row(standing, true)).collect(),
        stands_for: both.stands_for.into_iter().map(|standing| row(standing, false)).collect(),
        open: asked.typed.is_some(),
        form,
        frame: frame.clone(),
    })
}

fn choice(words: Words, held: &Held) -> (String, String) {
    let value = format!("{}@{}", held.grant.role.code(), grants::code(held.grant.reach));
    (value, grants::held(words, held))
}
