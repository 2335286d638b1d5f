//! The tree of units, top first.

use super::reader::Texts;
use crate::{
    kernel::{
        id::{TextId, UnitId},
        office::Unit,
    },
    store::{Db, StoreError},
};

/// A unit in the tree.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Identity.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// Language of the name.
    pub lang: &'static str,
    /// The unit above it.
    pub parent: Option<UnitId>,
    /// It was closed; this one took over.
    pub closed_into: Option<UnitId>,
    /// How many units stand above it.
    pub depth: usize,
}

/// All units, each below the one it belongs to. A unit that no root leads to stands last.
///
/// # Errors
/// `StoreError`.
pub async fn units(db: &Db) -> Result<Vec<UnitRow>, StoreError> {
    let units = db.units().await?;
    let ids: Vec<TextId> = units.iter().map(|unit| unit.name.id).collect();
    let texts = Texts::read(db, &ids).await?;
    let mut left: Vec<UnitRow> = units.iter().map(|unit| row(unit, &texts)).collect();
    left.sort_by(|a, b| a.name.cmp(&b.name));
    let known: Vec<UnitId> = left.iter().map(|unit| unit.id).collect();
    let is_root = |unit: &UnitRow| unit.parent.is_none_or(|parent| !known.contains(&parent));
    let mut tree = Vec::with_capacity(left.len());
    while let Some(at) = left.iter().position(is_root) {
        let root = left.remove(at);
        place(root, 0, &mut left, &mut tree);
    }
    tree.append(&mut left);
    Ok(tree)
}

/// Those that can be chosen: what was closed can not, except where it was chosen before.
pub fn open<'a>(units: &'a [UnitRow], chosen: &'a [UnitId]) -> impl Iterator<Item = &'a UnitRow> {
    units.iter().filter(|unit| unit.closed_into.is_none() || chosen.contains(&unit.id))
}

/// `unit` and everything below it.
pub fn below(units: &[UnitRow], unit: UnitId) -> Vec<UnitId> {
    let mut found = vec![unit];
    let mut at = 0;
    while let Some(above) = found.get(at).copied() {
        let children = units.iter().filter(|unit| unit.parent == Some(above)).map(|unit| unit.id);
        let new: Vec<UnitId> = children.filter(|id| !found.contains(id)).collect();
        found.extend(new);
        at += 1;
    }
    found
}

fn place(mut unit: UnitRow, depth: usize, left: &mut Vec<UnitRow>, tree: &mut Vec<UnitRow>) {
    unit.depth = depth;
    let id = unit.id;
    tree.push(unit);
    while let Some(at) = left.iter().position(|unit| unit.parent == Some(id)) {
        let child = left.remove(at);
        place(child, depth + 1, left, tree);
    }
}

fn row(unit: &Unit, texts: &Texts) -> UnitRow {
    let said = texts.said(&unit.name);
    let (id, name, closed_into) = (unit.id, said.body.unwrap_or_default(), unit.closed_into);
    UnitRow { id, name, lang: said.lang, parent: unit.parent, closed_into, depth: 0 }
}
