//! A deputy: somebody who does another's work on some days, with that person's roles and none of their own making.

use super::{
    id::PersonId,
    office::Person,
    principal::{Grant, Role},
    units::Tree,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest time for which a deputy is named at once, in days.
pub const DEPUTY_DAYS: i32 = 366;

/// Who stands in for the account that this belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deputy {
    /// The deputy.
    pub person: PersonId,
    /// The first day, in the installation's zone.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What is lent; none for all that can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Grant>,
}

impl Deputy {
    /// Whether it holds on this day.
    pub fn is_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A grant that somebody has today because another named them as deputy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lent {
    /// Whose it is.
    pub of: PersonId,
    /// What and where; those for a unit are repeated for every unit below it.
    pub grant: Grant,
}

/// Whoever governs or audits does it in person.
pub fn can_be_lent(role: Role) -> bool {
    !matches!(role, Role::Administrator | Role::Auditor)
}

/// What `deputy` has from others on this day or will have later: whoever opens that account opens this too.
pub fn lent_from<'a>(deputy: PersonId, absent: impl IntoIterator<Item = &'a Person>, today: Date) -> Vec<Grant> {
    let all = absent.into_iter().filter(|person| !person.disabled && person.id != deputy);
    let named = |person: &&Person| person.deputies.iter().any(|named| named.person == deputy && named.to >= today);
    let grants = all.filter(named).flat_map(|person| &person.grants);
    grants.filter(|grant| can_be_lent(grant.role)).copied().collect()
}

/// What `deputy` has from others on this day. Only what they hold themselves and now: what was lent to them is not
/// theirs to lend, so a ring of deputies gives nobody anything.
pub fn lent<'a>(deputy: PersonId, absent: impl IntoIterator<Item = &'a Person>, tree: &Tree, today: Date) -> Vec<Lent> {
    let mut all = Vec::new();
    for person in absent.into_iter().filter(|person| !person.disabled && person.id != deputy) {
        let on = person.deputies.iter().filter(|named| named.person == deputy && named.is_on(today));
        let held = tree.widened(&person.grants);
        for named in on {
            let given = match named.grant {
                Some(grant) if held.contains(&grant) => tree.widened(&[grant]),
                Some(_) => Vec::new(),
                None => held.clone(),
            };
            let given = given.into_iter().filter(|grant| can_be_lent(grant.role));
            all.extend(given.map(|grant| Lent { of: person.id, grant }));
        }
    }
    all
}
