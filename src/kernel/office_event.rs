//! What can happen in the office: units, people, roles, second factors, links, templates, the rulebook and the site.

use super::{
    deputy::Deputy,
    hears::Hears,
    id::{FactorId, LinkId, Millis, PersonId, RoomId, TemplateId, UnitId},
    phrase::Shelf,
    principal::Grant,
    text::{Lang, TextRef},
};
use serde::{Deserialize, Serialize};

/// What can happen in the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum OfficeEvent {
    /// Site name, footer lines and the like changed: a text with JSON.
    SiteSet {
        /// The settings.
        text: TextRef,
    },
    /// A rulebook took effect.
    RulebookAdopted {
        /// The file.
        text: TextRef,
    },
    /// Another calendar of working days took effect.
    CalendarAmended {
        /// The whole of it, as a table.
        text: TextRef,
    },
    /// Another catalogue of matters took effect.
    MattersAmended {
        /// The whole of it, as a sheet.
        text: TextRef,
    },
    /// Somebody stands in for a person on some days.
    DeputySet {
        /// For whom.
        person: PersonId,
        /// Who, when and with what.
        deputy: Deputy,
    },
    /// Somebody no longer stands in for a person.
    DeputyDropped {
        /// For whom.
        person: PersonId,
        /// Who.
        deputy: PersonId,
    },
    /// Writing was switched off with a message, or on.
    ReadOnlySet {
        /// The message; none switches writing on.
        message: Option<TextRef>,
    },
    /// A unit was added or renamed.
    UnitSet {
        /// Which one.
        unit: UnitId,
        /// Its name.
        name: TextRef,
        /// The unit above it.
        parent: Option<UnitId>,
    },
    /// A unit was closed.
    UnitClosed {
        /// Which one.
        unit: UnitId,
        /// The unit that took over.
        into: UnitId,
    },
    /// A closed unit was opened again; what went over stays where it is.
    UnitOpened {
        /// Which one.
        unit: UnitId,
    },
    /// A template for rooms was kept, renamed or replaced.
    TemplateSet {
        /// Which one.
        template: TemplateId,
        /// What it sets, as JSON.
        text: TextRef,
        /// The unit it is for; none for the installation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<UnitId>,
    },
    /// A template for rooms was given up.
    TemplateDropped {
        /// Which one.
        template: TemplateId,
        /// What it set last.
        text: TextRef,
    },
    /// A member of staff was added or renamed.
    PersonSet {
        /// Which one.
        person: PersonId,
        /// Log-in name and shown name, as JSON.
        card: TextRef,
        /// The unit whose account it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<UnitId>,
    },
    /// A password was set.
    PasswordSet {
        /// Who.
        person: PersonId,
        /// Its argon2 hash.
        hash: TextRef,
    },
    /// A second factor was set up.
    FactorSet {
        /// Who.
        person: PersonId,
        /// What its codes are drawn from.
        factor: FactorId,
        /// The thirty seconds of the code that was shown, counted from 1970.
        step: u64,
    },
    /// A code of the second factor was used: neither it nor an older one is good again.
    FactorUsed {
        /// Who.
        person: PersonId,
        /// The thirty seconds of the code.
        step: u64,
    },
    /// A second factor was taken away.
    FactorDropped {
        /// Whose.
        person: PersonId,
    },
    /// A role was given.
    Granted {
        /// To whom.
        person: PersonId,
        /// What and where.
        grant: Grant,
    },
    /// A role was taken.
    Revoked {
        /// From whom.
        person: PersonId,
        /// What and where.
        grant: Grant,
    },
    /// An account was closed.
    Disabled {
        /// Whose.
        person: PersonId,
    },
    /// Somebody is to be written to at an address that is not confirmed yet.
    MailAsked {
        /// Who.
        person: PersonId,
        /// The address.
        address: TextRef,
        /// The language of the mail that asks for it.
        lang: Lang,
        /// When: the code is good for some days.
        asked_at: Millis,
    },
    /// The person showed the code that was sent to the address.
    MailConfirmed {
        /// Who.
        person: PersonId,
    },
    /// The person chose what to hear of by mail.
    MailChosen {
        /// Who.
        person: PersonId,
        /// All of it.
        hears: Hears,
    },
    /// The address is gone.
    MailDropped {
        /// Whose.
        person: PersonId,
    },
    /// The canned phrases of a unit or a person changed.
    PhrasesSet {
        /// Whose.
        shelf: Shelf,
        /// All of them, as JSON.
        text: TextRef,
    },
    /// A one-time link was made.
    LinkIssued {
        /// Which one.
        link: LinkId,
        /// SHA-256 of its secret, in hex.
        secret_sha256: String,
        /// Whose account it opens.
        person: PersonId,
        /// Where it leads.
        room: Option<RoomId>,
        /// Until when.
        expires_at: Millis,
        /// How far whoever made it governed: units with all below them, or the installation.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        within: Vec<UnitId>,
    },
    /// A one-time link was used.
    LinkUsed {
        /// Which one.
        link: LinkId,
    },
}
