//! Canned phrases: words that a unit or a person uses again and again in answers.

use super::{
    id::{PersonId, UnitId},
    text::TextRef,
};
use serde::{Deserialize, Serialize};

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// What it is called.
    pub title: String,
    /// Its words.
    pub text: String,
}

/// Whose they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case", deny_unknown_fields)]
pub enum Shelf {
    /// A unit's: everybody who answers for it has them.
    Unit {
        /// Which one.
        unit: UnitId,
    },
    /// A person's own.
    Person {
        /// Whose.
        person: PersonId,
    },
}

/// All of them, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// A text with JSON.
    pub text: TextRef,
    /// How often they changed.
    pub edition: u32,
}

impl Phrases {
    /// How often what is kept here changed; 0 where nothing ever was.
    pub fn edition(kept: Option<&Phrases>) -> u32 {
        kept.map_or(0, |kept| kept.edition)
    }

    /// After one more change.
    pub fn next(kept: Option<&Phrases>, text: &TextRef) -> Phrases {
        Phrases { text: text.clone(), edition: Phrases::edition(kept) + 1 }
    }
}
