//! What can be asked of the office: units, people, roles, links, templates, the rulebook and the site.

use super::{
    deputy::Deputy,
    hears::MailStep,
    id::{FactorId, FileId, LinkId, PersonId, RoomId, TemplateId, UnitId},
    phrase::{Phrase, Shelf},
    principal::Grant,
    template::Setup,
};
use serde::{Deserialize, Serialize};

/// How the calendar of working days changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CalendarChange {
    /// The years of a table are as they are there.
    Set {
        /// The table, as `kernel::calendar` reads it.
        file: String,
    },
    /// Of a year only weekends are known again.
    Withdraw {
        /// The year.
        year: i16,
    },
}

/// A command to the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum OfficeCommand {
    /// Site name, footer lines and the like.
    SetSite {
        /// Settings.
        site: Site,
    },
    /// A new rulebook file.
    AdoptRulebook {
        /// The TOML.
        file: String,
    },
    /// Years of the calendar of working days are set, or one is given up.
    AmendCalendar {
        /// What changes.
        change: CalendarChange,
        /// The edition that was seen.
        seen: u32,
    },
    /// Another catalogue of matters.
    AmendMatters {
        /// The sheet, whole, as `kernel::matter` reads it.
        file: String,
        /// The edition that was seen.
        seen: u32,
    },
    /// Somebody stands in for a person, or does so on other days.
    SetDeputy {
        /// For whom.
        person: PersonId,
        /// Who, when and with what.
        deputy: Deputy,
    },
    /// Somebody no longer stands in for a person.
    DropDeputy {
        /// For whom.
        person: PersonId,
        /// Who.
        deputy: PersonId,
    },
    /// Writing off with a message, or on.
    SetReadOnly {
        /// The message; none switches writing on.
        message: Option<String>,
    },
    /// A unit is added or renamed.
    SetUnit {
        /// Which one; a new id adds.
        unit: UnitId,
        /// Its name.
        name: String,
        /// The unit above it.
        parent: Option<UnitId>,
    },
    /// A unit is closed: nothing is given to it any more, and what is open goes over.
    CloseUnit {
        /// Which one.
        unit: UnitId,
        /// The unit that takes over.
        into: UnitId,
    },
    /// A closed unit is opened again.
    OpenUnit {
        /// Which one.
        unit: UnitId,
    },
    /// A template for rooms is kept, renamed or replaced.
    SetTemplate {
        /// Which one; a new id adds.
        template: TemplateId,
        /// What it sets.
        setup: Setup,
        /// The unit it is for, with those below it; none for the installation.
        unit: Option<UnitId>,
        /// The revision that was seen; none for a new one.
        seen: Option<u32>,
    },
    /// A template for rooms is given up; rooms drafted from it stay as they are.
    DropTemplate {
        /// Which one.
        template: TemplateId,
    },
    /// A member of staff is added or renamed.
    SetPerson {
        /// Which one; a new id adds.
        person: PersonId,
        /// Log-in name, unique.
        login: String,
        /// Shown name.
        name: String,
        /// The unit whose account it is; none for the installation's own.
        #[serde(default)]
        unit: Option<UnitId>,
    },
    /// A password is set by its owner or an administrator.
    SetPassword {
        /// Whose.
        person: PersonId,
        /// argon2 hash in PHC form; the password itself never enters a command.
        hash: String,
    },
    /// A second factor is set up by its owner, who has shown a code of it.
    SetFactor {
        /// Whose.
        person: PersonId,
        /// What its codes are drawn from.
        factor: FactorId,
        /// The thirty seconds of the code shown, counted from 1970; they are used up.
        step: u64,
    },
    /// A code of the second factor is used, once, by whoever proved the account otherwise.
    UseFactor {
        /// Whose.
        person: PersonId,
        /// The factor that the code is of.
        factor: FactorId,
        /// The thirty seconds of the code shown.
        step: u64,
    },
    /// A second factor is taken away, by its owner or whoever administers the account.
    DropFactor {
        /// Whose.
        person: PersonId,
    },
    /// A role is given.
    Grant {
        /// To whom.
        person: PersonId,
        /// What and where.
        grant: Grant,
    },
    /// A role is taken.
    Revoke {
        /// From whom.
        person: PersonId,
        /// What and where.
        grant: Grant,
    },
    /// An account is closed.
    Disable {
        /// Whose.
        person: PersonId,
    },
    /// Where somebody is written to, and of what.
    Mail {
        /// Who.
        person: PersonId,
        /// What is done.
        step: MailStep,
    },
    /// Other canned phrases.
    SetPhrases {
        /// Whose.
        shelf: Shelf,
        /// All of them, in their order.
        phrases: Vec<Phrase>,
        /// The edition that was seen.
        seen: u32,
    },
    /// A one-time link is made.
    IssueLink {
        /// Its id.
        link: LinkId,
        /// SHA-256 of its secret, in hex.
        secret_sha256: String,
        /// Whose account it opens.
        person: PersonId,
        /// Where it leads.
        room: Option<RoomId>,
    },
    /// A one-time link is used.
    UseLink {
        /// Which one.
        link: LinkId,
        /// SHA-256 of the secret shown, in hex.
        secret_sha256: String,
    },
}

/// What every public page shows of the installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Footer lines in Chinese: sponsor, telephone, counter hours.
    pub footer_zh: Vec<String>,
    /// Footer lines in English.
    pub footer_en: Vec<String>,
    /// Telephone for whoever cannot or will not write here.
    pub phone: String,
    /// When the counter is open, in Chinese.
    pub hours_zh: String,
    /// When the counter is open, in English.
    pub hours_en: String,
    /// What the installation adds to the statement on accessibility, in Chinese.
    pub accessibility_zh: String,
    /// What it adds to it in English.
    pub accessibility_en: String,
    /// The picture beside its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emblem: Option<Emblem>,
}

/// The picture beside the site's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emblem {
    /// A stored picture of the office.
    pub file: FileId,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl OfficeCommand {
    /// The files it names.
    pub fn files(&self) -> Vec<FileId> {
        match self {
            OfficeCommand::SetSite { site } => site.emblem.iter().map(|emblem| emblem.file).collect(),
            _ => Vec::new(),
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        let (footer_zh, footer_en) = Default::default();
        let (phone, hours_zh, hours_en) = Default::default();
        let (accessibility_zh, accessibility_en) = Default::default();
        Site {
            name_zh: "问政".into(),
            name_en: "Wenzheng".into(),
            footer_zh,
            footer_en,
            phone,
            hours_zh,
            hours_en,
            accessibility_zh,
            accessibility_en,
            emblem: None,
        }
    }
}
