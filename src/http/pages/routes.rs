//! The routes of all pages.

use super::{super::App, desk, office, public};
use axum::Router;

/// All pages.
pub fn router() -> Router<App> {
    Router::new().merge(public::router()).merge(office::router()).merge(desk::router())
}
