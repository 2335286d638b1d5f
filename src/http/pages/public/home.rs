//! What is on now, what comes, what was last.

use super::{
    here::{read, reader},
    tag::Tag,
};
use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::room::{Header, Phase},
    views::{
        reader::Reader,
        room::{RoomView, rooms},
    },
};
use askama::Template;
use axum::{extract::State, response::Response};

/// Rooms of one kind on the home page.
const MOST: u32 = 50;
/// Past rooms on the home page.
const PAST: u32 = 5;

#[derive(Template)]
#[template(path = "public/home.html")]
struct Home {
    frame: Frame,
    live: Vec<RoomView>,
    upcoming: Vec<RoomView>,
    past: Vec<RoomView>,
    mailboxes: Vec<RoomView>,
}

pub(super) async fn home(visit: Visit, mut frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    frame.at = "home";
    let reader = reader(&app, &visit, &mut frame).await?;
    let live = read(app.db.public_rooms(&[Phase::Live], true, 0, MOST).await)?;
    let phases = [Phase::Announced, Phase::Collecting, Phase::Cancelled];
    // A session called off is news until its hour has passed.
    let mut upcoming = read(app.db.public_rooms(&phases, false, 0, MOST).await)?;
    upcoming.retain(|header| header.phase != Phase::Cancelled || header.schedule.ends_at > reader.now);
    upcoming.reverse();
    let past = read(app.db.public_rooms(&[Phase::Closed], false, 0, PAST).await)?;
    let mailboxes = read(app.db.mailboxes(&[Phase::Collecting]).await)?;
    let shown = live.iter().chain(&upcoming).chain(&past).chain(&mailboxes);
    let tag = tag(&app, &visit, &frame, &reader, shown);
    let fill = async {
        let live = read(rooms(&app.db, &reader, &live).await)?;
        let upcoming = read(rooms(&app.db, &reader, &upcoming).await)?;
        let past = read(rooms(&app.db, &reader, &past).await)?;
        let mailboxes = read(rooms(&app.db, &reader, &mailboxes).await)?;
        Ok(Home { frame, live, upcoming, past, mailboxes })
    };
    tag.answer(&visit, fill).await
}

fn tag<'a>(app: &App, visit: &Visit, frame: &Frame, reader: &Reader, headers: impl Iterator<Item = &'a Header>) -> Tag {
    headers.fold(Tag::of(visit, frame, reader), |tag, header| tag.room(app, header, reader).with(header.id))
}
