//! The public ledger of a room: what came, and what became of it.

use super::{
    here::{self, read, reader, view},
    rules::{self, Rule},
    tag::Tag,
};
use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::{post::Fate, room::Header},
    views::{
        ledger::{self, Counts, Ledger, Row},
        reader::Reader,
        room::RoomView,
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;

/// Posts on a page.
const PAGE: u32 = 100;

/// Which part of the ledger.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: u32,
    #[serde(default)]
    fate: String,
}

/// One way to narrow the list.
struct Choice {
    code: &'static str,
    word: &'static str,
    chosen: bool,
}

/// What a rule stopped.
struct RuleCount {
    id: String,
    title: String,
    posts: u32,
    taken_down: bool,
    counted_only: bool,
}

#[derive(Template)]
#[template(path = "public/ledger.html")]
struct LedgerPage {
    frame: Frame,
    here: String,
    room: RoomView,
    counts: Counts,
    rules: Vec<RuleCount>,
    choices: Vec<Choice>,
    fate: &'static str,
    after: u32,
    ledger: Ledger,
    titles: Titles,
}

impl LedgerPage {
    fn rule_of(&self, row: &Row) -> Option<(String, String)> {
        row.rule.as_ref().map(|id| (id.clone(), self.titles.of(id)))
    }
}

/// What rules are called, in the language of the page.
struct Titles(Vec<Rule>);

impl Titles {
    fn of(&self, id: &str) -> String {
        self.0.iter().find(|rule| rule.id == id).map_or_else(|| id.to_owned(), |rule| rule.title.clone())
    }
}

pub(super) async fn ledger(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let fate = Fate::parse(&wanted.fate);
    let settings = app.desk.current().get();
    let tag = Tag::of(&visit, &frame, &reader).room(&app, &header, &reader).with(&settings.rulebook_file);
    let tag = tag.with(format_args!("ledger {} {fate:?}", wanted.after));
    let rules = rules::all(&app, visit.lang());
    let fill = fill(&app, frame, &reader, &header, (fate, wanted.after), rules);
    tag.answer(&visit, fill).await
}

async fn fill(
    app: &App,
    frame: Frame,
    reader: &Reader,
    header: &Header,
    (fate, after): (Option<Fate>, u32),
    rules: Vec<Rule>,
) -> Result<LedgerPage, Failure> {
    let counted: Vec<String> = rules.iter().filter(|rule| rule.counted).map(|rule| rule.id.clone()).collect();
    let ledger = read(ledger::ledger(&app.db, reader, header, fate, &counted, (after, PAGE)).await)?;
    let counts = read(ledger::counts(&app.db, header).await)?;
    let titles = Titles(rules);
    let rule = |stopped: &crate::store::Stopped| RuleCount {
        title: titles.of(&stopped.rule),
        counted_only: !stopped.taken_down && counted.contains(&stopped.rule),
        id: stopped.rule.clone(),
        posts: stopped.posts,
        taken_down: stopped.taken_down,
    };
    Ok(LedgerPage {
        here: format!("/r/{}", header.code),
        room: view(app, reader, header).await?,
        rules: counts.rules.iter().map(rule).collect(),
        choices: choices(fate),
        fate: fate.map_or("", Fate::code),
        frame,
        counts,
        after,
        ledger,
        titles,
    })
}

fn choices(chosen: Option<Fate>) -> Vec<Choice> {
    const ALL: [(Option<Fate>, &str); 10] = [
        (None, "ledger-all"),
        (Some(Fate::Received), "fate-received"),
        (Some(Fate::Held), "ledger-held"),
        (Some(Fate::Listed), "fate-listed"),
        (Some(Fate::CarriedOver), "fate-carried-over"),
        (Some(Fate::Answered), "fate-answered"),
        (Some(Fate::Ended), "fate-ended"),
        (Some(Fate::Merged), "fate-merged"),
        (Some(Fate::ScreenedOut), "ledger-stopped"),
        (Some(Fate::Withdrawn), "fate-withdrawn"),
    ];
    let choice = |(fate, word): (Option<Fate>, &'static str)| Choice {
        code: fate.map_or("", Fate::code),
        word,
        chosen: fate == chosen,
    };
    ALL.map(choice).into()
}
