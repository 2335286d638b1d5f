//! What an inspection of the site looks at: letters that wait too long, too few sessions, facts that must be public and
//! are missing.

use super::{period::link, require};
use crate::{
    http::{App, Failure, Frame, page, pages::office::signed::Signed, seat::read},
    kernel::{
        calendar::today,
        room::{About, Phase},
    },
    stats,
    store::{Among, CaseList, CaseRow, CountFilter},
    views::{
        letter::{CaseLine, UnitNames, case_lines},
        reader::Reader,
        workdays::date_words,
    },
};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

/// Letters that are shown: the oldest.
const OLDEST: u32 = 10;

/// What is missing, and where it is mended.
struct Missing {
    word: &'static str,
    /// Of what, where that has a name.
    name: String,
    href: String,
}

#[derive(Template)]
#[template(path = "letters/inspection.html")]
struct Inspection {
    frame: Frame,
    /// Months that a letter may wait.
    months: u16,
    /// The day before which no letter should still wait.
    since: String,
    /// The oldest letters without an answer; beside each whether it waits too long.
    oldest: Vec<(CaseLine, bool)>,
    too_long: usize,
    all: String,
    year: i16,
    sessions: i64,
    least: u32,
    missing: Vec<Missing>,
}

pub(in crate::http::pages::office) async fn inspection(
    me: Signed,
    State(app): State<App>,
) -> Result<Response, Failure> {
    require(&me)?;
    let reader = me.reader(&app);
    let (now, limits) = (today(reader.now, &app.zone), app.desk.limits());
    let since = now.saturating_sub(i32::from(limits.letter_months).months());
    let filter = CountFilter { from: date(1990, 1, 1), to: now, unit: None, alone: false, matter: None, origin: None };
    let oldest = oldest(&app, &reader, (&filter, since)).await?;
    let year = read(stats::year(&app.db, now.year(), None, reader.now, &app.zone).await)?;
    let mut frame = me.frame;
    frame.wide = true;
    page(&Inspection {
        months: limits.letter_months,
        since: date_words(&reader, since),
        too_long: oldest.iter().filter(|(_, too_long)| *too_long).count(),
        oldest,
        all: frame.url(&link("/desk/office/letters/list", &filter, &[("what", "open")])),
        year: now.year(),
        sessions: i64::try_from(year.sessions.len()).unwrap_or_default(),
        least: limits.sessions_a_year,
        missing: missing(&app, &frame).await?,
        frame,
    })
}

async fn oldest(
    app: &App,
    reader: &Reader,
    (filter, since): (&CountFilter, Date),
) -> Result<Vec<(CaseLine, bool)>, Failure> {
    let list = CaseList { filter: filter.clone(), among: Among::Open, behind: None, limit: OLDEST };
    let found = read(app.db.counted_cases(&list).await)?;
    let late: Vec<bool> = found.iter().map(|(_, listed)| listed.post.received_on() < since).collect();
    let cases: Vec<CaseRow> = found.into_iter().map(|((due, _), listed)| CaseRow { due, listed }).collect();
    let lines = read(case_lines(&app.db, reader, &cases).await)?;
    Ok(lines.into_iter().zip(late).collect())
}

/// Public facts that a visitor looks for and does not find.
async fn missing(app: &App, frame: &Frame) -> Result<Vec<Missing>, Failure> {
    let mut all = Vec::new();
    let site = &app.desk.current().get().site;
    let office = frame.url("/desk/office/site");
    for (word, empty) in [
        ("inspection-no-phone", site.phone.is_empty()),
        ("inspection-no-hours", site.hours_zh.is_empty()),
        ("inspection-no-footer", site.footer_zh.is_empty()),
    ] {
        all.extend(empty.then(|| Missing { word, name: String::new(), href: office.clone() }));
    }
    let names = read(UnitNames::read(&app.db).await)?;
    for unit in read(app.db.units().await)? {
        let nameless = names.of(unit.id).is_none_or(|name| name.trim().is_empty());
        let href = frame.url(&format!("/desk/office/units/{}", unit.id));
        all.extend(nameless.then(|| Missing { word: "inspection-no-name", name: String::new(), href }));
    }
    for header in read(app.db.mailboxes(&[Phase::Announced, Phase::Collecting]).await)? {
        let texts = read(app.db.texts(&[header.about.id]).await)?;
        let about =
            texts.get(&header.about.id).and_then(|row| serde_json::from_str::<About>(row.body.as_deref()?).ok());
        let (topic, told, units) = about.map_or_else(Default::default, |about| {
            (about.topic, !about.background.trim().is_empty(), !about.units.is_empty())
        });
        let href = frame.url(&format!("/desk/r/{}/room", header.code));
        let promised = header.workflow.promise.is_some();
        for (word, there) in
            [("inspection-no-notice", told), ("inspection-no-units", units), ("inspection-no-promise", promised)]
        {
            all.extend((!there).then(|| Missing { word, name: topic.clone(), href: href.clone() }));
        }
    }
    Ok(all)
}
