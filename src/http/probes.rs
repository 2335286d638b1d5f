//! For machines that watch: `/healthz`, `/readyz`, `/metrics`. Never shed.

use super::{
    client::{client, is_forwarded, within},
    door::Door,
    serve::Connection,
};
use axum::{
    Extension, Router,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use std::sync::Arc;

/// What the roof lets the door ask.
#[derive(Clone)]
pub struct Probes {
    /// Whether writes can be taken: the writer lives and has not failed.
    pub ready: Arc<dyn Fn() -> bool + Send + Sync>,
    /// All metrics in the text format of Prometheus.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
}

pub(super) fn routes(door: Arc<Door>, probes: Probes) -> Router {
    let ready = probes.ready.clone();
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(move || async move { answer_ready(ready()) }))
        .route(
            "/metrics",
            get(move |connection: Option<Extension<Connection>>, headers: HeaderMap| async move {
                let peer = connection.map_or(Connection::local().peer(), |Extension(connection)| connection.peer());
                if may_read_metrics(&door, peer, &headers) {
                    answer_metrics(&probes)
                } else {
                    StatusCode::NOT_FOUND.into_response()
                }
            }),
        )
}

fn answer_ready(ready: bool) -> (StatusCode, &'static str) {
    if ready { (StatusCode::OK, "ready\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") }
}

fn answer_metrics(probes: &Probes) -> Response {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], (probes.metrics)()).into_response()
}

/// A request that came through a proxy we do not know looks as if it came from that
/// proxy's machine, often our own; so whatever was forwarded counts only through trusted ones.
fn may_read_metrics(door: &Door, peer: std::net::IpAddr, headers: &HeaderMap) -> bool {
    let trusted = &door.config.trusted_proxies;
    let direct = within(peer, trusted) || !is_forwarded(headers);
    direct && within(client(peer, headers, trusted), &door.config.metrics_from)
}
