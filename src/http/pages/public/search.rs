//! Words looked for in everything that is public.

use super::{
    super::pager::Pager,
    here::{read, reader},
    sought::{Choice, Sought},
};
use crate::{
    archive::{Found, MOST, QUERY_CHARS, Unaskable},
    http::{
        App, Failure, Frame, Visit,
        found::{Shown, shown},
        page_with,
    },
    kernel::refusal::Refusal,
    store::search::Shelf,
    views::reader::Reader,
};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

/// Hits on a page.
const PAGE: u32 = 20;
/// Units, guests and months that the form offers.
const OFFERED: u32 = 200;
/// When somebody comes back who came while too many were looking, in ms.
const LATER_MS: i64 = 2_000;

/// A field that narrows the search down.
struct Field {
    name: &'static str,
    label: &'static str,
    /// The word for no choice.
    any: &'static str,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "public/search.html")]
struct SearchPage {
    frame: Frame,
    sought: Sought,
    fields: Vec<Field>,
    /// Addresses and words of the orders.
    orders: Vec<Choice>,
    /// None where nothing could be looked for.
    found: Option<Found>,
    hits: Vec<Shown>,
    /// What is wrong with what was typed.
    error: Option<String>,
    /// Only words that stand everywhere.
    wordless: bool,
    pager: Pager,
}

impl SearchPage {
    /// Some of what was found holds only some of the words.
    fn loose(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.whole < found.total)
    }
}

pub(super) async fn search(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Query(sought): Query<Sought>,
) -> Result<Response, Failure> {
    frame.at = "search";
    let reader = reader(&app, &visit, &mut frame).await?;
    let skip = sought.page.saturating_sub(1).min(MOST / PAGE).saturating_mul(PAGE);
    let asked = read(app.archive.search(&sought.query(&app.archive), skip, PAGE).await)?;
    let mut page = blank(&app, &reader, frame, sought).await?;
    let mut status = StatusCode::OK;
    match asked {
        Ok(mut found) => {
            let path = page.sought.turning();
            page.pager = Pager::new(page.sought.page, found.total.div_ceil(PAGE), &path);
            page.hits = read(shown(&app.db, &reader, std::mem::take(&mut found.hits)).await)?;
            page.found = Some(found);
        }
        Err(Unaskable::TooLong) => {
            status = StatusCode::UNPROCESSABLE_ENTITY;
            page.error = Some(page.frame.t1("search-too-long", "n", QUERY_CHARS));
        }
        Err(Unaskable::Wordless) => page.wordless = true,
        Err(Unaskable::Empty) => {}
        Err(Unaskable::Busy) => return Err(Refusal::Busy { retry_after_ms: LATER_MS }.into()),
    }
    let mut answer = page_with(status, &page)?;
    // what was found may be gone the next moment
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// The page before anything was looked for.
async fn blank(app: &App, reader: &Reader, frame: Frame, sought: Sought) -> Result<SearchPage, Failure> {
    let names = async |shelf| read(app.archive.shelf(shelf, 0, OFFERED).await).map(|(names, _)| names);
    let (units, guests, months) = (names(Shelf::Unit).await?, names(Shelf::Guest).await?, names(Shelf::Month).await?);
    let months: Vec<(String, String)> =
        months.into_iter().filter_map(|month| super::archive::named(app, reader, &month.name)).collect();
    let same = |name: String| (name.clone(), name);
    let field = |name, label, any, choices| Field { name, label, any, choices };
    let units = Choice::among(&sought.unit, units.into_iter().map(|unit| same(unit.name)));
    let guests = Choice::among(&sought.guest, guests.into_iter().map(|guest| same(guest.name)));
    let (from, to) =
        (Choice::among(&sought.from, months.iter().cloned()), Choice::among(&sought.to, months.into_iter()));
    Ok(SearchPage {
        fields: vec![
            field("kind", "search-kind", "search-any-kind", sought.kinds(&frame)),
            field("unit", "search-unit", "search-any-unit", units),
            field("guest", "search-guest", "search-any-guest", guests),
            field("from", "search-from", "search-any-from", from),
            field("to", "search-to", "search-any-to", to),
        ],
        orders: sought.orders(&frame),
        pager: Pager::new(1, 1, ""),
        frame,
        sought,
        found: None,
        hits: Vec::new(),
        error: None,
        wordless: false,
    })
}
