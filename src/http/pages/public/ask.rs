//! The form by which a citizen asks.

use super::{
    here::{self, read, reader, view},
    letters, own,
};
use crate::{
    desk::{Act, Key, Submission},
    http::{App, Failure, Form, Frame, Visit, Words, page, page_with},
    kernel::{
        command::Command,
        contact::ContactForm,
        id::{GuestId, VisitorId},
        policy::RoomKind,
        principal::Principal,
        refusal::Refusal,
        room::Header,
        text::{Lang, hex},
    },
    views::room::RoomView,
};
use askama::Template;
use axum::{
    extract::{FromRequest, Path, Query, Request, State},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// Purpose of the sealed name that makes two sendings of one form come from one visitor,
/// where the browser holds no cookie yet.
const ASKER: &str = "asker";

/// What is wrong with an input.
pub(in crate::http::pages) struct FieldError {
    /// Its id on the page.
    pub field: &'static str,
    /// What to say.
    pub words: String,
}

impl FieldError {
    /// What a refusal says about an input.
    pub fn of(field: &'static str, refusal: &Refusal, words: Words) -> FieldError {
        let said = words.refused(refusal);
        let gap = if words.lang == Lang::En { ". " } else { "。" };
        FieldError { field, words: format!("{}{gap}{}", said.what, said.then) }
    }
}

/// What was typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    key: String,
    #[serde(default)]
    asker: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    mail: String,
    #[serde(default)]
    phone: String,
}

#[derive(Template)]
#[template(path = "public/ask.html")]
struct AskPage {
    frame: Frame,
    here: String,
    room: RoomView,
    typed: Typed,
    errors: Vec<FieldError>,
}

impl AskPage {
    fn error_of(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.words.as_str())
    }
}

/// The key of a form and the digest of what it says; none if the form carries no sound one.
pub(super) fn key_of(key: &str, said: &[&str]) -> Option<Key> {
    let key = Uuid::parse_str(key).ok()?.to_string();
    let mut hash = Sha256::new();
    for part in said {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    Some(Key { key, request: hex(&hash.finalize()) })
}

/// An own question that was stopped, to be worded anew: number and query code of its receipt.
#[derive(Deserialize)]
pub(super) struct Again {
    #[serde(default)]
    again: String,
    #[serde(default)]
    code: String,
}

/// The words of before, where number and code belong together.
async fn words_of(app: &App, visit: &Visit, again: &Again) -> Result<String, Failure> {
    if again.again.is_empty() {
        return Ok(String::new());
    }
    let (_, post) = own::open(app, visit, &again.again, &again.code).await?;
    let text = read(app.db.texts(&[post.text.id]).await)?.remove(&post.text.id);
    Ok(text.and_then(|row| row.body).unwrap_or_default())
}

pub(super) async fn form(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(again): Query<Again>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    if header.kind == RoomKind::Mailbox {
        return letters::form(&app, &reader, frame, &header).await;
    }
    let room = view(&app, &reader, &header).await?;
    let asker = asker(&app);
    let text = words_of(&app, &visit, &again).await?;
    let (to, name, mail, phone) = Default::default();
    let typed = Typed { key: fresh_key(), asker, text, to, name, mail, phone };
    page(&AskPage { here: format!("/r/{}", header.code), frame, room, typed, errors: Vec::new() })
}

/// A sealed name for whoever sends this form.
pub(super) fn asker(app: &App) -> String {
    app.keys.seal(ASKER, &Uuid::now_v7().simple().to_string())
}

/// The visitor that a form proposes.
pub(super) fn proposed(app: &App, asker: &str) -> Option<VisitorId> {
    app.keys.open(ASKER, asker).and_then(|id| Uuid::parse_str(id).ok()).map(VisitorId)
}

fn fresh_key() -> String {
    Uuid::now_v7().to_string()
}

pub(super) async fn ask(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let header = here::room(&app, &visit, &code).await?;
    if header.kind == RoomKind::Mailbox {
        let mut frame = frame;
        let reader = reader(&app, &visit, &mut frame).await?;
        return letters::send(&app, &visit, (&reader, frame), &header, request).await;
    }
    let Form(pairs): Form<HashMap<String, String>> = Form::from_request(request, &app).await?;
    let typed: Typed = read_form(pairs)?;
    match submit(&app, &visit, &header, &typed).await {
        Ok(place) => Ok(visit.redirect(&format!("{place}?done=asked"))),
        Err(refusal) => again(&app, &visit, frame, &header, typed, &refusal).await,
    }
}

/// What was typed, in the shape of the room's form.
pub(super) fn read_form<T: DeserializeOwned>(pairs: HashMap<String, String>) -> Result<T, Refusal> {
    let fields = pairs.into_iter().map(|(name, value)| (name, serde_json::Value::String(value))).collect();
    serde_json::from_value(serde_json::Value::Object(fields)).map_err(|e| Refusal::Malformed { why: e.to_string() })
}

/// Where the receipt is: by its code for a browser that showed no cookie, which may never do so.
async fn submit(app: &App, visit: &Visit, header: &Header, typed: &Typed) -> Result<String, Refusal> {
    let to = match typed.to.as_str() {
        "" => None,
        id => Some(id.parse::<GuestId>().map_err(|_| Refusal::Malformed { why: "to".into() })?),
    };
    let known = visit.visitor().is_some();
    let visitor = proposed(app, &typed.asker).map_or_else(|| visit.visitor_or_new(), |asker| visit.visitor_or(asker));
    let contact = ContactForm { mail: typed.mail.clone(), phone: typed.phone.clone(), lang: Some(visit.words().lang) };
    let contact = Some(contact).filter(|contact| !contact.is_empty());
    let command = Command::Ask { text: typed.text.clone(), name: typed.name.clone(), to, contact };
    let said = ["ask", &header.code, &typed.text, &typed.name, &typed.to, &typed.mail, &typed.phone];
    let key = key_of(&typed.key, &said);
    let act = Act::Room(header.id, Box::new(command));
    let (principal, pass) = (Principal::Visitor(visitor), visit.pass());
    let answer = app.desk.submit(Submission { principal, act, key, pass }).await?;
    let number = answer.number.ok_or(Refusal::StorageFailed)?;
    if known {
        return Ok(format!("/r/{}/q/{number}", header.code));
    }
    let listed = app.db.post(header.id, number).await.map_err(|_| Refusal::StorageFailed)?;
    listed.map(|listed| own::path(app, header, &listed.post)).ok_or(Refusal::StorageFailed)
}

/// The form again, with everything typed and what is wrong.
async fn again(
    app: &App,
    visit: &Visit,
    mut frame: Frame,
    header: &Header,
    mut typed: Typed,
    refusal: &Refusal,
) -> Result<Response, Failure> {
    let reader = reader(app, visit, &mut frame).await?;
    // Made anew: the visitor may have got a cookie in this very answer.
    frame.csrf = visit.csrf();
    if *refusal == Refusal::KeyReused {
        typed.key = fresh_key();
    }
    let field = match refusal {
        Refusal::NameReserved => "name",
        Refusal::BadMail => "mail",
        Refusal::BadPhone => "phone",
        Refusal::UnknownGuest { .. } | Refusal::Malformed { .. } => "to",
        _ => "text",
    };
    let errors = vec![FieldError::of(field, refusal, frame.words)];
    let status = StatusCode::from_u16(crate::wire::problem::status(refusal)).unwrap_or_default();
    let room = read(crate::views::room::one(&app.db, &reader, header).await)?.ok_or(Refusal::NotFound)?;
    let page = AskPage { here: format!("/r/{}", header.code), frame, room, typed, errors };
    page_with(status, &page)
}
