//! The web bundle inside the binary: styles and scripts under names that change with them.

use super::failure::Failure;
use crate::kernel::refusal::Refusal;
use axum::{
    extract::Path,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Bundle;

/// A year: a changed file gets another name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// One entry of the bundler's manifest.
#[derive(Deserialize)]
struct Entry {
    file: String,
}

static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let manifest = Bundle::get(".vite/manifest.json");
    let entries = manifest.and_then(|file| serde_json::from_slice::<HashMap<String, Entry>>(&file.data).ok());
    let named = |(source, entry): (String, Entry)| {
        let name = source.strip_prefix("src/").unwrap_or(&source).to_owned();
        (name, format!("/{}", entry.file))
    };
    entries.unwrap_or_default().into_iter().map(named).collect()
});

/// The address of an entry file of `web/src`, such as `site.css`; none without the bundle.
pub fn href(entry: &str) -> Option<String> {
    ADDRESSES.get(entry).cloned()
}

/// Says at the start what is missing. Pages that need no script work without it.
pub fn report() {
    if ADDRESSES.is_empty() {
        tracing::warn!("this binary holds no web bundle: pages come without style and script");
    }
}

pub(super) async fn serve(Path(path): Path<String>) -> Result<Response, Failure> {
    let file = Bundle::get(&format!("assets/{path}")).ok_or(Refusal::NotFound)?;
    let kind = file.metadata.mimetype().to_owned();
    let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind };
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, FOR_EVER.to_owned())], file.data).into_response())
}

/// The mark in tabs and bookmarks, where browsers ask for it unasked.
pub(super) async fn icon() -> Response {
    let kind = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")];
    (kind, include_str!("../../web/src/icon.svg")).into_response()
}
