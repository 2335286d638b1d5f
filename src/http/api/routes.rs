//! The routes of the interface for programs.

use super::{
    super::{App, files},
    commands, desk, ledger, openapi, read, search, similar, workdays,
};
use axum::{
    Router,
    routing::{get, post},
};

/// The routes of the interface for programs.
pub fn router() -> Router<App> {
    Router::new()
        .route("/api/openapi.json", get(openapi::document))
        .route("/api/v1/rooms", get(read::rooms))
        .route("/api/v1/rooms/{room}", get(read::room))
        .route("/api/v1/rooms/{room}/posts", get(read::posts))
        .route("/api/v1/rooms/{room}/lines", get(read::lines))
        .route("/api/v1/rooms/{room}/ledger", get(ledger::ledger))
        .route("/api/v1/rooms/{room}/commands", post(commands::submit))
        .route("/api/v1/rooms/{room}/similar", post(similar::similar))
        .route("/api/v1/search", get(search::search))
        .route("/api/v1/workdays/due", get(workdays::count))
        .merge(desk::router())
        .route("/api/v1/files", post(files::take::take))
        .route("/api/v1/me/posts", get(read::mine))
}
