//! Staff log-in and log-out.

use super::{
    fields::{Faults, Fields, code},
    form::{Asked, Errors, FormPart, Shape, Weight},
    second::admit,
};
use crate::{
    http::{App, Failure, Form, Frame, Visit, page_with, query::asked},
    kernel::refusal::Refusal,
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

/// Where to go without another wish.
const DESK: &str = "/desk";

#[derive(Template)]
#[template(path = "office/enter.html")]
struct EnterPage {
    frame: Frame,
    errors: Errors,
    form: FormPart,
    first: bool,
}

pub(super) async fn show(visit: Visit, frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    let then = asked(visit.query(), "then").unwrap_or_default();
    if app.user(&visit).await?.is_some() {
        return Ok(visit.redirect(&safe(&then)));
    }
    render(frame, &Fields::default(), &then, &Faults::default(), StatusCode::OK)
}

pub(super) async fn submit(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let then = fields.text("then").to_owned();
    let words = visit.words();
    let mut faults = Faults::default();
    for name in ["login", "password"] {
        if fields.text(name).is_empty() {
            faults.add(name, words.t(&format!("office-f-{name}-missing")));
        }
    }
    if !faults.is_empty() {
        return render(frame, &fields, &then, &faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let password = fields.get("password").unwrap_or_default().to_owned();
    match app.auth.prove(fields.text("login"), password).await {
        Ok(person) => admit(&app, &visit, frame, person, &then).await,
        Err(refusal @ (Refusal::BadLogin | Refusal::SlowDown { .. })) => {
            render(frame, &fields, &then, &Faults::refused(words, &refusal, "login"), code(&refusal))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Whoever comes in, or goes, leaves the session that the browser held before.
pub(super) async fn drop_old(app: &App, visit: &Visit) -> Result<(), Failure> {
    if let Some(old) = visit.session() {
        app.auth.close(old).await?;
    }
    Ok(())
}

pub(super) async fn leave(visit: Visit, State(app): State<App>) -> Result<Response, Failure> {
    drop_old(&app, &visit).await?;
    visit.end_session();
    Ok(visit.redirect("/"))
}

/// Only places of this house, never another host.
pub(super) fn safe(then: &str) -> String {
    let inside = then.starts_with('/') && !then.starts_with("//") && !then.contains(['\\', '\r', '\n']);
    if inside { then.to_owned() } else { DESK.to_owned() }
}

fn render(frame: Frame, typed: &Fields, then: &str, faults: &Faults, code: StatusCode) -> Result<Response, Failure> {
    let asked = Asked { words: frame.words, prefix: "enter", typed: Some(typed), faults };
    let form = FormPart::new(&frame, "/enter", "office-enter-submit", Weight::Main)
        .hide("then", then)
        .with([asked.field("login", Shape::Code, ""), asked.field("password", Shape::Secret, "")]);
    let errors = Errors::of(frame.words, "enter", faults);
    let first = then.starts_with("/desk");
    page_with(code, &EnterPage { frame, errors, form, first })
}
