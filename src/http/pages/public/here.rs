//! What every public page begins with: who reads, and the room they look at.

use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::{id::VisitorId, post::Post, refusal::Refusal, room::Header},
    store::StoreError,
    views::{reader::Reader, room::RoomView},
};
use axum::{
    http::{HeaderValue, header},
    response::Response,
};

/// A failure of reading, told without detail.
pub(super) fn read<T>(result: Result<T, StoreError>) -> Result<T, Failure> {
    result.map_err(|error| Failure::internal("a public page could not be read", &error))
}

/// The reader of this visit; names who is signed in on the frame.
pub(super) async fn reader(app: &App, visit: &Visit, frame: &mut Frame) -> Result<Reader, Failure> {
    frame.staff = app.user(visit).await?.map(|user| user.name);
    Ok(reader_as(app, visit, visit.visitor()))
}

/// A reader who is this visitor.
pub(super) fn reader_as(app: &App, visit: &Visit, visitor: Option<VisitorId>) -> Reader {
    Reader { lang: visit.lang(), zone: app.zone.clone(), now: app.desk.now(), visitor, pass: visit.pass() }
}

/// A room that this visit may know of: a public one, or the rehearsal it holds the pass of.
pub(super) async fn room(app: &App, visit: &Visit, code: &str) -> Result<Header, Failure> {
    let header = read(app.db.room_by_code(code).await)?;
    Ok(header.filter(|header| header.is_open_to(visit.pass())).ok_or(Refusal::NotFound)?)
}

/// The room as pages show it.
pub(super) async fn view(app: &App, reader: &Reader, header: &Header) -> Result<RoomView, Failure> {
    let view = read(crate::views::room::one(&app.db, reader, header).await)?;
    Ok(view.ok_or(Refusal::NotFound)?)
}

/// A post of the room, whoever may see it.
pub(super) async fn post(app: &App, header: &Header, number: u32) -> Result<Post, Failure> {
    let listed = read(app.db.post(header.id, number).await)?;
    Ok(listed.ok_or(Refusal::NotFound)?.post)
}

/// Says that a copy must be asked about each time, and whether others may keep one.
pub(super) fn kept(mut response: Response, own: bool) -> Response {
    let rule = if own { "private, no-cache" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    response
}
