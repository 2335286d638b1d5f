//! A deadline in working days for programs: whoever was told one can count it again.

use super::super::{App, Failure, Visit};
use crate::kernel::{
    calendar::{Step, due},
    refusal::Refusal,
    text::Lang,
};
use axum::{
    Json,
    extract::{Query, State},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most working days that are counted.
const MOST_DAYS: u16 = 250;

/// What is counted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Day of receipt in the installation's zone, such as `2026-02-13`; the day after is day 1.
    received: String,
    /// Working days, 250 at most.
    days: u16,
}

/// A deadline and every day on the way to it.
#[derive(Serialize, ToSchema)]
pub(super) struct DueOut {
    received: String,
    days: u16,
    /// The last day; none where no day is ever worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// Edition of the calendar it was counted by; 0 is the one that is shipped.
    calendar_edition: u32,
    /// Years on the way whose holidays are not known yet: weekends only.
    unknown_years: Vec<i16>,
    steps: Vec<StepOut>,
}

/// A day on the way.
#[derive(Serialize, ToSchema)]
struct StepOut {
    date: String,
    /// `work`, `make_up` (worked in exchange for a holiday), `weekend`, `holiday`.
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Its number, where it is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u16>,
}

/// Counts working days by the calendar in force.
#[utoipa::path(get, path = "/api/v1/workdays/due", params(Asked), responses((status = 200, body = DueOut)))]
pub(super) async fn count(
    State(app): State<App>,
    visit: Visit,
    Query(Asked { received, days }): Query<Asked>,
) -> Result<Json<DueOut>, Failure> {
    let malformed = |why: &str| Refusal::Malformed { why: why.to_owned() };
    let date: Date = received.parse().map_err(|_| malformed("received: a date such as 2026-02-13"))?;
    if days > MOST_DAYS || !(2000..=2200).contains(&date.year()) {
        return Err(malformed("days: at most 250; received: from 2000 to 2200").into());
    }
    let told = due(&app.desk.current().get().calendar, date, days, &[]);
    let lang = visit.lang();
    Ok(Json(DueOut {
        received: told.received.to_string(),
        days,
        due: told.date.map(|date| date.to_string()),
        calendar_edition: told.edition,
        unknown_years: told.unknown,
        steps: told.steps.into_iter().map(|step| step_out(step, lang)).collect(),
    }))
}

fn step_out(step: Step, lang: Lang) -> StepOut {
    StepOut {
        date: step.date.to_string(),
        kind: step.kind.code(),
        name: step.name.map(|name| name.in_words(lang).to_owned()),
        day: step.nth,
    }
}
