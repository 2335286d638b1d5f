//! The rules of the office: who may change units, people and settings.

use super::{deputy, factor, phrase, staff_mail, template};
use crate::kernel::{
    command::OfficeCommand,
    event::OfficeEvent,
    given::Given,
    id::{Millis, PersonId, RoomId, UnitId},
    office::Link,
    principal::{Grant, Permit, Principal, Reach, Role},
    refusal::Refusal,
};

pub use crate::kernel::office::OfficeScope;

/// What follows from the command.
///
/// # Errors
/// Any `Refusal`; then nothing may be written.
pub fn decide(
    scope: &OfficeScope,
    command: &OfficeCommand,
    permit: &Permit,
    given: &Given,
) -> Result<Vec<OfficeEvent>, Refusal> {
    may(scope, command, permit)?;
    Ok(match command {
        OfficeCommand::SetSite { .. } => {
            command.files().into_iter().try_for_each(|file| given.file(file, true).map(drop))?;
            vec![OfficeEvent::SiteSet { text: words(given)? }]
        }
        OfficeCommand::AdoptRulebook { .. } => vec![OfficeEvent::RulebookAdopted { text: words(given)? }],
        OfficeCommand::AmendCalendar { seen, .. } => amend_calendar(scope, given, *seen)?,
        OfficeCommand::AmendMatters { seen, .. } => match scope.office.matters_edition {
            edition if edition == *seen => vec![OfficeEvent::MattersAmended { text: words(given)? }],
            revision => return Err(Refusal::Stale { revision }),
        },
        OfficeCommand::SetDeputy { person, deputy: named } => deputy::set(scope, given, *person, named)?,
        OfficeCommand::DropDeputy { person, deputy: named } => deputy::drop(scope, *person, *named)?,
        OfficeCommand::SetReadOnly { message } => {
            let message = if message.is_some() { Some(words(given)?) } else { None };
            vec![OfficeEvent::ReadOnlySet { message }]
        }
        OfficeCommand::SetUnit { unit, parent, .. } => {
            may_stand_below(scope, *unit, *parent)?;
            vec![OfficeEvent::UnitSet { unit: *unit, name: words(given)?, parent: *parent }]
        }
        OfficeCommand::CloseUnit { unit, into } => {
            may_close(scope, *unit, *into)?;
            vec![OfficeEvent::UnitClosed { unit: *unit, into: *into }]
        }
        OfficeCommand::OpenUnit { unit } => {
            let closed = scope.unit.as_ref().ok_or(Refusal::NotFound)?.closed_into.is_some();
            closed.then_some(OfficeEvent::UnitOpened { unit: *unit }).into_iter().collect()
        }
        OfficeCommand::SetTemplate { template: id, setup, unit, seen } => {
            let named = template::Named { id: *id, unit: *unit, seen: *seen, setup };
            template::set(scope, given, &named)?
        }
        OfficeCommand::DropTemplate { template: id } => template::drop(scope, permit, *id)?,
        OfficeCommand::SetPerson { person, login, name, unit } => {
            named(scope, login, name)?;
            vec![OfficeEvent::PersonSet { person: *person, card: words(given)?, unit: *unit }]
        }
        OfficeCommand::SetPassword { person, .. } => {
            known(scope)?;
            vec![OfficeEvent::PasswordSet { person: *person, hash: words(given)? }]
        }
        OfficeCommand::SetFactor { person, factor, step } => factor::set(scope, *person, *factor, *step)?,
        OfficeCommand::UseFactor { person, factor, step } => factor::spend(scope, *person, *factor, *step)?,
        OfficeCommand::DropFactor { person } => factor::drop(scope, *person)?,
        OfficeCommand::Mail { person, step } => staff_mail::decide(scope, given, *person, step)?,
        OfficeCommand::SetPhrases { shelf, seen, .. } => phrase::set(scope, given, *shelf, *seen)?,
        OfficeCommand::Grant { person, grant } => grant_role(scope, *person, *grant)?,
        OfficeCommand::Revoke { person, grant } => revoke_role(scope, *person, *grant)?,
        OfficeCommand::Disable { person } => {
            known(scope)?;
            vec![OfficeEvent::Disabled { person: *person }]
        }
        OfficeCommand::IssueLink { link, secret_sha256, person, room } => {
            known(scope)?;
            let expires_at = given.now + link_life(given, scope.ends_at);
            let (secret_sha256, person, room) = (secret_sha256.clone(), *person, *room);
            let within = if permit.governs() { Vec::new() } else { scope.tree.tops(&permit.units_administered()) };
            vec![OfficeEvent::LinkIssued { link: *link, secret_sha256, person, room, expires_at, within }]
        }
        OfficeCommand::UseLink { link, secret_sha256 } => {
            let issued = scope.link.as_ref().ok_or(Refusal::LinkSpent)?;
            let good = !issued.used && issued.expires_at > given.now && issued.secret_sha256 == *secret_sha256;
            if !good || !still_governed(scope, permit, issued) {
                return Err(Refusal::LinkSpent);
            }
            vec![OfficeEvent::LinkUsed { link: *link }]
        }
    })
}

/// Whether the command is the sender's to give at all.
fn may(scope: &OfficeScope, command: &OfficeCommand, permit: &Permit) -> Result<(), Refusal> {
    match command {
        OfficeCommand::SetPassword { person, .. } if permit.principal == Principal::Staff(*person) => {}
        OfficeCommand::SetFactor { person, .. } | OfficeCommand::UseFactor { person, .. } => {
            allowed(permit.principal == Principal::Staff(*person))?;
        }
        OfficeCommand::DropFactor { person } => factor::may_drop(scope, permit, *person)?,
        OfficeCommand::UseLink { .. } => {}
        OfficeCommand::SetDeputy { person, .. } | OfficeCommand::DropDeputy { person, .. } => {
            deputy::may_name(scope, permit, *person)?;
        }
        OfficeCommand::Mail { person, step } => staff_mail::may(scope, permit, *person, step)?,
        OfficeCommand::SetPhrases { shelf, .. } => phrase::may(scope, permit, *shelf)?,
        OfficeCommand::Grant { grant, .. } | OfficeCommand::Revoke { grant, .. } => {
            allowed(scope.is_governed(permit, grant.reach))?;
        }
        OfficeCommand::SetPerson { unit, .. } => may_set_person(scope, permit, *unit)?,
        OfficeCommand::IssueLink { room, .. } => may_issue(scope, permit, *room)?,
        OfficeCommand::SetTemplate { template, unit, .. } => template::may_set(scope, permit, *template, *unit)?,
        OfficeCommand::DropTemplate { .. } => {}
        _ => allowed(permit.governs())?,
    }
    Ok(())
}

pub(super) fn allowed(allowed: bool) -> Result<(), Refusal> {
    if allowed { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// An account is opened under a unit that is governed; one that exists must be governed as a whole besides.
fn may_set_person(scope: &OfficeScope, permit: &Permit, unit: Option<UnitId>) -> Result<(), Refusal> {
    if unit.is_some_and(|unit| !scope.tree.has(unit)) {
        return Err(Refusal::NotFound);
    }
    let home = permit.governs() || unit.is_some_and(|unit| permit.holds_over(unit, &[Role::Administrator]));
    allowed(home && scope.person.as_ref().is_none_or(|person| scope.is_account_governed(permit, person)))
}

/// How long a link lives, in ms: people are invited to a session long before it, and look back the day after.
fn link_life(given: &Given, ends_at: Option<Millis>) -> Millis {
    const DAY: Millis = 24 * 3_600_000;
    let least = given.limits.link_ms;
    let until = ends_at.map_or(least, |ends_at| ends_at.saturating_add(DAY).saturating_sub(given.now));
    until.min(given.limits.room_link_ms).max(least)
}

/// Whoever has a link has everything that the account opens.
fn may_issue(scope: &OfficeScope, permit: &Permit, room: Option<RoomId>) -> Result<(), Refusal> {
    let leads = room.is_none_or(|room| scope.is_governed(permit, Reach::Room { room, guest: None }));
    let person = scope.person.as_ref();
    // Whoever opens a deputy's account opens what others lent to it.
    let lent = scope.lent.iter().all(|grant| scope.is_governed(permit, grant.reach));
    allowed(leads && lent && person.map_or(permit.governs(), |person| scope.is_account_governed(permit, person)))
}

/// A link opens no more than its maker could have given: the account may have been given more since.
fn still_governed(scope: &OfficeScope, permit: &Permit, link: &Link) -> bool {
    let within = scope.permit_within(permit.principal, &link.within);
    let grants = scope.person.iter().flat_map(|person| &person.grants).chain(&scope.lent);
    link.within.is_empty() || grants.map(|grant| grant.reach).all(|reach| scope.is_governed(&within, reach))
}

fn amend_calendar(scope: &OfficeScope, given: &Given, seen: u32) -> Result<Vec<OfficeEvent>, Refusal> {
    match scope.office.calendar_edition {
        edition if edition == seen => Ok(vec![OfficeEvent::CalendarAmended { text: words(given)? }]),
        revision => Err(Refusal::Stale { revision }),
    }
}

fn may_stand_below(scope: &OfficeScope, unit: UnitId, parent: Option<UnitId>) -> Result<(), Refusal> {
    match parent {
        Some(parent) if !scope.tree.has(parent) => Err(Refusal::NotFound),
        Some(parent) if scope.tree.is_within(parent, unit) => {
            Err(Refusal::Malformed { why: "a unit cannot stand below itself".into() })
        }
        _ => Ok(()),
    }
}

/// Into another one that is open and does not stand below it, once.
fn may_close(scope: &OfficeScope, unit: UnitId, into: UnitId) -> Result<(), Refusal> {
    if scope.unit.is_none() || !scope.tree.is_open(unit) {
        return Err(Refusal::NotFound);
    }
    let sound = scope.tree.is_open(into) && !scope.tree.is_within(into, unit);
    if sound { Ok(()) } else { Err(Refusal::UnknownUnit) }
}

fn words(given: &Given) -> Result<crate::kernel::text::TextRef, Refusal> {
    given.words(given.limits.text_bytes)
}

pub(super) fn known(scope: &OfficeScope) -> Result<(), Refusal> {
    if scope.person.as_ref().is_some_and(|person| !person.disabled) { Ok(()) } else { Err(Refusal::NotFound) }
}

fn named(scope: &OfficeScope, login: &str, name: &str) -> Result<(), Refusal> {
    if login.trim().is_empty() || name.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if scope.login_taken { Err(Refusal::NameTaken) } else { Ok(()) }
}

fn grant_role(scope: &OfficeScope, person: PersonId, grant: Grant) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    if matches!((grant.role, grant.reach), (Role::Guest | Role::GuestStaff, Reach::Room { guest: None, .. })) {
        return Err(Refusal::Malformed { why: "a guest's grant names the guest".into() });
    }
    let held = scope.person.as_ref().is_some_and(|person| person.grants.contains(&grant));
    Ok(if held { Vec::new() } else { vec![OfficeEvent::Granted { person, grant }] })
}

fn revoke_role(scope: &OfficeScope, person: PersonId, grant: Grant) -> Result<Vec<OfficeEvent>, Refusal> {
    known(scope)?;
    let held = scope.person.as_ref().is_some_and(|person| person.grants.contains(&grant));
    Ok(if held { vec![OfficeEvent::Revoked { person, grant }] } else { Vec::new() })
}
