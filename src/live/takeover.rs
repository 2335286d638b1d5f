//! Taking a socket over from HTTP: the same connection, with what the client sent after its handshake.

use axum::{
    body::Body,
    http::{
        HeaderValue, Response, StatusCode,
        header::{CONNECTION, SEC_WEBSOCKET_ACCEPT, UPGRADE},
    },
};
use bytes::Bytes;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use std::{io, time::Duration};
use tokio::{net::TcpStream, time::timeout};

/// Time for our answer to the handshake to leave.
const ANSWER_TIME: Duration = Duration::from_secs(10);

/// The answer that ends HTTP on this connection.
pub(super) fn switching(accept: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    if let Ok(accept) = HeaderValue::try_from(accept) {
        headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    }
    response
}

/// Waits for the answer to leave and takes the connection.
///
/// # Errors
/// The client went away, or the connection is not one that we accepted.
pub(super) async fn take_over(upgrade: OnUpgrade) -> io::Result<(TcpStream, Bytes)> {
    let upgraded = timeout(ANSWER_TIME, upgrade).await?.map_err(io::Error::other)?;
    let parts = upgraded.downcast::<TokioIo<TcpStream>>().map_err(|_| io::Error::other("not our connection"))?;
    Ok((parts.io.into_inner(), parts.read_buf))
}
