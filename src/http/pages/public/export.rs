//! The record as a file: `/r/{code}/export/{file}`. Public records only: a rehearsal is never handed out.

use super::{
    given::{Given, given},
    here::{self, read, reader_as},
};
use crate::{
    exchange::format::Format,
    http::{App, Failure, Visit},
    kernel::{refusal::Refusal, room::Header, text::hex},
    views::document::document,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// Files that are made at the same time; each holds a whole record in memory.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Bytes of a tag.
const TAG_BYTES: usize = 12;

/// A way to have the record, as pages offer it.
pub(super) struct Download {
    /// Path of the file.
    pub href: String,
    /// The id of its word.
    pub word: &'static str,
    /// Its media type.
    pub media_type: &'static str,
}

/// What can be had of a room.
pub(super) fn downloads(header: &Header) -> Vec<Download> {
    let offered = |format: &Format| header.is_public() && (!format.needs_recording() || header.video_at > 0);
    let download = |format: Format| Download {
        href: format!("/r/{}/export/{}", header.code, format.file()),
        word: format.word(),
        media_type: format.media_type(),
    };
    Format::ALL.into_iter().filter(offered).map(download).collect()
}

pub(super) async fn export(
    visit: Visit,
    State(app): State<App>,
    Path((code, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let format = Format::of(&file).ok_or(Refusal::NotFound)?;
    let header = here::room(&app, &visit, &code).await?;
    if !header.is_public() {
        return Err(Refusal::NotFound.into());
    }
    if format.needs_recording() && header.video_at == 0 {
        return Err(Refusal::NoRecording.into());
    }
    let tag = tag(&app, &visit, &header, format);
    let name = format!("{code}-{file}");
    let about = Given { media_type: format.media_type(), name: &name, saved: true, packed: format.is_packed() };
    if let Some(same) = visit.seen(&tag) {
        return Ok(here::kept(same, false));
    }
    let bytes = made(&app, &visit, &header, format).await?;
    Ok(given(bytes, &tag, &about))
}

/// The place in the journal and everything else a file depends on.
fn tag(app: &App, visit: &Visit, header: &Header, format: Format) -> String {
    let parts = (app.db.epoch(), header.staff_at, header.votes, visit.absolute(""), format.file());
    let digest = Sha256::digest(format!("{} {parts:?}", header.id).as_bytes());
    hex(&digest[..TAG_BYTES])
}

async fn made(app: &App, visit: &Visit, header: &Header, format: Format) -> Result<Vec<u8>, Failure> {
    let _turn = TURNS.acquire().await.map_err(|error| Failure::internal("no turn for a file", &error))?;
    let reader = reader_as(app, visit, None);
    let document = read(document(&app.db, &reader, header, &visit.absolute("")).await)?;
    let document = document.ok_or(Refusal::TooLargeToExport)?;
    let words = visit.words();
    let write = move || format.write(&document, &|id| words.t(id));
    let written = tokio::task::spawn_blocking(write).await;
    let written = written.map_err(|error| Failure::internal("a file was not written", &error))?;
    written.map_err(|error| Failure::internal("a file was not written", &error))
}
