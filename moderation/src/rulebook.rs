//! The rulebook: what is looked for and what a moderator may cite. Parsed and checked whole, or not at all.

use crate::{fault::Fault, rule_file};
use serde::{Deserialize, Serialize};

/// The rulebook that is shipped, as its file.
pub const DEFAULT: &str = include_str!("../rulebook.toml");

/// The published rules of an installation, in the order of their page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rulebook {
    /// Number of this edition, from 1; raised with every change.
    pub version: u32,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// Its stable name, kebab-case.
    pub id: String,
    /// A few words for lists.
    pub title: Bilingual,
    /// What the author of a screened-out post reads, and what the public rulebook page prints.
    pub text: Bilingual,
    /// The most that screening does about it.
    pub severity: Severity,
    /// Whether a moderator may cite it when rejecting.
    pub cite: bool,
    /// Whether what was stopped by it is only counted in the public ledger of a room, not named one by one.
    pub counted_only: bool,
    /// What screening looks for; none means that only a person can tell.
    pub detector: Option<Detector>,
}

/// Wording in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// What screening does about a finding. Rejection is a person's act, so there is no third value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A note beside the text for the moderator.
    Mark,
    /// The text waits for a moderator even where posts appear before approval.
    Hold,
}

/// What a rule looks for, always in the folded text (see [`crate::fold()`]).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Detector {
    /// Words and phrases; Latin ones only as whole words.
    Words {
        /// What is looked for.
        words: Vec<String>,
        /// Longer phrases inside which a word does not count: Chinese has no gaps between words.
        except: Vec<String>,
    },
    /// A regular expression, matched in linear time against lower-case text.
    Pattern(String),
    /// Web addresses, dressed-up ones too.
    Links,
    /// Personal data: mainland mobile and identity card numbers, bank cards, long runs of digits, e-mail.
    Contact,
    /// Nearly the same as a recent text.
    Repeats {
        /// Share of common three-character shingles (Jaccard) from which on it counts, over 0 and up to 1.
        threshold: f64,
        /// Letters and digits below which a text is too short to tell.
        min_chars: usize,
    },
    /// Repeated characters or phrases, and blank filler.
    Flood,
}

impl Rulebook {
    /// Parses and checks a rulebook file (TOML).
    ///
    /// # Errors
    /// `RulebookError` naming the rule and what to do.
    pub fn parse(file: &str) -> Result<Rulebook, RulebookError> {
        rule_file::parse(file)
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The rules a moderator may cite, in the order of the page.
    pub fn citable(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| rule.cite)
    }

    /// Whether there is a rule of this id that a moderator may cite.
    pub fn is_citable(&self, id: &str) -> bool {
        self.rule(id).is_some_and(|rule| rule.cite)
    }
}

/// Why a rulebook is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{fault}", rule.as_ref().map_or_else(String::new, |rule| format!("rule `{rule}`: ")))]
pub struct RulebookError {
    /// The rule it is about: its id, or its place in the file (`#3`) where it has none.
    pub rule: Option<String>,
    /// What to mend.
    pub fault: Fault,
}
