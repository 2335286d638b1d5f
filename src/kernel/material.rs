//! Something to read beside a session: a file of the house or an address elsewhere.

use super::id::FileId;
use serde::{Deserialize, Serialize};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// A word about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where it is.
    pub source: Source,
}

/// Where a material is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// In the house.
    File {
        /// Which file.
        file: FileId,
    },
    /// Elsewhere.
    Link {
        /// An `https:` address.
        href: String,
    },
}

/// The host of an address that pages may lead to: `https:`, a host with a dot, no user before it,
/// no space, no quote. None for any other.
pub fn host_of(href: &str) -> Option<&str> {
    let rest = href.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let dotted = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains("..");
    let clean = !href.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"'`\\".contains(c));
    let numbered = port.chars().all(|c| c.is_ascii_digit());
    (dotted && numbered && clean && host.chars().all(plain)).then_some(host)
}
