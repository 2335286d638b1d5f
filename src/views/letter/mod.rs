//! What it is: a letter as its author, the public and staff see it: words, answers, the way it went, until when.
//! What it never does: show the full version to anybody but its author and the staff who have it.
//! Who calls it: pages of letters, public and desks.
//! Where its tests are: `tests/story/letter_pages.rs` and the browser tests in `web/e2e`.

mod due;
mod row;
mod sheet;
mod way;

pub use due::{Due, due};
pub use row::{CaseLine, PublicRow, case_lines, public_rows};
pub use sheet::{AnswerView, Asked, Extension, Eyes, Sheet, sheet};
pub use way::{WayStep, way};

use super::reader::{Said, Texts};
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
pub(super) fn split(words: Said) -> (Said, Said) {
    let Some(text) = words.body.as_deref() else { return (words.clone(), words) };
    let (title, body) = title_and_body(text);
    let part = |text: &str| Said { body: Some(text.to_owned()), ..words.clone() };
    (part(title), part(body))
}
