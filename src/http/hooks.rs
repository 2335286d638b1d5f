//! Addresses that programs call which we have called: who knows the secret of an address may use it.

use super::{App, Failure};
use crate::kernel::refusal::Refusal;
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    routing::post,
};
use serde_json::Value;

pub(super) fn router() -> Router<App> {
    Router::new().route("/hooks/sms/{secret}", post(sms))
}

/// Receipts of text messages, as JSON or as a form. A wrong secret is no address at all.
async fn sms(
    State(app): State<App>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Failure> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let read = if kind.contains("json") { serde_json::from_slice(&body).ok() } else { form(&body) };
    let body = read.ok_or(Refusal::Malformed { why: "no receipt that can be read".into() })?;
    let unkept = |error| Failure::internal("a receipt could not be kept", &error);
    match app.notices.receipts(&secret, &body).await.map_err(unkept)? {
        Some(_) => Ok(StatusCode::NO_CONTENT),
        None => Err(Refusal::NotFound.into()),
    }
}

fn form(body: &[u8]) -> Option<Value> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
    Some(Value::Object(pairs.into_iter().map(|(name, value)| (name, Value::String(value))).collect()))
}
