//! One press of one button of a case: a step, and back to the case.

use super::{
    case::{Again, Just, show},
    file::CaseFile,
    form::{changed, faults, values},
    publish::look,
};
use crate::{
    desk::Key,
    http::{App, Failure, Form, Visit, Words},
    kernel::{
        case::{Called, CaseStep, End, Manner, NoteKind},
        id::UnitId,
        refusal::Refusal,
        text::hex,
    },
    views::letter::Values,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// What forms of a case do (`letters-did-…`).
pub(super) const ACTS: [&str; 17] = [
    "route",
    "end",
    "take",
    "return",
    "draft",
    "fill",
    "hand-up",
    "ask",
    "extend",
    "judge",
    "agree",
    "send-back",
    "publish",
    "note",
    "rework",
    "call-back",
    "save",
];

type Typed = HashMap<String, String>;

pub(in super::super) async fn step(
    visit: Visit,
    State(app): State<App>,
    Path((code, number)): Path<(String, u32)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let file = CaseFile::open(app, visit, (&code, number)).await?;
    // A field that comes more than once, such as units that assist, is one list.
    let mut typed = Typed::new();
    for (name, value) in pairs {
        typed.entry(name).and_modify(|held| *held = format!("{held} {value}")).or_insert(value);
    }
    let press = text(&typed, "press").to_owned();
    let publishes = text(&typed, "act") == "publish";
    if publishes && press == "change" {
        return show(file, Just::nothing(), Again::typed(typed)).await;
    }
    let values = changed(&file, &typed).await?;
    let revision = match fill(&file, &typed, values).await {
        Ok(revision) => revision,
        Err(refusal) => return again(file, &code, number, typed, &refusal).await,
    };
    let file = if revision.is_some() { reopened(file, &code, number).await? } else { file };
    match press.as_str() {
        "fill" => show(file, Just::done("fill"), Again::typed(typed)).await,
        "look" if publishes => {
            let seen = revision.map(|revision| ("revision".to_owned(), revision.to_string()));
            typed.extend(seen);
            match look(&file, &typed).await? {
                Ok(page) => Ok(page),
                Err(refusal) => again(file, &code, number, typed, &refusal).await,
            }
        }
        _ => settle(file, (&code, number), typed, revision).await,
    }
}

/// Carries it out, and leads back to the case, or shows what is wrong.
async fn settle(
    file: CaseFile,
    (code, number): (&str, u32),
    typed: Typed,
    revision: Option<u32>,
) -> Result<Response, Failure> {
    match carry_out(&file, &typed, revision).await {
        Ok(done) => Ok(file.visit.redirect(&format!("{}?done={done}", file.path()))),
        Err(refusal @ Refusal::NotFound) => Err(refusal.into()),
        Err(refusal) => again(file, code, number, typed, &refusal).await,
    }
}

/// Fields that came along with another step are saved before it; the revision after that.
async fn fill(file: &CaseFile, typed: &Typed, values: Option<Values>) -> Result<Option<u32>, Refusal> {
    let Some(values) = values else { return Ok(None) };
    let answer = file.submit(CaseStep::Fill { values }, revision_of(typed)?, key_of(typed, "form")).await?;
    answer.revision.ok_or(Refusal::StorageFailed).map(Some)
}

async fn reopened(file: CaseFile, code: &str, number: u32) -> Result<CaseFile, Failure> {
    let CaseFile { app, visit, .. } = file;
    CaseFile::open(app, visit, (code, number)).await
}

async fn again(file: CaseFile, code: &str, number: u32, typed: Typed, refusal: &Refusal) -> Result<Response, Failure> {
    let said = file.frame.words.refused(refusal);
    let act = typed.get("act").cloned().unwrap_or_default();
    let field = field_of(&act, &typed, refusal);
    let what = wrong(file.frame.words, (&act, field), refusal).unwrap_or(said.what);
    let status = crate::wire::problem::status(refusal);
    let CaseFile { app, visit, .. } = file;
    let fresh = CaseFile::open(app, visit, (code, number)).await?;
    show(
        fresh,
        Just::again(&typed),
        Again { act, field, what, then: said.then, status, typed, faults: faults(refusal) },
    )
    .await
}

/// Which field of a form a refusal is about; blank where it is about none.
fn field_of(act: &str, typed: &Typed, refusal: &Refusal) -> &'static str {
    let counts = act == "extend" || act == "judge" && text(typed, "then") == "grant";
    match (act, refusal) {
        ("end", Refusal::Empty) if End::parse(text(typed, "end")).is_none() => "end",
        ("call-back", Refusal::Empty) if Called::parse(text(typed, "called")).is_none() => "called",
        ("extend" | "judge", Refusal::Full { .. }) => "days",
        ("extend" | "judge", Refusal::Empty) if counts && number(typed, "days").is_err() => "days",
        ("route", Refusal::UnknownUnit) => "unit",
        // Forms that publish have more than one text.
        (act, Refusal::Empty | Refusal::TooLong { .. } | Refusal::UncleanText) if act != "publish" && act != "fill" => {
            "text"
        }
        _ => "",
    }
}

/// What is wrong with that field, where there are words of its own: `letters-wrong-…`.
fn wrong(words: Words, (act, field): (&str, &str), refusal: &Refusal) -> Option<String> {
    let field = if field == "text" || field.is_empty() { String::new() } else { format!("-{field}") };
    let id = format!("letters-wrong-{act}{field}-{}", refusal.code());
    match refusal {
        Refusal::Full { most } => words.if_any_around(&id, "n", *most),
        _ => words.if_any(&id),
    }
}

/// What was done. "Save and hand up" is two steps, of which the second sees what the first left.
async fn carry_out(file: &CaseFile, typed: &Typed, filled: Option<u32>) -> Result<&'static str, Refusal> {
    let act = text(typed, "act");
    let done = *ACTS.iter().find(|known| **known == act).ok_or(Refusal::NotFound)?;
    let revision = filled.map_or_else(|| revision_of(typed), Ok)?;
    if filled.is_some() && done == "draft" && text(typed, "then") == "save" && text(typed, "text").trim().is_empty() {
        return Ok("fill");
    }
    let step = match done {
        "fill" => CaseStep::Fill { values: values(file, typed) },
        _ => parse(done, typed)?,
    };
    let answer = file.submit(step, revision, key_of(typed, "")).await?;
    if done == "draft" && text(typed, "then") == "hand-up" {
        let revision = answer.revision.ok_or(Refusal::StorageFailed)?;
        file.submit(CaseStep::HandUp, revision, key_of(typed, "then")).await?;
        return Ok("hand-up");
    }
    Ok(if done == "draft" { "save" } else { done })
}

fn revision_of(typed: &Typed) -> Result<u32, Refusal> {
    text(typed, "revision").parse().map_err(|_| Refusal::Malformed { why: "revision".into() })
}

/// The form's key, covering all that was typed.
fn key_of(typed: &Typed, then: &str) -> Option<Key> {
    let key = Uuid::parse_str(text(typed, "key")).ok()?;
    let mut fields: Vec<_> = typed.iter().filter(|(name, _)| *name != "csrf").collect();
    fields.sort();
    let mut hash = Sha256::new();
    for (name, value) in fields {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(value.as_bytes());
        hash.update([0]);
    }
    Some(Key { key: format!("{key}{then}"), request: hex(&hash.finalize()) })
}

fn text<'a>(typed: &'a Typed, name: &str) -> &'a str {
    typed.get(name).map_or("", String::as_str)
}

fn parse(act: &str, typed: &Typed) -> Result<CaseStep, Refusal> {
    let words = || text(typed, "text").to_owned();
    Ok(match act {
        "route" => route(typed)?,
        "end" => CaseStep::End { end: End::parse(text(typed, "end")).ok_or(Refusal::Empty)?, text: words() },
        "take" => CaseStep::Take,
        "return" => CaseStep::Return { text: words() },
        "draft" => CaseStep::Draft { text: words(), end: End::parse(text(typed, "end")) },
        "hand-up" => CaseStep::HandUp,
        "ask" => CaseStep::Ask { text: words() },
        "extend" => CaseStep::Extend { days: number(typed, "days")?, text: words() },
        "judge" => judge(typed)?,
        "agree" => CaseStep::Agree,
        "send-back" => CaseStep::SendBack { text: words() },
        "publish" => publish(typed)?,
        "note" => CaseStep::Note { kind: NoteKind::parse(text(typed, "kind")).ok_or(Refusal::Empty)?, text: words() },
        "rework" => CaseStep::Rework { text: words() },
        "call-back" => {
            CaseStep::CallBack { called: Called::parse(text(typed, "called")).ok_or(Refusal::Empty)?, text: words() }
        }
        _ => return Err(Refusal::NotFound),
    })
}

fn number(typed: &Typed, name: &str) -> Result<u16, Refusal> {
    text(typed, name).trim().parse().map_err(|_| Refusal::Empty)
}

fn route(typed: &Typed) -> Result<CaseStep, Refusal> {
    let unit = |id: &str| id.parse::<UnitId>().map_err(|_| Refusal::UnknownUnit);
    let matter = Some(text(typed, "matter").to_owned()).filter(|matter| !matter.is_empty());
    let assisting = text(typed, "assisting").split_whitespace().map(unit).collect::<Result<_, _>>()?;
    Ok(CaseStep::Route {
        unit: unit(text(typed, "unit"))?,
        assisting,
        matter,
        urgent: !text(typed, "urgent").is_empty(),
        text: text(typed, "text").to_owned(),
    })
}

fn judge(typed: &Typed) -> Result<CaseStep, Refusal> {
    let granted = text(typed, "then") == "grant";
    let days = if granted { Some(number(typed, "days")?) } else { None };
    Ok(CaseStep::Judge { days, text: text(typed, "text").to_owned() })
}

/// The title stands in a line of its own.
pub(super) fn publish(typed: &Typed) -> Result<CaseStep, Refusal> {
    let manner = Manner::parse(text(typed, "manner")).ok_or(Refusal::Empty)?;
    let title = text(typed, "title").trim().replace(['\r', '\n'], " ");
    let (letter, answer) = match manner {
        Manner::Whole => (format!("{title}\n{}", text(typed, "letter").trim()), text(typed, "answer").to_owned()),
        Manner::Outcome => (title, String::new()),
        Manner::Nothing => (String::new(), String::new()),
    };
    // Chosen pictures count only where the whole letter is shown.
    let chosen = if manner == Manner::Whole { text(typed, "files") } else { "" };
    let file = |id: &str| id.parse().map_err(|_| Refusal::Malformed { why: "files".into() });
    let files = chosen.split_whitespace().map(file).collect::<Result<_, _>>()?;
    Ok(CaseStep::Publish { manner, letter, answer, files })
}
