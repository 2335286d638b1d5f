//! The rulebook as desks show it.

use serde::Serialize;

/// A rule in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// A few words.
    pub title: String,
    /// What authors are told.
    pub text: String,
    /// Whether a person may reject by it.
    pub citable: bool,
}

/// The rulebook in force.
#[derive(Clone, Debug, Default)]
pub struct Rules(pub Vec<Rule>);

impl Rules {
    /// A rule by its id.
    pub fn find(&self, id: &str) -> Option<&Rule> {
        self.0.iter().find(|rule| rule.id == id)
    }

    /// Its title; a rule no longer in the book keeps its id as a name.
    pub fn title(&self, id: &str) -> String {
        self.find(id).map_or_else(|| id.to_owned(), |rule| rule.title.clone())
    }

    /// Those a person may reject by.
    pub fn citable(&self) -> Vec<Rule> {
        self.0.iter().filter(|rule| rule.citable).cloned().collect()
    }
}
