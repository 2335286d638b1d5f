//! A year of sessions, by month and by unit.

use super::counts::{Counted, Counts};
use crate::{
    kernel::{
        calendar::today,
        id::{Millis, RoomId, TextId},
        room::{About, Header},
        text::Lang,
    },
    store::{Db, StoreError},
};
use jiff::{civil::date, tz::TimeZone};
use std::collections::HashMap;

/// Sessions of a year that are looked at; nobody holds more.
const MOST: u32 = 2_000;
const DAY: Millis = 24 * 3_600_000;

/// One session that is over.
#[derive(Clone, Debug)]
pub struct Session {
    /// Short code.
    pub code: String,
    /// Title.
    pub topic: String,
    /// Language of the notice.
    pub lang: Lang,
    /// Units as the notice names them.
    pub units: Vec<String>,
    /// Month, from 1.
    pub month: i8,
    /// Planned beginning.
    pub starts_at: Millis,
    /// It was announced as early as its policy asks for.
    pub in_notice: bool,
    /// Whole days from the announcement to the beginning; none where it was not noted.
    pub notice_days: Option<i64>,
    /// Its record was confirmed.
    pub confirmed: bool,
    /// Its questions.
    pub counts: Counts,
}

/// A month.
#[derive(Clone, Debug, Default)]
pub struct Month {
    /// From 1.
    pub month: i8,
    /// Sessions.
    pub sessions: u32,
    /// Their questions.
    pub counts: Counts,
}

/// A unit's year; a session of two units counts for both.
#[derive(Clone, Debug, Default)]
pub struct UnitYear {
    /// As the notices name it.
    pub name: String,
    /// Sessions.
    pub sessions: u32,
    /// Their questions.
    pub counts: Counts,
}

/// A year.
#[derive(Clone, Debug)]
pub struct Year {
    /// Which one.
    pub year: i16,
    /// Its sessions, in order.
    pub sessions: Vec<Session>,
    /// Its twelve months.
    pub months: Vec<Month>,
    /// Units, most sessions first.
    pub units: Vec<UnitYear>,
    /// All questions.
    pub counts: Counts,
    /// Sessions announced with as many days of notice as their policy asks for, of those whose notice is known.
    pub in_notice: (u32, u32),
}

/// Counts a year in `zone` as it stands `now`; only sessions of `unit`, where one is named.
///
/// # Errors
/// `StoreError`.
pub async fn year(db: &Db, year: i16, unit: Option<&str>, now: Millis, zone: &TimeZone) -> Result<Year, StoreError> {
    let held = held(db, year, unit, zone).await?;
    let rooms: Vec<RoomId> = held.iter().map(|held| held.header.id).collect();
    let announced: HashMap<RoomId, Millis> = db.announced(&rooms).await?.into_iter().collect();
    let mut counts: HashMap<RoomId, Counts> = HashMap::new();
    for post in db.counted_posts(&rooms).await? {
        counts.entry(post.room).or_default().add(&Counted::new(post, now, zone));
    }
    let mut all = Year {
        year,
        sessions: Vec::new(),
        months: (1..=12).map(|month| Month { month, ..Month::default() }).collect(),
        units: Vec::new(),
        counts: Counts::default(),
        in_notice: (0, 0),
    };
    for held in held {
        let room = held.header.id;
        all.add(held, announced.get(&room).copied(), counts.remove(&room).unwrap_or_default());
    }
    all.units.sort_by(|a, b| b.sessions.cmp(&a.sessions).then(a.name.cmp(&b.name)));
    Ok(all)
}

/// A session that is over, with its notice.
pub(super) struct Held {
    pub header: Header,
    pub about: About,
    /// From 1.
    pub month: i8,
}

/// Sessions of a year in `zone`, in order; only those of `unit`, where one is named.
pub(super) async fn held(db: &Db, year: i16, unit: Option<&str>, zone: &TimeZone) -> Result<Vec<Held>, StoreError> {
    let headers = db.sessions_between(begins(year, zone), begins(year + 1, zone), MOST).await?;
    let abouts = abouts(db, &headers).await?;
    let all = headers.into_iter().map(|header| {
        let about = abouts.get(&header.about.id).cloned().unwrap_or_else(|| About::blank(Lang::Zh));
        let month = today(header.schedule.starts_at, zone).month();
        Held { header, about, month }
    });
    Ok(all.filter(|held| unit.is_none_or(|unit| held.about.units.iter().any(|of| of == unit))).collect())
}

impl Year {
    fn add(&mut self, held: Held, announced: Option<Millis>, counts: Counts) {
        let Held { header, about, month } = held;
        let starts_at = header.schedule.starts_at;
        let notice_days = announced.map(|at| (starts_at - at).div_euclid(DAY));
        if let Some(held) = self.months.iter_mut().find(|held| held.month == month) {
            held.sessions += 1;
            held.counts.join(&counts);
        }
        for unit in &about.units {
            let known = self.units.iter().position(|held| held.name == *unit).unwrap_or_else(|| {
                self.units.push(UnitYear { name: unit.clone(), ..UnitYear::default() });
                self.units.len() - 1
            });
            if let Some(held) = self.units.get_mut(known) {
                held.sessions += 1;
                held.counts.join(&counts);
            }
        }
        let in_notice = notice_days.is_some_and(|days| days >= i64::from(header.policy.notice_days_least));
        self.in_notice.0 += u32::from(in_notice);
        self.in_notice.1 += u32::from(notice_days.is_some());
        self.counts.join(&counts);
        self.sessions.push(Session {
            code: header.code,
            topic: about.topic,
            lang: about.lang,
            units: about.units,
            month,
            starts_at,
            in_notice,
            notice_days,
            confirmed: header.record.is_confirmed(),
            counts,
        });
    }
}

async fn abouts(db: &Db, headers: &[Header]) -> Result<HashMap<TextId, About>, StoreError> {
    let ids: Vec<TextId> = headers.iter().map(|header| header.about.id).collect();
    let texts = db.texts(&ids).await?;
    let about = |(id, row): (TextId, crate::store::TextRow)| Some((id, serde_json::from_str(&row.body?).ok()?));
    Ok(texts.into_iter().filter_map(about).collect())
}

/// The first moment of a year.
fn begins(year: i16, zone: &TimeZone) -> Millis {
    let first = date(year.clamp(1, 9_999), 1, 1).to_zoned(zone.clone());
    first.map_or(0, |at| at.timestamp().as_millisecond())
}
