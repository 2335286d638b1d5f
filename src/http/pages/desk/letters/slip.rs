//! The slip that the author of a letter takes along: number, code, where to look it up, until when it is answered.

use super::{
    super::seat::{read, reader},
    enter::seat,
};
use crate::{
    auth::code,
    http::{
        App, Failure, Frame, Visit, page,
        pages::{public, qr::svg},
    },
    kernel::{receipt, refusal::Refusal},
    views::{
        letter::{Eyes, sheet},
        reader::{Said, Stamp},
        room::RoomView,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

/// What stands on it.
struct Slip {
    receipt: String,
    code: String,
}

#[derive(Template)]
#[template(path = "letters/slip.html")]
struct SlipPage {
    frame: Frame,
    enter: String,
    room: RoomView,
    slip: Slip,
    /// The address that people type.
    find: String,
    /// The address that telephones read.
    qr: String,
    title: Said,
    at: Stamp,
    due: Option<String>,
}

/// Only of letters that staff wrote down: a citizen's own code is the citizen's alone.
pub(in super::super) async fn slip(
    visit: Visit,
    State(app): State<App>,
    Path((room, number)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let (user, header) = seat(&app, &visit, &room).await?;
    let post = read(app.db.post(header.id, number).await)?.map(|listed| listed.post);
    let post = post.filter(|post| post.visitor.is_none()).ok_or(Refusal::NotFound)?;
    let mut frame = Frame::of(&visit);
    (frame.staff, frame.at) = (Some(user.name.clone()), "desk");
    let (reader, calendar) = (reader(&app, &visit), app.desk.current().get().calendar.clone());
    let view = read(crate::views::room::one(&app.db, &reader, &header).await)?.ok_or(Refusal::NotFound)?;
    let sheet = read(sheet(&app.db, &reader, (&header, &calendar), &post, Eyes::Author).await)?;
    let sheet = sheet.ok_or(Refusal::NotFound)?;
    let own = visit.absolute(&public::own_path(&app, &header, &post));
    page(&SlipPage {
        enter: format!("/desk/r/{}/letters/new", header.code),
        find: visit.absolute("/find"),
        qr: svg(&own, &frame.t("public-receipt-qr")),
        slip: Slip { receipt: receipt::number(&header.code, number), code: code::of(&app.keys, post.id) },
        title: sheet.title,
        at: sheet.at,
        due: sheet.due.and_then(|due| due.day),
        room: view,
        frame,
    })
}
