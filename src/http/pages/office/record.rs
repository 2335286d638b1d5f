//! The record after the end: what is left to do, what was changed, handing over, giving back, confirming.

use super::{
    fields::{Faults, Fields},
    form::{Errors, fresh_key},
    log::{Row, row},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::{
        command::Command,
        principal::Role,
        record::{RecordStep, Stage},
        refusal::Refusal,
    },
    views::staff::{
        may::May,
        preparation::{Preparation, preparation},
    },
    wire::problem::status,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

/// Who may look at a record in preparation.
const WATCHERS: [Role; 5] = [Role::Editor, Role::Approver, Role::Administrator, Role::Host, Role::Auditor];
/// Who works on it.
pub(super) const EDITORS: [Role; 2] = [Role::Editor, Role::Approver];

#[derive(Template)]
#[template(path = "office/record.html")]
struct RecordPage {
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    key: String,
    code: String,
    topic: String,
    lang: &'static str,
    record: Preparation,
    changes: Vec<Row>,
    /// May write what stands beside the lines, and hand over.
    edits: bool,
    may: May,
    /// May give back and confirm.
    approves: bool,
    /// What was typed as the reason for giving back.
    reason: String,
}

impl RecordPage {
    fn is(&self, stage: &str) -> bool {
        self.record.stage.code() == stage
    }

    /// Whether whoever looks comes in at a desk.
    fn opens(&self, desk: &str) -> bool {
        match desk.split(['?', '/']).next() {
            Some("lines") => self.may.lines(),
            Some("photos") => self.may.say,
            Some("answers") => self.may.answers(),
            _ => self.edits,
        }
    }
}

pub(super) async fn show(me: Signed, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    render(me, &app, &code, &Faults::default(), "", StatusCode::OK).await
}

pub(super) async fn act(
    me: Signed,
    State(app): State<App>,
    Path((code, act)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let (sheet, _) = me.sheet(&app, &code, &WATCHERS).await?;
    let reason = fields.text("reason").to_owned();
    let step = match act.as_str() {
        "hand-over" => RecordStep::HandOver,
        "return" => RecordStep::Return { reason: reason.clone() },
        "confirm" if !fields.has("sure") => {
            let mut faults = Faults::default();
            faults.add("sure", me.frame.t("record-not-sure"));
            return render(me, &app, &code, &faults, "", StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        "confirm" => RecordStep::Confirm { seen: fields.parse("seen").unwrap_or(0) },
        _ => return Err(Refusal::NotFound.into()),
    };
    match me.room(&app, sheet.header.id, Command::Record { step }, fields.key(&act)).await {
        Ok(_) => Ok(me.visit.redirect(&format!("/desk/r/{code}/record?done=record-{act}"))),
        Err(refusal) if matches!(status(&refusal), 409 | 422) => {
            let field = if refusal == Refusal::Empty { "reason" } else { "" };
            let faults = Faults::refused(me.frame.words, &refusal, field);
            let code_of = super::fields::code(&refusal);
            render(me, &app, &code, &faults, &reason, code_of).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn render(
    me: Signed,
    app: &App,
    code: &str,
    faults: &Faults,
    reason: &str,
    status: StatusCode,
) -> Result<Response, Failure> {
    let (sheet, permit) = me.sheet(app, code, &WATCHERS).await?;
    let done = me.done();
    let reader = me.reader(app);
    let mut frame = me.frame;
    frame.wide = true;
    let record = preparation(&app.db, &reader, &sheet.header, sheet.about.lang).await;
    let record = record.map_err(|error| Failure::internal("a record could not be read", &error))?;
    if record.stage == Stage::Open {
        return Err(Refusal::WrongPhase.into());
    }
    let page = RecordPage {
        done,
        errors: Errors::of(frame.words, "record", faults),
        key: fresh_key(),
        code: code.to_owned(),
        topic: sheet.about.topic.clone(),
        lang: sheet.about.lang.tag(),
        changes: record.changes.iter().map(|held| row(&frame, &reader, held, false)).collect(),
        may: May::of(&permit, &sheet.header),
        edits: permit.holds(&EDITORS),
        approves: permit.holds(&[Role::Approver]),
        reason: reason.to_owned(),
        record,
        frame,
    };
    page_with(status, &page)
}
