//! The rules of the office: who may change units, people and settings.

use crate::kernel::{
    command::OfficeCommand,
    event::OfficeEvent,
    given::Given,
    id::PersonId,
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
    match command {
        OfficeCommand::SetPassword { person, .. } if permit.principal == Principal::Staff(*person) => {}
        OfficeCommand::UseLink { .. } => {}
        OfficeCommand::Grant { grant, .. } | OfficeCommand::Revoke { grant, .. } => may_grant(permit, grant)?,
        OfficeCommand::SetPerson { .. } | OfficeCommand::IssueLink { .. } => {
            permit.require(&[Role::Administrator])?;
        }
        _ => governs(permit)?,
    }
    Ok(match command {
        OfficeCommand::SetSite { .. } => vec![OfficeEvent::SiteSet { text: words(given)? }],
        OfficeCommand::AdoptRulebook { .. } => vec![OfficeEvent::RulebookAdopted { text: words(given)? }],
        OfficeCommand::SetReadOnly { message } => {
            let message = if message.is_some() { Some(words(given)?) } else { None };
            vec![OfficeEvent::ReadOnlySet { message }]
        }
        OfficeCommand::SetUnit { unit, parent, .. } => {
            vec![OfficeEvent::UnitSet { unit: *unit, name: words(given)?, parent: *parent }]
        }
        OfficeCommand::SetPerson { person, login, name } => set_person(scope, *person, login, name, given)?,
        OfficeCommand::SetPassword { person, .. } => {
            known(scope)?;
            vec![OfficeEvent::PasswordSet { person: *person, hash: words(given)? }]
        }
        OfficeCommand::Grant { person, grant } => grant_role(scope, *person, *grant)?,
        OfficeCommand::Revoke { person, grant } => revoke_role(scope, *person, *grant)?,
        OfficeCommand::Disable { person } => {
            known(scope)?;
            vec![OfficeEvent::Disabled { person: *person }]
        }
        OfficeCommand::IssueLink { link, secret_sha256, person, room } => {
            known(scope)?;
            let expires_at = given.now + given.limits.link_ms;
            let (secret_sha256, person, room) = (secret_sha256.clone(), *person, *room);
            vec![OfficeEvent::LinkIssued { link: *link, secret_sha256, person, room, expires_at }]
        }
        OfficeCommand::UseLink { link, secret_sha256 } => {
            let issued = scope.link.as_ref().ok_or(Refusal::LinkSpent)?;
            let good = !issued.used && issued.expires_at > given.now && issued.secret_sha256 == *secret_sha256;
            if !good {
                return Err(Refusal::LinkSpent);
            }
            vec![OfficeEvent::LinkUsed { link: *link }]
        }
    })
}

/// Settings, rulebook, units and accounts belong to the installation's administrator.
fn governs(permit: &Permit) -> Result<(), Refusal> {
    permit.require(&[Role::Administrator])
}

/// The permit was made for the grant's own reach, so any administrator it holds reaches that far.
fn may_grant(permit: &Permit, _: &Grant) -> Result<(), Refusal> {
    permit.require(&[Role::Administrator])
}

fn words(given: &Given) -> Result<crate::kernel::text::TextRef, Refusal> {
    given.words(given.limits.text_bytes)
}

fn known(scope: &OfficeScope) -> Result<(), Refusal> {
    if scope.person.as_ref().is_some_and(|person| !person.disabled) { Ok(()) } else { Err(Refusal::NotFound) }
}

fn set_person(
    scope: &OfficeScope,
    person: PersonId,
    login: &str,
    name: &str,
    given: &Given,
) -> Result<Vec<OfficeEvent>, Refusal> {
    if login.trim().is_empty() || name.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if scope.login_taken {
        return Err(Refusal::NameTaken);
    }
    Ok(vec![OfficeEvent::PersonSet { person, card: words(given)? }])
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
