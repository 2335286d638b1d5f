//! Where staff are written to: who may say so, and what follows.

use super::office::{OfficeScope, known};
use crate::kernel::{
    event::OfficeEvent,
    given::Given,
    hears::{MailStep, over_at},
    id::PersonId,
    principal::{Permit, Principal},
    refusal::Refusal,
};

/// An address is set and taken away by the person and by whoever administers the account; only the person confirms it
/// and says what is sent to it.
pub(super) fn may(scope: &OfficeScope, permit: &Permit, person: PersonId, step: &MailStep) -> Result<(), Refusal> {
    let own = permit.principal == Principal::Staff(person);
    let governed = || scope.person.as_ref().is_some_and(|person| scope.is_account_governed(permit, person));
    let allowed = match step {
        MailStep::Ask { .. } | MailStep::Drop => own || governed(),
        MailStep::Confirm { .. } | MailStep::Choose { .. } => own,
    };
    if allowed { Ok(()) } else { Err(Refusal::NotAllowed) }
}

pub(super) fn decide(
    scope: &OfficeScope,
    given: &Given,
    person: PersonId,
    step: &MailStep,
) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    let asked_at = scope.person.as_ref().map_or(0, |person| person.mail_asked_at);
    let held = scope.person.as_ref().and_then(|person| person.mail.as_ref());
    Ok(match step {
        MailStep::Ask { lang, .. } => {
            // Each time a mail goes to an address that may be a stranger's.
            let retry_after_ms = over_at(asked_at, given.limits.mail_ask_ms) - given.now;
            if asked_at > 0 && retry_after_ms > 0 {
                return Err(Refusal::SlowDown { retry_after_ms });
            }
            let address = given.words(given.limits.text_bytes)?;
            vec![OfficeEvent::MailAsked { person, address, lang: *lang, asked_at: given.now }]
        }
        MailStep::Confirm { address } => match held.filter(|held| held.address.id == *address) {
            Some(held) if held.confirmed => Vec::new(),
            Some(_) if over_at(asked_at, given.limits.link_ms) > given.now => {
                vec![OfficeEvent::MailConfirmed { person }]
            }
            _ => return Err(Refusal::LinkSpent),
        },
        MailStep::Choose { hears } => match held.ok_or(Refusal::NotFound)? {
            held if held.hears == *hears => Vec::new(),
            _ => vec![OfficeEvent::MailChosen { person, hears: *hears }],
        },
        MailStep::Drop => held.iter().map(|_| OfficeEvent::MailDropped { person }).collect(),
    })
}
