//! The rules of the second factor: its owner sets it up, no code is good twice.

use super::office::{OfficeScope, allowed, known};
use crate::kernel::{
    event::OfficeEvent,
    id::{FactorId, PersonId},
    principal::{Permit, Principal},
    refusal::Refusal,
};

/// Its owner, or whoever administers the account with everything that it opens.
pub(super) fn may_drop(scope: &OfficeScope, permit: &Permit, id: PersonId) -> Result<(), Refusal> {
    let own = permit.principal == Principal::Staff(id);
    let governed = |person| permit.governs() || scope.is_account_governed(permit, person);
    allowed(own || scope.person.as_ref().is_some_and(governed))
}

/// Whoever finds an open screen cannot put another phone in place of the owner's.
pub(super) fn set(
    scope: &OfficeScope,
    person: PersonId,
    factor: FactorId,
    step: u64,
) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    let held = scope.person.as_ref().is_some_and(|person| person.factor.is_some());
    if held { Err(Refusal::WrongStep) } else { Ok(vec![OfficeEvent::FactorSet { person, factor, step }]) }
}

/// A code is good once, and with it every older one is over (RFC 6238, section 5.2).
pub(super) fn spend(
    scope: &OfficeScope,
    person: PersonId,
    factor: FactorId,
    step: u64,
) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    let held = scope.person.as_ref().and_then(|person| person.factor);
    let held = held.filter(|held| held.id == factor).ok_or(Refusal::BadFactor)?;
    if step <= held.step { Err(Refusal::CodeUsed) } else { Ok(vec![OfficeEvent::FactorUsed { person, step }]) }
}

pub(super) fn drop(scope: &OfficeScope, person: PersonId) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    let held = scope.person.as_ref().is_some_and(|person| person.factor.is_some());
    Ok(if held { vec![OfficeEvent::FactorDropped { person }] } else { Vec::new() })
}
