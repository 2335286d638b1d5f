//! What was typed into a form, and what is wrong with it.

use crate::{
    auth::sha256,
    desk::Key,
    http::{Said, Words},
    kernel::{refusal::Refusal, text::Lang},
    wire::problem::status,
};
use axum::http::StatusCode;
use std::str::FromStr;

/// The fields of a form in the order they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Line ends become `\n`, however the browser sent them.
    pub fn new(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect())
    }

    /// What was typed under `name`; none if the form had no such field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(held, _)| held == name).map(|(_, value)| value.as_str())
    }

    /// The same without space around it; empty if there is none.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default().trim()
    }

    /// Everything typed under `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(held, _)| held == name).map(|(_, value)| value.as_str())
    }

    /// What was typed into the field of a row, without space around it; empty if there is none.
    pub fn nth(&self, name: &str, row: usize) -> &str {
        let mut held = self.0.iter().filter(|(held, _)| held == name);
        held.nth(row).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// Whether a box was ticked.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// An id, number or the like.
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// The text of several lines, one by one, without empty ones.
    pub fn lines(&self, name: &str) -> Vec<String> {
        self.text(name).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    /// The idempotency key. `part` tells the commands of one form apart.
    pub fn key(&self, part: &str) -> Option<Key> {
        let key = self.get("key").filter(|key| !key.is_empty())?;
        let said: Vec<&(String, String)> = self.0.iter().filter(|(name, _)| name != "key").collect();
        let request = sha256(&format!("{part}\n{said:?}"));
        let key = if part.is_empty() { key.to_owned() } else { format!("{key}.{part}") };
        Some(Key { key, request })
    }

    /// The id that the form was printed with; what the form makes gets it, so that a repeat makes nothing new.
    pub fn fresh<T: FromStr>(&self) -> Result<T, Refusal> {
        self.parse("key").ok_or_else(|| Refusal::Malformed { why: "the form's key is not a UUID".into() })
    }
}

/// What is wrong, field by field; the empty name stands for the form as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults(Vec<(String, String)>);

impl Faults {
    /// Notes what is wrong with a field.
    pub fn add(&mut self, name: impl Into<String>, text: String) {
        self.0.push((name.into(), text));
    }

    /// One refusal, about `field` or about the form.
    pub fn refused(words: Words, refusal: &Refusal, field: &str) -> Faults {
        let mut faults = Faults::default();
        faults.refuse(words, refusal, field);
        faults
    }

    /// Notes a refusal, about `field` or about the form.
    pub fn refuse(&mut self, words: Words, refusal: &Refusal, field: impl Into<String>) {
        self.tell(words, words.refused(refusal), field);
    }

    /// Notes what is said, about `field` or about the form.
    pub fn tell(&mut self, words: Words, said: Said, field: impl Into<String>) {
        let stop = if words.lang == Lang::Zh { "。" } else { ". " };
        self.add(field, format!("{}{stop}{}", said.what, said.then));
    }

    /// What is wrong with this field.
    pub fn of(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(held, _)| held == name).map(|(_, text)| text.clone())
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Field and text, for the summary above the form.
    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }
}

/// The status of a page that tells of a refusal.
pub(super) fn code(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(status(refusal)).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}
