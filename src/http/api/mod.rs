//! What it is: `/api/v1`: rooms, posts and lines to read; commands to write.
//! What it never does: decide anything; a command is the kernel's own shape.
//! Who calls it: the router.
//! Where its tests are: `tests/door/` and `tests/kills/`.

mod commands;
mod openapi;
mod read;

use super::App;
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
        .route("/api/v1/rooms/{room}/commands", post(commands::submit))
        .route("/api/v1/me/posts", get(read::mine))
}
