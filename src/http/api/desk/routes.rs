//! Addresses of what desks of script read.

use super::{claims, list, news, post, queue};
use crate::http::App;
use axum::{
    Router,
    routing::{get, put},
};

pub(in crate::http::api) fn router() -> Router<App> {
    Router::new()
        .route("/api/v1/rooms/{room}/desk/queue", get(queue::queue))
        .route("/api/v1/rooms/{room}/desk/list", get(list::list))
        .route("/api/v1/rooms/{room}/desk/posts", get(post::posts))
        .route("/api/v1/rooms/{room}/desk/posts/{post}", get(post::post))
        .route("/api/v1/rooms/{room}/desk/claims/{post}", put(claims::take).delete(claims::release))
        .route("/api/v1/rooms/{room}/desk/news", get(news::news))
}
