//! The state of the office: settings, units, people, one-time links.

use super::{
    event::OfficeEvent,
    id::{LinkId, Millis, PersonId, RoomId, UnitId},
    principal::Grant,
    text::TextRef,
};
use serde::{Deserialize, Serialize};

/// The office's header, one row of `rooms` like any other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Entries so far.
    pub staff_at: u64,
    /// Site settings as JSON.
    pub site: Option<TextRef>,
    /// The rulebook in force.
    pub rulebook: Option<TextRef>,
    /// The message while writing is off.
    pub read_only: Option<TextRef>,
}

/// A department, district or bureau.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Identity.
    pub id: UnitId,
    /// Its name.
    pub name: TextRef,
    /// The unit above it.
    pub parent: Option<UnitId>,
}

/// Log-in name and shown name of a person, kept as a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonCard {
    /// Unique; lower-cased.
    pub login: String,
    /// As shown to colleagues.
    pub name: String,
}

/// A staff account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Log-in name and shown name.
    pub card: TextRef,
    /// Log-in name, for look-up.
    pub login: String,
    /// argon2 hash; none until set.
    pub password: Option<TextRef>,
    /// Roles and where they apply.
    pub grants: Vec<Grant>,
    /// Closed for good.
    pub disabled: bool,
}

/// A one-time link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// SHA-256 of its secret, in hex.
    pub secret_sha256: String,
    /// Whose account it opens.
    pub person: PersonId,
    /// Where it leads.
    pub room: Option<RoomId>,
    /// Until when.
    pub expires_at: Millis,
    /// Used up.
    pub used: bool,
}

/// What one office decision sees and changes.
#[derive(Clone, Debug, Default)]
pub struct OfficeScope {
    /// The header.
    pub office: Office,
    /// The unit named.
    pub unit: Option<Unit>,
    /// The person named.
    pub person: Option<Person>,
    /// The link named.
    pub link: Option<Link>,
    /// Another person holds the log-in name.
    pub login_taken: bool,
}

impl OfficeScope {
    /// Changes the state by one entry. `card` is the person's card where one is set.
    pub fn apply(&mut self, event: &OfficeEvent, card: Option<&PersonCard>) {
        self.office.staff_at += 1;
        match event {
            OfficeEvent::SiteSet { text } => self.office.site = Some(text.clone()),
            OfficeEvent::RulebookAdopted { text } => self.office.rulebook = Some(text.clone()),
            OfficeEvent::ReadOnlySet { message } => self.office.read_only.clone_from(message),
            OfficeEvent::UnitSet { unit, name, parent } => {
                self.unit = Some(Unit { id: *unit, name: name.clone(), parent: *parent });
            }
            OfficeEvent::PersonSet { person, card: text } => self.set_person(*person, text, card),
            OfficeEvent::PasswordSet { hash, .. } => self.change(|person| person.password = Some(hash.clone())),
            OfficeEvent::Granted { grant, .. } => self.change(|person| person.grants.push(*grant)),
            OfficeEvent::Revoked { grant, .. } => self.change(|person| person.grants.retain(|held| held != grant)),
            OfficeEvent::Disabled { .. } => self.change(|person| {
                person.disabled = true;
                person.grants.clear();
            }),
            OfficeEvent::LinkIssued { link, secret_sha256, person, room, expires_at } => {
                self.link = Some(Link {
                    id: *link,
                    secret_sha256: secret_sha256.clone(),
                    person: *person,
                    room: *room,
                    expires_at: *expires_at,
                    used: false,
                });
            }
            OfficeEvent::LinkUsed { .. } => {
                if let Some(link) = &mut self.link {
                    link.used = true;
                }
            }
        }
    }

    fn set_person(&mut self, id: PersonId, text: &TextRef, card: Option<&PersonCard>) {
        let login = card.map(|card| card.login.clone()).unwrap_or_default();
        match &mut self.person {
            Some(person) => {
                person.card = text.clone();
                person.login = login;
            }
            None => {
                let card = text.clone();
                self.person = Some(Person { id, card, login, password: None, grants: Vec::new(), disabled: false });
            }
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Person)) {
        if let Some(person) = &mut self.person {
            change(person);
        }
    }
}
