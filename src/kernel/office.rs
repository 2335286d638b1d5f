//! The state of the office: settings, units, people, one-time links.

use super::{
    deputy::Deputy,
    event::OfficeEvent,
    hears::{Hears, Often, StaffMail},
    id::{FactorId, LinkId, Millis, OFFICE, PersonId, RoomId, TemplateId, UnitId},
    phrase::{Phrases, Shelf},
    principal::{Grant, Permit, Principal, Reach, Role},
    template::Template,
    text::{Lang, TextRef},
    units::Tree,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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
    /// The calendar of working days, as a table; the shipped one until another took effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<TextRef>,
    /// How often it changed.
    #[serde(default, skip_serializing_if = "is_none")]
    pub calendar_edition: u32,
    /// The catalogue of matters, as a sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matters: Option<TextRef>,
    /// How often it changed.
    #[serde(default, skip_serializing_if = "is_none")]
    pub matters_edition: u32,
    /// The message while writing is off.
    pub read_only: Option<TextRef>,
    /// What rooms can be drafted from, in the order in which they were first kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde gives a reference
fn is_none(edition: &u32) -> bool {
    *edition == 0
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde gives a reference
fn is_never(at: &Millis) -> bool {
    *at == 0
}

impl Office {
    fn keep(&mut self, id: TemplateId, text: &TextRef, unit: Option<UnitId>) {
        let text = text.clone();
        match self.templates.iter_mut().find(|held| held.id == id) {
            Some(held) => *held = Template { id, text, unit, revision: held.revision + 1 },
            None => self.templates.push(Template { id, text, unit, revision: 1 }),
        }
    }
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
    /// It was closed; this one took over what it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_into: Option<UnitId>,
    /// Words it uses again and again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrases: Option<Phrases>,
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

/// The second factor of an account: codes of thirty seconds (RFC 6238).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// What its codes are drawn from.
    pub id: FactorId,
    /// The last thirty seconds whose code was used, counted from 1970.
    pub step: u64,
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
    /// The unit whose account it is; none for the installation's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// argon2 hash; none until set.
    pub password: Option<TextRef>,
    /// What is asked for beside the password or a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Factor>,
    /// Roles and where they apply.
    pub grants: Vec<Grant>,
    /// Closed for good.
    pub disabled: bool,
    /// Who stands in for them, and when; each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deputies: Vec<Deputy>,
    /// Where they are written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<StaffMail>,
    /// When a code was last sent for an address; 0 for never.
    #[serde(default, skip_serializing_if = "is_never")]
    pub mail_asked_at: Millis,
    /// Words they use again and again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrases: Option<Phrases>,
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
    /// How far whoever made it governed: units with all below them, or, when empty, the installation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<UnitId>,
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
    /// Another person named beside them.
    pub other: Option<Person>,
    /// What others lend to the person named, today or later.
    pub lent: Vec<Grant>,
    /// The link named.
    pub link: Option<Link>,
    /// Another person holds the log-in name.
    pub login_taken: bool,
    /// All units.
    pub tree: Tree,
    /// Planned end of the session that a link leads to, in ms.
    pub ends_at: Option<Millis>,
    /// Units of the rooms that the command or the person's grants name.
    pub rooms: HashMap<RoomId, Vec<UnitId>>,
}

impl OfficeScope {
    /// Changes the state by one entry. `card` is the person's card where one is set.
    pub fn apply(&mut self, event: &OfficeEvent, card: Option<&PersonCard>) {
        self.office.staff_at += 1;
        match event {
            OfficeEvent::SiteSet { text } => self.office.site = Some(text.clone()),
            OfficeEvent::RulebookAdopted { text } => self.office.rulebook = Some(text.clone()),
            OfficeEvent::CalendarAmended { text } => {
                self.office.calendar = Some(text.clone());
                self.office.calendar_edition += 1;
            }
            OfficeEvent::MattersAmended { text } => {
                self.office.matters = Some(text.clone());
                self.office.matters_edition += 1;
            }
            OfficeEvent::DeputySet { deputy, .. } => self.change(|person| {
                person.deputies.retain(|held| held.person != deputy.person);
                person.deputies.push(deputy.clone());
            }),
            OfficeEvent::DeputyDropped { deputy, .. } => {
                self.change(|person| person.deputies.retain(|held| held.person != *deputy));
            }
            OfficeEvent::ReadOnlySet { message } => self.office.read_only.clone_from(message),
            OfficeEvent::UnitSet { unit, name, parent } => self.set_unit(*unit, name, *parent),
            OfficeEvent::UnitClosed { into, .. } => self.end_unit(Some(*into)),
            OfficeEvent::UnitOpened { .. } => self.end_unit(None),
            OfficeEvent::TemplateSet { template, text, unit } => self.office.keep(*template, text, *unit),
            OfficeEvent::TemplateDropped { template, .. } => self.office.templates.retain(|held| held.id != *template),
            OfficeEvent::PersonSet { person, card: text, unit } => self.set_person(*person, text, card, *unit),
            OfficeEvent::PasswordSet { hash, .. } => self.change(|person| person.password = Some(hash.clone())),
            OfficeEvent::FactorSet { factor, step, .. } => {
                self.change(|person| person.factor = Some(Factor { id: *factor, step: *step }));
            }
            OfficeEvent::FactorUsed { step, .. } => self.change(|person| {
                if let Some(factor) = &mut person.factor {
                    factor.step = *step;
                }
            }),
            OfficeEvent::FactorDropped { .. } => self.change(|person| person.factor = None),
            OfficeEvent::Granted { grant, .. } => self.change(|person| person.grants.push(*grant)),
            OfficeEvent::Revoked { grant, .. } => self.change(|person| person.grants.retain(|held| held != grant)),
            OfficeEvent::Disabled { .. } => self.change(|person| {
                person.disabled = true;
                person.grants.clear();
                person.deputies.clear();
                (person.mail, person.phrases) = (None, None);
            }),
            OfficeEvent::MailAsked { address, lang, asked_at, .. } => self.ask_mail(address, *lang, *asked_at),
            OfficeEvent::MailConfirmed { .. } => self.change_mail(|mail| mail.confirmed = true),
            OfficeEvent::MailChosen { hears, .. } => self.change_mail(|mail| mail.hears = *hears),
            OfficeEvent::MailDropped { .. } => self.change(|person| person.mail = None),
            OfficeEvent::PhrasesSet { shelf, text } => self.keep_phrases(*shelf, text),
            OfficeEvent::LinkIssued { link, secret_sha256, person, room, expires_at, within } => {
                self.link = Some(Link {
                    id: *link,
                    secret_sha256: secret_sha256.clone(),
                    person: *person,
                    room: *room,
                    expires_at: *expires_at,
                    used: false,
                    within: within.clone(),
                });
            }
            OfficeEvent::LinkUsed { .. } => {
                if let Some(link) = &mut self.link {
                    link.used = true;
                }
            }
        }
    }

    /// Whether `permit` administers whatever a grant of this reach opens.
    pub fn is_governed(&self, permit: &Permit, reach: Reach) -> bool {
        let units = match reach {
            Reach::Room { room, .. } => self.rooms.get(&room).map(Vec::as_slice).unwrap_or_default(),
            _ => &[],
        };
        permit.administers(reach, units)
    }

    /// Whether `permit` administers the person's account with everything that it opens.
    pub fn is_account_governed(&self, permit: &Permit, person: &Person) -> bool {
        let held: Vec<bool> = person.grants.iter().map(|grant| self.is_governed(permit, grant.reach)).collect();
        permit.administers_account(person.unit, &held)
    }

    /// The permit of whoever governs `units` with all below them.
    pub fn permit_within(&self, principal: Principal, units: &[UnitId]) -> Permit {
        let grant = |unit: &UnitId| Grant { role: Role::Administrator, reach: Reach::Unit { unit: *unit } };
        let grants: Vec<Grant> = units.iter().map(grant).collect();
        Permit::new(principal, &self.tree.widened(&grants), OFFICE, &[])
    }

    fn set_unit(&mut self, id: UnitId, name: &TextRef, parent: Option<UnitId>) {
        let (closed_into, phrases) = self.unit.take().map_or((None, None), |held| (held.closed_into, held.phrases));
        self.unit = Some(Unit { id, name: name.clone(), parent, closed_into, phrases });
    }

    fn end_unit(&mut self, into: Option<UnitId>) {
        if let Some(unit) = &mut self.unit {
            unit.closed_into = into;
        }
    }

    fn set_person(&mut self, id: PersonId, text: &TextRef, card: Option<&PersonCard>, unit: Option<UnitId>) {
        let login = card.map(|card| card.login.clone()).unwrap_or_default();
        match &mut self.person {
            Some(person) => {
                person.card = text.clone();
                person.login = login;
                person.unit = unit;
            }
            None => {
                self.person = Some(Person {
                    id,
                    card: text.clone(),
                    login,
                    unit,
                    password: None,
                    factor: None,
                    grants: Vec::new(),
                    disabled: false,
                    deputies: Vec::new(),
                    mail: None,
                    mail_asked_at: 0,
                    phrases: None,
                });
            }
        }
    }

    /// What was chosen stays when the address changes; the language is that of whoever gave it.
    fn ask_mail(&mut self, address: &TextRef, lang: Lang, asked_at: Millis) {
        self.change(|person| {
            let held = person.mail.as_ref().map(|mail| mail.hears);
            let hears = held.unwrap_or(Hears { waits: Often::default(), above: Often::default(), lang });
            person.mail = Some(StaffMail { address: address.clone(), confirmed: false, hears });
            person.mail_asked_at = asked_at;
        });
    }

    fn keep_phrases(&mut self, shelf: Shelf, text: &TextRef) {
        let kept = match shelf {
            Shelf::Person { .. } => self.person.as_mut().map(|person| &mut person.phrases),
            Shelf::Unit { .. } => self.unit.as_mut().map(|unit| &mut unit.phrases),
        };
        if let Some(kept) = kept {
            *kept = Some(Phrases::next(kept.as_ref(), text));
        }
    }

    fn change_mail(&mut self, change: impl FnOnce(&mut StaffMail)) {
        self.change(|person| {
            if let Some(mail) = &mut person.mail {
                change(mail);
            }
        });
    }

    fn change(&mut self, change: impl FnOnce(&mut Person)) {
        if let Some(person) = &mut self.person {
            change(person);
        }
    }
}
