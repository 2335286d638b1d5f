//! The hours in which people are reminded: nobody is at night.

use super::{
    calendar::{Calendar, today},
    id::Millis,
};
use jiff::{Timestamp, civil::Date, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// Days that are looked ahead for one on which people are reminded: longer than any holidays.
const LOOK_AHEAD: usize = 60;

/// When people are reminded of what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RemindSettings {
    /// From when on, in the installation's zone.
    pub from: String,
    /// Until when; what falls due at night waits for the morning. The same as `from`: at any time.
    pub to: String,
    /// On days that are not worked too.
    pub days_off: bool,
}

impl Default for RemindSettings {
    fn default() -> Self {
        RemindSettings { from: "08:30".into(), to: "18:00".into(), days_off: false }
    }
}

impl RemindSettings {
    /// The two times of day.
    ///
    /// # Errors
    /// Which of them is none.
    pub fn times(&self) -> Result<(Time, Time), String> {
        let time = |text: &str| text.parse().map_err(|_| format!("{text:?} must be a time of day such as \"08:30\""));
        Ok((time(&self.from)?, time(&self.to)?))
    }

    /// Whether people are reminded at this moment.
    pub fn allow(&self, now: Millis, zone: &TimeZone, calendar: &Calendar) -> bool {
        let time = Timestamp::from_millisecond(now).map(|now| now.to_zoned(zone.clone()).time()).unwrap_or_default();
        let hour = self.times().is_ok_and(|(from, to)| from == to || (from <= time && time < to));
        hour && self.allow_day(calendar, today(now, zone))
    }

    /// This moment, or the next one at which they are.
    pub fn next(&self, now: Millis, zone: &TimeZone, calendar: &Calendar) -> Millis {
        if self.allow(now, zone, calendar) {
            return now;
        }
        let from = match self.times() {
            Ok((from, to)) if from != to => from,
            _ => Time::midnight(),
        };
        let morning = |day: Date| {
            let moment = day.to_datetime(from).to_zoned(zone.clone()).ok()?;
            Some(moment.timestamp().as_millisecond()).filter(|at| *at > now)
        };
        let days = std::iter::successors(Some(today(now, zone)), |day| day.tomorrow().ok()).take(LOOK_AHEAD);
        days.filter(|day| self.allow_day(calendar, *day)).find_map(morning).unwrap_or(now)
    }

    fn allow_day(&self, calendar: &Calendar, day: Date) -> bool {
        self.days_off || calendar.day(day).kind.is_worked()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Of a moment in February 2026, the day and time at which people are reminded next.
    fn next(settings: &RemindSettings, (day, hour, minute): (i8, i8, i8)) -> String {
        let (zone, calendar) = (TimeZone::get("Asia/Shanghai").unwrap(), Calendar::shipped().unwrap());
        let now = date(2026, 2, day).at(hour, minute, 0, 0).to_zoned(zone.clone()).unwrap();
        let next = settings.next(now.timestamp().as_millisecond(), &zone, &calendar);
        assert!(settings.allow(next, &zone, &calendar));
        Timestamp::from_millisecond(next).unwrap().to_zoned(zone).strftime("%d %H:%M").to_string()
    }

    #[test]
    fn what_falls_due_at_night_or_on_a_day_off_waits_for_the_next_morning_that_is_worked() {
        let usual = RemindSettings::default();
        assert_eq!(next(&usual, (13, 10, 0)), "13 10:00");
        assert_eq!(next(&usual, (13, 3, 0)), "13 08:30");
        // The Saturday is worked in exchange; then come the holidays of the new year.
        assert_eq!(next(&usual, (13, 18, 0)), "14 08:30");
        assert_eq!(next(&usual, (14, 22, 0)), "24 08:30");
        let always = RemindSettings { from: "00:00".into(), to: "00:00".into(), days_off: true };
        assert_eq!(next(&always, (15, 3, 0)), "15 03:00");
        let by_day = RemindSettings { days_off: true, ..usual };
        assert_eq!(next(&by_day, (14, 22, 0)), "15 08:30");
    }
}
