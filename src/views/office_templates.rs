//! Templates of rooms: for whom they are, what they set, and the dates that follow from them.

use super::{
    office_units::{self, UnitRow},
    reader::Texts,
};
use crate::{
    kernel::{
        id::{Millis, TemplateId, TextId, UnitId},
        room::Schedule,
        template::{Setup, Template, Timing},
    },
    store::{Db, StoreError},
};
use jiff::{
    Timestamp, ToSpan, Zoned,
    civil::{Date, Time},
    tz::TimeZone,
};

/// A session is not proposed for an earlier day than this from now.
const DAYS_AHEAD: u32 = 7;

/// A template, with the units that its words name.
#[derive(Clone, Debug)]
pub struct TemplateRow {
    /// Identity.
    pub id: TemplateId,
    /// To be named by whoever changes it.
    pub revision: u32,
    /// The unit it is for, with those below it; none for the installation.
    pub unit: Option<UnitId>,
    /// That unit's name.
    pub unit_name: Option<String>,
    /// Names of the units that its rooms belong to.
    pub rooms_of: Vec<String>,
    /// What it sets.
    pub setup: Setup,
}

/// All templates by name, and the tree of units.
///
/// # Errors
/// `StoreError`.
pub async fn templates(db: &Db) -> Result<(Vec<TemplateRow>, Vec<UnitRow>), StoreError> {
    let templates = db.office().await?.templates;
    let units = office_units::units(db).await?;
    let ids: Vec<TextId> = templates.iter().map(|template| template.text.id).collect();
    let texts = Texts::read(db, &ids).await?;
    let mut rows: Vec<TemplateRow> = templates.iter().filter_map(|template| row(template, &texts, &units)).collect();
    rows.sort_by(|a, b| a.setup.name.cmp(&b.setup.name));
    Ok((rows, units))
}

/// Whether it is for somebody who drafts rooms in these units; `None` drafts everywhere.
pub fn is_for(row: &TemplateRow, drafts_in: Option<&[UnitId]>, units: &[UnitRow]) -> bool {
    let (Some(unit), Some(own)) = (row.unit, drafts_in) else { return true };
    let reached = office_units::below(units, unit);
    own.iter().any(|own| reached.contains(own))
}

/// The times of a schedule without its date.
pub fn timing(at: &Schedule, zone: &TimeZone) -> Timing {
    let (collect, starts) = (local(at.collect_at, zone), local(at.starts_at, zone));
    let minute = |at: &Zoned| u32::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or(0);
    let days = collect.date().until(starts.date()).map_or(0, |span| span.get_days());
    let minutes = (at.ends_at - at.starts_at) / 60_000;
    Timing {
        collect_days: u32::try_from(days.clamp(0, 366)).unwrap_or(0),
        collect_minute: minute(&collect),
        starts_minute: minute(&starts),
        lasts_minutes: u32::try_from(minutes.clamp(1, 24 * 60)).unwrap_or(1),
    }
}

/// The first dates with these times: at least a week from now, and nothing is asked for before tomorrow.
pub fn schedule(timing: &Timing, now: Millis, zone: &TimeZone) -> Schedule {
    let ahead = DAYS_AHEAD.max(timing.collect_days + 1);
    let today = local(now, zone).date();
    let day = |days: u32| today.checked_add(i64::from(days).days()).unwrap_or(today);
    let collect_at = moment(day(ahead - timing.collect_days), timing.collect_minute, zone).unwrap_or(now);
    let starts_at = moment(day(ahead), timing.starts_minute, zone).unwrap_or(now);
    Schedule { collect_at, starts_at, ends_at: starts_at + Millis::from(timing.lasts_minutes) * 60_000 }
}

/// `09:30`.
pub fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn local(ms: Millis, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
}

fn moment(day: Date, minute: u32, zone: &TimeZone) -> Option<Millis> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    let at = day.to_datetime(Time::new(hour, minute, 0, 0).ok()?).to_zoned(zone.clone()).ok()?;
    Some(at.timestamp().as_millisecond())
}

fn row(template: &Template, texts: &Texts, units: &[UnitRow]) -> Option<TemplateRow> {
    let setup: Setup = texts.json(template.text.id)?;
    let name = |id: &UnitId| units.iter().find(|unit| unit.id == *id).map(|unit| unit.name.clone());
    let (unit_name, rooms_of) = (template.unit.as_ref().and_then(name), setup.units.iter().filter_map(name).collect());
    let Template { id, revision, unit, .. } = *template;
    Some(TemplateRow { id, revision, unit, unit_name, rooms_of, setup })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_stay_and_dates_follow() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
        let at = |text: &str| text.parse::<Timestamp>().map(Timestamp::as_millisecond).unwrap_or(0);
        // 20:00 on the 1st, then 23:30 on the 11th for two hours.
        let held = Schedule {
            collect_at: at("2026-03-01T12:00:00Z"),
            starts_at: at("2026-03-11T15:30:00Z"),
            ends_at: at("2026-03-11T17:30:00Z"),
        };
        let timing = timing(&held, &zone);
        let expected = Timing { collect_days: 10, collect_minute: 1_200, starts_minute: 1_410, lasts_minutes: 120 };
        assert_eq!(timing, expected);
        let next = schedule(&timing, at("2026-12-30T16:05:00Z"), &zone);
        assert_eq!(next.collect_at, at("2027-01-01T12:00:00Z"));
        assert_eq!(next.starts_at, at("2027-01-11T15:30:00Z"));
        assert_eq!(next.ends_at - next.starts_at, 2 * 3_600_000);
        let soon = schedule(&Timing { collect_days: 0, ..Timing::default() }, at("2026-12-30T16:05:00Z"), &zone);
        assert_eq!(soon.starts_at - soon.collect_at, 30 * 60_000);
        assert_eq!(soon.starts_at, at("2027-01-07T01:30:00Z"));
    }
}
