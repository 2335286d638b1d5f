//! Times as people say them, in the installation's zone and the reader's language.

use crate::kernel::{id::Millis, text::Lang};
use jiff::{Timestamp, Zoned, tz::TimeZone};

/// A moment to be printed.
#[derive(Clone, Debug)]
pub struct When {
    at: Zoned,
    lang: Lang,
}

impl When {
    /// `ms` in `zone`, for readers of `lang`.
    pub fn new(ms: Millis, zone: &TimeZone, lang: Lang) -> When {
        let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
        When { at: at.to_zoned(zone.clone()), lang }
    }

    /// For `datetime` attributes: RFC 3339 in UTC.
    pub fn iso(&self) -> String {
        let utc = TimeZone::UTC.to_datetime(self.at.timestamp());
        let (year, month, day) = (utc.year(), utc.month(), utc.day());
        format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", utc.hour(), utc.minute(), utc.second())
    }

    /// `09:31`.
    pub fn clock(&self) -> String {
        format!("{:02}:{:02}", self.at.hour(), self.at.minute())
    }

    /// `09:31:05`.
    pub fn seconds(&self) -> String {
        format!("{}:{:02}", self.clock(), self.at.second())
    }

    /// The exact time, for titles: `2026年11月23日 09:31:05`.
    pub fn exact(&self) -> String {
        let (second, clock) = (self.at.second(), self.clock());
        match self.lang {
            Lang::Zh => format!("{} {clock}:{second:02}", self.whole_date()),
            Lang::En => format!("{}, {clock}:{second:02}", self.at.strftime("%-d %B %Y")),
        }
    }

    /// Day without clock: `11月26日 周四`, with the year when it is not that of `now`.
    pub fn day(&self, now: Millis) -> String {
        let this_year = Timestamp::from_millisecond(now)
            .is_ok_and(|now| now.to_zoned(self.at.time_zone().clone()).year() == self.at.year());
        match self.lang {
            Lang::Zh => {
                let date = if this_year { self.date() } else { self.whole_date() };
                format!("{date} 周{}", self.weekday())
            }
            Lang::En => self.at.strftime(if this_year { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string(),
        }
    }

    /// The date with its year, without the day of the week.
    pub fn whole_day(&self) -> String {
        match self.lang {
            Lang::Zh => self.whole_date(),
            Lang::En => self.at.strftime("%-d %B %Y").to_string(),
        }
    }

    fn date(&self) -> String {
        format!("{}月{}日", self.at.month(), self.at.day())
    }

    fn whole_date(&self) -> String {
        format!("{}年{}", self.at.year(), self.date())
    }

    fn weekday(&self) -> &'static str {
        let week = ["一", "二", "三", "四", "五", "六", "日"];
        let day = usize::try_from(self.at.weekday().to_monday_zero_offset()).unwrap_or(0);
        week.get(day).copied().unwrap_or_default()
    }

    /// Day of the month alone, for the margin of lists.
    pub fn day_number(&self) -> String {
        self.at.strftime("%-d").to_string()
    }

    /// Month and year: `2026年11月`.
    pub fn month(&self) -> String {
        let format = match self.lang {
            Lang::Zh => "%Y年%-m月",
            Lang::En => "%B %Y",
        };
        self.at.strftime(format).to_string()
    }

    /// Month, weekday and clock of a session that lasts until `end`, to stand under the day's number.
    pub fn margin(&self, end: &When) -> String {
        let month = match self.lang {
            Lang::Zh => format!("{}月 周{}", self.at.month(), self.weekday()),
            Lang::En => self.at.strftime("%b, %a").to_string(),
        };
        format!("{month} {}–{}", self.clock(), end.clock())
    }

    /// Day and clock.
    pub fn moment(&self, now: Millis) -> String {
        match self.lang {
            Lang::Zh => format!("{} {}", self.day(now), self.clock()),
            Lang::En => format!("{}, {}", self.day(now), self.clock()),
        }
    }

    /// Value of a `datetime-local` field.
    pub fn local(&self) -> String {
        self.at.strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

/// The moment a `datetime-local` field names in `zone`, in ms.
pub fn parse_local(text: &str, zone: &TimeZone) -> Option<Millis> {
    let civil: jiff::civil::DateTime = text.trim().parse().ok()?;
    Some(civil.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond())
}

/// A span in words, largest unit first: `2 天`, `42 分钟`, `in` and `ago` are the caller's.
pub fn span(ms: Millis, lang: Lang) -> String {
    let minutes = (ms.max(0) + 30_000) / 60_000;
    let (days, hours) = (minutes / 1_440, minutes / 60);
    let plural = |n: i64, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
    match (lang, days, hours) {
        (Lang::Zh, 0, 0) if minutes == 0 => "不到 1 分钟".into(),
        (Lang::Zh, 0, 0) => format!("{minutes} 分钟"),
        (Lang::Zh, 0, _) if minutes % 60 == 0 => format!("{hours} 小时"),
        (Lang::Zh, 0, _) => format!("{hours} 小时 {} 分钟", minutes % 60),
        (Lang::Zh, ..) if hours % 24 == 0 => format!("{days} 天"),
        (Lang::Zh, ..) => format!("{days} 天 {} 小时", hours % 24),
        (Lang::En, 0, 0) if minutes == 0 => "less than a minute".into(),
        (Lang::En, 0, 0) => plural(minutes, "minute"),
        (Lang::En, 0, _) if minutes % 60 == 0 => plural(hours, "hour"),
        (Lang::En, 0, _) => format!("{hours} h {} min", minutes % 60),
        (Lang::En, ..) if hours % 24 == 0 => plural(days, "day"),
        (Lang::En, ..) => format!("{days} d {} h", hours % 24),
    }
}

/// A span that may be shorter than a minute.
pub fn short_span(ms: Millis, lang: Lang) -> String {
    let seconds = (ms.max(0) + 500) / 1_000;
    match lang {
        _ if seconds >= 60 => span(ms, lang),
        Lang::Zh => format!("{seconds} 秒"),
        Lang::En if seconds == 1 => "1 second".into(),
        Lang::En => format!("{seconds} seconds"),
    }
}
