//! The rulebook: the file as it is, and what it says.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    desk::Trial,
    http::{App, Failure, Form, Frame, page_with},
    kernel::{command::OfficeCommand, refusal::Refusal},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

struct Row {
    id: String,
    title_zh: String,
    title_en: String,
    text_zh: String,
    text_en: String,
    holds: bool,
    cited: bool,
    person: bool,
}

#[derive(Template)]
#[template(path = "office/rules.html")]
struct RulesPage {
    frame: Frame,
    here: &'static str,
    all: bool,
    done: Option<String>,
    errors: Errors,
    edition: u32,
    rows: Vec<Row>,
    /// Adopts another; otherwise the file is read.
    changes: bool,
    form: FormPart,
    trial: Option<Trial>,
    /// What the trial says in one sentence.
    says: String,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    render(me, &app, None, &Faults::default(), None, StatusCode::OK)
}

pub(super) async fn adopt(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = Fields::new(pairs);
    let file = fields.get("rulebook").unwrap_or_default().to_owned();
    if fields.text("press") == "try" {
        return match app.desk.try_rulebook(&file).await {
            Ok(trial) => render(me, &app, Some(&fields), &Faults::default(), Some(trial), StatusCode::OK),
            Err(refusal @ Refusal::BadDocument { .. }) => bad(me, &app, &fields, refusal),
            Err(refusal) => Err(refusal.into()),
        };
    }
    match me.office(&app, OfficeCommand::AdoptRulebook { file }, fields.key("")).await {
        Ok(_) => Ok(me.visit.redirect("/desk/office/rules?done=rules")),
        Err(
            refusal @ (Refusal::BadDocument { .. }
            | Refusal::OldVersion { .. }
            | Refusal::Empty
            | Refusal::TooLong { .. }),
        ) => bad(me, &app, &fields, refusal),
        Err(refusal) => Err(refusal.into()),
    }
}

fn bad(me: Signed, app: &App, fields: &Fields, refusal: Refusal) -> Result<Response, Failure> {
    let mut faults = Faults::default();
    let said = me.frame.words.refused(&refusal);
    let why = match refusal {
        Refusal::BadDocument { .. } => me.frame.t1("office-rules-refused", "why", said.then),
        Refusal::OldVersion { .. } => said.then,
        _ => said.what,
    };
    faults.add("rulebook", why);
    render(me, app, Some(fields), &faults, None, StatusCode::UNPROCESSABLE_ENTITY)
}

fn render(
    me: Signed,
    app: &App,
    typed: Option<&Fields>,
    faults: &Faults,
    trial: Option<Trial>,
    code: StatusCode,
) -> Result<Response, Failure> {
    me.require_reading()?;
    let (done, changes) = (me.done(), me.governs_all());
    let mut frame = me.frame;
    frame.wide = true;
    let settings = app.desk.current().get();
    let row = |at: usize| {
        settings.rulebook.rules.get(at).map(|rule| Row {
            id: rule.id.clone(),
            title_zh: rule.title.zh.clone(),
            title_en: rule.title.en.clone(),
            text_zh: rule.text.zh.clone(),
            text_en: rule.text.en.clone(),
            holds: serde_json::to_value(rule.severity).is_ok_and(|severity| severity == "hold"),
            cited: rule.cite,
            person: rule.detector.is_none(),
        })
    };
    let rows = (0..settings.rulebook.rules.len()).filter_map(row).collect();
    let asked = Asked { words: frame.words, prefix: "rules", typed, faults };
    let form = FormPart::new(&frame, "/desk/office/rules", "office-rules-adopt", Weight::Main)
        .with([asked.field("rulebook", Shape::Area, &settings.rulebook_file)])
        .or("try", frame.t("rules-try"));
    let says = trial.as_ref().map(|trial| says(&frame, trial)).unwrap_or_default();
    let errors = Errors::of(frame.words, "rules", faults);
    let edition = settings.rulebook.version;
    let (here, all) = ("rules", true);
    page_with(code, &RulesPage { here, all, done, errors, edition, rows, changes, form, says, trial, frame })
}

fn says(frame: &Frame, trial: &Trial) -> String {
    let values = [("held", trial.held.into()), ("looked", trial.looked.into()), ("now", trial.held_now.into())];
    frame.words.tn("rules-trial-says", values)
}
