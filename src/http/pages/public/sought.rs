//! What the form of the search says, as an address and as a question to the archive.

use crate::{
    archive::{Archive, Month, Query},
    http::{Frame, found::kind_word},
    store::search::{Among, Kind, Rank},
};
use serde::{Deserialize, Serialize};

/// The fields of the form; empty ones do not stand in addresses.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Sought {
    /// Words.
    pub q: String,
    /// A kind's code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// A unit's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// A guest's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub guest: String,
    /// The first month, `2026-11`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The last month.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// `new`, or empty for relevance.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// From 1.
    #[serde(skip_serializing)]
    pub page: u32,
}

/// Something to choose from.
pub(super) struct Choice {
    /// What is sent, or where it leads.
    pub value: String,
    /// What is read.
    pub name: String,
    /// It is chosen.
    pub chosen: bool,
}

impl Choice {
    /// Values with names, with what is chosen among them even where it is no longer offered.
    pub fn among(chosen: &str, all: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
        let choice = |(value, name): (String, String)| Choice { chosen: value == chosen, value, name };
        let mut choices: Vec<Choice> = all.map(choice).collect();
        if !chosen.is_empty() && choices.iter().all(|choice| !choice.chosen) {
            choices.push(Choice { value: chosen.to_owned(), name: chosen.to_owned(), chosen: true });
        }
        choices
    }
}

impl Sought {
    /// Whether it asks for less than everything.
    pub fn is_narrowed(&self) -> bool {
        [&self.kind, &self.unit, &self.guest, &self.from, &self.to].iter().any(|field| !field.is_empty())
    }

    /// As the archive is asked.
    pub fn query(&self, archive: &Archive) -> Query {
        let some = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        let month = |text: &str| Month::parse(text);
        let among = Among {
            kind: Kind::parse(&self.kind),
            unit: some(&self.unit),
            guest: some(&self.guest),
            answered: false,
            from: month(&self.from).map(|month| archive.begins(month)),
            until: month(&self.to).map(|month| archive.begins(month.next())),
        };
        let rank = if self.order == "new" { Rank::Newest } else { Rank::Relevance };
        Query { text: self.q.clone(), among, rank }
    }

    /// Its address, up to where a page's number belongs.
    pub fn turning(&self) -> String {
        format!("{}&page=", self.path())
    }

    /// Its address, without the prefix of the language.
    pub fn path(&self) -> String {
        format!("/search?{}", serde_urlencoded::to_string(self).unwrap_or_default())
    }

    /// Its address without anything but the words.
    pub fn whole(&self) -> String {
        Sought { q: self.q.clone(), ..Sought::default() }.path()
    }

    /// Kinds to choose from.
    pub fn kinds(&self, frame: &Frame) -> Vec<Choice> {
        let all = Kind::ALL.into_iter().map(|kind| {
            let word = if kind == Kind::Question { "search-kind-posts" } else { kind_word(kind) };
            (kind.code().to_owned(), frame.t(word))
        });
        let mut kinds = Choice::among(&self.kind, all);
        kinds.truncate(Kind::ALL.len());
        kinds
    }

    /// Orders to choose from: where each leads.
    pub fn orders(&self, frame: &Frame) -> Vec<Choice> {
        let order = |(code, word): (&str, &str)| {
            let there = Sought { order: code.to_owned(), ..self.clone() };
            Choice { value: there.path(), name: frame.t(word), chosen: (self.order == "new") == (code == "new") }
        };
        [("", "search-order-best"), ("new", "search-order-new")].into_iter().map(order).collect()
    }
}
