//! Staff accounts with what each may do where.

use super::{cast, office_units, reader::Texts};
use crate::{
    kernel::{
        id::{PersonId, RoomId, TextId, UnitId},
        office::{Person, PersonCard},
        principal::{Grant, Permit, Reach},
        room::{About, Header},
    },
    store::{Db, Seen, StoreError},
};
use std::collections::HashMap;

/// Where a grant applies, by name.
#[derive(Clone, Debug)]
pub enum Place {
    /// Everywhere.
    Installation,
    /// Rooms of this unit.
    Unit(String),
    /// One room.
    Room {
        /// Title.
        topic: String,
        /// As or for this guest.
        guest: Option<String>,
    },
}

/// A room by name.
#[derive(Clone, Debug)]
pub struct RoomName {
    /// Short code.
    pub code: String,
    /// Title.
    pub topic: String,
    /// Whether it has a public page.
    pub public: bool,
}

/// A grant that somebody holds.
#[derive(Clone, Debug)]
pub struct Held {
    /// The grant.
    pub grant: Grant,
    /// Where it applies.
    pub place: Place,
    /// The units of the room it is for.
    pub units: Vec<UnitId>,
}

/// A staff account.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Identity.
    pub id: PersonId,
    /// Log-in name.
    pub login: String,
    /// Shown name.
    pub name: String,
    /// The unit whose account it is.
    pub unit: Option<UnitId>,
    /// Its name.
    pub unit_name: Option<String>,
    /// Whether a password was set.
    pub has_password: bool,
    /// Whether a second factor is asked for.
    pub has_factor: bool,
    /// Closed for good.
    pub disabled: bool,
    /// What they may do.
    pub held: Vec<Held>,
}

/// All accounts by log-in name, those in use first.
///
/// # Errors
/// `StoreError`.
pub async fn people(db: &Db) -> Result<Vec<PersonRow>, StoreError> {
    let mut persons = db.persons().await?;
    persons.sort_by(|a, b| (a.disabled, &a.login).cmp(&(b.disabled, &b.login)));
    rows(db, &persons).await
}

/// One account.
///
/// # Errors
/// `StoreError`.
pub async fn person(db: &Db, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    let persons: Vec<Person> = db.person(id).await?.into_iter().collect();
    Ok(rows(db, &persons).await?.pop())
}

/// One account by its log-in name.
///
/// # Errors
/// `StoreError`.
pub async fn person_by_login(db: &Db, login: &str) -> Result<Option<PersonRow>, StoreError> {
    let persons: Vec<Person> = db.person_by_login(&login.trim().to_lowercase()).await?.into_iter().collect();
    Ok(rows(db, &persons).await?.pop())
}

/// How a log-in name begins that nobody chose: whoever has one enters by link, and it is shown nowhere.
pub const MADE_UP: &str = "by-link-";

/// A log-in name, where somebody chose it.
pub fn chosen(login: &str) -> Option<&str> {
    (!login.starts_with(MADE_UP)).then_some(login)
}

impl PersonRow {
    /// Which of the roles `permit` administers.
    pub fn governed(&self, permit: &Permit) -> Vec<bool> {
        self.held.iter().map(|held| permit.administers(held.grant.reach, &held.units)).collect()
    }

    /// Whether `permit` administers the account with everything that it opens.
    pub fn is_governed(&self, permit: &Permit) -> bool {
        permit.administers_account(self.unit, &self.governed(permit))
    }

    /// Whether nobody ever came in by the account, as far as can be known of it: no password was set, no link was used.
    pub fn never_came(&self, seen: Option<&Seen>) -> bool {
        let came = seen.is_some_and(|seen| seen.session_until > 0 || seen.link_used_at > 0);
        !self.disabled && !self.has_password && !came
    }

    /// Whether an administrator has anything to do with this person.
    pub fn is_known_to(&self, permit: &Permit) -> bool {
        self.is_governed(permit) || self.governed(permit).contains(&true)
    }
}

/// Everybody who holds a role in `room` itself.
///
/// # Errors
/// `StoreError`.
pub async fn team(db: &Db, room: RoomId) -> Result<Vec<PersonRow>, StoreError> {
    let here = |grant: &Grant| matches!(grant.reach, Reach::Room { room: held, .. } if held == room);
    let mut persons = db.persons().await?;
    for person in &mut persons {
        person.grants.retain(here);
    }
    persons.retain(|person| !person.disabled && !person.grants.is_empty());
    rows(db, &persons).await
}

async fn rows(db: &Db, persons: &[Person]) -> Result<Vec<PersonRow>, StoreError> {
    let grants = || persons.iter().flat_map(|person| &person.grants);
    let rooms: Vec<RoomId> = grants().filter_map(|grant| room_of(grant.reach)).collect();
    let places = Places::read(db, &rooms).await?;
    let cards: Vec<TextId> = persons.iter().map(|person| person.card.id).collect();
    let texts = Texts::read(db, &cards).await?;
    let row = |person: &Person| PersonRow {
        id: person.id,
        login: person.login.clone(),
        name: texts.json::<PersonCard>(person.card.id).map_or_else(|| person.login.clone(), |card| card.name),
        unit: person.unit,
        unit_name: person.unit.and_then(|unit| places.units.get(&unit).cloned()),
        has_password: person.password.is_some(),
        has_factor: person.factor.is_some(),
        disabled: person.disabled,
        held: person.grants.iter().map(|grant| places.held(*grant)).collect(),
    };
    Ok(persons.iter().map(row).collect())
}

/// Log-in and shown names of these people.
///
/// # Errors
/// `StoreError`.
pub async fn names(db: &Db, ids: &[PersonId]) -> Result<HashMap<PersonId, (String, String)>, StoreError> {
    let persons = db.persons_by_id(ids).await?;
    let cards: Vec<TextId> = persons.iter().map(|person| person.card.id).collect();
    let texts = Texts::read(db, &cards).await?;
    let named = |person: Person| {
        let name = texts.json::<PersonCard>(person.card.id).map_or_else(|| person.login.clone(), |card| card.name);
        (person.id, (person.login, name))
    };
    Ok(persons.into_iter().map(named).collect())
}

/// A grant with the names of what it reaches.
///
/// # Errors
/// `StoreError`.
pub async fn held(db: &Db, grant: Grant) -> Result<Held, StoreError> {
    let rooms: Vec<RoomId> = room_of(grant.reach).into_iter().collect();
    Ok(Places::read(db, &rooms).await?.held(grant))
}

fn room_of(reach: Reach) -> Option<RoomId> {
    match reach {
        Reach::Room { room, .. } => Some(room),
        _ => None,
    }
}

/// Names of units and rooms that grants reach.
pub(super) struct Places {
    units: HashMap<UnitId, String>,
    rooms: HashMap<RoomId, (Header, About)>,
}

impl Places {
    pub async fn read(db: &Db, rooms: &[RoomId]) -> Result<Places, StoreError> {
        let headers = db.rooms_by_id(rooms).await?;
        let notices: Vec<TextId> = headers.iter().map(|header| header.about.id).collect();
        let texts = Texts::read(db, &notices).await?;
        let named = |header: Header| (header.id, (header.clone(), cast::about(&texts, &header.about)));
        let units = office_units::units(db).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
        Ok(Places { units, rooms: headers.into_iter().map(named).collect() })
    }

    pub fn room(&self, room: RoomId) -> Option<RoomName> {
        let (header, about) = self.rooms.get(&room)?;
        Some(RoomName { code: header.code.clone(), topic: about.topic.clone(), public: header.is_public() })
    }

    fn held(&self, grant: Grant) -> Held {
        let room = room_of(grant.reach).and_then(|room| self.rooms.get(&room));
        let units = room.map(|(header, _)| header.units.clone()).unwrap_or_default();
        Held { grant, place: self.of(grant.reach), units }
    }

    pub fn of(&self, reach: Reach) -> Place {
        match reach {
            Reach::Installation => Place::Installation,
            Reach::Unit { unit } => Place::Unit(self.units.get(&unit).cloned().unwrap_or_default()),
            Reach::Room { room, guest } => {
                let topic = self.room(room).map(|room| room.topic).unwrap_or_default();
                let guests = self.rooms.get(&room).map(|(_, about)| about.guests.as_slice()).unwrap_or_default();
                let guest = guests.iter().find(|named| Some(named.id) == guest).map(|named| named.name.clone());
                Place::Room { topic, guest }
            }
        }
    }
}
