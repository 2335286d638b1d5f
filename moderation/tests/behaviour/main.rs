//! The crate as its callers see it: texts and rulebook files in, findings and refusals out.
//! Never looks inside; what is folded or matched how is free to change.
//! Called by `cargo nextest run -p moderation`.
//! One file per area; `properties` holds what must be true of any text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clean;
mod detect;
mod fold;
mod name;
mod properties;
mod rulebook;

use moderation::{Finding, Rulebook, Screener};

/// Findings of the shipped rulebook, nothing recent.
fn shipped(text: &str) -> Vec<Finding> {
    screener(moderation::DEFAULT).screen(text, &[])
}

fn screener(file: &str) -> Screener {
    Screener::new(&Rulebook::parse(file).unwrap()).unwrap()
}

/// A rulebook of one rule `probe` with this detector line.
fn rulebook_with(detector: &str) -> String {
    format!(
        "version = 1\n[[rules]]\nid = \"probe\"\ntitle = {{ zh = \"题\", en = \"T\" }}\n\
         text = {{ zh = \"文\", en = \"T\" }}\nseverity = \"hold\"\n{detector}\n"
    )
}

/// Rule and underlined words of each finding.
fn underlined<'a>(text: &'a str, findings: &'a [Finding]) -> Vec<(&'a str, &'a str)> {
    findings.iter().map(|f| (f.rule.as_str(), &text[f.start..f.end])).collect()
}
