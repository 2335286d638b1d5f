//! A file that is made as it is asked for, and handed over.

use super::here::kept;
use crate::{
    http::{Visit, door::Uncompressed, tagged},
    kernel::text::hex,
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

/// Bytes of a tag made from content.
const TAG_BYTES: usize = 12;

/// What is handed over.
pub(in crate::http::pages) struct Given<'a> {
    /// Media type.
    pub media_type: &'static str,
    /// The name to save it under; plain letters, digits, `-` and `.` only.
    pub name: &'a str,
    /// Whether browsers save it rather than show it.
    pub saved: bool,
    /// Whether it is compressed by itself.
    pub packed: bool,
}

/// These bytes under a tag. A copy must be asked about each time.
pub(in crate::http::pages) fn given(bytes: Vec<u8>, tag: &str, about: &Given<'_>) -> Response {
    let mut response = tagged(bytes.into_response(), tag);
    let how = if about.saved { "attachment" } else { "inline" };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(about.media_type));
    if let Ok(value) = HeaderValue::try_from(format!("{how}; filename=\"{}\"", about.name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    if about.packed {
        response.extensions_mut().insert(Uncompressed);
    }
    kept(response, false)
}

/// The same for what is cheap to make: the tag is that of the bytes.
pub(in crate::http::pages) fn told(visit: &Visit, bytes: Vec<u8>, media_type: &'static str, name: &str) -> Response {
    let tag = hex(&Sha256::digest(&bytes)[..TAG_BYTES]);
    if let Some(same) = visit.seen(&tag) {
        return kept(same, false);
    }
    given(bytes, &tag, &Given { media_type, name, saved: false, packed: false })
}
