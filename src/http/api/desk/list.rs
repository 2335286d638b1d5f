//! The list as the hall sees it.

use crate::{
    http::{
        Failure,
        seat::{Seat, read},
    },
    views::staff::list::{List, list as read_list},
};
use axum::Json;

pub(super) async fn list(mut seat: Seat) -> Result<Json<List>, Failure> {
    seat.demand(seat.may.queue())?;
    let Seat { app, reader, header, setting, rules, .. } = &mut seat;
    Ok(Json(read(read_list(&app.db, reader, header, setting, rules).await)?))
}
