//! Words looked for in everything that is public, for programs.

use super::super::{
    App, Failure, Visit,
    found::{Shown, shown},
};
use crate::{
    archive::{Month, QUERY_CHARS, Query as Sought, Unaskable},
    kernel::refusal::Refusal,
    store::{
        StoreError,
        search::{Among, Kind, Rank},
    },
    views::reader::Reader,
};
use axum::{
    Json,
    extract::{Query, State},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most hits on one page.
const MOST: u32 = 100;
/// When a program comes back that came while too many were looking, in ms.
const LATER_MS: i64 = 2_000;

/// What is looked for, and among what.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Words, at most 200 characters; phrases between quotation marks stand as they are.
    q: String,
    /// `notice`, `question`, `reply`, `speech`, `heading` or `photo`.
    kind: Option<String>,
    /// Only rooms of this unit, by name.
    unit: Option<String>,
    /// Only words of this guest, by name.
    guest: Option<String>,
    /// First month, such as `2026-01`, in the installation's zone.
    from: Option<String>,
    /// Last month.
    to: Option<String>,
    /// `relevance` (without it) or `newest`.
    order: Option<String>,
    /// Hits before this page; as `next` says.
    #[serde(default)]
    cursor: u32,
    /// Hits on this page, 100 at most.
    limit: Option<u32>,
}

/// Something that was found.
#[derive(Serialize, ToSchema)]
pub(super) struct HitOut {
    kind: &'static str,
    /// Short code of the room.
    room: String,
    topic: String,
    units: String,
    /// Permanent address of the page.
    url: String,
    /// Number of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<u32>,
    /// What became of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    fate: Option<&'static str>,
    /// Who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<String>,
    at: String,
    lang: &'static str,
    /// The words around what was looked for.
    passage: Vec<StretchOut>,
}

/// A stretch of a passage.
#[derive(Serialize, ToSchema)]
struct StretchOut {
    text: String,
    /// It was looked for.
    hit: bool,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundOut {
    items: Vec<HitOut>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u32>,
    /// How many can be paged through, 1,000 at most.
    total: u32,
    /// There are more.
    more: bool,
    /// How many of them hold all of the words; they come first.
    whole: u32,
}

fn unread(error: StoreError) -> Failure {
    Failure::internal("the archive could not be read", &error)
}

fn malformed(why: &str) -> Failure {
    Refusal::Malformed { why: why.to_owned() }.into()
}

/// Public questions, answers, statements and notices that hold these words, best first.
#[utoipa::path(get, path = "/api/v1/search", params(Asked), responses((status = 200, body = FoundOut)))]
pub(super) async fn search(
    State(app): State<App>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Json<FoundOut>, Failure> {
    let limit = asked.limit.unwrap_or(MOST).clamp(1, MOST);
    let sought = sought(&app, &asked)?;
    let found = app.archive.search(&sought, asked.cursor, limit).await.map_err(unread)?;
    let found = found.map_err(|why| refused(why, &asked.q))?;
    let next = asked.cursor.saturating_add(limit);
    let reader = Reader::of(visit.lang(), app.zone.clone(), app.desk.now());
    let hits = shown(&app.db, &reader, found.hits).await.map_err(unread)?;
    let items = hits.into_iter().map(|hit| out(&visit, hit)).collect();
    let next = (next < found.total).then_some(next);
    Ok(Json(FoundOut { items, next, total: found.total, more: found.more, whole: found.whole }))
}

fn sought(app: &App, asked: &Asked) -> Result<Sought, Failure> {
    let month = |text: &Option<String>| match text.as_deref() {
        None => Ok(None),
        Some(text) => Month::parse(text).map(Some).ok_or_else(|| malformed("from, to: a month such as 2026-01")),
    };
    let kind = match asked.kind.as_deref() {
        None => None,
        Some(code) => Some(Kind::parse(code).ok_or_else(|| malformed("kind: no such kind"))?),
    };
    let rank = match asked.order.as_deref() {
        None | Some("relevance") => Rank::Relevance,
        Some("newest") => Rank::Newest,
        Some(_) => return Err(malformed("order: relevance or newest")),
    };
    let among = Among {
        kind,
        unit: asked.unit.clone(),
        guest: asked.guest.clone(),
        answered: false,
        from: month(&asked.from)?.map(|month| app.archive.begins(month)),
        until: month(&asked.to)?.map(|month| app.archive.begins(month.next())),
    };
    Ok(Sought { text: asked.q.clone(), among, rank })
}

fn refused(why: Unaskable, typed: &str) -> Failure {
    let (chars, bytes) = (typed.chars().count(), typed.len());
    let refusal = match why {
        Unaskable::Empty | Unaskable::Wordless => Refusal::Empty,
        Unaskable::TooLong => {
            Refusal::TooLong { chars, max_chars: QUERY_CHARS, bytes, max_bytes: QUERY_CHARS.saturating_mul(4) }
        }
        Unaskable::Busy => Refusal::Busy { retry_after_ms: LATER_MS },
    };
    refusal.into()
}

fn out(visit: &Visit, hit: Shown) -> HitOut {
    let (name, office) = hit.who.map(|who| (who.name, who.office)).unwrap_or_default();
    HitOut {
        kind: hit.kind.code(),
        room: hit.room.code,
        topic: hit.room.topic,
        units: hit.room.units,
        url: visit.absolute(&hit.path),
        post: hit.number,
        fate: hit.fate.map(|(code, _)| code),
        name,
        office,
        at: hit.at.iso,
        lang: hit.lang,
        passage: hit.passage.into_iter().map(|part| StretchOut { text: part.text, hit: part.hit }).collect(),
    }
}
