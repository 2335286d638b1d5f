//! Claims: who looks at which question, told to colleagues.

use super::post::found;
use crate::{
    http::{Failure, seat::Seat},
    kernel::id::PostId,
    views::staff::row::Held,
};
use axum::{Json, extract::Path, http::StatusCode};
use serde::Serialize;

/// What came of a claim.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct ClaimTold {
    /// For how long it holds without renewal, in ms.
    lasts_ms: i64,
    /// The colleague who holds it instead.
    other: Option<Held>,
}

/// Claims a question, or renews the claim.
pub(super) async fn take(seat: Seat, Path((_, post)): Path<(String, PostId)>) -> Result<Json<ClaimTold>, Failure> {
    seat.demand(seat.may.screen)?;
    let listed = found(&seat, post).await?;
    let other = seat.claim(&listed.post).await?;
    Ok(Json(ClaimTold { lasts_ms: seat.app.desk.limits().claim_ms, other }))
}

/// Lets go of it. Nothing happens if a colleague holds it.
pub(super) async fn release(seat: Seat, Path((_, post)): Path<(String, PostId)>) -> Result<StatusCode, Failure> {
    seat.demand(seat.may.screen)?;
    seat.app.desk.let_go(seat.header.id, post, seat.user.person);
    Ok(StatusCode::NO_CONTENT)
}
