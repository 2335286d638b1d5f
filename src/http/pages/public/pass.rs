//! The link that lets citizens into one rehearsal, for as long as it lasts.

use super::here::read;
use crate::{
    http::{App, Failure, Visit},
    kernel::refusal::Refusal,
};
use axum::{
    extract::{Path, State},
    response::Response,
};

/// Hands the browser the pass and shows the room. What the link does not open looks as if there were nothing.
pub(super) async fn enter(
    visit: Visit,
    State(app): State<App>,
    Path((code, sealed)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let pass = visit.opened_pass(&sealed).ok_or(Refusal::NotFound)?;
    let header = read(app.db.room_by_code(&code).await)?;
    let header = header.filter(|header| header.rehearsal && header.is_open_to(Some(pass)));
    let code = header.ok_or(Refusal::NotFound)?.code;
    visit.set_pass(pass);
    Ok(visit.redirect(&format!("/r/{code}")))
}
