//! The public ledger of a room for programs: every post with its fate, by keyset.

use super::{
    super::{App, Failure, Visit},
    read::{open_room, utc},
};
use crate::{
    desk::Ruling,
    kernel::{post::Fate, refusal::Refusal, text::Lang},
    store::{Appeals, Stopped},
    views::{
        ledger::{self, Row},
        reader::Reader,
    },
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most posts on one page.
const MOST: u32 = 100;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Paging {
    /// The number behind which the page begins.
    #[serde(default)]
    cursor: u32,
    #[serde(default)]
    limit: Option<u32>,
    /// Only posts of this fate.
    #[serde(default)]
    fate: Option<String>,
}

/// A page of the ledger with the counts of the room.
#[derive(Serialize, ToSchema)]
pub(super) struct LedgerOut {
    counts: CountsOut,
    items: Vec<RowOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u32>,
}

/// What came, and what became of it.
#[derive(Serialize, ToSchema)]
struct CountsOut {
    received: u32,
    waiting: u32,
    held: u32,
    listed: u32,
    answered: u32,
    merged: u32,
    withdrawn: u32,
    screened_out: u32,
    taken_down: u32,
    appealed: u32,
    appeals_granted: u32,
    appeals_dismissed: u32,
    by_rule: Vec<StoppedOut>,
}

/// How many posts a rule stopped.
#[derive(Serialize, ToSchema)]
struct StoppedOut {
    rule: RuleOut,
    taken_down: bool,
    /// These posts are only counted, not among the items.
    counted_only: bool,
    posts: u32,
}

/// A rule by id, with its public wording of now.
#[derive(Serialize, ToSchema)]
struct RuleOut {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A post, without words and names.
#[derive(Serialize, ToSchema)]
struct RowOut {
    number: u32,
    received_at: String,
    origin: &'static str,
    fate: &'static str,
    taken_down: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<RuleOut>,
    /// What became of its author's appeal: open, granted, dismissed.
    #[serde(skip_serializing_if = "Option::is_none")]
    appeal: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    joined_to: Option<u32>,
    /// Whether its words are public.
    public: bool,
}

fn rule_out(id: &str, rules: &[Ruling], lang: Lang) -> RuleOut {
    let rule = rules.iter().find(|rule| rule.id == id);
    let said = |[zh, en]: &[String; 2]| if lang == Lang::En { en.clone() } else { zh.clone() };
    RuleOut { id: id.to_owned(), title: rule.map(|rule| said(&rule.title)), text: rule.map(|rule| said(&rule.text)) }
}

/// Every post of a room with its fate, by number, and how many there are of each.
#[utoipa::path(get, path = "/api/v1/rooms/{room}/ledger", params(("room" = String, Path, description = "Short code"), Paging), responses((status = 200, body = LedgerOut)))]
pub(super) async fn ledger(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Json<LedgerOut>, Failure> {
    let unread = |error| Failure::internal("read the ledger", &error);
    let header = open_room(&app, &visit, &code).await?;
    let limit = paging.limit.unwrap_or(MOST).clamp(1, MOST);
    let known = |code: &str| Fate::parse(code).ok_or(Refusal::Malformed { why: "fate".into() });
    let fate = paging.fate.as_deref().map(known).transpose()?;
    let (rules, lang) = (app.desk.rulings(), visit.lang());
    let counted: Vec<String> = rules.iter().filter(|rule| rule.counted_only).map(|rule| rule.id.clone()).collect();
    let reader = Reader::of(lang, app.zone.clone(), app.desk.now());
    let page = (paging.cursor, limit);
    let found = ledger::ledger(&app.db, &reader, &header, fate, &counted, page).await.map_err(unread)?;
    let counts = ledger::counts(&app.db, &header).await.map_err(unread)?;
    let row = |row: Row| RowOut {
        number: row.number,
        received_at: utc(row.at.ms),
        origin: row.origin,
        fate: row.fate,
        taken_down: row.taken_down,
        rule: row.rule.map(|id| rule_out(&id, &rules, lang)),
        appeal: row.appeal.and_then(|word| word.strip_prefix("appeal-")),
        joined_to: row.into,
        public: row.open && !row.taken_down,
    };
    let items = found.rows.into_iter().map(row).collect();
    Ok(Json(LedgerOut { counts: counts_out(counts, &rules, &counted, lang), items, next: found.next }))
}

fn counts_out(counts: ledger::Counts, rules: &[Ruling], counted: &[String], lang: Lang) -> CountsOut {
    let stopped = |stopped: Stopped| StoppedOut {
        counted_only: !stopped.taken_down && counted.contains(&stopped.rule),
        rule: rule_out(&stopped.rule, rules, lang),
        taken_down: stopped.taken_down,
        posts: stopped.posts,
    };
    let ledger::Counts { received, waiting, held, listed, answered, merged, withdrawn, screened_out, .. } = counts;
    let by_rule = counts.rules.into_iter().map(stopped).collect();
    let taken_down = counts.taken_down;
    let Appeals { made: appealed, granted: appeals_granted, dismissed: appeals_dismissed } = counts.appeals;
    CountsOut {
        received,
        waiting,
        held,
        listed,
        answered,
        merged,
        withdrawn,
        screened_out,
        taken_down,
        appealed,
        appeals_granted,
        appeals_dismissed,
        by_rule,
    }
}
