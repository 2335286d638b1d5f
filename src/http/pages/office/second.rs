//! The second step of a log-in: a one-time code, after a password or a link has proved the account.

use super::{
    enter::{drop_old, safe},
    fields::{Faults, Fields, code},
    form::{Asked, Errors, FormPart, Shape, Weight},
};
use crate::{
    auth::{StaffUser, factor},
    http::{App, Failure, Form, Frame, Visit, page_with},
    kernel::{
        command::OfficeCommand,
        id::{Millis, PersonId},
        office::Factor,
        principal::Principal,
        refusal::Refusal,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

/// What the installation seals the first step for.
const PURPOSE: &str = "log-in";
/// Time for the second step, in ms.
const PATIENCE_MS: Millis = 600_000;

#[derive(Template)]
#[template(path = "office/code.html")]
struct CodePage {
    frame: Frame,
    errors: Errors,
    form: FormPart,
}

/// The first step is done: in, or on to the code.
pub(super) async fn admit(
    app: &App,
    visit: &Visit,
    frame: Frame,
    person: PersonId,
    then: &str,
) -> Result<Response, Failure> {
    let user = app.auth.staff(person, app.desk.now()).await?.ok_or(Refusal::BadLogin)?;
    if user.factor.is_some() {
        return render(app, frame, person, then, &Faults::default(), StatusCode::OK);
    }
    begin(app, visit, person, then).await
}

pub(super) async fn submit(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let then = fields.text("then");
    let Some(person) = proved(&app, fields.text("proof")) else { return Ok(visit.redirect("/enter")) };
    let Some(user) = app.auth.staff(person, app.desk.now()).await? else { return Ok(visit.redirect("/enter")) };
    match user.factor {
        Some(factor) => match spend(&app, &user, factor, fields.text("code")).await {
            Ok(()) => begin(&app, &visit, person, then).await,
            Err(refusal) if is_theirs(&refusal) => {
                let faults = Faults::refused(frame.words, &refusal, "code");
                render(&app, frame, person, then, &faults, code(&refusal))
            }
            Err(refusal) => Err(refusal.into()),
        },
        None => begin(&app, &visit, person, then).await,
    }
}

/// Uses a code up: never again is it, or an older one, good for this account, on any node.
///
/// # Errors
/// `BadFactor`, `CodeUsed`, `SlowDown` after too many wrong ones, or what the desk refuses.
pub(super) async fn spend(app: &App, user: &StaffUser, factor: Factor, typed: &str) -> Result<(), Refusal> {
    let step = factor::step(&app.keys, factor.id, typed, app.desk.wall());
    let judged = app.auth.guess(&format!("factor:{}", user.person), step.is_some());
    judged.map_err(|refusal| if refusal == Refusal::BadCode { Refusal::BadFactor } else { refusal })?;
    let step = step.ok_or(Refusal::BadFactor)?;
    let command = OfficeCommand::UseFactor { person: user.person, factor: factor.id, step };
    app.desk.office(Principal::Staff(user.person), command).await?;
    Ok(())
}

/// What whoever types a code can mend.
pub(super) fn is_theirs(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::BadFactor | Refusal::CodeUsed | Refusal::SlowDown { .. })
}

async fn begin(app: &App, visit: &Visit, person: PersonId, then: &str) -> Result<Response, Failure> {
    drop_old(app, visit).await?;
    visit.begin_session(&app.auth.open(person, app.desk.now()).await?);
    Ok(visit.redirect(&safe(then)))
}

/// Who did the first step, not long ago.
fn proved(app: &App, proof: &str) -> Option<PersonId> {
    let (person, until) = app.keys.open(PURPOSE, proof)?.split_once('_')?;
    let until: Millis = until.parse().ok()?;
    (until > app.desk.now()).then(|| person.parse().ok())?
}

fn render(
    app: &App,
    frame: Frame,
    person: PersonId,
    then: &str,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    let proof = app.keys.seal(PURPOSE, &format!("{person}_{}", app.desk.now() + PATIENCE_MS));
    let asked = Asked { words: frame.words, prefix: "enter", typed: None, faults };
    let form = FormPart::new(&frame, "/enter/code", "office-enter-submit", Weight::Main)
        .hide("then", then)
        .hide("proof", proof)
        .with([asked.field("code", Shape::OneTime, "")]);
    let errors = Errors::of(frame.words, "enter", faults);
    page_with(code, &CodePage { frame, errors, form })
}
