//! Who may name a deputy, and whom.

use super::office::{OfficeScope, known};
use crate::kernel::{
    deputy::{DEPUTY_DAYS, Deputy, can_be_lent},
    event::OfficeEvent,
    given::Given,
    id::PersonId,
    principal::{Permit, Principal},
    refusal::Refusal,
};

/// The person, or whoever administers the account.
pub(super) fn may_name(scope: &OfficeScope, permit: &Permit, person: PersonId) -> Result<(), Refusal> {
    let own = permit.principal == Principal::Staff(person);
    let governed = || scope.person.as_ref().is_some_and(|person| scope.is_account_governed(permit, person));
    if own || governed() { Ok(()) } else { Err(Refusal::NotAllowed) }
}

pub(super) fn set(
    scope: &OfficeScope,
    given: &Given,
    person: PersonId,
    deputy: &Deputy,
) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    let named = scope.other.as_ref().is_some_and(|other| !other.disabled && other.id == deputy.person);
    let held = scope.person.iter().flat_map(|person| &person.grants);
    let held = scope.tree.widened(&held.copied().collect::<Vec<_>>());
    let lendable = deputy.grant.is_none_or(|grant| can_be_lent(grant.role) && held.contains(&grant));
    if !named || deputy.person == person || !lendable {
        return Err(Refusal::BadDeputy);
    }
    let days = deputy.from.until(deputy.to).map_or(DEPUTY_DAYS, |span| span.get_days());
    if deputy.to < deputy.from || deputy.to < given.today() || days >= DEPUTY_DAYS {
        return Err(Refusal::BadTimes);
    }
    let others = scope.person.iter().flat_map(|person| &person.deputies);
    let (mut same, mut many) = (false, 0);
    for other in others {
        same |= other == deputy;
        many += usize::from(other.person != deputy.person);
    }
    let most = given.limits.deputies;
    match (same, many >= most) {
        (true, _) => Ok(Vec::new()),
        (_, true) => Err(Refusal::Full { most }),
        _ => Ok(vec![OfficeEvent::DeputySet { person, deputy: deputy.clone() }]),
    }
}

pub(super) fn drop(scope: &OfficeScope, person: PersonId, deputy: PersonId) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    let held = scope.person.iter().flat_map(|person| &person.deputies).any(|held| held.person == deputy);
    Ok(if held { vec![OfficeEvent::DeputyDropped { person, deputy }] } else { Vec::new() })
}
