//! Giving a file out: to everybody while something public shows it, else to staff of the room that owns it.

use super::super::{App, Failure, Visit, door::Uncompressed};
use crate::{
    kernel::{
        file::File,
        id::FileId,
        post::Post,
        principal::{Permit, Principal},
        refusal::Refusal,
    },
    store::StoreError,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use tokio_util::io::ReaderStream;

/// Browsers keep what they have seen; what stands between them and us asks each time, so that
/// nothing is handed on after it was taken down.
const KEPT: &str = "public, max-age=31536000, s-maxage=0, immutable";
/// For staff alone, and for those let into a rehearsal.
const NOT_KEPT: &str = "private, no-store";
/// Nothing in a file may load, run or lead anywhere.
const INERT: &str = "default-src 'none'; sandbox";

/// A file.
pub(super) async fn give(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (file, open) = allowed(&app, &visit, &id).await?;
    answer(&app, &visit, &file, file.id, if open { Way::Open } else { Way::Kept }).await
}

/// The smaller picture of a file, or itself where it is small enough.
pub(super) async fn small(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (file, open) = allowed(&app, &visit, &id).await?;
    answer(&app, &visit, &file, file.small.unwrap_or(file.id), if open { Way::Open } else { Way::Kept }).await
}

/// How a file is given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Way {
    /// To everybody.
    Open,
    /// To whoever was let in, who keeps no copy.
    Kept,
    /// The same, and only to be saved: it is as a stranger made it.
    Saved,
}

/// A file of a letter, to whoever may read the letter: as it came, or a picture of it.
///
/// # Errors
/// `NotFound` where there is none, or no scanner has looked at it yet.
pub(in crate::http) async fn of_letter(
    app: &App,
    visit: &Visit,
    post: &Post,
    (nth, picture): (usize, bool),
) -> Result<Response, Failure> {
    let attached = post.case.as_ref().and_then(|case| case.letter.files.get(nth)).ok_or(Refusal::NotFound)?;
    let wanted = if picture { attached.shown.ok_or(Refusal::NotFound)? } else { attached.file };
    let own = app.files.attached(post.room, &[attached.file, wanted]).await.map_err(unread)?;
    let [came, file] = own.as_slice() else { return Err(Refusal::NotFound.into()) };
    if !came.can_be_opened() {
        return Err(Refusal::NotFound.into());
    }
    let bytes = if picture { file.small.unwrap_or(file.id) } else { file.id };
    answer(app, visit, file, bytes, if picture { Way::Kept } else { Way::Saved }).await
}

fn unread(error: StoreError) -> Failure {
    Failure::internal("a file could not be read", &error)
}

/// The file, if this visit may have it, and whether everybody may.
async fn allowed(app: &App, visit: &Visit, id: &str) -> Result<(File, bool), Failure> {
    let id: FileId = id.parse().map_err(|_| Refusal::NotFound)?;
    if let Some(file) = app.db.public_file(id).await.map_err(unread)? {
        return Ok((file, true));
    }
    if let Some(pass) = visit.pass()
        && let Some(file) = app.db.rehearsed_file(id, pass).await.map_err(unread)?
    {
        return Ok((file, false));
    }
    let user = app.user(visit).await?.ok_or(Refusal::NotFound)?;
    // Files of letters are for those who work on that letter, not for all staff of the room: they go by its page.
    for file in app.db.files(&[id]).await.map_err(unread)?.into_iter().filter(|file| !file.letter) {
        let units = app.db.room(file.owner).await.map_err(unread)?.map(|header| header.units).unwrap_or_default();
        let permit = Permit::new(Principal::Staff(user.person), &user.grants, file.owner, &units);
        if permit.is_staff() || file.by == Some(user.person) {
            return Ok((file, false));
        }
    }
    Err(Refusal::NotFound.into())
}

async fn answer(app: &App, visit: &Visit, file: &File, bytes: FileId, way: Way) -> Result<Response, Failure> {
    let etag = bytes.to_string();
    let mut response = match visit.seen(&etag) {
        Some(same) => same,
        None => {
            let found = app
                .db
                .open_file(bytes)
                .await
                .map_err(unread)?
                .ok_or_else(|| Failure::internal("a file is missing on the disk", &bytes))?;
            let length = found.metadata().await.map_err(|error| unread(StoreError::Disk(error.to_string())))?.len();
            let mut response = Body::from_stream(ReaderStream::new(found)).into_response();
            response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
            response
        }
    };
    dress(response.headers_mut(), file, &etag, way);
    response.extensions_mut().insert(Uncompressed);
    Ok(response)
}

fn dress(headers: &mut HeaderMap, file: &File, etag: &str, way: Way) {
    let fixed = [
        (header::CONTENT_TYPE, file.kind.media_type()),
        (header::CACHE_CONTROL, if way == Way::Open { KEPT } else { NOT_KEPT }),
        (header::CONTENT_SECURITY_POLICY, INERT),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let told = [(header::ETAG, format!("\"{etag}\"")), (header::CONTENT_DISPOSITION, disposition(file, way))];
    for (name, value) in told {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
}

/// Pictures are shown; all else is saved, under the name it came by and the ending of what it is.
fn disposition(file: &File, way: Way) -> String {
    let stem = if file.name.is_empty() { file.id.to_string()[..8].to_owned() } else { file.name.clone() };
    let how = if file.kind.is_picture() && way != Way::Saved { "inline" } else { "attachment" };
    let name = format!("{stem}.{}", file.kind.ending());
    let escaped = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    format!("{how}; filename*=UTF-8''{}", name.bytes().map(escaped).collect::<String>())
}
