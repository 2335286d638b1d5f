//! One's own password. Setting one ends all other sessions of the person.

use super::{
    fields::{Faults, Fields, code},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    auth::hash_password,
    http::{App, Failure, Form, Frame, page_with},
    kernel::{command::OfficeCommand, refusal::Refusal},
    views::office_people::chosen,
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "office/password.html")]
struct PasswordPage {
    frame: Frame,
    errors: Errors,
    done: Option<String>,
    lead: String,
    first: bool,
    factor_word: &'static str,
    /// None for somebody without a log-in name.
    form: Option<FormPart>,
}

pub(super) async fn show(me: Signed) -> Result<Response, Failure> {
    render(me, &Faults::default(), StatusCode::OK)
}

pub(super) async fn submit(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    match change(&app, &me, &fields).await {
        Ok(()) => Ok(me.visit.redirect("/desk/password?done=password")),
        Err((field, refusal)) if is_theirs(&refusal) => {
            let words = me.frame.words;
            render(me, &Faults::refused(words, &refusal, field), code(&refusal))
        }
        Err((_, refusal)) => Err(refusal.into()),
    }
}

fn is_theirs(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::BadLogin | Refusal::SlowDown { .. } | Refusal::WeakPassword)
}

/// The password never enters a command or a digest: repeating this is harmless without a key.
async fn change(app: &App, me: &Signed, fields: &Fields) -> Result<(), (&'static str, Refusal)> {
    let form = |refusal| ("", refusal);
    if me.user.has_password {
        let present = fields.get("present").unwrap_or_default().to_owned();
        app.auth.prove(&me.user.login, present).await.map_err(|refusal| ("present", refusal))?;
    }
    let fresh = fields.get("password").unwrap_or_default().to_owned();
    let hash = hash_password(fresh).await.map_err(|refusal| ("password", refusal))?;
    let command = OfficeCommand::SetPassword { person: me.user.person, hash };
    me.office(app, command, None).await.map_err(form)?;
    me.begin_anew(app).await.map_err(form)
}

fn render(me: Signed, faults: &Faults, code: StatusCode) -> Result<Response, Failure> {
    let done = me.done();
    let first = !me.user.has_password;
    let factor_word = if me.user.factor.is_some() { "office-factor-on" } else { "office-factor-lead" };
    let frame = me.frame;
    let asked = Asked { words: frame.words, prefix: "own", typed: None, faults };
    let word = if first { "office-password-set" } else { "office-password-change" };
    let mut form = FormPart::new(&frame, "/desk/password", word, Weight::Main);
    if !first {
        form = form.with([asked.field("present", Shape::Secret, "")]);
    }
    form = form.with([asked.field("password", Shape::NewSecret, "")]);
    let errors = Errors::of(frame.words, "own", faults);
    let (lead, form) = match chosen(&me.user.login) {
        None => (frame.t("office-password-by-link"), None),
        Some(login) => {
            let word = if first { "office-password-first" } else { "office-password-lead" };
            (frame.t1(word, "login", login.to_owned()), Some(form))
        }
    };
    page_with(code, &PasswordPage { frame, errors, done, lead, first, factor_word, form })
}
