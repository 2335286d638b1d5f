//! The catalogue of matters: as it is, another one tried and adopted, and what it would propose for a letter.

use super::{
    brought,
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Words, page_with},
    kernel::{
        command::OfficeCommand,
        matter::{Catalogue, Matter, Suggestion},
        refusal::Refusal,
    },
};
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Rows of differences that are told.
const TOLD: usize = 100;

struct Row {
    code: String,
    path: String,
    unit: String,
    districts: Vec<String>,
    days: String,
    publish: bool,
    words: String,
}

#[derive(Template)]
#[template(path = "office/matters.html")]
struct MattersPage {
    frame: crate::http::Frame,
    here: &'static str,
    all: bool,
    /// Whether the other pages of the office are open too.
    tabs: bool,
    done: Option<String>,
    errors: Errors,
    edition: u32,
    rows: Vec<Row>,
    form: Option<FormPart>,
    ask: FormPart,
    /// What would change.
    trial: Option<Vec<String>>,
    /// What is proposed for the letter that was typed.
    proposed: Option<Vec<Suggestion>>,
}

#[derive(Default)]
struct Press {
    fields: Option<Fields>,
    faults: Faults,
    trial: Option<Vec<String>>,
    proposed: Option<Vec<Suggestion>>,
    code: StatusCode,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    render(me, &app, Press::default())
}

/// The sheet in force.
pub(super) async fn download(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    if !me.routes() {
        me.require_reading()?;
    }
    let settings = app.desk.current().get();
    // Spreadsheets take a file for what it is by its first bytes.
    let sheet = format!("\u{feff}{}", settings.matters.written());
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"matters.csv\""),
    ];
    Ok((head, sheet).into_response())
}

pub(super) async fn set(me: Signed, State(app): State<App>, request: Request) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = brought::read(&app, &me, request, "matters_paper", "matters").await?;
    let file = fields.get("matters").unwrap_or_default().to_owned();
    let tried = app.desk.try_matters(&file).await;
    if fields.text("press") == "try" {
        return match tried {
            Ok(catalogue) => {
                let trial = Some(differs(me.frame.words, &app.desk.current().get().matters, &catalogue));
                render(me, &app, Press { fields: Some(fields), trial, ..Press::default() })
            }
            Err(refusal) => bad(me, &app, fields, refusal),
        };
    }
    let seen = fields.parse("seen").unwrap_or_default();
    match me.office(&app, OfficeCommand::AmendMatters { file, seen }, fields.key("")).await {
        Ok(_) => Ok(me.visit.redirect("/desk/office/matters?done=matters")),
        Err(refusal) => bad(me, &app, fields, refusal),
    }
}

/// What would be proposed for a letter; nothing of it is kept.
pub(super) async fn ask(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let (desk, letter) = (app.desk.clone(), fields.text("letter").to_owned());
    let district = Some(fields.text("district").to_owned()).filter(|district| !district.is_empty());
    let found = tokio::task::spawn_blocking(move || desk.suggest_matters(&letter, district.as_deref())).await;
    let proposed = found.map_err(|error| Failure::internal("a letter could not be cut into words", &error))?;
    render(me, &app, Press { fields: Some(fields), proposed: Some(proposed), ..Press::default() })
}

fn bad(me: Signed, app: &App, fields: Fields, refusal: Refusal) -> Result<Response, Failure> {
    use Refusal::{BadMatters, Empty, Stale, TooLong, Unchanged};
    let words = me.frame.words;
    let fault = match refusal {
        BadMatters { .. } | Stale { .. } | TooLong { .. } | Empty => {
            let said = words.refused(&refusal);
            format!("{} {}", said.what, said.then)
        }
        Unchanged => words.t("matters-unchanged"),
        other => return Err(other.into()),
    };
    let mut faults = Faults::default();
    faults.add("matters", fault);
    render(me, app, Press { fields: Some(fields), faults, code: StatusCode::UNPROCESSABLE_ENTITY, ..Press::default() })
}

/// What another catalogue would change, matter by matter.
fn differs(words: Words, old: &Catalogue, new: &Catalogue) -> Vec<String> {
    let told = |word: &str, matter: &Matter| words.t2(word, "code", matter.code.clone(), "path", matter.path.join("/"));
    let gone = old.matters.iter().filter(|held| new.find(&held.code).is_none());
    let gone = gone.map(|matter| told("matters-gone", matter));
    let changed = new.matters.iter().filter_map(|matter| match old.find(&matter.code) {
        None => Some(told("matters-new", matter)),
        Some(held) if held != matter => Some(told("matters-changed", matter)),
        Some(_) => None,
    });
    gone.chain(changed).collect()
}

fn row(words: Words, matter: &Matter) -> Row {
    let district =
        |(of, unit): (&String, &String)| words.t2("matters-district", "district", of.clone(), "unit", unit.clone());
    Row {
        code: matter.code.clone(),
        path: matter.path.join(" / "),
        unit: matter.unit.clone(),
        districts: matter.districts.iter().map(district).collect(),
        days: matter.days.map_or_else(|| words.t("matters-days-none"), |days| words.t1("workflow-days", "n", days)),
        publish: matter.publish,
        words: matter.words.join(&words.t("workflow-comma")),
    }
}

fn render(me: Signed, app: &App, press: Press) -> Result<Response, Failure> {
    let tabs = me.reads_all();
    // Whoever gives letters to units goes by it.
    if !me.routes() {
        me.require_reading()?;
    }
    let (done, governs) = (me.done(), me.governs_all());
    let mut frame = me.frame;
    frame.wide = true;
    let words = frame.words;
    let matters = app.desk.current().get().matters.clone();
    let asked = Asked { words, prefix: "matters", typed: press.fields.as_ref(), faults: &press.faults };
    let form = || {
        FormPart::new(&frame, "/desk/office/matters", "matters-adopt", Weight::Main)
            .with([
                asked.field("matters_paper", Shape::Plan, ""),
                asked.field("matters", Shape::Area, &matters.written()),
            ])
            .hide("seen", matters.edition)
            .or("try", frame.t("calendar-try"))
    };
    let ask = FormPart::new(&frame, "/desk/office/matters/ask", "matters-ask", Weight::Plain)
        .with([asked.field("letter", Shape::Brief, ""), asked.line("district", "")]);
    let trial = press.trial.map(|mut trial| {
        let more = trial.len().saturating_sub(TOLD);
        trial.truncate(TOLD);
        trial.extend((more > 0).then(|| frame.t1("matters-more", "n", more)));
        trial
    });
    let page = MattersPage {
        here: "matters",
        all: true,
        tabs,
        done,
        errors: Errors::of(words, "matters", &press.faults),
        edition: matters.edition,
        rows: matters.matters.iter().map(|matter| row(words, matter)).collect(),
        form: governs.then(form),
        ask,
        trial,
        proposed: press.proposed,
        frame,
    };
    page_with(press.code, &page)
}
