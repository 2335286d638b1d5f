//! Pages of the moderator's queue, by keyset.

use crate::{
    http::{
        Failure,
        seat::{Seat, read},
    },
    store::Pile,
    views::staff::{queue::known_rows, row::Row},
};
use axum::{Json, extract::Query};
use serde::{Deserialize, Serialize};

/// Most rows of one page.
const MOST: u32 = 100;

/// Which page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    pile: Pile,
    /// The number after which the page begins.
    #[serde(default)]
    after: u32,
    #[serde(default)]
    limit: Option<u32>,
}

/// A page of one pile, oldest first.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct QueuePage {
    /// Its rows.
    rows: Vec<Row>,
    /// Where the next page begins.
    next: Option<u32>,
}

pub(super) async fn queue(mut seat: Seat, Query(asked): Query<Asked>) -> Result<Json<QueuePage>, Failure> {
    seat.demand(seat.may.queue())?;
    let limit = asked.limit.unwrap_or(MOST).clamp(1, MOST);
    let Seat { app, reader, header, setting, rules, .. } = &mut seat;
    let found = read(app.db.pile_after(header.id, asked.pile, asked.after, limit).await)?;
    let next = found.last().filter(|_| found.len() == limit as usize).map(|listed| listed.post.number);
    let rows = read(known_rows(&app.db, reader, header, setting, rules, &found).await)?;
    Ok(Json(QueuePage { rows, next }))
}
