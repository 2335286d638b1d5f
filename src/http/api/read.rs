//! Reading for programs: what the public pages show, as JSON, page by page from the last row of the one before.

use super::super::{App, Failure, Visit};
use crate::{
    kernel::{
        id::{Millis, RoomId, TextId},
        line::{Line, LineKind},
        post::{Fate, Post, ReplyState},
        principal::Card,
        receipt,
        refusal::Refusal,
        room::{About, Header, Phase},
        text::Lang,
    },
    store::{Listed, StoreError, TextRow},
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

/// Most rows on one page.
const MOST: u32 = 100;

/// A page and where the next one begins.
#[derive(Serialize, ToSchema)]
pub(super) struct Page<T> {
    items: Vec<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u32>,
}

/// Which page: `next` of the one before.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Paging {
    #[serde(default)]
    cursor: u32,
    #[serde(default)]
    limit: Option<u32>,
}

impl Paging {
    fn limit(&self) -> u32 {
        self.limit.unwrap_or(MOST).clamp(1, MOST)
    }
}

/// The same for rooms, whose cursor is a short code.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct RoomPaging {
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<u32>,
}

/// A page of rooms.
#[derive(Serialize, ToSchema)]
pub(super) struct Rooms {
    items: Vec<RoomOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

fn no_cursor() -> Refusal {
    Refusal::Malformed { why: "cursor names no row of this list; take `next` of a page".into() }
}

/// Where the next page begins: behind the last row of a full one.
fn next<T, C>(rows: &[T], limit: u32, cursor: impl Fn(&T) -> C) -> Option<C> {
    rows.last().filter(|_| rows.len() == limit as usize).map(cursor)
}

/// A room as the public sees it.
#[derive(Serialize, ToSchema)]
pub(super) struct RoomOut {
    code: String,
    phase: &'static str,
    starts_at: String,
    ends_at: String,
    takes_posts: bool,
    paused: bool,
    epoch: u64,
    position: u64,
    /// The moment at which the recording begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    video_starts_at: Option<String>,
    #[schema(value_type = Object)]
    about: Option<About>,
}

/// Words in their language; none once sealed.
#[derive(Serialize, ToSchema)]
struct TextOut {
    lang: &'static str,
    text: Option<String>,
}

/// A post as the public sees it.
#[derive(Serialize, ToSchema)]
pub(super) struct PostOut {
    number: u32,
    receipt: String,
    fate: &'static str,
    origin: &'static str,
    name: String,
    question: Option<TextOut>,
    worded_by_editor: bool,
    votes: u32,
    asked_at: String,
    answered_in_writing: bool,
    answered_in_speech: bool,
    replies: Vec<ReplyOut>,
}

/// A published reply.
#[derive(Serialize, ToSchema)]
struct ReplyOut {
    guest: String,
    reply: TextOut,
    line: Option<u32>,
    published_at: String,
    late: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    more_to_come: bool,
    corrections: usize,
}

/// A line of the record.
#[derive(Serialize, ToSchema)]
pub(super) struct LineOut {
    number: u32,
    /// Lines stand in the order of (place, number).
    place: f64,
    #[schema(value_type = Object)]
    kind: LineKind,
    at: String,
    /// Where in the recording, in ms.
    #[serde(skip_serializing_if = "Option::is_none")]
    video_ms: Option<Millis>,
    post: Option<u32>,
    taken_down: bool,
    line: Option<TextOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<PhotoOut>,
    corrections: usize,
}

/// The picture of a photo line; `line` is its caption.
#[derive(Serialize, ToSchema)]
struct PhotoOut {
    file: String,
    width: u32,
    height: u32,
    alt: TextOut,
}

fn unread(error: StoreError) -> Failure {
    Failure::internal("read the store", &error)
}

pub(super) fn utc(ms: Millis) -> String {
    jiff::Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

fn text(texts: &HashMap<TextId, TextRow>, id: TextId) -> TextOut {
    let row = texts.get(&id);
    TextOut { lang: row.map_or(Lang::Zh, |row| row.lang).tag(), text: row.and_then(|row| row.body.clone()) }
}

/// A room that this visit may know of.
pub(super) async fn open_room(app: &App, visit: &Visit, code: &str) -> Result<Header, Failure> {
    let header = app.db.room_by_code(code).await.map_err(unread)?;
    Ok(header.filter(|header| header.is_open_to(visit.pass())).ok_or(Refusal::NotFound)?)
}

async fn described(app: &App, headers: Vec<Header>) -> Result<Vec<RoomOut>, Failure> {
    let ids: Vec<TextId> = headers.iter().map(|header| header.about.id).collect();
    let texts = app.db.texts(&ids).await.map_err(unread)?;
    let out = |header: Header| {
        let body = texts.get(&header.about.id).and_then(|row| row.body.as_deref());
        RoomOut {
            phase: header.phase.code(),
            starts_at: utc(header.schedule.starts_at),
            ends_at: utc(header.schedule.ends_at),
            takes_posts: header.takes_posts(app.desk.now()),
            paused: header.paused,
            epoch: app.db.epoch(),
            position: header.public_at,
            video_starts_at: (header.video_at > 0).then(|| utc(header.video_at)),
            about: body.and_then(|body| serde_json::from_str(body).ok()),
            code: header.code,
        }
    };
    Ok(headers.into_iter().map(out).collect())
}

/// Public rooms, latest beginning first.
#[utoipa::path(get, path = "/api/v1/rooms", params(RoomPaging), responses((status = 200, body = Rooms)))]
pub(super) async fn rooms(
    State(app): State<App>,
    Query(RoomPaging { cursor, limit }): Query<RoomPaging>,
) -> Result<Json<Rooms>, Failure> {
    let limit = limit.unwrap_or(MOST).clamp(1, MOST);
    if let Some(code) = &cursor {
        let known = app.db.room_by_code(code).await.map_err(unread)?;
        known.filter(Header::is_public).ok_or_else(no_cursor)?;
    }
    let headers = app.db.rooms_after(cursor.as_deref(), limit).await.map_err(unread)?;
    let next = next(&headers, limit, |header| header.code.clone());
    Ok(Json(Rooms { items: described(&app, headers).await?, next }))
}

/// One room.
#[utoipa::path(get, path = "/api/v1/rooms/{room}", params(("room" = String, Path, description = "Short code")), responses((status = 200, body = RoomOut)))]
pub(super) async fn room(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Json<RoomOut>, Failure> {
    let header = open_room(&app, &visit, &code).await?;
    let described = described(&app, vec![header]).await?.into_iter().next();
    Ok(Json(described.ok_or(Refusal::NotFound)?))
}

/// Public posts of a room, oldest first.
#[utoipa::path(get, path = "/api/v1/rooms/{room}/posts", params(("room" = String, Path, description = "Short code"), Paging), responses((status = 200, body = Page<PostOut>)))]
pub(super) async fn posts(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<PostOut>>, Failure> {
    let header = open_room(&app, &visit, &code).await?;
    let limit = paging.limit();
    let listed = app.db.posts_after(header.id, paging.cursor, limit).await.map_err(unread)?;
    let next = next(&listed, limit, |listed| listed.post.number);
    Ok(Json(Page { items: told(&app, &listed, &HashMap::from([(header.id, header)])).await?, next }))
}

/// The visitor's own posts, in every room.
#[utoipa::path(get, path = "/api/v1/me/posts", responses((status = 200, body = Page<PostOut>)))]
pub(super) async fn mine(State(app): State<App>, visit: Visit) -> Result<Json<Page<PostOut>>, Failure> {
    let Some(visitor) = visit.visitor() else { return Ok(Json(Page { items: Vec::new(), next: None })) };
    let listed = app.db.posts_of(visitor, None, MOST).await.map_err(unread)?;
    let mut ids: Vec<RoomId> = listed.iter().map(|listed| listed.post.room).collect();
    ids.dedup();
    let open = |header: &Header| header.is_open_to(visit.pass());
    let rooms = app.db.rooms_by_id(&ids).await.map_err(unread)?.into_iter().filter(open);
    let rooms = rooms.map(|header| (header.id, header)).collect();
    Ok(Json(Page { items: told(&app, &listed, &rooms).await?, next: None }))
}

async fn told(app: &App, listed: &[Listed], rooms: &HashMap<RoomId, Header>) -> Result<Vec<PostOut>, Failure> {
    let published = |post: &Post| post.replies.clone().into_iter().filter(|reply| reply.state == ReplyState::Published);
    let ids = listed.iter().flat_map(|Listed { post, .. }| {
        let words = [post.text.id, post.author.id].into_iter().chain(post.worded.as_ref().map(|text| text.id));
        words.chain(published(post).map(|reply| reply.text.id)).collect::<Vec<_>>()
    });
    let texts = app.db.texts(&ids.collect::<Vec<_>>()).await.map_err(unread)?;
    let abouts: Vec<TextId> = rooms.values().map(|header| header.about.id).collect();
    let abouts = app.db.texts(&abouts).await.map_err(unread)?;
    let out = |Listed { post, votes }: &Listed| {
        let header = rooms.get(&post.room)?;
        let body = abouts.get(&header.about.id).and_then(|row| row.body.as_deref());
        let about: Option<About> = body.and_then(|body| serde_json::from_str(body).ok());
        let card = texts.get(&post.author.id).and_then(|row| row.body.as_deref());
        let card: Card = card.and_then(|body| serde_json::from_str(body).ok()).unwrap_or_default();
        let name = |guest| {
            let guests = about.as_ref().map(|about| about.guests.as_slice()).unwrap_or_default();
            guests.iter().find(|known| known.id == guest).map(|known| known.name.clone()).unwrap_or_default()
        };
        let reply = |reply: crate::kernel::post::Reply| ReplyOut {
            guest: name(reply.guest),
            reply: text(&texts, reply.text.id),
            line: reply.line,
            published_at: utc(reply.published_at),
            late: reply.late,
            more_to_come: reply.open && header.phase == Phase::Live,
            corrections: reply.errata.len(),
        };
        let shown = post.worded.as_ref().unwrap_or(&post.text).id;
        let hidden = post.taken_down.is_some() || post.fate == Fate::Withdrawn;
        Some(PostOut {
            number: post.number,
            receipt: receipt::number(&header.code, post.number),
            fate: post.fate.code(),
            origin: post.origin.code(),
            name: if post.shows_its_author() { card.name } else { String::new() },
            question: (!hidden).then(|| text(&texts, shown)),
            worded_by_editor: post.worded.is_some(),
            votes: *votes,
            asked_at: utc(post.at),
            answered_in_writing: post.is_answered_in_writing(),
            answered_in_speech: post.is_answered_in_speech(),
            replies: published(post).map(reply).collect(),
        })
    };
    Ok(listed.iter().filter_map(out).collect())
}

/// Lines of a room in the order of the record.
#[utoipa::path(get, path = "/api/v1/rooms/{room}/lines", params(("room" = String, Path, description = "Short code"), Paging), responses((status = 200, body = Page<LineOut>)))]
pub(super) async fn lines(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<LineOut>>, Failure> {
    let header = open_room(&app, &visit, &code).await?;
    let limit = paging.limit();
    let mut lines = match paging.cursor {
        0 => app.db.lines(header.id, 0, limit).await.map_err(unread)?,
        after => {
            app.db.line(header.id, after).await.map_err(unread)?.ok_or_else(no_cursor)?;
            app.db.lines_after(header.id, after, limit).await.map_err(unread)?
        }
    };
    let next = next(&lines, limit, |line| line.number);
    lines.retain(|line| !line.left_out);
    let words =
        |line: &Line| line.text.iter().chain(line.photo.iter().map(|p| &p.alt)).map(|t| t.id).collect::<Vec<_>>();
    let ids: Vec<TextId> = lines.iter().flat_map(words).collect();
    let texts = app.db.texts(&ids).await.map_err(unread)?;
    let posts: Vec<_> = lines.iter().filter_map(|line| line.post).collect();
    let posts = app.db.posts_by_id(&posts).await.map_err(unread)?;
    let number = |line: &Line| posts.iter().find(|post| Some(post.post.id) == line.post).map(|post| post.post.number);
    let out = |line: Line| LineOut {
        number: line.number,
        place: line.place,
        kind: line.kind,
        at: utc(line.at),
        video_ms: line.video_ms(header.video_at),
        post: number(&line),
        taken_down: line.taken_down,
        line: line.text.as_ref().filter(|_| !line.taken_down).map(|words| text(&texts, words.id)),
        photo: line.photo.as_ref().filter(|_| !line.taken_down).map(|photo| PhotoOut {
            file: format!("/files/{}", photo.file),
            width: photo.width,
            height: photo.height,
            alt: text(&texts, photo.alt.id),
        }),
        corrections: line.errata.len(),
    };
    Ok(Json(Page { items: lines.into_iter().map(out).collect(), next }))
}
