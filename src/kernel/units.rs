//! The tree of units: a grant for a unit holds for everything below it.

use super::{
    id::UnitId,
    principal::{Grant, Reach},
};
use std::collections::HashMap;

/// Which unit stands directly below which, and which took over from which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree(HashMap<UnitId, Stands>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stands {
    above: Option<UnitId>,
    into: Option<UnitId>,
}

impl Tree {
    /// Of units with the unit above each, and, where one was closed, the unit that took over.
    pub fn new(units: impl IntoIterator<Item = (UnitId, Option<UnitId>, Option<UnitId>)>) -> Tree {
        Tree(units.into_iter().map(|(unit, above, into)| (unit, Stands { above, into })).collect())
    }

    /// Adds a unit, moves, closes or opens it.
    pub fn set(&mut self, unit: UnitId, above: Option<UnitId>, into: Option<UnitId>) {
        self.0.insert(unit, Stands { above, into });
    }

    /// Whether there is such a unit and it was not closed.
    pub fn is_open(&self, unit: UnitId) -> bool {
        self.0.get(&unit).is_some_and(|stands| stands.into.is_none())
    }

    /// The open unit that does today what was this one's: itself, or whoever took over, from one to the next.
    pub fn heir(&self, unit: UnitId) -> Option<UnitId> {
        let mut here = unit;
        for _ in 0..=self.0.len() {
            match self.0.get(&here)?.into {
                Some(into) => here = into,
                None => return Some(here),
            }
        }
        None
    }

    /// Whether there is such a unit.
    pub fn has(&self, unit: UnitId) -> bool {
        self.0.contains_key(&unit)
    }

    /// Whether `unit` is `top` or stands below it. A ring, which the rules never make, has no top.
    pub fn is_within(&self, unit: UnitId, top: UnitId) -> bool {
        let mut here = Some(unit);
        for _ in 0..=self.0.len() {
            match here {
                Some(unit) if unit == top => return true,
                Some(unit) => here = self.0.get(&unit).and_then(|stands| stands.above),
                None => return false,
            }
        }
        false
    }

    /// The grants, those for a unit repeated for every unit below it.
    pub fn widened(&self, grants: &[Grant]) -> Vec<Grant> {
        let mut wide = grants.to_vec();
        for grant in grants {
            let Reach::Unit { unit: top } = grant.reach else { continue };
            let below = self.0.keys().filter(|unit| **unit != top && self.is_within(**unit, top));
            wide.extend(below.map(|unit| Grant { role: grant.role, reach: Reach::Unit { unit: *unit } }));
        }
        wide
    }

    /// Of these units, those that stand below no other of them.
    pub fn tops(&self, units: &[UnitId]) -> Vec<UnitId> {
        let below = |unit: UnitId| units.iter().any(|top| *top != unit && self.is_within(unit, *top));
        units.iter().copied().filter(|unit| !below(*unit)).collect()
    }
}
