//! Taking a file from a program: one form with a room, a purpose and a file.

use super::{
    super::{App, Failure, Visit},
    parts::{Part, Parts},
};
use crate::{
    files::{Purpose, Upload},
    kernel::{
        file::{Audience, File},
        id::RoomId,
        principal::{Permit, Principal, Role},
        refusal::Refusal,
    },
};
use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A file as it was kept.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Kept {
    /// What entries name it by: the SHA-256 of its bytes.
    file: String,
    /// Its media type, by its content.
    media_type: &'static str,
    /// Size in bytes.
    bytes: u64,
    /// Of a picture, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    /// Of a picture, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    /// Where staff of the room get it now, and everybody once something public names it.
    href: String,
    /// A smaller picture of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    small: Option<String>,
}

/// Keeps a file for a room. It is forgotten after a day if no entry names it.
#[utoipa::path(
    post,
    path = "/api/v1/files",
    request_body(
        content = Object,
        content_type = "multipart/form-data",
        description = "`room` (short code), `purpose` (`portrait`, `photo`, `paper`), `audience` (`public` by default, or `staff`), then `file`"
    ),
    responses(
        (status = 201, description = "On the disk", body = Kept),
        (status = "4XX", description = "A problem (RFC 9457) with a stable `code`; nothing was kept"),
        (status = 503, description = "Shed or not durable; `retry_after_ms` says when to come back"),
    )
)]
pub(in crate::http) async fn take(
    State(app): State<App>,
    visit: Visit,
    request: Request,
) -> Result<(StatusCode, Json<Kept>), Failure> {
    let user = app.staff(&visit).await?;
    let _place = app.files.admit()?;
    let mut parts = Parts::of(request, &visit, app.files.most_bytes()).await?;
    let mut asked = Asked::default();
    let (came, bytes) = loop {
        match parts.next().await? {
            Some(Part::Text { name, value }) => asked.note(&name, value)?,
            Some(Part::File { name, came, bytes }) if name == "file" => break (came, bytes?),
            Some(Part::File { .. }) => return Err(malformed("the file's part is called `file`")),
            None => return Err(malformed("a part called `file` is needed, after the others")),
        }
    };
    let (code, purpose) = (asked.room.unwrap_or_default(), asked.purpose);
    let purpose = purpose.ok_or_else(|| malformed("a part called `purpose` is needed, before the file"))?;
    let owner = room(&app, Principal::Staff(user.person), &user.grants, &code).await?;
    let (audience, by) = (asked.audience, Some(user.person));
    let file = app.files.keep(Upload { purpose, owner, audience, by, name: came, bytes }).await?;
    Ok((StatusCode::CREATED, Json(told(&file))))
}

/// What stands before the file.
#[derive(Default)]
struct Asked {
    room: Option<String>,
    purpose: Option<Purpose>,
    audience: Audience,
}

impl Asked {
    fn note(&mut self, name: &str, value: String) -> Result<(), Failure> {
        match (name, value.as_str()) {
            ("room", _) => self.room = Some(value),
            ("purpose", "portrait") => self.purpose = Some(Purpose::Portrait),
            ("purpose", "photo") => self.purpose = Some(Purpose::Photo),
            ("purpose", "paper") => self.purpose = Some(Purpose::Paper),
            ("audience", "public") => self.audience = Audience::Public,
            ("audience", "staff") => self.audience = Audience::Staff,
            _ => return Err(malformed("parts are `room`, `purpose`, `audience` and `file`")),
        }
        Ok(())
    }
}

/// Roles that bring files; who only reads brings none.
const BRINGING: [Role; 8] = [
    Role::Administrator,
    Role::Moderator,
    Role::Host,
    Role::Stenographer,
    Role::Guest,
    Role::GuestStaff,
    Role::Editor,
    Role::Approver,
];

async fn room(
    app: &App,
    principal: Principal,
    grants: &[crate::kernel::principal::Grant],
    code: &str,
) -> Result<RoomId, Failure> {
    let header = app.db.room_by_code(code).await.map_err(|error| Failure::internal("read a room", &error))?;
    let header = header.ok_or(Refusal::NotFound)?;
    let permit = Permit::new(principal, grants, header.id, &header.units);
    if !permit.is_staff() {
        return Err(Refusal::NotFound.into());
    }
    permit.require(&BRINGING)?;
    Ok(header.id)
}

fn told(file: &File) -> Kept {
    let href = format!("/files/{}", file.id);
    Kept {
        file: file.id.to_string(),
        media_type: file.kind.media_type(),
        bytes: file.bytes,
        width: file.size.map(|(width, _)| width),
        height: file.size.map(|(_, height)| height),
        small: file.small.map(|_| format!("{href}/small")),
        href,
    }
}

fn malformed(why: &str) -> Failure {
    Refusal::Malformed { why: why.to_owned() }.into()
}
