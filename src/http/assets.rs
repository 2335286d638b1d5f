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
use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

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
    #[serde(default)]
    css: Vec<String>,
    /// Keys of the pieces it shares with others.
    #[serde(default)]
    imports: Vec<String>,
}

static MANIFEST: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| {
    let manifest = Bundle::get(".vite/manifest.json");
    manifest.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
});

/// What a page loads for one entry: addresses of its script, of what that imports, of styles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loads {
    /// The script itself.
    pub script: String,
    /// Scripts that it imports, to be fetched at the same time.
    pub imports: Vec<String>,
    /// Style sheets of all of them.
    pub styles: Vec<String>,
}

/// The address of an entry file of `web/src`, such as `site.css`; none without the bundle.
pub fn href(entry: &str) -> Option<String> {
    MANIFEST.get(&format!("src/{entry}")).map(address)
}

/// Everything the script `entry` of `web/src` needs; none without the bundle.
pub fn loads(entry: &str) -> Option<Loads> {
    gather(&MANIFEST, &format!("src/{entry}"))
}

fn address(entry: &Entry) -> String {
    format!("/{}", entry.file)
}

fn gather(manifest: &HashMap<String, Entry>, key: &str) -> Option<Loads> {
    let script = address(manifest.get(key)?);
    let (mut seen, mut open) = (BTreeSet::new(), vec![key]);
    let mut loads = Loads { script, ..Loads::default() };
    while let Some(key) = open.pop() {
        let Some(entry) = manifest.get(key).filter(|_| seen.insert(key)) else { continue };
        loads.imports.extend(Some(address(entry)).filter(|address| *address != loads.script));
        loads.styles.extend(entry.css.iter().map(|file| format!("/{file}")));
        open.extend(entry.imports.iter().map(String::as_str));
    }
    Some(loads)
}

/// Says at the start what is missing. Pages that need no script work without it.
pub fn report() {
    if MANIFEST.is_empty() {
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_brings_what_it_shares_with_others_and_all_styles_once() {
        let manifest = serde_json::from_str(
            r#"{
                "src/a.ts": {"file": "a.js", "css": ["a.css"], "imports": ["_b.js", "_c.js"]},
                "_b.js": {"file": "b.js", "css": ["b.css"], "imports": ["_c.js"]},
                "_c.js": {"file": "c.js", "imports": ["src/a.ts"]}
            }"#,
        );
        let mut loads = gather(&manifest.unwrap(), "src/a.ts").unwrap();
        loads.imports.sort();
        let expected = Loads {
            script: "/a.js".into(),
            imports: vec!["/b.js".into(), "/c.js".into()],
            styles: vec!["/a.css".into(), "/b.css".into()],
        };
        assert_eq!(loads, expected);
    }

    #[test]
    fn without_a_bundle_there_is_nothing_to_load() {
        assert_eq!(gather(&HashMap::new(), "src/a.ts"), None);
    }
}
