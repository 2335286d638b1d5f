//! All routes of the pages and of the interface for programs.

use super::{App, api, files, hooks, pages};
use axum::Router;

/// Everything that is served, without the door around it.
pub fn routes(app: App) -> Router {
    Router::new()
        .merge(pages::router())
        .merge(files::router())
        .merge(api::router())
        .merge(hooks::router())
        .with_state(app)
}
