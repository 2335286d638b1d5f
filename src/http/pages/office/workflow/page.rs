//! The page itself, and what its forms do.

use super::{
    super::{
        brought,
        fields::{Faults, Fields},
        form::{Asked, Errors, Field, FormPart, Shape, Weight, fresh_key},
        signed::Signed,
    },
    changes,
    drawing::Drawing,
    form::{self, StagePart},
    holders::holders,
    past::{self, BehindRow, Replayed},
    rows::{self, StageRow},
};
use crate::{
    http::{App, Failure, Form, Frame, Words, page_with},
    kernel::{
        command::Command,
        principal::Role,
        refusal::Refusal,
        room::Header,
        workflow::{WOULD_LOSE, Workflow, WorkflowStep},
    },
    views::{office_log::Who, office_rooms::Sheet, reader::Stamp, workflows},
};
use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

const READERS: [Role; 5] = [Role::Administrator, Role::Approver, Role::Router, Role::Supervisor, Role::Auditor];

struct VersionRow {
    version: u32,
    title: String,
    at: Stamp,
    who: String,
    download: String,
}

/// What was tried, and came of it.
struct Trial {
    faults: Vec<String>,
    changes: Vec<String>,
    /// What it would have made of past cases; none where there are none, or something is wrong with it.
    replayed: Option<Replayed>,
}

#[derive(Template)]
#[template(path = "office/workflow.html")]
struct WorkflowPage {
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    code: String,
    topic: String,
    title: String,
    version: u32,
    promise: Option<String>,
    /// The one that is tried is drawn, not the one in force.
    tried: bool,
    /// It came as a file.
    by_file: bool,
    drawing: Drawing,
    rows: Vec<StageRow>,
    trial: Option<Trial>,
    versions: Vec<VersionRow>,
    /// Open cases that follow an earlier version.
    behind: Vec<BehindRow>,
    move_to: String,
    changes: bool,
    action: String,
    key: String,
    seen: u32,
    whole: Vec<Field>,
    whole_more: Vec<Field>,
    stages: Vec<StagePart>,
    file: FormPart,
}

/// What came back: a workflow that is not in force, and what is wrong.
#[derive(Default)]
pub(super) struct Came {
    workflow: Option<Workflow>,
    pub(super) faults: Faults,
    /// The file as it was typed.
    file: Option<Fields>,
    tried: bool,
    pub(super) status: StatusCode,
}

pub(in super::super) async fn show(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    render(me, &app, &code, Came::default()).await
}

/// The file of the version in force, or of the one that the query names.
pub(in super::super) async fn download(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let (sheet, _) = me.sheet(&app, &code, &READERS).await?;
    let wish = me.visit.query().strip_prefix("version=").and_then(|version| version.parse().ok());
    let version = wish.unwrap_or(sheet.header.workflow.version);
    let all = versions(&app, &sheet.header).await?;
    let found = all.into_iter().find(|held| held.workflow.version == version).ok_or(Refusal::NotFound)?;
    let name = format!("attachment; filename=\"{}-{version}.toml\"", found.workflow.id);
    let head = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CONTENT_DISPOSITION, &*name)];
    Ok((head, found.workflow.written()).into_response())
}

pub(in super::super) async fn change(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sheet = governed(&me, &app, &code).await?;
    let (fields, mut faults) = (Fields::new(pairs), Faults::default());
    let version = sheet.header.workflow.version.saturating_add(1);
    let workflow = form::read(me.frame.words, &fields, version, &mut faults);
    let came = Came { workflow: Some(workflow), faults, ..Came::default() };
    settle(me, &app, &sheet, &fields, came).await
}

pub(in super::super) async fn file(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let sheet = governed(&me, &app, &code).await?;
    let fields = brought::read(&app, &me, request, "workflow_paper", "workflow_file").await?;
    let mut came = Came { file: Some(fields.clone()), ..Came::default() };
    match Workflow::read(fields.get("workflow_file").unwrap_or_default()) {
        Ok(workflow) => came.workflow = Some(workflow),
        Err(fault) => came.faults.add("workflow_file", me.frame.words.workflow_file_fault(&fault)),
    }
    settle(me, &app, &sheet, &fields, came).await
}

pub(super) async fn governed(me: &Signed, app: &App, code: &str) -> Result<Sheet, Failure> {
    Ok(me.sheet(app, code, &[Role::Administrator]).await?.0)
}

/// Tries it, or lets it take effect where nothing is wrong.
async fn settle(me: Signed, app: &App, sheet: &Sheet, fields: &Fields, mut came: Came) -> Result<Response, Failure> {
    came.tried = came.faults.is_empty();
    let sound = came.workflow.as_ref().filter(|workflow| workflow.check().is_ok()).filter(|_| came.tried);
    let only_tried = fields.text("press") == "try";
    if let Some(workflow) = sound.filter(|_| !only_tried) {
        let seen = fields.parse("seen").unwrap_or_default();
        let step = WorkflowStep::Adopt { workflow: workflow.clone(), seen };
        match me.room(app, sheet.header.id, Command::Workflow { step }, fields.key("")).await {
            Ok(_) => {
                let path = format!("/desk/office/r/{}/workflow?done=workflow", sheet.header.code);
                return Ok(me.visit.redirect(&path));
            }
            Err(refusal) => came.faults.add("", told(&me, &refusal)?),
        }
    }
    let failed = !only_tried || !came.faults.is_empty();
    came.status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    render(me, app, &sheet.header.code, came).await
}

/// What the page can say beside the form; all else is a page of its own.
fn told(me: &Signed, refusal: &Refusal) -> Result<String, Failure> {
    use Refusal::{BadWorkflow, Full, OldVersion, Stale, Unchanged};
    let words = me.frame.words;
    match refusal {
        OldVersion { version } => Ok(words.t1("workflow-old-version", "version", *version)),
        Unchanged => Ok(words.t("workflow-unchanged")),
        Full { most } => Ok(words.t1("workflow-full", "most", *most)),
        BadWorkflow { .. } | Stale { .. } => {
            let said = words.refused(refusal);
            Ok(format!("{} {}", said.what, said.then))
        }
        other => Err(other.clone().into()),
    }
}

async fn versions(app: &App, header: &Header) -> Result<Vec<workflows::Version>, Failure> {
    let versions = workflows::versions(&app.db, header.id).await;
    versions.map_err(|error| Failure::internal("versions of a workflow could not be read", &error))
}

pub(super) async fn render(me: Signed, app: &App, code: &str, came: Came) -> Result<Response, Failure> {
    let (sheet, permit) = me.sheet(app, code, &READERS).await?;
    let (reader, done, header) = (me.reader(app), me.done(), &sheet.header);
    let history = versions(app, header).await?;
    let mut frame = me.frame;
    frame.wide = true;
    let words = frame.words;
    let (in_force, shown) = (&header.workflow, came.workflow.as_ref().unwrap_or(&header.workflow));
    let found = shown.check().err().unwrap_or_default();
    let lost = header.would_lose(shown);
    let lost = lost.map(|stage| words.workflow_fault(&rows::called(words, stage), WOULD_LOSE, ""));
    let tries = came.tried && came.workflow.is_some();
    let replayed = match tries && found.is_empty() {
        true => past::replayed(app, words, header, shown).await?,
        false => None,
    };
    let behind = past::behind(app, words, header).await?;
    let trial = tries.then(|| Trial {
        faults: changes::faults(words, shown, &found).into_iter().chain(lost).collect(),
        changes: changes::changes(words, in_force, shown),
        replayed,
    });
    let open: Vec<String> = found.iter().filter_map(|fault| fault.stage.clone()).collect();
    let path = |act: &str| format!("/desk/office/r/{code}/workflow{act}");
    let asked = Asked { words, prefix: "workflow", typed: None, faults: &came.faults };
    let (whole, whole_more) = form::whole(&asked, shown);
    let file = file_form(&frame, &path("/file"), Asked { typed: came.file.as_ref(), ..asked }, (shown, in_force));
    let row = |held: workflows::Version| VersionRow {
        version: held.workflow.version,
        title: rows::workflow_called(words, &held.workflow),
        at: reader.stamp(held.at),
        who: who(&frame, held.who),
        download: frame.url(&path(&format!("/file?version={}", held.workflow.version))),
    };
    let page = WorkflowPage {
        done,
        errors: Errors::of(words, "workflow", &came.faults),
        code: code.to_owned(),
        topic: sheet.about.topic.clone(),
        title: rows::workflow_called(words, shown),
        version: in_force.version,
        promise: shown.promise.as_ref().map(|limit| rows::limit(words, limit)),
        tried: came.workflow.is_some(),
        by_file: came.file.is_some(),
        drawing: rows::drawing(words, shown),
        rows: stage_rows(app, words, header, shown).await?,
        trial,
        versions: history.into_iter().map(row).collect(),
        behind,
        move_to: frame.url(&path("/move")),
        changes: permit.holds(&[Role::Administrator]),
        action: frame.url(&path("")),
        key: fresh_key(),
        seen: in_force.version,
        stages: form::stages(&asked, shown, &open),
        whole,
        whole_more,
        file,
        frame,
    };
    page_with(came.status, &page)
}

/// The stages as a table, with who acts at each.
async fn stage_rows(app: &App, words: Words, header: &Header, shown: &Workflow) -> Result<Vec<StageRow>, Failure> {
    let held = holders(app, words, header, shown).await?;
    let rows = rows::rows(words, shown).into_iter().zip(held);
    Ok(rows.map(|(row, held)| StageRow { held, ..row }).collect())
}

fn file_form(frame: &Frame, path: &str, asked: Asked<'_>, (shown, in_force): (&Workflow, &Workflow)) -> FormPart {
    FormPart::new(frame, path, "workflow-adopt", Weight::Plain)
        .with([
            asked.field("workflow_paper", Shape::Plan, ""),
            asked.field("workflow_file", Shape::Area, &next_version(shown, in_force).written()),
        ])
        .hide("seen", in_force.version)
        .or("try", frame.t("workflow-try"))
}

/// As a file it is proposed with the number that it would have.
fn next_version(shown: &Workflow, in_force: &Workflow) -> Workflow {
    let version = shown.version.max(in_force.version.saturating_add(1));
    Workflow { version, ..shown.clone() }
}

fn who(frame: &Frame, who: Who) -> String {
    match who {
        Who::Person(name) => name,
        Who::Visitor | Who::Clock => frame.t("office-who-clock"),
        Who::Operator => frame.t("office-who-operator"),
    }
}
