//! What somebody has to do with letters as a feed, so that it appears where they work: JSON Feed 1.1 and Atom.
//!
//! Its address holds a key: programs that read feeds cannot sign in. The key opens nothing else, ends with the
//! password, and the feed names no words and nobody: numbers, steps, days and links to pages that ask who is there.

use super::{
    super::seat::{read, reader},
    piles::counted,
};
use crate::{
    auth::StaffUser,
    exchange::atom::{Entry, Feed, MEDIA_TYPE},
    http::{App, Failure, Frame, Visit},
    kernel::{id::PersonId, refusal::Refusal},
    store::CaseFilter,
    views::letter::{CaseLine, case_lines},
};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;

/// Letters of a feed.
const MOST: u32 = 100;
const PURPOSE: &str = "letters-feed";

#[derive(Deserialize)]
pub(in super::super) struct Key {
    #[serde(default)]
    key: String,
}

/// The key of somebody's feed; none while they have no password to change.
pub(super) async fn feed_key(app: &App, person: PersonId) -> Result<Option<String>, Failure> {
    let person = read(app.db.person(person).await)?.filter(|person| !person.disabled);
    let name = person.and_then(|person| Some(format!("{}~{}", person.id, person.password?.id)));
    Ok(name.map(|name| app.keys.seal(PURPOSE, &name)))
}

/// Whose feed a key opens, as they are now.
async fn owner(app: &App, key: &str) -> Result<StaffUser, Failure> {
    let person = app.keys.open(PURPOSE, key).and_then(|name| name.split_once('~')?.0.parse::<PersonId>().ok());
    let person = person.ok_or(Refusal::NotFound)?;
    if feed_key(app, person).await?.as_deref() != Some(key) {
        return Err(Refusal::NotFound.into());
    }
    Ok(app.auth.staff(person, app.desk.now()).await?.ok_or(Refusal::NotFound)?)
}

/// What waits for them, each letter once, the most urgent first.
async fn waiting(app: &App, visit: &Visit, key: &str) -> Result<Vec<(&'static str, CaseLine)>, Failure> {
    let user = owner(app, key).await?;
    let (reader, mut all) = (reader(app, visit), Vec::new());
    for pile in counted(app, &user).await?.into_iter().filter(super::Pile::is_to_do) {
        let cases = read(app.db.cases(&CaseFilter { limit: MOST, ..pile.filter }).await)?;
        let lines = read(case_lines(&app.db, &reader, &cases).await)?;
        all.extend(lines.into_iter().map(|line| (pile.code, line)));
    }
    all.sort_by(|(_, one), (_, other)| (&one.iso, &one.room, one.number).cmp(&(&other.iso, &other.room, other.number)));
    all.dedup_by(|(_, one), (_, other)| one.room == other.room && one.number == other.number);
    all.truncate(MOST as usize);
    Ok(all)
}

fn title(frame: &Frame, pile: &str, line: &CaseLine) -> String {
    let what = frame.t(&format!("letters-pile-{pile}"));
    let due = line.due.as_ref().map(|due| format!(" · {due}")).unwrap_or_default();
    format!("{}-{} · {what}{due}", line.room, line.number)
}

fn path(line: &CaseLine) -> String {
    format!("/desk/r/{}/letter/{}", line.room, line.number)
}

/// `/desk/letters/feed.json`.
pub(in super::super) async fn json(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Query(Key { key }): Query<Key>,
) -> Result<Response, Failure> {
    let item = |(pile, line): &(&'static str, CaseLine)| {
        let own = json!({
            "room": line.room, "number": line.number, "pile": pile, "step": line.step.trim_start_matches("step-"),
            "due": Some(&line.iso).filter(|iso| !iso.is_empty()), "late": line.late, "urgent": line.urgent,
        });
        json!({
            "id": format!("{}{}", visit.own_origin(), path(line)), "url": visit.absolute(&path(line)),
            "title": title(&frame, pile, line), "content_text": frame.t(&line.kind),
            "date_published": line.at.iso, "_wenzheng": own,
        })
    };
    let waiting = waiting(&app, &visit, &key).await?;
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": frame.t("letters-title"),
        "home_page_url": visit.absolute("/desk/letters"), "language": frame.lang,
        "items": waiting.iter().map(item).collect::<Vec<_>>(),
    });
    Ok(own(feed.to_string().into_bytes(), "application/feed+json; charset=utf-8"))
}

/// `/desk/letters/feed.atom`.
pub(in super::super) async fn atom(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Query(Key { key }): Query<Key>,
) -> Result<Response, Failure> {
    let waiting = waiting(&app, &visit, &key).await?;
    let entry = |(pile, line): &(&'static str, CaseLine)| Entry {
        id: format!("{}{}", visit.own_origin(), path(line)),
        address: visit.absolute(&path(line)),
        title: title(&frame, pile, line),
        published_at: line.at.ms,
        updated_at: line.at.ms,
        authors: Vec::new(),
        words: frame.t(&line.kind),
    };
    let feed = Feed {
        address: visit.absolute("/desk/letters/feed.atom"),
        page: visit.absolute("/desk/letters"),
        title: frame.t("letters-title"),
        author: frame.site_name.clone(),
        lang: frame.lang,
        updated_at: 0,
        entries: waiting.iter().map(entry).collect(),
    };
    Ok(own(feed.file(), MEDIA_TYPE))
}

/// Nobody on the way keeps it.
fn own(bytes: Vec<u8>, media_type: &'static str) -> Response {
    ([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "private, no-store")], bytes).into_response()
}
