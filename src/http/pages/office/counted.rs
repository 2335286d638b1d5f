//! The questions behind a figure of the statistics: each as the public sees it.

use super::{
    super::pager::Pager,
    signed::Signed,
    statistics::{link, month, number, title, year_of},
};
use crate::{
    http::{
        App, Failure, Frame, page,
        query::{address, asked},
        seat::read,
    },
    kernel::{
        id::{PostId, RoomId},
        refusal::Refusal,
    },
    stats::{self, Found, Kind, Wanted},
    store::Listed,
    views::{
        question::fate_word,
        reader::{Reader, Said, Stamp, Texts},
    },
};
use askama::Template;
use axum::{extract::State, response::Response};
use std::collections::HashMap;

/// Questions on a page.
const PAGE: u32 = 50;

/// One question.
struct Row {
    number: u32,
    room: String,
    /// The public may read it.
    open: bool,
    /// Its words, where the public may read them.
    text: Option<Said>,
    at: Stamp,
    fate: &'static str,
    fate_word: &'static str,
    rule: Option<String>,
    wait: Option<String>,
}

#[derive(Template)]
#[template(path = "office/counted.html")]
struct Counted {
    frame: Frame,
    /// What is counted.
    heading: &'static str,
    /// Of what: the year, a month, a unit, a session, a rule.
    of: Vec<String>,
    back: String,
    total: usize,
    rows: Vec<Row>,
    waited: bool,
    /// A rule stands beside one of them.
    ruled: bool,
    pager: Pager,
}

/// The address of the list behind a figure, up to the code of what is counted.
pub(super) fn list(frame: &Frame, year: i16, of: &[(&str, &str)]) -> String {
    let year = year.to_string();
    let fields = [&[("year", year.as_str())], of, &[("what", "")]].concat();
    frame.url(&address("/desk/statistics/questions", &fields))
}

/// The word of a figure.
pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Asked => "stats-asked",
        Kind::Shown => "stats-shown",
        Kind::Answered => "stats-answered",
        Kind::Spoken => "stats-spoken",
        Kind::Written => "stats-written",
        Kind::ScreenedOut => "stats-screened-out",
        Kind::Merged => "stats-merged",
        Kind::Withdrawn => "stats-withdrawn",
        Kind::UntilShown => "stats-until-shown",
        Kind::UntilAnswered => "stats-until-answered",
        Kind::Left => "stats-left",
        Kind::InTime => "stats-in-time",
        Kind::Late => "stats-late",
        Kind::OpenLate => "stats-open-late",
    }
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    if !me.counts() {
        return Err(Refusal::NotAllowed.into());
    }
    let reader = me.reader(&app);
    let mut frame = me.frame;
    frame.wide = true;
    let query = me.visit.query();
    let wanted = wanted(query, year_of(reader.now, &app)).ok_or(Refusal::NotFound)?;
    let found = read(stats::posts(&app.db, &wanted, reader.now, &app.zone).await)?;
    let pages = u32::try_from(found.len()).unwrap_or(u32::MAX).div_ceil(PAGE);
    let pager = Pager::new(number(query, "page").unwrap_or(1), pages, &onward(query));
    let here: Vec<&Found> = found.iter().skip(pager.skip(PAGE) as usize).take(PAGE as usize).collect();
    let narrow = wanted.month.map(|n| n.to_string());
    let narrow = narrow.as_deref().map(|n| ("month", n));
    let rows = rows(&app, &frame, &reader, &here).await?;
    page(&Counted {
        heading: word(wanted.kind),
        of: of(&app, &frame, &wanted),
        back: link(&frame, wanted.year, wanted.unit.as_deref(), narrow),
        total: found.len(),
        ruled: rows.iter().any(|row| row.rule.is_some()),
        rows,
        waited: matches!(wanted.kind, Kind::UntilShown | Kind::UntilAnswered),
        pager,
        frame,
    })
}

fn wanted(query: &str, this_year: i16) -> Option<Wanted> {
    let what = asked(query, "what")?;
    Some(Wanted {
        year: number(query, "year").unwrap_or(this_year),
        unit: asked(query, "unit"),
        month: number(query, "month"),
        room: asked(query, "room"),
        kind: Kind::ALL.into_iter().find(|kind| kind.code() == what)?,
        rule: asked(query, "rule"),
    })
}

/// This list again, up to the number of a page.
fn onward(query: &str) -> String {
    let fields: Vec<(&str, String)> = ["year", "what", "unit", "month", "room", "rule"]
        .into_iter()
        .filter_map(|name| Some((name, asked(query, name)?)))
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    format!("{}&page=", address("/desk/statistics/questions", &fields))
}

fn of(app: &App, frame: &Frame, wanted: &Wanted) -> Vec<String> {
    let named = [
        Some(frame.t1("stats-year", "year", wanted.year.to_string())),
        wanted.month.map(|n| month(frame, n)),
        wanted.unit.clone(),
        wanted.room.as_ref().map(|code| frame.t1("stats-of-session", "code", code.clone())),
        wanted.rule.as_ref().map(|id| title(app, frame.words.lang, id)),
    ];
    named.into_iter().flatten().collect()
}

async fn rows(app: &App, frame: &Frame, reader: &Reader, here: &[&Found]) -> Result<Vec<Row>, Failure> {
    let ids: Vec<PostId> = here.iter().map(|found| found.post.id).collect();
    let listed = read(app.db.posts_by_id(&ids).await)?;
    let words = listed.iter().filter(|listed| listed.post.public).map(|listed| said_of(listed).id);
    let texts = read(Texts::read(&app.db, &words.collect::<Vec<_>>()).await)?;
    let mut rooms: HashMap<RoomId, String> = HashMap::new();
    for found in here {
        if let std::collections::hash_map::Entry::Vacant(free) = rooms.entry(found.post.room) {
            let header = read(app.db.room(found.post.room).await)?;
            free.insert(header.map(|header| header.code).unwrap_or_default());
        }
    }
    let by_id: HashMap<PostId, &Listed> = listed.iter().map(|listed| (listed.post.id, listed)).collect();
    let row = |found: &&Found| {
        let listed = by_id.get(&found.post.id)?;
        let post = &listed.post;
        Some(Row {
            number: post.number,
            room: rooms.get(&post.room).cloned().unwrap_or_default(),
            open: post.public || post.taken_down.is_some(),
            text: post.public.then(|| texts.said(said_of(listed))),
            at: reader.stamp(post.at),
            fate: post.fate.code(),
            fate_word: fate_word(post),
            rule: post.rule.as_ref().map(|id| title(app, frame.words.lang, id)),
            wait: found.wait.map(|ms| reader.span(ms)),
        })
    };
    Ok(here.iter().filter_map(row).collect())
}

fn said_of(listed: &Listed) -> &crate::kernel::text::TextRef {
    listed.post.worded.as_ref().unwrap_or(&listed.post.text)
}
