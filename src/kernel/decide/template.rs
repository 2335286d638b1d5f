//! Templates of rooms: who may keep, change and drop which.

use super::office::allowed;
use crate::kernel::{
    event::OfficeEvent,
    given::Given,
    id::{TemplateId, UnitId},
    office::OfficeScope,
    principal::{Permit, Role},
    refusal::Refusal,
    template::{Setup, Template},
};

/// One template, as a command names it.
pub(super) struct Named<'a> {
    pub id: TemplateId,
    /// Whose it is to be.
    pub unit: Option<UnitId>,
    /// As it was seen; none for a new one.
    pub seen: Option<u32>,
    pub setup: &'a Setup,
}

/// The installation's are in the hands of its administrators, a unit's also in those of the unit's own.
pub(super) fn may_set(
    scope: &OfficeScope,
    permit: &Permit,
    id: TemplateId,
    unit: Option<UnitId>,
) -> Result<(), Refusal> {
    allowed(is_over(permit, unit) && held(scope, id).is_none_or(|held| is_over(permit, held.unit)))
}

pub(super) fn set(scope: &OfficeScope, given: &Given, named: &Named<'_>) -> Result<Vec<OfficeEvent>, Refusal> {
    if named.unit.is_some_and(|unit| !scope.tree.has(unit)) {
        return Err(Refusal::NotFound);
    }
    match (held(scope, named.id), named.seen) {
        (Some(held), seen) if seen != Some(held.revision) => return Err(Refusal::Stale { revision: held.revision }),
        (None, Some(_)) => return Err(Refusal::NotFound),
        (None, None) if scope.office.templates.len() >= given.limits.templates => {
            return Err(Refusal::Full { most: given.limits.templates });
        }
        _ => {}
    }
    if named.setup.name.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if !(named.setup.policy.is_sound() && named.setup.timing.is_sound()) {
        return Err(Refusal::BadTimes);
    }
    let text = given.words(given.limits.text_bytes)?;
    Ok(vec![OfficeEvent::TemplateSet { template: named.id, text, unit: named.unit }])
}

pub(super) fn drop(scope: &OfficeScope, permit: &Permit, id: TemplateId) -> Result<Vec<OfficeEvent>, Refusal> {
    let Some(held) = held(scope, id) else {
        allowed(permit.governs() || !permit.units_administered().is_empty())?;
        return Err(Refusal::NotFound);
    };
    allowed(is_over(permit, held.unit))?;
    Ok(vec![OfficeEvent::TemplateDropped { template: id, text: held.text.clone() }])
}

fn held(scope: &OfficeScope, id: TemplateId) -> Option<&Template> {
    scope.office.templates.iter().find(|held| held.id == id)
}

fn is_over(permit: &Permit, unit: Option<UnitId>) -> bool {
    unit.map_or(permit.governs(), |unit| permit.holds_over(unit, &[Role::Administrator]))
}
