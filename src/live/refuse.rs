//! How the live door says no: a trouble that the door before it tells in words.

use crate::{kernel::refusal::Refusal, wire::problem::Trouble};
use axum::{
    http::{
        HeaderValue, StatusCode,
        header::{SEC_WEBSOCKET_VERSION, UPGRADE},
    },
    response::{IntoResponse, Response},
};

/// Why a connection is not opened.
#[derive(Debug)]
pub(super) struct No(pub Trouble);

impl From<Trouble> for No {
    fn from(trouble: Trouble) -> Self {
        No(trouble)
    }
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        No(refusal.into())
    }
}

impl IntoResponse for No {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if self.0 == Trouble::UpgradeRequired {
            response.headers_mut().insert(UPGRADE, HeaderValue::from_static("websocket"));
            response.headers_mut().insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
        }
        response.extensions_mut().insert(self.0);
        response
    }
}
