//! A calendar as a table (RFC 4180): `from`, `to`, `day` (off, work), `name`, `name_en`. A date alone is one day; a
//! weekday as `from` says that it is free every week, Saturday and Sunday where no row says so.

use super::year::{Calendar, Marked, Name};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use std::collections::{BTreeMap, BTreeSet};

/// The calendar of China's State Council notices for 2024 to 2026, general offices 国办发明电.
const SHIPPED: &str = include_str!("china.csv");
/// Most rows of a file.
const MOST: usize = 2_000;
/// Longest run of days in one row.
const RUN: usize = 100;
/// Longest name, in bytes.
const NAME_BYTES: usize = 200;

/// A column and the names it may go by.
pub type Column = (&'static str, &'static [&'static str]);

const COLUMNS: [Column; 5] = [
    ("from", &["from", "date", "起", "开始", "日期"]),
    ("to", &["to", "止", "结束"]),
    ("day", &["day", "类别", "安排"]),
    ("name", &["name", "名称", "节日"]),
    ("name_en", &["name_en", "英文名称"]),
];
const OFF: [&str; 5] = ["off", "holiday", "放假", "休", "休假"];
const WORK: [&str; 4] = ["work", "上班", "班", "调休上班"];
const WEEK: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Why a file is no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFault {
    /// The row, from 1, which is the row of names; 0 for the whole file.
    pub row: usize,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing under the row of names.
    Empty,
    /// More rows than a calendar has.
    TooMany,
    /// It cannot be read as a table.
    Broken,
    /// A column is missing.
    NoColumn,
    /// No date like 2027-01-01.
    Date,
    /// The last day is before the first, or too far behind it.
    Run,
    /// Neither off nor work.
    Day,
    /// The day is worked, or free, by another row too.
    Twice,
    /// The name is too long.
    Name,
    /// A day to be worked that is worked every week anyway.
    Idle,
}

impl FaultKind {
    /// As word files name it.
    pub fn code(self) -> &'static str {
        match self {
            FaultKind::Empty => "empty",
            FaultKind::TooMany => "too-many",
            FaultKind::Broken => "broken",
            FaultKind::NoColumn => "no-column",
            FaultKind::Date => "date",
            FaultKind::Run => "run",
            FaultKind::Day => "day",
            FaultKind::Twice => "twice",
            FaultKind::Name => "name",
            FaultKind::Idle => "idle",
        }
    }
}

fn fault<T>(row: usize, kind: FaultKind) -> Result<T, CalendarFault> {
    Err(CalendarFault { row, kind })
}

impl Calendar {
    /// The calendar that is shipped.
    ///
    /// # Errors
    /// `CalendarFault` never: a test reads it.
    pub fn shipped() -> Result<Calendar, CalendarFault> {
        Calendar::read(0, SHIPPED)
    }

    /// Reads a table; columns are separated by commas, semicolons or tabs.
    ///
    /// # Errors
    /// `CalendarFault`, the first one.
    pub fn read(edition: u32, file: &str) -> Result<Calendar, CalendarFault> {
        read(edition, file, &[Weekday::Saturday, Weekday::Sunday])
    }

    /// This calendar with the years of a table as they are there, as the next edition.
    ///
    /// # Errors
    /// `CalendarFault`, the first one.
    pub fn amended(&self, file: &str) -> Result<Calendar, CalendarFault> {
        let read = read(self.edition + 1, file, &self.free)?;
        let mut all = Calendar { edition: read.edition, free: read.free.clone(), ..self.without(&read.years()) };
        all.days.extend(read.days);
        Ok(all)
    }

    /// The days that a row marks.
    fn take(&mut self, row: usize, places: &Places, record: &csv::StringRecord) -> Result<Vec<Date>, CalendarFault> {
        let cell = |name| places.cell(record, name);
        let day = cell("day").to_lowercase();
        let work = match (OFF.contains(&&*day), WORK.contains(&&*day)) {
            (true, _) => false,
            (_, true) => true,
            _ => return fault(row, FaultKind::Day),
        };
        let begins = cell("from").to_lowercase();
        if let Some((_, weekday)) = WEEK.iter().find(|(name, _)| *name == begins).filter(|_| !work) {
            self.free.push(*weekday);
            return Ok(Vec::new());
        }
        let name = Name { zh: cell("name").to_owned(), en: cell("name_en").to_owned() };
        if name.zh.len().max(name.en.len()) > NAME_BYTES {
            return fault(row, FaultKind::Name);
        }
        let dates = run(row, cell("from"), cell("to"))?;
        for date in &dates {
            if self.days.insert(*date, Marked { work, name: name.clone() }).is_some() {
                return fault(row, FaultKind::Twice);
            }
        }
        Ok(dates)
    }

    /// This calendar without a year, as the next edition.
    ///
    /// # Errors
    /// `CalendarFault` where it knows nothing of that year, or of no other.
    pub fn withdrawn(&self, year: i16) -> Result<Calendar, CalendarFault> {
        let left = self.without(&BTreeSet::from([year]));
        match (self.knows(year), left.days.is_empty()) {
            (true, false) => Ok(Calendar { edition: self.edition + 1, ..left }),
            _ => fault(0, FaultKind::Empty),
        }
    }

    /// This calendar without what it knows of some years.
    fn without(&self, years: &BTreeSet<i16>) -> Calendar {
        let kept = self.days.iter().filter(|(date, _)| !years.contains(&date.year()));
        Calendar { days: kept.map(|(date, held)| (*date, held.clone())).collect(), ..self.clone() }
    }

    /// The table, runs of days in one row.
    pub fn written(&self) -> String {
        let mut rows = csv::Writer::from_writer(Vec::new());
        let names = COLUMNS.map(|(name, _)| name);
        let weekly = WEEK.iter().filter(|(_, weekday)| self.free.contains(weekday));
        let weekly =
            weekly.map(|(name, _)| [(*name).to_owned(), String::new(), "off".into(), String::new(), String::new()]);
        let mut table: Vec<[String; 5]> = weekly.collect();
        let mut runs: Vec<(Date, Date, &Marked)> = Vec::new();
        for (date, held) in &self.days {
            match runs.last_mut() {
                Some((_, last, run)) if *run == held && last.tomorrow().is_ok_and(|next| next == *date) => {
                    *last = *date
                }
                _ => runs.push((*date, *date, held)),
            }
        }
        for (from, to, Marked { work, name }) in runs {
            let day = if *work { "work" } else { "off" };
            table.push([from.to_string(), to.to_string(), day.into(), name.zh.clone(), name.en.clone()]);
        }
        // Writing to memory cannot fail.
        let _ = rows.write_record(names);
        for row in table {
            let _ = rows.write_record(&row);
        }
        rows.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Reads a table; `free` are the weekly free days where it names none.
fn read(edition: u32, file: &str, free: &[Weekday]) -> Result<Calendar, CalendarFault> {
    let file = file.trim_start_matches('\u{feff}');
    let first = file.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b',', b';'].into_iter().find(|mark| first.as_bytes().contains(mark)).unwrap_or(b',');
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(file.as_bytes());
    let Ok(head) = rows.headers().cloned() else { return fault(1, FaultKind::Broken) };
    let places = Places::of(&head)?;
    let mut calendar = Calendar { edition, free: Vec::new(), days: BTreeMap::new() };
    let mut read = Vec::new();
    for (nth, record) in rows.records().enumerate() {
        let row = nth + 2;
        let Ok(record) = record else { return fault(row, FaultKind::Broken) };
        if nth >= MOST {
            return fault(row, FaultKind::TooMany);
        }
        if !record.iter().all(|cell| cell.trim().is_empty()) {
            read.extend(calendar.take(row, &places, &record)?.into_iter().map(|date| (row, date)));
        }
    }
    if calendar.free.is_empty() {
        calendar.free = free.to_vec();
    }
    // A day to be worked that is worked anyway is most often a slip of the date.
    let idle = |date: &Date| calendar.days.get(date).is_some_and(|held| held.work) && !calendar.is_free(*date);
    match read.iter().find(|(_, date)| idle(date)) {
        Some((row, _)) => fault(*row, FaultKind::Idle),
        None if read.is_empty() => fault(0, FaultKind::Empty),
        None => Ok(calendar),
    }
}

/// Where the columns are.
struct Places(Vec<(&'static str, usize)>);

impl Places {
    fn of(head: &csv::StringRecord) -> Result<Places, CalendarFault> {
        let at = |names: &[&str]| head.iter().position(|name| names.contains(&&*name.trim().to_lowercase()));
        let places: Vec<_> = COLUMNS.iter().filter_map(|(column, names)| Some((*column, at(names)?))).collect();
        let has = |column| places.iter().any(|(held, _)| *held == column);
        if has("from") && has("day") { Ok(Places(places)) } else { fault(1, FaultKind::NoColumn) }
    }

    fn cell<'a>(&self, record: &'a csv::StringRecord, column: &str) -> &'a str {
        let at = self.0.iter().find(|(held, _)| *held == column);
        at.and_then(|(_, at)| record.get(*at)).unwrap_or_default().trim()
    }
}

fn run(row: usize, from: &str, to: &str) -> Result<Vec<Date>, CalendarFault> {
    let date = |text: &str| text.replace('/', "-").parse::<Date>();
    let Ok(first) = date(from) else { return fault(row, FaultKind::Date) };
    let last = if to.is_empty() { first } else { date(to).or_else(|_| fault(row, FaultKind::Date))? };
    let days: Vec<Date> = first.series(1.day()).take_while(|day| *day <= last).take(RUN + 1).collect();
    if days.is_empty() || days.len() > RUN { fault(row, FaultKind::Run) } else { Ok(days) }
}
