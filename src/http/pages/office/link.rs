//! One-time links: looking at one changes nothing, so that a messenger's preview cannot use it up.

use super::{
    form::{FormPart, Weight},
    room::doors,
    second::admit,
};
use crate::{
    auth::sha256,
    http::{App, Failure, Frame, Visit, page, page_with},
    kernel::{
        command::OfficeCommand,
        id::VisitorId,
        office::Link,
        principal::{Permit, Principal, Role},
        refusal::Refusal,
    },
    views::{
        office_people,
        office_rooms::{self, Sheet},
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "office/link.html")]
struct LinkPage {
    frame: Frame,
    name: String,
    topic: Option<String>,
    form: FormPart,
}

#[derive(Template)]
#[template(path = "office/link_gone.html")]
struct GonePage {
    frame: Frame,
}

pub(super) async fn show(
    frame: Frame,
    State(app): State<App>,
    Path(secret): Path<String>,
) -> Result<Response, Failure> {
    let Some(link) = good(&app, &secret).await? else { return gone(frame) };
    let unread = |error| Failure::internal("a link's owner could not be read", &error);
    let person = office_people::person(&app.db, link.person).await.map_err(unread)?;
    let Some(person) = person.filter(|person| !person.disabled) else { return gone(frame) };
    let topic = room(&app, &link).await?.map(|sheet| sheet.about.topic);
    let form = FormPart::new(&frame, &format!("/link/{secret}"), "office-link-submit", Weight::Main);
    page(&LinkPage { frame, name: person.name, topic, form })
}

pub(super) async fn submit(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Path(secret): Path<String>,
) -> Result<Response, Failure> {
    let Some(link) = good(&app, &secret).await? else { return gone(frame) };
    let command = OfficeCommand::UseLink { link: link.id, secret_sha256: sha256(&secret) };
    match app.desk.office(Principal::Visitor(VisitorId(Uuid::now_v7())), command).await {
        Ok(_) => {}
        Err(Refusal::LinkSpent) => return gone(frame),
        Err(refusal) => return Err(refusal.into()),
    }
    let then = way(&app, &link).await?;
    admit(&app, &visit, frame, link.person, &then).await
}

/// The link of this secret, if it can still be used. Tries are not counted: a hall of guests
/// comes from one address, and 128 random bits are not guessed.
async fn good(app: &App, secret: &str) -> Result<Option<Link>, Failure> {
    let link = app.db.link_by_secret(&sha256(secret)).await;
    let link = link.map_err(|error| Failure::internal("a link could not be read", &error))?;
    Ok(link.filter(|link| !link.used && link.expires_at > app.desk.now()))
}

/// Who was asked to a room goes there; an administrator without a password chooses one first.
async fn way(app: &App, link: &Link) -> Result<String, Failure> {
    let user = app.auth.staff(link.person, app.desk.now()).await?.ok_or(Refusal::LinkSpent)?;
    let governs = user.grants.iter().any(|grant| grant.role == Role::Administrator);
    if !user.has_password && (governs || link.room.is_none()) {
        return Ok("/desk/password".to_owned());
    }
    let Some(Sheet { header, .. }) = room(app, link).await? else { return Ok("/desk".to_owned()) };
    let permit = Permit::new(Principal::Staff(user.person), &user.grants, header.id, &header.units);
    let desk = doors(&permit, &header).first().copied();
    Ok(desk.map_or_else(|| "/desk".to_owned(), |desk| format!("/desk/r/{}/{desk}", header.code)))
}

async fn room(app: &App, link: &Link) -> Result<Option<Sheet>, Failure> {
    let Some(room) = link.room else { return Ok(None) };
    let unread = |error| Failure::internal("a link's room could not be read", &error);
    let Some(header) = app.db.room(room).await.map_err(unread)? else { return Ok(None) };
    office_rooms::sheet(&app.db, &header.code).await.map_err(unread)
}

fn gone(frame: Frame) -> Result<Response, Failure> {
    page_with(StatusCode::GONE, &GonePage { frame })
}
