//! How long an answer took, and letters that were answered elsewhere before they came into this house.

use super::{End, Manner};
use crate::kernel::{
    calendar::{Calendar, due, worked},
    clock::Clock,
    id::{Millis, UnitId},
    rating::Grade,
    text::TextRef,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How long an answer took, as it was counted on its day: another calendar does not change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Took {
    /// The day of the answer in the installation's zone.
    pub day: Date,
    /// Working days from the day after receipt, without those on which the clock stood still.
    pub days: u16,
    /// On the citizen's last day or before; none where nothing was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_time: Option<bool>,
    /// As many working days after the unit got it as the citizen was promised, or sooner; none where no unit had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_in_time: Option<bool>,
}

impl Took {
    /// Counts from `received`, and for the unit from `routed`, to `day`.
    pub fn count(
        calendar: &Calendar,
        clock: Option<&Clock>,
        (received, routed): (Date, Option<Date>),
        day: Date,
    ) -> Took {
        let pauses = clock.map(|clock| clock.pauses.as_slice()).unwrap_or_default();
        let unit_in_time = clock.zip(routed).map(|(clock, routed)| {
            let allowed = clock.days.saturating_add(clock.extended);
            due(calendar, routed, allowed, pauses).date.is_some_and(|due| day <= due)
        });
        let in_time = clock.and_then(|clock| clock.due).map(|due| day <= due);
        Took { day, days: worked(calendar, received, day, pauses), in_time, unit_in_time }
    }
}

/// The answer to a letter of before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastAnswer {
    /// The words.
    pub text: TextRef,
    /// When it was given, UTC ms.
    pub at: Millis,
    /// How long it took.
    pub took: Took,
    /// Nothing was done, for this reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// What its author thought of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// How much of it the public sees; none where that is not decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manner: Option<Manner>,
}

/// A letter of before, as it came into this house: its own times beside the time of the entry, which never runs
/// backward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// Its number where it comes from; one letter of a room has it.
    pub reference: String,
    /// When it was received there, UTC ms.
    pub received_at: Millis,
    /// The same as a day in the installation's zone.
    pub received: Date,
    /// The unit that had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The matter of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// Its answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<PastAnswer>,
}

impl Brought {
    /// Whether everybody sees it from now on.
    pub fn is_public(&self) -> bool {
        let manner = self.answer.as_ref().and_then(|answer| answer.manner);
        matches!(manner, Some(Manner::Whole | Manner::Outcome))
    }
}
