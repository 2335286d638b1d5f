//! Rooms from templates: what sessions of one sort have in common, kept under a name.

use super::{
    id::{TemplateId, UnitId},
    policy::Policy,
    room::About,
    text::{Lang, TextRef},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// A template as the office keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Identity.
    pub id: TemplateId,
    /// The `Setup` as JSON.
    pub text: TextRef,
    /// The unit it is for, with those below it; none for the installation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Raised by every change.
    pub revision: u32,
}

/// The rule that is always written.
const ANSWER_DAYS: &str = "answer_days";

/// What a template sets. One from another version opens too: what is unknown is passed over, what is missing is as usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setup {
    /// What it is called.
    pub name: String,
    /// Language of the notice.
    pub lang: Lang,
    /// Units that rooms belong to, for permits.
    pub units: Vec<UnitId>,
    /// Names of the units that answer, as they are to be printed.
    pub answering: Vec<String>,
    /// Fields of life it belongs to.
    pub subjects: Vec<String>,
    /// Who hosts.
    pub host: String,
    /// Why now, in a few paragraphs.
    pub background: String,
    /// Which questions are wanted.
    pub wanted: String,
    /// The room's rules.
    #[serde(deserialize_with = "as_known", serialize_with = "whole")]
    pub policy: Policy,
    /// Times of day and spans between them.
    pub timing: Timing,
}

/// When things happen, without a date: in the installation's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Timing {
    /// Posts are taken from so many days before the session.
    pub collect_days: u32,
    /// And from this minute of that day.
    pub collect_minute: u32,
    /// The session begins at this minute of its day.
    pub starts_minute: u32,
    /// How long it lasts, in minutes.
    pub lasts_minutes: u32,
}

impl Timing {
    /// Whether every time is one of a day, and no span is longer than a room's may be.
    pub fn is_sound(&self) -> bool {
        const DAY: u32 = 24 * 60;
        let in_order = self.collect_days > 0 || self.collect_minute <= self.starts_minute;
        let of_a_day = self.collect_minute < DAY && self.starts_minute < DAY;
        in_order && of_a_day && self.collect_days <= 366 && (1..=DAY).contains(&self.lasts_minutes)
    }
}

impl Default for Timing {
    fn default() -> Self {
        Timing { collect_days: 6, collect_minute: 9 * 60, starts_minute: 9 * 60 + 30, lasts_minutes: 90 }
    }
}

impl Default for Setup {
    fn default() -> Self {
        let (name, host, background, wanted) = Default::default();
        let (units, answering, subjects, policy, timing) = Default::default();
        Setup { name, lang: Lang::Zh, units, answering, subjects, host, background, wanted, policy, timing }
    }
}

impl Setup {
    /// What a room has in common with others of its sort: neither its topic, guests, materials and addresses of video
    /// nor a date.
    pub fn of(name: String, about: &About, policy: &Policy, units: &[UnitId], timing: Timing) -> Setup {
        let About { lang, units: answering, subjects, host, background, wanted, .. } = about.clone();
        let (units, policy) = (units.to_vec(), policy.clone());
        Setup { name, lang, units, answering, subjects, host, background, wanted, policy, timing }
    }

    /// The notice that a room begins with.
    pub fn about(&self) -> About {
        let Setup { answering: units, subjects, host, background, wanted, .. } = self.clone();
        About { units, subjects, host, background, wanted, ..About::blank(self.lang) }
    }
}

/// The rules as far as this version knows them.
fn as_known<'de, D: Deserializer<'de>>(from: D) -> Result<Policy, D::Error> {
    let mut rules = Map::deserialize(from)?;
    let alone = |name: &String, value: &Value| Value::Object(Map::from_iter([(name.clone(), value.clone())]));
    rules.retain(|name, value| serde_json::from_value::<Policy>(alone(name, value)).is_ok());
    // Where a room says nothing of it, it is one of before and promises nothing; a template is for rooms to come.
    rules.entry(ANSWER_DAYS).or_insert_with(|| Policy::default().answer_days.into());
    serde_json::from_value(Value::Object(rules)).map_err(serde::de::Error::custom)
}

/// The rules with what they would leave out.
fn whole<S: Serializer>(policy: &Policy, into: S) -> Result<S::Ok, S::Error> {
    let mut rules = serde_json::to_value(policy).map_err(serde::ser::Error::custom)?;
    if let Some(rules) = rules.as_object_mut() {
        rules.insert(ANSWER_DAYS.into(), policy.answer_days.into());
    }
    rules.serialize(into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setup_of_another_version_opens_as_far_as_it_is_known() {
        let kept = r#"{"name":"月度访谈","policy":{"votes":false,"undo_ms":9000,"publication":{"type":"by_lot"},"mood":1},
            "timing":{"collect_days":3},"banner":"x"}"#;
        let setup: Setup = serde_json::from_str(kept).unwrap_or_default();
        assert_eq!(setup.name, "月度访谈");
        assert_eq!(setup.policy, Policy { votes: false, undo_ms: 9_000, ..Policy::default() });
        assert_eq!(setup.timing, Timing { collect_days: 3, ..Timing::default() });
        let none = Setup { policy: Policy { answer_days: 0, ..Policy::default() }, ..setup.clone() };
        let kept = serde_json::to_string(&none).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Setup>(&kept).ok(), Some(none), "nothing promised stays nothing promised");
        let whole = serde_json::to_string(&setup).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Setup>(&whole).ok(), Some(setup));
    }
}
