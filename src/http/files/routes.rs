//! Addresses of files. They never change: a file is named by what is in it.

use super::{super::App, give};
use axum::{Router, routing::get};

/// Where files are given out.
pub(in crate::http) fn router() -> Router<App> {
    Router::new().route("/files/{file}", get(give::give)).route("/files/{file}/small", get(give::small))
}
