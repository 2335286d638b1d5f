//! The settings of a room are kept as a template: a new one, or in place of an old one.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    people::missing,
    room_new::source,
    signed::Signed,
    templates::{faults, may_change, open_to, place, places},
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::{
        command::OfficeCommand,
        id::{TemplateId, UnitId},
        refusal::Refusal,
        template::Setup,
    },
    views::{
        office_rooms::Sheet,
        office_templates::{TemplateRow, timing},
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

/// The form that replaces a template.
const REPLACE: &str = "replace";

#[derive(Template)]
#[template(path = "office/template_keep.html")]
struct KeepPage {
    frame: Frame,
    errors: Errors,
    code: String,
    topic: String,
    lang: &'static str,
    keep: FormPart,
    replace: Option<FormPart>,
}

pub(super) async fn show(me: Signed, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    render(me, &app, &code, "", &Fields::default(), &Faults::default(), StatusCode::OK).await
}

pub(super) async fn keep(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let (sheet, replaced) = (source(&app, &me, &code).await?, fields.get("replaces"));
    let came = if replaced.is_some() { REPLACE } else { "template" };
    let (template, name, unit, seen) = match replaced {
        Some(replaced) => {
            let (row, seen) = named(&open_to(&app, &me).await?.0, replaced)?;
            (row.id, row.setup.name, row.unit, Some(seen))
        }
        None => {
            let faults = missing(&me, &fields, &["template_name"]);
            if !faults.is_empty() {
                return render(me, &app, &code, came, &fields, &faults, StatusCode::UNPROCESSABLE_ENTITY).await;
            }
            (fields.fresh()?, fields.text("template_name").to_owned(), place(&fields)?, None)
        }
    };
    let Sheet { header, about } = &sheet;
    let setup = Setup::of(name, about, &header.policy, &header.units, timing(&header.schedule, &app.zone));
    match me.office(&app, OfficeCommand::SetTemplate { template, setup, unit, seen }, fields.key("")).await {
        Ok(_) => Ok(me.visit.redirect("/desk/office/templates?done=template")),
        Err(refusal) => {
            let (faults, status) = faults(&me, refusal)?;
            render(me, &app, &code, came, &fields, &faults, status).await
        }
    }
}

/// The template of a choice, and the revision that was seen.
fn named(rows: &[TemplateRow], choice: &str) -> Result<(TemplateRow, u32), Refusal> {
    let (id, revision) = choice.split_once('.').ok_or(Refusal::NotFound)?;
    let id: TemplateId = id.parse().map_err(|_| Refusal::NotFound)?;
    let row = rows.iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?;
    Ok((row.clone(), revision.parse().unwrap_or(0)))
}

async fn render(
    me: Signed,
    app: &App,
    code: &str,
    came: &'static str,
    typed: &Fields,
    faults: &Faults,
    status: StatusCode,
) -> Result<Response, Failure> {
    me.require_some()?;
    let sheet = source(app, &me, code).await?;
    let (rows, units) = open_to(app, &me).await?;
    let places = places(&me, &units);
    let own: Vec<&TemplateRow> = rows.iter().filter(|row| may_change(&me, row)).collect();
    let (frame, none) = (me.frame, Faults::default());
    let asked = |form: &'static str| {
        let here = came == form;
        Asked {
            words: frame.words,
            prefix: form,
            typed: here.then_some(typed),
            faults: if here { faults } else { &none },
        }
    };
    let path = format!("/desk/r/{code}/room/template");
    let first = sheet.header.units.iter().map(UnitId::to_string).find(|unit| places.iter().any(|(id, _)| id == unit));
    let keep = FormPart::new(&frame, &path, "office-template-keep", Weight::Main).with([
        asked("template").line("template_name", ""),
        asked("template").one_of("for_unit", Shape::Select, &first.unwrap_or_default(), places),
    ]);
    let choice = |row: &&TemplateRow| {
        let place = row.unit_name.clone().unwrap_or_else(|| frame.t("office-home-none"));
        let label = frame.t2("office-template-choice", "name", row.setup.name.clone(), "place", place);
        (format!("{}.{}", row.id, row.revision), label)
    };
    let choices: Vec<(String, String)> = own.iter().map(choice).collect();
    let replace = (!choices.is_empty()).then(|| {
        let form = FormPart::new(&frame, &path, "office-template-replace-do", Weight::Plain);
        form.with([asked(REPLACE).one_of("replaces", Shape::Select, "", choices)])
    });
    let errors = Errors::of(frame.words, if came.is_empty() { "template" } else { came }, faults);
    let (topic, lang, code) = (sheet.about.topic.clone(), sheet.about.lang.tag(), code.to_owned());
    page_with(status, &KeepPage { errors, code, topic, lang, keep, replace, frame })
}
