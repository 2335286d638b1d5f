//! A one-time link is made and shown, this once.

use super::{super::qr::svg, fields::Fields, people::login_words, signed::Signed};
use crate::{
    auth::sha256,
    http::{App, Failure, Frame, page},
    kernel::{
        command::OfficeCommand,
        id::{LinkId, Millis, PersonId, RoomId},
        refusal::Refusal,
    },
};
use askama::Template;
use axum::response::Response;

/// In ms.
const MINUTE: Millis = 60_000;
const DAY: Millis = 24 * 60 * MINUTE;

#[derive(Template)]
#[template(path = "office/issued.html")]
struct IssuedPage {
    frame: Frame,
    done: String,
    name: String,
    login: String,
    address: String,
    qr_svg: String,
    days: i64,
    back: String,
}

/// For whom a link is made, and where the page leads back to.
pub(super) struct Issue {
    pub person: PersonId,
    pub name: String,
    pub login: String,
    pub room: Option<RoomId>,
    pub back: String,
}

/// Makes the link and the page that shows it. The secret is drawn from the form's own key, so
/// that a repeat of the form shows the same link and nothing needs to be stored.
pub(super) async fn issue(app: &App, me: Signed, fields: &Fields, issue: Issue) -> Result<Response, Failure> {
    let Made { address, qr_svg, expires_at } = make(app, &me, fields, issue.person, issue.room).await??;
    let left = (expires_at - app.desk.now()).max(0);
    let days = (left + MINUTE) / DAY;
    let done = me.frame.t("office-done-link");
    let back = me.frame.url(&issue.back);
    let login = login_words(me.frame.words, &issue.login);
    page(&IssuedPage { frame: me.frame, done, name: issue.name, login, address, qr_svg, days, back })
}

/// A link that was made.
pub(super) struct Made {
    pub address: String,
    pub qr_svg: String,
    /// Until when it is good, UTC ms.
    pub expires_at: Millis,
}

/// Makes a link for one of the people that a form names, each another one.
pub(super) async fn make(
    app: &App,
    me: &Signed,
    fields: &Fields,
    person: PersonId,
    room: Option<RoomId>,
) -> Result<Result<Made, Refusal>, Failure> {
    let secret = secret(app, me, fields, person)?;
    let (link, secret_sha256) = (id(app, fields, person)?, sha256(&secret));
    let command = OfficeCommand::IssueLink { link, secret_sha256: secret_sha256.clone(), person, room };
    if let Err(refusal) = me.office(app, command, fields.key(&format!("link.{person}"))).await {
        return Ok(Err(refusal));
    }
    let address = me.visit.absolute(&format!("/link/{secret}"));
    let qr_svg = svg(&address, &me.frame.t("office-issued-qr"));
    let link = app.db.link_by_secret(&secret_sha256).await;
    let link = link.map_err(|error| Failure::internal("a link could not be read", &error))?;
    Ok(Ok(Made { address, qr_svg, expires_at: link.map_or(0, |link| link.expires_at) }))
}

/// The same for a repeat of the form.
fn id(app: &App, fields: &Fields, person: PersonId) -> Result<LinkId, Refusal> {
    let form: uuid::Uuid = fields.fresh()?;
    let bytes = app.keys.sign("one-time-link-id", format!("{form} {person}").as_bytes());
    let mut id = [0; 16];
    id.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    Ok(LinkId(uuid::Builder::from_custom_bytes(id).into_uuid()))
}

fn secret(app: &App, me: &Signed, fields: &Fields, person: PersonId) -> Result<String, Refusal> {
    let form: uuid::Uuid = fields.fresh()?;
    let bytes = app.keys.sign("one-time-link", format!("{form} {person} {}", me.user.person).as_bytes());
    Ok(bytes.iter().take(20).map(|byte| format!("{byte:02x}")).collect())
}
