//! The fields of one form.

use crate::{auth::sha256, desk::Key, kernel::refusal::Refusal};
use std::str::FromStr;

/// What was typed and pressed, in the order of the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Line ends become `\n`, however the browser sent them.
    pub fn new(pairs: Vec<(String, String)>) -> Typed {
        Typed(pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect())
    }

    /// The first value of a field; empty if the form had none.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value.as_str())
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(held, _)| held == name).map(|(_, value)| value.as_str())
    }

    /// A value that must be there: an id, a revision, a number.
    pub fn parse<T: FromStr>(&self, name: &str) -> Result<T, Refusal> {
        self.text(name).trim().parse().map_err(|_| Refusal::Malformed { why: format!("field {name}") })
    }

    /// A value that may be left empty.
    pub fn maybe<T: FromStr>(&self, name: &str) -> Result<Option<T>, Refusal> {
        if self.text(name).trim().is_empty() { Ok(None) } else { self.parse(name).map(Some) }
    }

    /// The key of one command of this form. A second press of the same form is the same
    /// command; the same page sent with other words is another one. `part` tells apart what
    /// one form does to several things.
    pub fn key(&self, part: &str) -> Option<Key> {
        let page = Some(self.text("key")).filter(|key| !key.is_empty())?;
        let said: Vec<&(String, String)> = self.0.iter().filter(|(name, _)| name != "key").collect();
        let request = sha256(&format!("{part}\n{said:?}"));
        let short = request.get(..24).unwrap_or_default();
        Some(Key { key: format!("{page}.{short}"), request })
    }
}
