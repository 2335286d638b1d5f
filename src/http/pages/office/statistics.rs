//! Statistics of sessions: a year in figures, each with what it is counted from and the list behind it.

use super::{
    super::plot::{Plot, Value},
    counted::{list, word},
    signed::Signed,
};
use crate::{
    http::{
        App, Failure, Frame, page,
        query::{address, asked},
    },
    kernel::{
        calendar::today,
        id::{Millis, OFFICE},
        principal::Role,
        refusal::Refusal,
        text::Lang,
    },
    stats::{self, Counts, Kind, Waits, Year},
    views::reader::{Reader, Stamp},
};
use askama::Template;
use axum::{extract::State, response::Response};

/// A figure with what it is counted from.
struct Figure {
    word: &'static str,
    value: String,
    of: Option<String>,
    /// What it counts.
    href: String,
}

/// A row of a table: a month, a unit.
struct Row {
    label: String,
    /// The sessions it counts.
    href: String,
    /// Address of the questions it counts, up to the kind.
    list: String,
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
    /// Address of its questions, up to the kind.
    list: String,
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
    /// Title, how many, the sessions where, and the questions up to the kind.
    rules: Vec<(String, u32, String, String)>,
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
    let chosen = number(query, "year").unwrap_or(this_year).clamp(2000, this_year + 1);
    let unit = asked(query, "unit").filter(|unit| !unit.is_empty());
    let year = stats::year(&app.db, chosen, unit.as_deref(), reader.now, &app.zone).await;
    let year = year.map_err(|error| Failure::internal("statistics could not be read", &error))?;
    let narrow = Narrow::of(query);
    let link = |year: i16, unit: Option<&str>| link(&frame, year, unit, None);
    let to =
        |unit: Option<&str>, more: Option<(&str, &str)>| format!("{}#sessions", self::link(&frame, chosen, unit, more));
    let here = |name: &'static str, value: &str| to(unit.as_deref(), Some((name, value)));
    let whole: Vec<(&str, &str)> = unit.iter().map(|unit| ("unit", unit.as_str())).collect();
    let with = |name: &'static str, value: &str| list(&frame, chosen, &[&whole[..], &[(name, value)]].concat());
    let figures = Figures { frame: &frame, reader: &reader, all: list(&frame, chosen, &whole), here: &here };
    let least = app.desk.limits().sessions_a_year;
    let months = year.months.iter().filter(|month| month.sessions > 0);
    let page_of = Statistics {
        sentence: sentence(&frame, &year),
        figures: figures.of(&year, least),
        plot: Plot::bars(frame.t("stats-plot"), year.months.iter().map(|month| bar(&frame, month)).collect()),
        months: months
            .map(|m| {
                let n = m.month.to_string();
                let ways = (here("month", &n), with("month", &n));
                row(month(&frame, m.month), ways, m.sessions, &m.counts)
            })
            .collect(),
        units: year
            .units
            .iter()
            .map(|u| {
                let ways = (to(Some(&u.name), None), list(&frame, chosen, &[("unit", &u.name)]));
                row(u.name.clone(), ways, u.sessions, &u.counts)
            })
            .collect(),
        rules: rules(&app, frame.words.lang, &year.counts)
            .into_iter()
            .map(|(id, title, many)| (title, many, here("rule", &id), with("rule", &id)))
            .collect(),
        narrowed: narrow.says(&app, &frame).map(|says| (says, to(unit.as_deref(), None))),
        held: year.sessions.len(),
        screened_out: year.counts.all_screened_out(),
        sessions: year
            .sessions
            .iter()
            .filter(|held| narrow.has(held))
            .map(|held| listed(&reader, held, with("room", &held.code)))
            .collect(),
        before: link(chosen - 1, unit.as_deref()),
        after: (chosen < this_year).then(|| link(chosen + 1, unit.as_deref())),
        year: chosen,
        unit,
        frame,
    };
    page(&page_of)
}

/// What the list of sessions is narrowed to: a month, where a rule was applied, or announced early enough.
struct Narrow {
    in_notice: bool,
    month: Option<i8>,
    rule: Option<String>,
}

impl Narrow {
    fn of(query: &str) -> Narrow {
        let month = number(query, "month").filter(|month| (1..=12).contains(month));
        let in_notice = asked(query, "notice").is_some();
        Narrow { in_notice, month, rule: asked(query, "rule") }
    }

    fn has(&self, session: &stats::Session) -> bool {
        (!self.in_notice || session.in_notice)
            && self.month.is_none_or(|month| session.month == month)
            && self.rule.as_ref().is_none_or(|rule| session.counts.screened_out.contains_key(rule))
    }

    fn says(&self, app: &App, frame: &Frame) -> Option<String> {
        let month = self.month.map(|n| month(frame, n));
        let rule = self.rule.as_ref().map(|id| title(app, frame.words.lang, id));
        let rule = rule.map(|rule| frame.t1("stats-only-rule", "rule", rule));
        month.or(rule).or_else(|| self.in_notice.then(|| frame.t("stats-in-notice")))
    }
}

/// The address of a year.
pub(super) fn link(frame: &Frame, year: i16, unit: Option<&str>, more: Option<(&str, &str)>) -> String {
    let year = year.to_string();
    let unit = unit.map(|unit| ("unit", unit));
    let fields: Vec<(&str, &str)> = std::iter::once(("year", year.as_str())).chain(unit).chain(more).collect();
    frame.url(&address("/desk/statistics", &fields))
}

/// A month in words.
pub(super) fn month(frame: &Frame, month: i8) -> String {
    frame.t1("stats-month", "n", i64::from(month))
}

fn bar(frame: &Frame, held: &stats::Month) -> Value {
    Value { label: month(frame, held.month), whole: held.counts.shown, part: held.counts.answered }
}

fn row(label: String, (href, list): (String, String), sessions: u32, counts: &Counts) -> Row {
    Row {
        label,
        href,
        list,
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
pub(super) fn title(app: &App, lang: Lang, id: &str) -> String {
    let settings = app.desk.current().get();
    let rule = settings.rulebook.rules.iter().find(|rule| rule.id == id);
    rule.map_or_else(|| id.to_owned(), |rule| (if lang == Lang::Zh { &rule.title.zh } else { &rule.title.en }).clone())
}

fn listed(reader: &Reader, session: &stats::Session, list: String) -> Listed {
    Listed {
        list,
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

/// The year of a moment, in the installation's zone.
pub(super) fn year_of(now: Millis, app: &App) -> i16 {
    today(now, &app.zone).year()
}

/// What the first figures are made with.
struct Figures<'a> {
    frame: &'a Frame,
    reader: &'a Reader,
    /// Address of the questions, up to the kind.
    all: String,
    /// Address of the sessions that something holds for.
    here: &'a dyn Fn(&'static str, &str) -> String,
}

impl Figures<'_> {
    fn of(&self, year: &Year, least: u32) -> Vec<Figure> {
        let counts = &year.counts;
        let sessions = (year.sessions.len().to_string(), Some(self.frame.t1("stats-least", "n", least)));
        let mut all = vec![
            self.figure("stats-sessions", sessions, "#sessions".to_owned()),
            self.figure(
                "stats-in-notice",
                (year.in_notice.0.to_string(), self.among(year.in_notice.1)),
                (self.here)("notice", "1"),
            ),
            self.count(Kind::Asked, counts.asked, None),
            self.count(Kind::Shown, counts.shown, self.among(counts.asked)),
            self.count(Kind::Answered, counts.answered, self.among(counts.shown)),
            self.count(Kind::Spoken, counts.spoken, self.among(counts.answered)),
            self.count(Kind::Written, counts.written, self.among(counts.answered)),
            self.count(Kind::ScreenedOut, counts.all_screened_out(), self.among(counts.asked)),
            self.count(Kind::Merged, counts.merged, self.among(counts.asked)),
            self.count(Kind::Withdrawn, counts.withdrawn, self.among(counts.asked)),
            self.wait(Kind::UntilShown, &counts.until_shown),
            self.wait(Kind::UntilAnswered, &counts.until_answered),
        ];
        if counts.left > 0 {
            all.extend([
                self.count(Kind::Left, counts.left, self.among(counts.shown)),
                self.count(Kind::InTime, counts.in_time, self.among(counts.left)),
                self.count(Kind::Late, counts.late, self.among(counts.left)),
                self.count(Kind::OpenLate, counts.open_late, self.among(counts.left)),
            ]);
        }
        all
    }

    fn figure(&self, word: &'static str, (value, of): (String, Option<String>), href: String) -> Figure {
        Figure { word, value, of, href }
    }

    fn among(&self, n: u32) -> Option<String> {
        Some(self.frame.t1("stats-of", "n", n))
    }

    fn count(&self, kind: Kind, n: u32, of: Option<String>) -> Figure {
        self.figure(word(kind), (n.to_string(), of), format!("{}{}", self.all, kind.code()))
    }

    fn wait(&self, kind: Kind, waits: &Waits) -> Figure {
        let half = waits.within(50).map(|ms| self.reader.span(ms));
        let most = waits.within(90).map(|ms| self.reader.span(ms));
        let of = most.map(|most| self.frame.t2("stats-nine-of-ten", "span", most, "n", waits.count()));
        let half = half.unwrap_or_else(|| self.frame.t("stats-none"));
        self.figure(word(kind), (half, of), format!("{}{}", self.all, kind.code()))
    }
}

/// A number in the query.
pub(super) fn number<N: std::str::FromStr>(query: &str, name: &str) -> Option<N> {
    asked(query, name)?.parse().ok()
}

impl Signed {
    /// May see statistics: whoever governs, approves for or audits more than one room.
    pub(super) fn counts(&self) -> bool {
        let roles = [Role::Administrator, Role::Approver, Role::Auditor];
        self.permit(OFFICE, &[]).holds(&roles) || !self.own_units().is_empty()
    }
}
