//! The rule by which a question was stopped, in the wording that was in force then: what its author was
//! told is not rewritten by a newer rulebook.

use super::Desk;
use crate::{
    kernel::{
        event::{Event, PostEvent},
        id::{Millis, RoomId},
        post::{Post, Verdict},
    },
    store::{Audited, Db, StoreError},
};
use moderation::{DEFAULT, Rule, Rulebook};

/// What a rule says, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Its id.
    pub id: String,
    /// A few words: Chinese, English.
    pub title: [String; 2],
    /// What authors are told: Chinese, English.
    pub text: [String; 2],
    /// What it stopped is only counted in public, not named one by one.
    pub counted_only: bool,
}

impl From<Rule> for Ruling {
    fn from(Rule { id, title, text, counted_only, .. }: Rule) -> Self {
        Ruling { id, title: [title.zh, title.en], text: [text.zh, text.en], counted_only }
    }
}

impl Desk {
    /// The rules in force, in the order of the rulebook.
    pub fn rulings(&self) -> Vec<Ruling> {
        self.current().get().rulebook.rules.iter().cloned().map(Ruling::from).collect()
    }

    /// None if nothing stopped it, or the rule is in no rulebook.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn ruling(&self, room: RoomId, post: &Post) -> Result<Option<Ruling>, StoreError> {
        let Some(id) = &post.rule else { return Ok(None) };
        let db = &self.inner.db;
        let entries = db.since(room, post.id, 0).await?;
        let at = entries.iter().rev().find(|entry| names(entry, id)).map_or(post.at, |entry| entry.at);
        let rule = rulebook_at(db, at).await?.rules.into_iter().find(|rule| rule.id == *id);
        Ok(rule.map(Ruling::from))
    }
}

/// Whether somebody decided by this rule.
fn names(entry: &Audited, id: &str) -> bool {
    let Event::Post { event, .. } = &entry.event else { return false };
    match event {
        PostEvent::Screened { verdict: Verdict::Reject { rule }, .. } | PostEvent::TakenDown { rule } => rule == id,
        _ => false,
    }
}

/// The rulebook that was in force then; the one that is shipped until another was adopted.
async fn rulebook_at(db: &Db, at: Millis) -> Result<Rulebook, StoreError> {
    let file = match db.rulebook_at(at).await? {
        Some(text) => db.texts(&[text]).await?.remove(&text).and_then(|row| row.body),
        None => None,
    };
    let parsed = Rulebook::parse(file.as_deref().unwrap_or(DEFAULT));
    parsed.map_err(|error| StoreError::Sql(format!("a rulebook of before does not parse: {error}")))
}
