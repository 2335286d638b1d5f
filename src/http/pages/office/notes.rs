//! What stands beside the lines of a record, as a form: summary, further materials, the recording.

use super::{
    fields::{self, Faults, Fields},
    form::{Asked, Errors, Field, Shape, fresh_key},
    materials::{self, MaterialRow},
    record::EDITORS,
    signed::Signed,
    uploads,
};
use crate::{
    http::{App, Failure, Frame, page_with},
    kernel::{
        command::Command,
        record::{Notes, RecordStep, Stage},
        refusal::Refusal,
        text::Lang,
    },
    views::{office_rooms::Sheet, staff::preparation},
    wire::problem::status,
};
use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};

#[derive(Template)]
#[template(path = "office/notes.html")]
struct NotesForm {
    frame: Frame,
    errors: Errors,
    action: String,
    back: String,
    key: String,
    revision: u32,
    /// What is saved is a public erratum.
    confirmed: bool,
    /// The summary that a colleague has written meanwhile.
    present: Option<String>,
    texts: Vec<Field>,
    materials: Vec<MaterialRow>,
}

pub(super) async fn show(me: Signed, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let (sheet, _) = me.sheet(&app, &code, &EDITORS).await?;
    render(me, &app, &sheet, None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn save(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let (sheet, _) = me.sheet(&app, &code, &EDITORS).await?;
    let room = sheet.header.id;
    let (fields, mut faults) = uploads::read(&app, &me, Some(room), request).await?;
    if fields.has("more_materials") {
        return render(me, &app, &sheet, Some(&fields), &faults, StatusCode::OK).await;
    }
    let notes = Notes {
        summary: fields.text("summary").to_owned(),
        recording: fields.text("recording").to_owned(),
        materials: materials::read(me.frame.words, &fields, &mut faults),
        lang: if fields.text("lang") == "en" { Lang::En } else { Lang::Zh },
    };
    if !faults.is_empty() {
        return render(me, &app, &sheet, Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let revision = fields.parse("revision").unwrap_or(0);
    let step = RecordStep::Note { revision, notes, erratum: fields.has("erratum") };
    match me.room(&app, room, Command::Record { step }, fields.key("")).await {
        Ok(_) => Ok(me.visit.redirect(&format!("/desk/r/{code}/record?done=record-note"))),
        Err(refusal) if matches!(status(&refusal), 409 | 422) => {
            let faults = Faults::refused(me.frame.words, &refusal, "");
            let (sheet, _) = me.sheet(&app, &code, &EDITORS).await?;
            render(me, &app, &sheet, Some(&fields), &faults, fields::code(&refusal)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn render(
    me: Signed,
    app: &App,
    sheet: &Sheet,
    typed: Option<&Fields>,
    faults: &Faults,
    status: StatusCode,
) -> Result<Response, Failure> {
    let frame = me.frame;
    let stage = sheet.header.stage();
    if stage == Stage::Open {
        return Err(Refusal::WrongPhase.into());
    }
    let notes = preparation::notes(&app.db, &sheet.header, sheet.about.lang).await;
    let notes = notes.map_err(|error| Failure::internal("a record could not be read", &error))?;
    let asked = Asked { words: frame.words, prefix: "notes", typed, faults };
    let lang = if notes.lang == Lang::En { "en" } else { "zh" };
    let langs = ["zh", "en"].map(|lang| (lang.to_owned(), frame.t(&format!("office-lang-{lang}"))));
    // Whoever was refused because a colleague was faster sees that text too, and saves over it knowingly.
    let other = |typed: &&Fields| !faults.is_empty() && typed.text("summary") != notes.summary;
    let page = NotesForm {
        errors: Errors::of(frame.words, "notes", faults),
        action: frame.url(&format!("/desk/r/{}/record/notes", sheet.header.code)),
        back: frame.url(&format!("/desk/r/{}/record", sheet.header.code)),
        key: fresh_key(),
        revision: sheet.header.record.revision,
        confirmed: stage == Stage::Confirmed,
        present: typed.filter(other).map(|_| notes.summary.clone()).filter(|summary| !summary.is_empty()),
        texts: vec![
            asked.field("summary", Shape::Area, &notes.summary),
            asked.field("recording", Shape::Brief, &notes.recording),
            asked.one_of("lang", Shape::Radios, lang, langs.to_vec()),
        ],
        materials: materials::rows(app, &asked, &notes.materials).await?,
        frame,
    };
    page_with(status, &page)
}
