//! The head of an upgrade, judged by our own rules (RFC 6455, 4.2.1). Pure.

use crate::{
    kernel::refusal::Refusal,
    wire::{problem::Trouble, websocket::accept},
};
use axum::http::{
    HeaderMap, HeaderName, Version,
    header::{CONNECTION, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE},
};

/// The value of `Sec-WebSocket-Accept`.
///
/// # Errors
/// `UpgradeRequired` for anything that is no upgrade to version 13, `Malformed` for a key that is
/// not exactly 16 bytes.
pub(super) fn check(version: Version, headers: &HeaderMap) -> Result<String, Trouble> {
    let asked = version == Version::HTTP_11 && lists(headers, &UPGRADE, "websocket");
    if !asked || !lists(headers, &CONNECTION, "upgrade") {
        return Err(Trouble::UpgradeRequired);
    }
    if only(headers, &SEC_WEBSOCKET_VERSION) != Some(b"13") {
        return Err(Trouble::UpgradeRequired);
    }
    let answer = only(headers, &SEC_WEBSOCKET_KEY).and_then(accept);
    answer.ok_or_else(|| Refusal::Malformed { why: "Sec-WebSocket-Key is not 16 bytes in Base64".into() }.into())
}

/// The value of a header that comes exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a [u8]> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    values.next().is_none().then_some(first.as_bytes())
}

/// Whether a comma-separated header names this token.
fn lists(headers: &HeaderMap, name: &HeaderName, token: &str) -> bool {
    let lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|part| part.trim().eq_ignore_ascii_case(token))
}
