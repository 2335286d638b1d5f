//! Names of units, and a letter's words as title and body.

use crate::views::reader::{Said, Texts};
use crate::{
    kernel::{id::UnitId, letter::title_and_body},
    store::{Db, StoreError},
};
use std::collections::HashMap;

/// Names of units.
#[derive(Debug, Default)]
pub struct UnitNames(HashMap<UnitId, String>);

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
        Ok(UnitNames(units.iter().filter_map(name).collect()))
    }

    /// One of them.
    pub fn of(&self, unit: UnitId) -> Option<String> {
        self.0.get(&unit).cloned()
    }

    /// All of them by name.
    pub fn sorted(&self) -> Vec<(UnitId, String)> {
        let mut all: Vec<_> = self.0.iter().map(|(id, name)| (*id, name.clone())).collect();
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
