//! A room: its head, and the record or the questions.

use super::{
    super::pager::Pager,
    super::qr::svg,
    here::{self, read, reader, view},
    letters, linked,
    live::{self, Live},
    share::Card,
    tag::Tag,
    video::{self, Videos},
};
use crate::{
    http::{App, Failure, Frame, Visit, policy::watched},
    kernel::{
        id::PostId,
        policy::RoomKind,
        room::{Header, Phase},
    },
    store::{Listed, Order, PostFilter},
    views::{
        question::{Manner, Question, questions},
        reader::Reader,
        record::{Latest, Row, latest, rows},
        room::RoomView,
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// Questions on a page.
const PAGE: u32 = 50;
/// Last lines of the record on the room's page.
const LAST: u32 = 40;
/// Characters of an answer in the list.
const BRIEF: usize = 200;
/// Orders of the list and their words.
const SORTS: [(&str, &str); 4] = [
    ("votes", "public-sort-votes"),
    ("new", "public-sort-new"),
    ("old", "public-sort-old"),
    ("answered", "public-sort-answered"),
];

/// What of the room is looked at.
#[derive(Deserialize)]
pub(super) struct Look {
    #[serde(default)]
    view: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    page: u32,
    /// Where a video begins, in seconds.
    #[serde(default)]
    t: u32,
}

/// One way to order the list.
struct Sort {
    code: &'static str,
    word: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "public/room.html")]
struct RoomPage {
    frame: Frame,
    here: String,
    room: RoomView,
    view: &'static str,
    stage: Option<Question>,
    rows: Vec<Row>,
    /// What was said last, of these rows.
    latest: Option<Latest>,
    left_out: u32,
    questions: Vec<Question>,
    sorts: Vec<Sort>,
    back: String,
    sort: &'static str,
    pager: Pager,
    join_url: String,
    card: Card,
    live: Option<Live>,
    videos: Videos,
    linked: Option<String>,
}

pub(super) async fn room(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let tag = Tag::of(&visit, &frame, &reader).room(&app, &header, &reader);
    if header.kind == RoomKind::Mailbox {
        return tag.answer(&visit, letters::mailbox(&app, &reader, frame, &header, look.page)).await;
    }
    let answer = tag.answer(&visit, fill(&app, &visit, frame, &reader, &header, &look)).await?;
    Ok(watched(answer, &app, &video::kinds(&app, &header).await?))
}

async fn fill(
    app: &App,
    visit: &Visit,
    frame: Frame,
    reader: &Reader,
    header: &Header,
    look: &Look,
) -> Result<RoomPage, Failure> {
    let mut room = view(app, reader, header).await?;
    let here = format!("/r/{}", header.code);
    let view = chosen(header, &look.view, !room.materials.is_empty());
    let sort = sorted(&look.sort);
    let all = room.tally.public + room.tally.prepared;
    let pager = Pager::new(look.page, all.div_ceil(PAGE), &format!("{here}?view=questions&sort={sort}&page="));
    let stage = stage(app, reader, header, &mut room).await?;
    let mut page = RoomPage {
        back: if view == "questions" { format!("{sort} {}", pager.page) } else { view.into() },
        videos: video::shown(app, header, &room, look.t),
        card: Card::of(visit, &frame, &room, &here),
        linked: linked::event(visit, &room),
        join_url: visit.way_in(&header.code, header.pass),
        live: None,
        left_out: header.lines.saturating_sub(LAST),
        rows: Vec::new(),
        latest: None,
        questions: Vec::new(),
        sorts: SORTS.map(|(code, word)| Sort { code, word, chosen: code == sort }).into(),
        frame,
        here,
        room,
        view,
        sort,
        stage,
        pager,
    };
    if view == "record" {
        let mut lines = read(app.db.last_lines(header.id, LAST).await)?;
        lines.reverse();
        page.rows = read(rows(&app.db, reader, header, &mut page.room.cast, &lines).await)?;
        page.latest = latest(&page.rows);
    } else if view == "questions" {
        let posts = list(app, header, sort, page.pager.skip(PAGE)).await?;
        let manner = Manner { brief: Some(BRIEF), own: false };
        page.questions = read(questions(&app.db, reader, header, &mut page.room.cast, &posts, manner).await)?;
        page.questions.retain(|question| !question.stage);
    }
    page.live = live::live(app, header, reader, &page.frame.url(&page.here), page.stage.iter().chain(&page.questions));
    Ok(page)
}

/// What was asked for, else the record as soon as there is one.
fn chosen(header: &Header, asked: &str, materials: bool) -> &'static str {
    match asked {
        "materials" if materials => "materials",
        "record" => "record",
        "questions" => "questions",
        _ if header.lines > 0 && matches!(header.phase, Phase::Live | Phase::Closed) => "record",
        _ => "questions",
    }
}

/// The order asked for, else the most endorsed first.
pub(super) fn sorted(asked: &str) -> &'static str {
    SORTS.iter().map(|(code, _)| *code).find(|code| *code == asked).unwrap_or("votes")
}

async fn list(app: &App, header: &Header, sort: &str, skip: u32) -> Result<Vec<Listed>, Failure> {
    let filter = PostFilter { public_only: true, ..PostFilter::default() };
    let order = match sort {
        "new" => Order::Newest,
        "old" => Order::Oldest,
        "answered" => return read(app.db.posts_answered_first(header.id, skip, PAGE).await),
        _ => Order::Votes,
    };
    read(app.db.posts(header.id, &filter, order, skip, PAGE).await)
}

async fn stage(app: &App, reader: &Reader, header: &Header, room: &mut RoomView) -> Result<Option<Question>, Failure> {
    let staged: Vec<PostId> = header.on_stage.into_iter().collect();
    if staged.is_empty() {
        return Ok(None);
    }
    let posts = read(app.db.posts_by_id(&staged).await)?;
    let manner = Manner { brief: Some(BRIEF), own: false };
    Ok(read(questions(&app.db, reader, header, &mut room.cast, &posts, manner).await)?.pop())
}

/// The room's address as a QR code.
pub(super) async fn qr(visit: Visit, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let header = here::room(&app, &visit, &code).await?;
    let picture = svg(&visit.way_in(&header.code, header.pass), &visit.words().t("public-join-qr"));
    let keep = if header.is_public() { "public, max-age=3600" } else { "private, no-store" };
    Ok(([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, keep)], picture).into_response())
}
