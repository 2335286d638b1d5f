//! The record, page by page.

use super::{
    super::pager::Pager,
    here::{self, read, reader, view},
    share::Card,
    tag::Tag,
};
use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::{post::Fate, room::Header},
    store::{Order, PostFilter},
    views::{
        question::{Manner, Question, questions},
        reader::Reader,
        record::{self, RecordPage},
        room::RoomView,
        workdays::{Deadline, deadline, of_today},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;

/// Questions without an answer that are named under the record.
const OPEN: u32 = 100;
/// Characters of each.
const BRIEF: usize = 80;

#[derive(Template)]
#[template(path = "public/record.html")]
struct Page {
    frame: Frame,
    here: String,
    room: RoomView,
    card: Card,
    record: RecordPage,
    pager: Pager,
    open: Vec<Question>,
    open_count: u32,
    /// Until when they are to be answered.
    deadline: Option<Deadline>,
}

/// Which page.
#[derive(Deserialize)]
pub(super) struct Turn {
    #[serde(default)]
    page: u32,
}

pub(super) async fn record(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(turn): Query<Turn>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let tag = Tag::of(&visit, &frame, &reader).room(&app, &header, &reader);
    let tag = tag.with(of_today(&app.desk.current().get().calendar, &reader));
    tag.answer(&visit, fill(&app, &visit, frame, &reader, &header, turn.page)).await
}

async fn fill(
    app: &App,
    visit: &Visit,
    frame: Frame,
    reader: &Reader,
    header: &Header,
    page: u32,
) -> Result<Page, Failure> {
    let mut room = view(app, reader, header).await?;
    let record = read(record::record(&app.db, reader, header, &mut room.cast, page).await)?;
    let here = format!("/r/{}", header.code);
    let pager = Pager::new(record.page, record.pages, &format!("{here}/record?page="));
    let last = record.page == record.pages;
    let Open { questions: open, count: open_count, deadline } =
        if last { open(app, reader, header, &mut room).await? } else { Open::default() };
    let card = Card::of(visit, &frame, &room, &format!("{here}/record"));
    Ok(Page { frame, here, room, card, record, pager, open, open_count, deadline })
}

/// Citizens' questions that nobody has answered yet: some of them, and how many there are.
/// What the session left open.
#[derive(Default)]
struct Open {
    questions: Vec<Question>,
    count: u32,
    deadline: Option<Deadline>,
}

async fn open(app: &App, reader: &Reader, header: &Header, room: &mut RoomView) -> Result<Open, Failure> {
    let fates = vec![Fate::Listed, Fate::OnStage, Fate::CarriedOver];
    let filter = PostFilter { public_only: true, fates, ..PostFilter::default() };
    let posts = read(app.db.posts(header.id, &filter, Order::Votes, 0, OPEN).await)?;
    let manner = Manner { brief: Some(0), own: false };
    let mut open = read(questions(&app.db, reader, header, &mut room.cast, &posts, manner).await)?;
    open.retain(|question| question.citizens);
    for question in &mut open {
        (question.text, _) = std::mem::take(&mut question.text).shortened(BRIEF);
    }
    let calendar = &app.desk.current().get().calendar;
    let deadline = posts.iter().filter_map(|listed| deadline(calendar, reader, &listed.post)).next();
    // Comments that need no answer are neither answered nor open: where all are listed, they are counted as listed.
    let all = u32::try_from(open.len()).unwrap_or(u32::MAX);
    let many = room.tally.public.saturating_sub(room.tally.answered);
    Ok(Open { questions: open, count: if posts.len() < OPEN as usize { all } else { many }, deadline })
}
