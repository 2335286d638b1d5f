//! The record whole, like a printed page: to be read, cited, printed and kept.

use super::{
    export::{Download, downloads},
    here::{self, read, reader, view},
    share::Card,
    tag::Tag,
};
use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::room::Header,
    views::{
        reader::{Reader, Stamp},
        record::{self, Entry, Row, WHOLE},
        room::RoomView,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

#[derive(Template)]
#[template(path = "public/transcript.html")]
struct Transcript {
    frame: Frame,
    here: String,
    room: RoomView,
    card: Card,
    /// The day with its year, and the planned hours.
    held: String,
    cite: String,
    contents: Vec<Entry>,
    rows: Vec<Row>,
    /// Lines of the record that do not stand here any more.
    left_out: u32,
    /// The page of the record on which they begin.
    rest_page: u32,
    opened: Option<Stamp>,
    closed: Option<Stamp>,
    recording: Option<Stamp>,
    zone: String,
    downloads: Vec<Download>,
}

pub(super) async fn transcript(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let tag = Tag::of(&visit, &frame, &reader).room(&app, &header, &reader).with("transcript");
    tag.answer(&visit, fill(&app, &visit, frame, &reader, &header)).await
}

async fn fill(app: &App, visit: &Visit, frame: Frame, reader: &Reader, header: &Header) -> Result<Transcript, Failure> {
    let mut room = view(app, reader, header).await?;
    let rows = read(record::whole(&app.db, reader, header, &mut room.cast).await)?;
    let here = format!("/r/{}", header.code);
    let path = format!("{here}/transcript");
    Ok(Transcript {
        contents: read(record::contents(&app.db, reader, header).await)?,
        held: format!("{} {}–{}", reader.when(room.starts.ms).whole_day(), room.starts.clock, room.ends.clock),
        cite: cite(visit, &frame, reader, &room, &path),
        card: Card::of(visit, &frame, &room, &path),
        left_out: header.lines.saturating_sub(WHOLE),
        rest_page: record::page_of(WHOLE),
        opened: reader.stamp_if(header.live_at),
        closed: reader.stamp_if(header.closed_at),
        recording: reader.stamp_if(header.video_at),
        zone: reader.zone.iana_name().unwrap_or("UTC").to_owned(),
        downloads: downloads(header),
        frame,
        here,
        room,
        rows,
    })
}

/// The sentence by which others refer to it, with the day on which it was read.
fn cite(visit: &Visit, frame: &Frame, reader: &Reader, room: &RoomView, path: &str) -> String {
    let units = if room.units.is_empty() { frame.site_name.clone() } else { room.units.clone() };
    let held = reader.when(room.starts.ms).whole_day();
    let seen = reader.when(reader.now).whole_day();
    let values = [
        ("units", units.into()),
        ("topic", room.topic.clone().into()),
        ("held", held.into()),
        ("address", visit.absolute(path).into()),
        ("seen", seen.into()),
    ];
    frame.words.tn("transcript-cite-as", values)
}
