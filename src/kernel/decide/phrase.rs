//! Canned phrases: who may change which, and what follows.

use super::office::{OfficeScope, known};
use crate::kernel::{
    event::OfficeEvent,
    given::Given,
    phrase::{Phrases, Shelf},
    principal::{Permit, Principal, Role},
    refusal::Refusal,
};

/// Their own everybody; a unit's its head and whoever administers it.
pub(super) fn may(scope: &OfficeScope, permit: &Permit, shelf: Shelf) -> Result<(), Refusal> {
    let allowed = match shelf {
        Shelf::Person { person } => permit.principal == Principal::Staff(person),
        Shelf::Unit { unit } if !scope.tree.has(unit) => return Err(Refusal::NotFound),
        Shelf::Unit { unit } => permit.governs() || permit.holds_over(unit, &[Role::Administrator, Role::Approver]),
    };
    if allowed { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// Changed by two at once, the second sees what the first made of them.
pub(super) fn set(scope: &OfficeScope, given: &Given, shelf: Shelf, seen: u32) -> Result<Vec<OfficeEvent>, Refusal> {
    let kept = match shelf {
        Shelf::Person { .. } => {
            known(scope)?;
            scope.person.as_ref().and_then(|person| person.phrases.as_ref())
        }
        Shelf::Unit { .. } => scope.unit.as_ref().ok_or(Refusal::NotFound)?.phrases.as_ref(),
    };
    match Phrases::edition(kept) {
        edition if edition == seen => {
            Ok(vec![OfficeEvent::PhrasesSet { shelf, text: given.words(given.limits.text_bytes)? }])
        }
        revision => Err(Refusal::Stale { revision }),
    }
}
