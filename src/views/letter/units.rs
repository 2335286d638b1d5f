//! Names of units, and a letter's words as title and body.

use crate::views::reader::{Said, Texts};
use crate::{
    kernel::{id::UnitId, letter::title_and_body, units::Tree},
    store::{Db, StoreError},
};
use std::collections::HashMap;

/// Names of units, of those that were closed too: what they did is theirs.
#[derive(Debug, Default)]
pub struct UnitNames {
    names: HashMap<UnitId, String>,
    tree: Tree,
}

impl UnitNames {
    /// Reads all of them: there are at most some hundreds.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn read(db: &Db) -> Result<UnitNames, StoreError> {
        let units = db.units().await?;
        let names: Vec<_> = units.iter().map(|unit| unit.name.id).collect();
        let texts = Texts::read(db, &names).await?;
        let name = |unit: &crate::kernel::office::Unit| Some((unit.id, texts.said(&unit.name).body?));
        let tree = Tree::new(units.iter().map(|unit| (unit.id, unit.parent, unit.closed_into)));
        Ok(UnitNames { names: units.iter().filter_map(name).collect(), tree })
    }

    /// One of them.
    pub fn of(&self, unit: UnitId) -> Option<String> {
        self.names.get(&unit).cloned()
    }

    /// The unit of this name.
    pub fn named(&self, name: &str) -> Option<UnitId> {
        self.names.iter().find(|(_, known)| *known == name).map(|(unit, _)| *unit)
    }

    /// The unit that does today what was this one's.
    pub fn heir(&self, unit: UnitId) -> Option<UnitId> {
        self.tree.heir(unit)
    }

    /// Those that are open, by name.
    pub fn sorted(&self) -> Vec<(UnitId, String)> {
        let open = self.names.iter().filter(|(id, _)| self.tree.is_open(**id));
        let mut all: Vec<_> = open.map(|(id, name)| (*id, name.clone())).collect();
        all.sort_by(|one, other| one.1.cmp(&other.1));
        all
    }
}

/// A letter's words as title and body.
pub(in crate::views::letter) fn split(words: Said) -> (Said, Said) {
    let Some(text) = words.body.as_deref() else { return (words.clone(), words) };
    let (title, body) = title_and_body(text);
    let part = |text: &str| Said { body: Some(text.to_owned()), ..words.clone() };
    (part(title), part(body))
}
