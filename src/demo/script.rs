//! The script: a city and its sessions, as a file.

use super::portrait::Hair;
use crate::kernel::{
    id::GuestId,
    room::{About, Guest},
    text::Lang,
};
use anyhow::{Context, Result};
use serde::Deserialize;
use uuid::Uuid;

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// The city.
    pub city: City,
    /// Sessions; the first is played live.
    pub session: Vec<Session>,
    /// Posts that a moderator stops.
    pub stopped: Vec<Stopped>,
}

/// The city.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// Site name in Chinese.
    pub name_zh: String,
    /// Site name in English.
    pub name_en: String,
    /// Footer lines in Chinese.
    pub footer_zh: Vec<String>,
    /// Footer lines in English.
    pub footer_en: Vec<String>,
    /// Telephone.
    pub phone: String,
    /// Counter hours in Chinese.
    pub hours_zh: String,
    /// Counter hours in English.
    pub hours_en: String,
}

/// One interview.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Title.
    pub topic: String,
    /// Units that answer.
    pub units: Vec<String>,
    /// Fields of life it belongs to.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Host.
    pub host: String,
    /// Why now.
    pub background: String,
    /// Which questions.
    pub wanted: String,
    /// Who answers.
    pub guest: Vec<Answerer>,
    /// What to read beside it.
    #[serde(default)]
    pub material: Vec<Paper>,
    /// What is asked.
    pub question: Vec<Question>,
    /// What it came to; empty where nobody has written it yet.
    #[serde(default)]
    pub summary: String,
    /// What became of the recording.
    #[serde(default)]
    pub recording: String,
    /// What a guest says at the end without being asked.
    #[serde(default)]
    pub aside: String,
}

/// A guest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answerer {
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
    /// Hair of the drawn portrait.
    #[serde(default)]
    pub hair: Hair,
}

/// Something to read: a text of our own, or an address elsewhere.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Title.
    pub title: String,
    /// A word about it.
    #[serde(default)]
    pub note: String,
    /// The text.
    #[serde(default)]
    pub text: String,
    /// The address.
    #[serde(default)]
    pub href: String,
}

/// A question and its answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Asker's chosen name.
    pub name: String,
    /// Words.
    pub text: String,
    /// Sentences of the answer; none if it is left open.
    pub answer: Vec<String>,
    /// The heading that an editor sets before it afterwards; empty for none.
    #[serde(default)]
    pub title: String,
    /// Answered in writing instead of speech.
    #[serde(default)]
    pub written: bool,
    /// What becomes of it afterwards, where the session left it open: `draft`, `comment` or `answer` of its unit.
    #[serde(default)]
    pub after: String,
    /// The words of that.
    #[serde(default)]
    pub words: String,
}

/// A post that is stopped.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stopped {
    /// Asker's chosen name.
    pub name: String,
    /// Words.
    pub text: String,
    /// Rule of the shipped rulebook.
    pub rule: String,
    /// What its author says against that.
    #[serde(default)]
    pub appeal: Option<String>,
}

impl Script {
    /// The script that is shipped.
    ///
    /// # Errors
    /// When the file does not parse.
    pub fn shipped() -> Result<Script> {
        toml::from_str(include_str!("yunting.toml")).context("the demonstration's script does not parse")
    }
}

impl Session {
    /// The notice, with fresh ids for the guests.
    pub fn about(&self) -> About {
        let guest = |g: &Answerer| Guest {
            id: GuestId(Uuid::now_v7()),
            name: g.name.clone(),
            office: g.office.clone(),
            portrait: None,
        };
        About {
            topic: self.topic.clone(),
            units: self.units.clone(),
            subjects: self.subjects.clone(),
            guests: self.guest.iter().map(guest).collect(),
            host: self.host.clone(),
            background: self.background.clone(),
            wanted: self.wanted.clone(),
            materials: Vec::new(),
            video: String::new(),
            sign_video: String::new(),
            lang: Lang::Zh,
        }
    }
}
