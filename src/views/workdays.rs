//! The calendar of working days, and a deadline counted by it day by day.

use super::{reader::Reader, when::When};
use crate::kernel::{
    calendar::{Calendar, DayKind, Due, Marked, Name, days_of, today},
    post::Post,
};
use jiff::civil::Date;

/// A day in the drawing of a month.
#[derive(Clone, Debug)]
pub struct DayCell {
    /// Day of the month.
    pub number: i8,
    /// `work`, `make_up`, `weekend`, `holiday`.
    pub kind: &'static str,
    /// Worked or free against the week: in words, with the holiday's name.
    pub says: Option<Said>,
    /// It is this day.
    pub today: bool,
}

/// Why a day is not as every week.
#[derive(Clone, Debug)]
pub struct Said {
    /// `workdays-…`.
    pub word: &'static str,
    /// The holiday.
    pub name: String,
}

/// A month: weeks of seven days, from Monday; none before its first day and after its last.
#[derive(Clone, Debug)]
pub struct Month {
    /// `2026年2月`.
    pub name: String,
    /// Its weeks.
    pub weeks: Vec<Vec<Option<DayCell>>>,
}

/// A run of days that are free or worked against the week.
#[derive(Clone, Debug)]
pub struct Run {
    /// In words.
    pub from: String,
    /// The last day; none for one day.
    pub to: Option<String>,
    /// How many.
    pub days: usize,
    /// `workdays-…`.
    pub word: &'static str,
    /// The holiday.
    pub name: String,
}

/// A year of a calendar.
#[derive(Clone, Debug)]
pub struct YearView {
    /// Which one.
    pub year: i16,
    /// Its holidays are known.
    pub known: bool,
    /// Its months.
    pub months: Vec<Month>,
    /// What differs from every week.
    pub runs: Vec<Run>,
    /// Days that are worked.
    pub worked: usize,
}

/// A day on the way to a deadline.
#[derive(Clone, Debug)]
pub struct StepView {
    /// `2月14日 周六`.
    pub day: String,
    /// ISO 8601.
    pub iso: String,
    /// `workdays-…`: why it counts or not.
    pub word: &'static str,
    /// The holiday.
    pub name: String,
    /// Its number, where it counts.
    pub nth: Option<u16>,
}

/// A deadline.
#[derive(Clone, Debug)]
pub struct DueView {
    /// Working days.
    pub days: u16,
    /// The day of receipt.
    pub received: String,
    /// The last day to answer; none while the clock stands still.
    pub due: Option<String>,
    /// The last day, ISO 8601.
    pub iso: String,
    /// Edition of the calendar.
    pub edition: u32,
    /// Every day on the way.
    pub steps: Vec<StepView>,
    /// Years that were counted with weekends only.
    pub unknown: Vec<i16>,
}

fn word(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Work => "workdays-work",
        DayKind::MakeUp => "workdays-make-up",
        DayKind::Weekend => "workdays-weekend",
        DayKind::Holiday => "workdays-holiday",
    }
}

/// A date in the reader's words.
pub fn date_words(reader: &Reader, date: Date) -> String {
    let noon = date.at(12, 0, 0, 0).to_zoned(reader.zone.clone());
    let ms = noon.map_or(0, |at| at.timestamp().as_millisecond());
    When::new(ms, &reader.zone, reader.lang).day(reader.now)
}

/// A year of `calendar`; `today` is marked in it.
pub fn year(calendar: &Calendar, reader: &Reader, year: i16, today: Date) -> YearView {
    let days: Vec<Date> = days_of(year).collect();
    YearView {
        year,
        known: calendar.knows(year),
        months: (1..=12).map(|month| one_month(calendar, reader, &days, month, today)).collect(),
        runs: runs(calendar, reader, year),
        worked: days.iter().filter(|date| calendar.day(**date).kind.is_worked()).count(),
    }
}

fn one_month(calendar: &Calendar, reader: &Reader, days: &[Date], month: i8, today: Date) -> Month {
    let days: Vec<Date> = days.iter().copied().filter(|date| date.month() == month).collect();
    let before = days.first().map_or(0, |first| first.weekday().to_monday_zero_offset());
    let blank = (0..before).map(|_| None);
    let mut cells: Vec<Option<DayCell>> =
        blank.chain(days.iter().map(|date| Some(cell(calendar, reader, *date, today)))).collect();
    while !cells.len().is_multiple_of(7) {
        cells.push(None);
    }
    let noon = days.first().and_then(|first| first.at(12, 0, 0, 0).to_zoned(reader.zone.clone()).ok());
    let ms = noon.map_or(0, |at| at.timestamp().as_millisecond());
    let name = When::new(ms, &reader.zone, reader.lang).month();
    Month { name, weeks: cells.chunks(7).map(<[_]>::to_vec).collect() }
}

fn cell(calendar: &Calendar, reader: &Reader, date: Date, today: Date) -> DayCell {
    let day = calendar.day(date);
    let says = matches!(day.kind, DayKind::MakeUp | DayKind::Holiday);
    let says = says.then(|| Said { word: word(day.kind), name: name(reader, day.name) });
    DayCell { number: date.day(), kind: day.kind.code(), says, today: date == today }
}

fn name(reader: &Reader, name: Option<&Name>) -> String {
    name.map_or_else(String::new, |name| name.in_words(reader.lang).to_owned())
}

fn runs(calendar: &Calendar, reader: &Reader, year: i16) -> Vec<Run> {
    let run = |(from, to, marked): (Date, Date, &Marked)| Run {
        from: date_words(reader, from),
        to: (from != to).then(|| date_words(reader, to)),
        days: usize::try_from(from.until(to).map_or(0, |span| span.get_days())).unwrap_or(0) + 1,
        word: word(if marked.work { DayKind::MakeUp } else { DayKind::Holiday }),
        name: marked.name.in_words(reader.lang).to_owned(),
    };
    calendar.runs().into_iter().filter(|(from, to, _)| from.year() == year || to.year() == year).map(run).collect()
}

/// Until when something that was left open is to be answered.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The last day, in words and as ISO 8601.
    pub day: String,
    /// ISO 8601.
    pub iso: String,
    /// Working days.
    pub days: u16,
    /// How many of them have begun; none once the last is over.
    pub begun: Option<u16>,
    /// Weekend days on the way that are worked, and so count.
    pub made_up: Vec<String>,
    /// What it was before another calendar, latest last.
    pub moved: Vec<String>,
    /// Query of the page that counts it again.
    pub again: String,
}

/// What deadlines on a page depend on beside the room: the day, and the calendar.
pub fn of_today(calendar: &Calendar, reader: &Reader) -> String {
    format!("{} {}", today(reader.now, &reader.zone), calendar.edition)
}

/// The deadline of a post, while it waits; by the calendar in force.
pub fn deadline(calendar: &Calendar, reader: &Reader, post: &Post) -> Option<Deadline> {
    let kept = post.clock.as_ref().filter(|_| post.was_left_open() || post.awaits_unit())?;
    let (clock, now) = (&kept.now, today(reader.now, &reader.zone));
    let day = clock.due?;
    let days = clock.days.saturating_add(clock.extended);
    let counted = clock.steps(calendar);
    let made_up = counted.steps.iter().filter(|step| step.kind == DayKind::MakeUp);
    let made_up = made_up.map(|step| date_words(reader, step.date)).collect();
    Some(Deadline {
        day: date_words(reader, day),
        iso: day.to_string(),
        days,
        begun: (!clock.is_past(now)).then(|| counted.day_at(now)),
        made_up,
        moved: kept.moved.iter().filter_map(|moved| Some(date_words(reader, moved.due?))).collect(),
        again: format!("received={}&days={days}", clock.received),
    })
}

/// A deadline in words.
pub fn due_view(reader: &Reader, due: &Due) -> DueView {
    let steps = due.steps.iter().map(|step| StepView {
        day: date_words(reader, step.date),
        iso: step.date.to_string(),
        word: if step.paused { "workdays-paused" } else { word(step.kind) },
        name: name(reader, step.name.as_ref()),
        nth: step.nth,
    });
    DueView {
        days: due.days,
        received: date_words(reader, due.received),
        due: due.date.map(|date| date_words(reader, date)),
        iso: due.date.map_or_else(String::new, |date| date.to_string()),
        edition: due.edition,
        steps: steps.collect(),
        unknown: due.unknown.clone(),
    }
}

/// The days of a week as word files name them, from Monday.
pub const WEEK: [&str; 7] =
    ["workdays-mon", "workdays-tue", "workdays-wed", "workdays-thu", "workdays-fri", "workdays-sat", "workdays-sun"];
