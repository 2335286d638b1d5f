//! What screening can see: words, patterns, links, personal data, repeats, floods.
//! Never decides what follows from it, and never learns which rule it serves.
//! Called by `screen` (and by `rule_file` to try a pattern).
//! Tests: `moderation/tests/behaviour/detect.rs`.

pub(crate) mod contact;
pub(crate) mod detector;
pub(crate) mod flood;
pub(crate) mod links;
pub(crate) mod pattern;
pub mod repeats;
pub(crate) mod words;

pub(crate) use detector::Detect;
