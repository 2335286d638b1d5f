//! Statistics of sessions: a year in figures, each with what it is counted from and the list behind it.

use super::{
    super::plot::{Plot, Value},
    signed::Signed,
};
use crate::{
    http::{
        App, Failure, Frame, page,
        query::{address, asked},
    },
    kernel::{
        id::{Millis, OFFICE},
        principal::Role,
        refusal::Refusal,
        text::Lang,
    },
    stats::{self, Counts, Waits, Year},
    views::reader::{Reader, Stamp},
};
use askama::Template;
use axum::{extract::State, response::Response};

/// A figure with what it is counted from.
struct Figure {
    word: &'static str,
    value: String,
    of: Option<String>,
}

/// A row of a table: a month, a unit.
struct Row {
    label: String,
    /// The sessions it counts.
    href: String,
    sessions: u32,
    asked: u32,
    answered: u32,
    shown: u32,
    screened_out: u32,
}

/// A session in the list behind the figures.
struct Listed {
    code: String,
    topic: String,
    lang: &'static str,
    units: String,
    starts: Stamp,
    notice: Option<i64>,
    confirmed: bool,
    asked: u32,
    answered: u32,
    spoken: u32,
    written: u32,
    screened_out: u32,
}

#[derive(Template)]
#[template(path = "office/statistics.html")]
struct Statistics {
    frame: Frame,
    year: i16,
    unit: Option<String>,
    before: String,
    after: Option<String>,
    sentence: String,
    figures: Vec<Figure>,
    plot: Plot,
    months: Vec<Row>,
    units: Vec<Row>,
    /// Title, how many, and the sessions where.
    rules: Vec<(String, u32, String)>,
    screened_out: u32,
    /// Sessions of the year, whether or not they are listed.
    held: usize,
    sessions: Vec<Listed>,
    /// What the list is narrowed to, and all of it.
    narrowed: Option<(String, String)>,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    if !me.counts() {
        return Err(Refusal::NotAllowed.into());
    }
    let reader = me.reader(&app);
    let mut frame = me.frame;
    frame.wide = true;
    let query = me.visit.query();
    let this_year = year_of(reader.now, &app);
    let chosen = asked(query, "year").and_then(|year| year.parse().ok()).unwrap_or(this_year);
    let chosen = chosen.clamp(2000, this_year + 1);
    let unit = asked(query, "unit").filter(|unit| !unit.is_empty());
    let year = stats::year(&app.db, chosen, unit.as_deref(), &app.zone).await;
    let year = year.map_err(|error| Failure::internal("statistics could not be read", &error))?;
    let narrow = Narrow::of(query);
    let link = |year: i16, unit: Option<&str>| link(&frame, year, unit, None);
    let to =
        |unit: Option<&str>, more: Option<(&str, &str)>| format!("{}#sessions", self::link(&frame, chosen, unit, more));
    let here = |name: &'static str, value: &str| to(unit.as_deref(), Some((name, value)));
    let least = app.desk.limits().sessions_a_year;
    let months = year.months.iter().filter(|month| month.sessions > 0);
    let page_of = Statistics {
        sentence: sentence(&frame, &year),
        figures: figures(&frame, &reader, &year, least),
        plot: Plot::bars(frame.t("stats-plot"), year.months.iter().map(|month| bar(&frame, month)).collect()),
        months: months
            .map(|m| row(month(&frame, m.month), here("month", &m.month.to_string()), m.sessions, &m.counts))
            .collect(),
        units: year.units.iter().map(|u| row(u.name.clone(), to(Some(&u.name), None), u.sessions, &u.counts)).collect(),
        rules: rules(&app, frame.words.lang, &year.counts)
            .into_iter()
            .map(|(id, title, many)| (title, many, here("rule", &id)))
            .collect(),
        narrowed: narrow.says(&app, &frame).map(|says| (says, to(unit.as_deref(), None))),
        held: year.sessions.len(),
        screened_out: year.counts.all_screened_out(),
        sessions: year.sessions.iter().filter(|held| narrow.has(held)).map(|held| listed(&reader, held)).collect(),
        before: link(chosen - 1, unit.as_deref()),
        after: (chosen < this_year).then(|| link(chosen + 1, unit.as_deref())),
        year: chosen,
        unit,
        frame,
    };
    page(&page_of)
}

/// What the list of sessions is narrowed to: a month, or where a rule was applied.
struct Narrow {
    month: Option<i8>,
    rule: Option<String>,
}

impl Narrow {
    fn of(query: &str) -> Narrow {
        let month = asked(query, "month").and_then(|month| month.parse().ok());
        Narrow { month: month.filter(|month| (1..=12).contains(month)), rule: asked(query, "rule") }
    }

    fn has(&self, session: &stats::Session) -> bool {
        self.month.is_none_or(|month| session.month == month)
            && self.rule.as_ref().is_none_or(|rule| session.counts.screened_out.contains_key(rule))
    }

    fn says(&self, app: &App, frame: &Frame) -> Option<String> {
        let month = self.month.map(|n| month(frame, n));
        let rule = self.rule.as_ref().map(|id| title(app, frame.words.lang, id));
        month.or_else(|| rule.map(|rule| frame.t1("stats-only-rule", "rule", rule)))
    }
}

fn link(frame: &Frame, year: i16, unit: Option<&str>, more: Option<(&str, &str)>) -> String {
    let year = year.to_string();
    let unit = unit.map(|unit| ("unit", unit));
    let fields: Vec<(&str, &str)> = std::iter::once(("year", year.as_str())).chain(unit).chain(more).collect();
    frame.url(&address("/desk/statistics", &fields))
}

fn month(frame: &Frame, month: i8) -> String {
    frame.t1("stats-month", "n", i64::from(month))
}

fn bar(frame: &Frame, held: &stats::Month) -> Value {
    Value { label: month(frame, held.month), whole: held.counts.shown, part: held.counts.answered }
}

fn row(label: String, href: String, sessions: u32, counts: &Counts) -> Row {
    Row {
        label,
        href,
        sessions,
        asked: counts.asked,
        answered: counts.answered,
        shown: counts.shown,
        screened_out: counts.all_screened_out(),
    }
}

/// Questions that were not let through, by the title of the rule as it reads today.
fn rules(app: &App, lang: Lang, counts: &Counts) -> Vec<(String, String, u32)> {
    counts.screened_out.iter().map(|(id, many)| (id.clone(), title(app, lang, id), *many)).collect()
}

/// The title of a rule; the code of one that is gone.
fn title(app: &App, lang: Lang, id: &str) -> String {
    let settings = app.desk.current().get();
    let rule = settings.rulebook.rules.iter().find(|rule| rule.id == id);
    rule.map_or_else(|| id.to_owned(), |rule| (if lang == Lang::Zh { &rule.title.zh } else { &rule.title.en }).clone())
}

fn listed(reader: &Reader, session: &stats::Session) -> Listed {
    Listed {
        code: session.code.clone(),
        topic: session.topic.clone(),
        lang: session.lang.tag(),
        units: session.units.join("、"),
        starts: reader.stamp(session.starts_at),
        notice: session.notice_days,
        confirmed: session.confirmed,
        asked: session.counts.asked,
        answered: session.counts.answered,
        spoken: session.counts.spoken,
        written: session.counts.written,
        screened_out: session.counts.all_screened_out(),
    }
}

fn sentence(frame: &Frame, year: &Year) -> String {
    let values = [
        ("sessions", year.sessions.len().into()),
        ("asked", year.counts.asked.into()),
        ("answered", year.counts.answered.into()),
    ];
    frame.words.tn("stats-sentence", values)
}

fn year_of(now: Millis, app: &App) -> i16 {
    let at = jiff::Timestamp::from_millisecond(now).unwrap_or_default();
    at.to_zoned(app.zone.clone()).year()
}

fn figures(frame: &Frame, reader: &Reader, year: &Year, least: u32) -> Vec<Figure> {
    let counts = &year.counts;
    let figure = |word, value: String, of| Figure { word, value, of };
    let of = |n: u32| Some(frame.t1("stats-of", "n", n));
    let wait = |word, waits: &Waits| {
        let half = waits.within(50).map(|ms| reader.span(ms));
        let most = waits.within(90).map(|ms| reader.span(ms));
        let of = most.map(|most| frame.t2("stats-nine-of-ten", "span", most, "n", waits.count()));
        figure(word, half.unwrap_or_else(|| frame.t("stats-none")), of)
    };
    vec![
        figure("stats-sessions", year.sessions.len().to_string(), Some(frame.t1("stats-least", "n", least))),
        figure("stats-in-notice", year.in_notice.0.to_string(), of(year.in_notice.1)),
        figure("stats-asked", counts.asked.to_string(), None),
        figure("stats-shown", counts.shown.to_string(), of(counts.asked)),
        figure("stats-answered", counts.answered.to_string(), of(counts.shown)),
        figure("stats-spoken", counts.spoken.to_string(), of(counts.answered)),
        figure("stats-written", counts.written.to_string(), of(counts.answered)),
        figure("stats-screened-out", counts.all_screened_out().to_string(), of(counts.asked)),
        figure("stats-merged", counts.merged.to_string(), of(counts.asked)),
        figure("stats-withdrawn", counts.withdrawn.to_string(), of(counts.asked)),
        wait("stats-until-shown", &counts.until_shown),
        wait("stats-until-answered", &counts.until_answered),
    ]
}

impl Signed {
    /// May see statistics: whoever governs, approves for or audits more than one room.
    pub(super) fn counts(&self) -> bool {
        let roles = [Role::Administrator, Role::Approver, Role::Auditor];
        self.permit(OFFICE, &[]).holds(&roles) || !self.own_units().is_empty()
    }
}
