//! The permanent link of one line.

use super::{
    here::{self, read, reader, view},
    share::Card,
    tag::Tag,
};
use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::refusal::Refusal,
    views::{
        record::{Row, around, page_of},
        room::RoomView,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

#[derive(Template)]
#[template(path = "public/line.html")]
struct LinePage {
    frame: Frame,
    here: String,
    room: RoomView,
    number: u32,
    rows: Vec<Row>,
    page: u32,
    link: String,
    card: Card,
}

pub(super) async fn line(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path((code, number)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let tag = Tag::of(&visit, &frame, &reader).room(&app, &header, &reader);
    let fill = async {
        let mut room = view(&app, &reader, &header).await?;
        let found = read(around(&app.db, &reader, &header, &mut room.cast, number).await)?;
        let (rows, before) = found.ok_or(Refusal::NotFound)?;
        let here = format!("/r/{}", header.code);
        let path = format!("{here}/l/{number}");
        let said = rows.iter().find(|row| row.number == number && !row.gone).and_then(|row| row.text.as_ref());
        let card = Card::of(&visit, &frame, &room, &path).about(said.and_then(|text| text.body.as_deref()));
        let link = visit.absolute(&path);
        Ok(LinePage { frame, here, room, number, rows, page: page_of(before), link, card })
    };
    tag.answer(&visit, fill).await
}
