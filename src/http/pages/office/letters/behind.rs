//! The letters behind a figure, in pages that go on behind the last one seen. A title is shown to those who may see the
//! letter.

use super::{
    figures::{among, word},
    period::{asked_for, link},
    require,
};
use crate::{
    http::{App, Failure, Frame, page, pages::office::signed::Signed, query::asked, seat::read},
    kernel::{calendar::today, decide::CaseActs, id::RoomId, refusal::Refusal, room::Header},
    stats,
    store::{Behind, CaseList, CaseRow, Listed},
    views::letter::{CaseLine, UnitNames, case_lines},
};
use askama::Template;
use axum::{extract::State, response::Response};
use std::collections::HashMap;

/// Letters on a page.
const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "letters/behind.html")]
struct List {
    frame: Frame,
    word: String,
    /// Of what: the period, a unit, a matter, a way in.
    of: Vec<String>,
    back: String,
    total: i64,
    /// Letters, and whether they may be seen.
    rows: Vec<(CaseLine, bool)>,
    more: Option<String>,
    first: Option<String>,
}

pub(in crate::http::pages::office) async fn behind(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    require(&me)?;
    let reader = me.reader(&app);
    let now = today(reader.now, &app.zone);
    let query = me.visit.query().to_owned();
    let filter = asked_for(&query, now);
    let what = asked(&query, "what").unwrap_or_default();
    let among = among(&what, now).ok_or(Refusal::NotFound)?;
    let day = asked(&query, "day").filter(|day| !day.is_empty());
    let behind: Option<Behind> = day.zip(asked(&query, "post").and_then(|post| post.parse().ok()));
    let list = CaseList { filter: filter.clone(), among, behind, limit: PAGE + 1 };
    let mut found = read(app.db.counted_cases(&list).await)?;
    let goes_on = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let here = |more: &[(&str, &str)]| {
        link("/desk/office/letters/list", &filter, &[&[("what", what.as_str())], more].concat())
    };
    let last = found.last().filter(|_| goes_on).map(|((day, post), _)| (day.clone(), post.to_string()));
    let more = last.map(|(day, post)| here(&[("day", &day), ("post", &post)]));
    let first = list.behind.is_some().then(|| here(&[]));
    let total = read(stats::behind(&app.db, &filter, &list.among).await)?;
    let names = read(UnitNames::read(&app.db).await)?;
    let cases: Vec<CaseRow> = found.into_iter().map(|((due, _), listed)| CaseRow { due, listed }).collect();
    let seen = seen(&me, &app, &cases).await?;
    let lines = read(case_lines(&app.db, &reader, &cases).await)?;
    let origin = filter.origin.as_ref().map(|code| me.frame.t(&format!("origin-{code}")));
    let unit = filter.unit.and_then(|unit| names.of(unit)).map(|name| match filter.alone {
        true => name,
        false => me.frame.t1("numbers-with-below", "unit", name),
    });
    let of = [Some(format!("{} – {}", filter.from, filter.to)), unit, filter.matter.clone(), origin];
    page(&List {
        word: word(&what),
        of: of.into_iter().flatten().collect(),
        back: me.frame.url(&link("/desk/office/letters", &filter, &[])),
        total,
        rows: lines.into_iter().zip(seen).collect(),
        more,
        first,
        frame: Frame { wide: true, ..me.frame },
    })
}

/// Whether this person may see each of them.
async fn seen(me: &Signed, app: &App, cases: &[CaseRow]) -> Result<Vec<bool>, Failure> {
    let mut ids: Vec<RoomId> = cases.iter().map(|row| row.listed.post.room).collect();
    ids.sort_unstable();
    ids.dedup();
    let rooms = read(app.db.rooms_by_id(&ids).await)?;
    let rooms: HashMap<RoomId, &Header> = rooms.iter().map(|header| (header.id, header)).collect();
    let sees = |Listed { post, .. }: &Listed| {
        let Some(header) = rooms.get(&post.room) else { return false };
        CaseActs::of(header, &me.permit(header.id, &header.units), post).see
    };
    Ok(cases.iter().map(|row| sees(&row.listed)).collect())
}
