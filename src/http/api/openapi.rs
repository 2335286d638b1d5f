//! The description of the interface, made from the handlers themselves.

use super::{super::files::take, commands, ledger, read, search, similar, workdays};
use axum::Json;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(title = "Wenzheng", description = "Rooms in which officials answer the public"),
    paths(
        read::rooms,
        read::room,
        read::posts,
        read::lines,
        ledger::ledger,
        read::mine,
        commands::submit,
        take::take,
        similar::similar,
        search::search,
        workdays::count
    )
)]
struct Document;

/// `/api/openapi.json`.
pub(super) async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Document::openapi())
}
