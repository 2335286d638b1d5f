//! How far a room's journal is, in figures that a reader can compare with what `wenzheng verify` says of a copy.

use super::here::{self, kept, read};
use crate::{
    http::{App, Failure, Visit},
    kernel::{refusal::Refusal, tally::Tally},
    wire::position::{Stream, epoch},
};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// The end of a journal.
#[derive(Serialize)]
struct Digest {
    /// Short code of the room.
    room: String,
    /// Replaced only when entries may have been lost or renumbered.
    epoch: u64,
    /// Entries of the journal.
    entries: u64,
    /// Hex SHA-256 of the last entry, which covers all before it.
    tip: String,
    /// Of these, those that the public stream tells of.
    public_entries: u64,
    /// Citizens' questions and what became of them.
    counts: Tally,
    /// Rows of the record.
    lines: u32,
}

/// `/r/{code}/digest.json`.
pub(super) async fn digest(
    visit: Visit,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let header = here::room(&app, &visit, &code).await?;
    let tip = read(app.db.tip(&header).await)?.ok_or(Refusal::NotFound)?;
    let digest = Digest {
        epoch: epoch(app.db.epoch(), header.id, Stream::Public),
        entries: header.staff_at,
        tip,
        public_entries: header.public_at,
        counts: header.tally,
        lines: header.lines,
        room: header.code.clone(),
    };
    Ok(kept(Json(digest).into_response(), !header.is_public()))
}
