//! Public questions of a room that say much the same as what somebody is about to ask.

use super::{
    super::{App, Failure, Visit, body::StrictJson},
    read::open_room,
};
use crate::{
    similar::{Like, Scope},
    store::StoreError,
};
use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// Like questions that are shown.
const LIKES: usize = 3;

/// What is being asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The words so far; the first 1,000 characters count.
    text: String,
}

/// Public questions that share words with `text`, the likest first; their words, with those both share marked.
/// Nothing is kept. Sent as a body because an address is written into the logs of every proxy on the way,
/// and these are words that nobody has decided to send.
#[utoipa::path(post, path = "/api/v1/rooms/{room}/similar", params(("room" = String, Path, description = "Short code")), request_body(content = Asked), responses((status = 200, body = Object)))]
pub(super) async fn similar(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
    StrictJson(asked): StrictJson<Asked>,
) -> Result<Json<Vec<Like>>, Failure> {
    let unread = |error: StoreError| Failure::internal("like questions could not be read", &error);
    let header = open_room(&app, &visit, &code).await?;
    let likes = app.similar.like(&header, &asked.text, None, (Scope::Public, LIKES)).await;
    Ok(Json(likes.map_err(unread)?))
}
