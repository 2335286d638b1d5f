//! The site's emblem: brought, replaced, taken away.

use super::{
    fields::{Faults, Fields, code},
    form::{Asked, FormPart, Shape, Weight},
    signed::Signed,
    site::render,
    uploads::is_about_the_file,
};
use crate::{
    files::{Purpose, Upload},
    http::{App, Failure, Form, Frame, Part, Parts},
    kernel::{
        command::{Emblem, OfficeCommand, Site},
        file::{Audience, File},
        id::OFFICE,
        refusal::Refusal,
    },
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};

const HERE: &str = "/desk/office/site/emblem";

/// The form that brings one, and the one that takes it away.
pub(super) fn forms(frame: &Frame, asked: &Asked<'_>, held: bool) -> (FormPart, Option<FormPart>) {
    let word = if held { "office-emblem-replace" } else { "office-emblem-set" };
    let bring = FormPart::new(frame, HERE, word, Weight::Plain).with([asked.field("emblem", Shape::Picture, "")]);
    let bare = || FormPart::new(frame, &format!("{HERE}/remove"), "office-emblem-remove", Weight::Plain);
    (bring, held.then(bare))
}

pub(super) async fn bring(me: Signed, State(app): State<App>, request: Request) -> Result<Response, Failure> {
    me.require_all()?;
    let _place = app.files.admit()?;
    let mut parts = Parts::of(request, &me.visit, app.files.most_bytes()).await?;
    let (mut pairs, mut kept) = (Vec::new(), Err(Refusal::Empty));
    while let Some(part) = parts.next().await? {
        match part {
            Part::Text { name, value } => pairs.push((name, value)),
            Part::File { name, came, bytes } if name == "emblem" => kept = keep(&app, &me, came, bytes).await,
            Part::File { .. } => return Err(Refusal::Malformed { why: "no such field for files".into() }.into()),
        }
    }
    let faults = match kept {
        Ok(file) => {
            pairs.push(("file".into(), file.id.to_string()));
            let (width, height) = file.size.unwrap_or((1, 1));
            return set(me, &app, &Fields::new(pairs), Some(Emblem { file: file.id, width, height })).await;
        }
        Err(Refusal::Empty) => super::people::missing(&me, &Fields::default(), &["emblem"]),
        Err(refusal) if is_about_the_file(&refusal) => {
            let faults = Faults::refused(me.frame.words, &refusal, "emblem");
            return render(me, &app, "emblem", None, &faults, code(&refusal));
        }
        Err(refusal) => return Err(refusal.into()),
    };
    render(me, &app, "emblem", None, &faults, StatusCode::UNPROCESSABLE_ENTITY)
}

pub(super) async fn remove(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    set(me, &app, &Fields::new(pairs), None).await
}

async fn keep(app: &App, me: &Signed, name: String, bytes: Result<Vec<u8>, Refusal>) -> Result<File, Refusal> {
    let (audience, by) = (Audience::Public, Some(me.user.person));
    app.files.keep(Upload { purpose: Purpose::Emblem, owner: OFFICE, audience, by, name, bytes: bytes? }).await
}

async fn set(me: Signed, app: &App, fields: &Fields, emblem: Option<Emblem>) -> Result<Response, Failure> {
    let done = if emblem.is_some() { "emblem" } else { "emblem-removed" };
    let site = Site { emblem, ..app.desk.current().get().site.clone() };
    me.office(app, OfficeCommand::SetSite { site }, fields.key("")).await?;
    Ok(me.visit.redirect(&format!("/desk/office/site?done={done}")))
}
