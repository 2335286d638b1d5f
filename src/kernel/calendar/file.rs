//! A calendar as a table (RFC 4180): `from`, `to`, `day` (off, work), `name`, `name_en`. A date alone is one day; a
//! weekday as `from` says that it is free every week, Saturday and Sunday where no row says so.

use super::{
    super::sheet::{self, Column, Fault, Row},
    year::{Calendar, Marked, Name},
};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use std::collections::{BTreeMap, BTreeSet};

/// The calendar of China's State Council notices for 2024 to 2026, general offices 国办发明电.
const SHIPPED: &str = include_str!("china.csv");
/// Longest run of days in one row.
const RUN: usize = 100;
/// Longest name, in bytes.
const NAME_BYTES: usize = 200;

const COLUMNS: [Column; 5] = [
    ("from", &["from", "date", "起", "开始", "日期"], true),
    ("to", &["to", "止", "结束"], false),
    ("day", &["day", "类别", "安排"], true),
    ("name", &["name", "名称", "节日"], false),
    ("name_en", &["name_en", "英文名称"], false),
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
    fn take(&mut self, cells: &Row) -> Result<Vec<Date>, CalendarFault> {
        let (row, cell) = (cells.number, |name| cells.cell(name));
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
        let names = COLUMNS.map(|(name, ..)| name);
        let weekly = WEEK.iter().filter(|(_, weekday)| self.free.contains(weekday));
        let weekly =
            weekly.map(|(name, _)| [(*name).to_owned(), String::new(), "off".into(), String::new(), String::new()]);
        let mut table: Vec<[String; 5]> = weekly.collect();
        for (from, to, Marked { work, name }) in self.runs() {
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
    let mut calendar = Calendar { edition, free: Vec::new(), days: BTreeMap::new() };
    let mut read = Vec::new();
    for row in sheet::rows(file, &COLUMNS).map_err(unread)? {
        read.extend(calendar.take(&row)?.into_iter().map(|date| (row.number, date)));
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

fn unread(fault: Fault) -> CalendarFault {
    match fault {
        Fault::Empty => CalendarFault { row: 0, kind: FaultKind::Empty },
        Fault::NoColumn(_) => CalendarFault { row: 1, kind: FaultKind::NoColumn },
        // the first row is that of names
        Fault::TooMany(most) => CalendarFault { row: most + 2, kind: FaultKind::TooMany },
        Fault::Broken(row) => CalendarFault { row, kind: FaultKind::Broken },
    }
}

fn run(row: usize, from: &str, to: &str) -> Result<Vec<Date>, CalendarFault> {
    let date = |text: &str| text.replace('/', "-").parse::<Date>();
    let Ok(first) = date(from) else { return fault(row, FaultKind::Date) };
    let last = if to.is_empty() { first } else { date(to).or_else(|_| fault(row, FaultKind::Date))? };
    let days: Vec<Date> = first.series(1.day()).take_while(|day| *day <= last).take(RUN + 1).collect();
    if days.is_empty() || days.len() > RUN { fault(row, FaultKind::Run) } else { Ok(days) }
}
