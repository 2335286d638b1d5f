//! The office's part of a group: one scope a command, written as it goes.

use super::{
    Answer,
    group::{Group, Job, bodies, used},
    submit::Act,
};
use crate::{
    kernel::{
        calendar::today,
        command::OfficeCommand,
        decide::{OfficeScope, decide_office},
        erasure::Manner,
        event::Event,
        hears::StaffMail,
        id::{FileId, OFFICE, PersonId, RoomId, TextId, UnitId},
        office::{Person, PersonCard, Unit},
        phrase::Shelf,
        principal::{Permit, Reach},
        refusal::Refusal,
        scope::Landing,
    },
    store::{Batch, StoreError, Taken, Tx},
};
use jiff::civil::Date;
use std::collections::HashMap;

/// Office states changed by this group.
#[derive(Default)]
pub(super) struct Office {
    header: Option<crate::kernel::office::Office>,
    units: Vec<crate::kernel::office::Unit>,
    persons: Vec<crate::kernel::office::Person>,
    links: Vec<crate::kernel::office::Link>,
    /// What the site names from now on, once that was said.
    emblem: Option<Vec<FileId>>,
}

impl Office {
    /// Adds the changed rows to the batch.
    pub fn write(&mut self, batch: &mut Batch) {
        batch.office = self.header.take();
        batch.units.append(&mut self.units);
        batch.persons.append(&mut self.persons);
        batch.links.append(&mut self.links);
        batch.emblem = self.emblem.take();
    }
}

pub(super) async fn decide(
    group: &mut Group,
    tx: &mut Tx,
    job: &mut Job,
) -> Result<Result<Answer, Refusal>, StoreError> {
    let Act::Office(command) = &job.act else { return Ok(Err(Refusal::NotFound)) };
    let today = today(group.batch.at, &job.prepared.given.zone);
    let mut scope = load(group, tx, command, today).await?;
    let lent = group.lent(job.principal, today);
    let permit = Permit::new(job.principal, &group.grants(job.principal), OFFICE, &[]).with_lent(lent, OFFICE, &[]);
    job.prepared.given.now = group.batch.at;
    // What was swept since it was looked up is not here any more.
    job.prepared.given.files.retain(|file| group.files.contains(&file.id));
    let events = match decide_office(&scope, command, &permit, &job.prepared.given) {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (card, address) = (card(job)?, address(&scope));
    let wrapped: Vec<Event> = events.iter().map(|event| Event::Office { event: event.clone() }).collect();
    let bodies = match bodies(&wrapped) {
        Ok(bodies) => bodies,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for ((event, whole), body) in events.iter().zip(&wrapped).zip(bodies) {
        scope.apply(event, card.as_ref());
        let landing = Landing { staff_at: scope.office.staff_at, public_at: None, post: None };
        group.record(OFFICE, landing, job.principal, (whole.clone(), body));
    }
    group.batch.texts.extend(used(&job.prepared, &wrapped));
    // An address that is no longer anybody's leaves the house with the entry that says so.
    if let Some(text) = address.filter(|held| self::address(&scope) != Some(*held)) {
        group.batch.gone.texts.push(Taken { text, manner: Manner::Destroy, ground: None, at: group.batch.at });
    }
    if matches!(**command, OfficeCommand::SetSite { .. }) {
        group.batch.files.extend(job.prepared.given.files.iter().cloned());
        group.office.emblem = Some(command.files());
    }
    let staff_at = scope.office.staff_at;
    if !wrapped.is_empty() {
        group.news.at(OFFICE, 0, staff_at);
        keep(group, scope);
    }
    let (public_at, post, number, revision, line, block, replayed) = (0, None, None, None, None, None, false);
    Ok(Ok(Answer { room: OFFICE, staff_at, public_at, post, number, revision, line, block, replayed }))
}

fn address(scope: &OfficeScope) -> Option<TextId> {
    let mail: Option<&StaffMail> = scope.person.as_ref()?.mail.as_ref();
    mail.map(|mail| mail.address.id)
}

/// Reads what the command names, as this group has left it.
async fn load(group: &Group, tx: &mut Tx, command: &OfficeCommand, today: Date) -> Result<OfficeScope, StoreError> {
    let (office, tree) = (tx.office().await?, group.tree.clone());
    let mut scope = OfficeScope { office, tree, ..OfficeScope::default() };
    if let Some(header) = &group.office.header {
        scope.office = header.clone();
    }
    use OfficeCommand as C;
    if let C::UseLink { link, .. } = command {
        let changed = group.office.links.iter().rev().find(|held| held.id == *link).cloned();
        scope.link = match changed {
            Some(link) => Some(link),
            None => tx.links(&[*link]).await?.into_iter().next(),
        };
    }
    let named = match command {
        C::SetPerson { person, .. }
        | C::SetPassword { person, .. }
        | C::SetFactor { person, .. }
        | C::UseFactor { person, .. }
        | C::DropFactor { person }
        | C::Grant { person, .. }
        | C::Revoke { person, .. }
        | C::Disable { person }
        | C::SetDeputy { person, .. }
        | C::DropDeputy { person, .. }
        | C::Mail { person, .. }
        | C::SetPhrases { shelf: Shelf::Person { person }, .. }
        | C::IssueLink { person, .. } => Some(*person),
        C::UseLink { .. } => scope.link.as_ref().map(|link| link.person),
        _ => None,
    };
    if let Some(id) = named {
        scope.person = person(group, tx, id).await?;
    }
    if let C::SetDeputy { deputy, .. } = command {
        scope.other = person(group, tx, deputy.person).await?;
    }
    if let C::SetPerson { person, login, .. } = command {
        let login = login.trim().to_lowercase();
        let stored = tx.person_of_login(&login).await?;
        let here = group.office.persons.iter().find(|held| held.login == login);
        scope.login_taken = stored.as_ref().or(here).is_some_and(|held| held.id != *person);
    }
    if let C::SetUnit { unit: id, .. }
    | C::CloseUnit { unit: id, .. }
    | C::OpenUnit { unit: id }
    | C::SetPhrases { shelf: Shelf::Unit { unit: id }, .. } = command
    {
        scope.unit = unit(group, tx, *id).await?;
    }
    scope.lent = named.map(|person| group.lent_from(person, today)).unwrap_or_default();
    let held = scope.person.iter().flat_map(|person| &person.grants).chain(&scope.lent);
    let reaches: Vec<Reach> = held.map(|grant| grant.reach).collect();
    scope.rooms = rooms(group, tx, command, reaches).await?;
    if let C::IssueLink { room: Some(room), .. } = command {
        let here = group.rooms.get(room).and_then(|held| held.header.clone());
        let header = match here {
            Some(header) => Some(header),
            None => tx.headers(&[*room]).await?.into_iter().next().map(|(header, _)| header),
        };
        scope.ends_at = header.map(|header| header.schedule.ends_at);
    }
    Ok(scope)
}

/// The person, as this group has left them.
async fn person(group: &Group, tx: &mut Tx, id: PersonId) -> Result<Option<Person>, StoreError> {
    match group.office.persons.iter().find(|person| person.id == id) {
        Some(person) => Ok(Some(person.clone())),
        None => Ok(tx.persons(&[id]).await?.into_iter().next()),
    }
}

/// The unit, as this group has left it.
async fn unit(group: &Group, tx: &mut Tx, id: UnitId) -> Result<Option<Unit>, StoreError> {
    match group.office.units.iter().find(|unit| unit.id == id) {
        Some(unit) => Ok(Some(unit.clone())),
        None => Ok(tx.units(&[id]).await?.into_iter().next()),
    }
}

/// Units of the rooms that the command or the person's grants name: who governs them depends on these.
async fn rooms(
    group: &Group,
    tx: &mut Tx,
    command: &OfficeCommand,
    reaches: Vec<Reach>,
) -> Result<HashMap<RoomId, Vec<UnitId>>, StoreError> {
    let named = match command {
        OfficeCommand::Grant { grant, .. } | OfficeCommand::Revoke { grant, .. } => Some(grant.reach),
        OfficeCommand::IssueLink { room, .. } => room.map(|room| Reach::Room { room, guest: None }),
        _ => None,
    };
    let room = |reach| match reach {
        Reach::Room { room, .. } => Some(room),
        _ => None,
    };
    let named: Vec<RoomId> = reaches.into_iter().chain(named).filter_map(room).collect();
    let (here, elsewhere): (Vec<RoomId>, Vec<RoomId>) =
        named.into_iter().partition(|room| group.units_of(*room).is_some());
    let mut units: HashMap<RoomId, Vec<UnitId>> =
        tx.headers(&elsewhere).await?.into_iter().map(|(header, _)| (header.id, header.units)).collect();
    units.extend(here.into_iter().filter_map(|room| Some((room, group.units_of(room)?))));
    Ok(units)
}

fn card(job: &Job) -> Result<Option<PersonCard>, StoreError> {
    let Act::Office(command) = &job.act else { return Ok(None) };
    let OfficeCommand::SetPerson { .. } = **command else { return Ok(None) };
    let words = job.prepared.given.words.as_ref();
    Ok(words.map(|words| serde_json::from_str(&words.body)).transpose()?)
}

fn keep(group: &mut Group, scope: OfficeScope) {
    group.office.header = Some(scope.office);
    if let Some(person) = scope.person {
        group.keep_person(&person);
        group.office.persons.retain(|held| held.id != person.id);
        group.office.persons.push(person);
    }
    if let Some(unit) = scope.unit {
        group.tree.set(unit.id, unit.parent, unit.closed_into);
        group.office.units.retain(|held| held.id != unit.id);
        group.office.units.push(unit);
    }
    if let Some(link) = scope.link {
        group.office.links.retain(|held| held.id != link.id);
        group.office.links.push(link);
    }
}
