//! Backstage: the crew's own page.

use super::{
    place::Place,
    room::{Again, Just, Room},
    seat::{Seat, read},
    told::Told,
};
use crate::{
    http::{Failure, Frame, page_with},
    kernel::cue::ReadyCue,
    views::staff::backstage::{CueRow, cues},
};
use askama::Template;
use axum::{extract::Query, response::Response};

#[derive(Template)]
#[template(path = "desk/backstage.html")]
struct BackstagePage {
    frame: Frame,
    room: Room,
    cues: Vec<CueRow>,
    ready: [ReadyCue; 5],
}

pub(super) async fn backstage(seat: Seat, Query(just): Query<Just>) -> Result<Response, Failure> {
    show(seat, just, None).await
}

pub(super) async fn show(mut seat: Seat, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    seat.demand(seat.may.cue)?;
    let cues = read(cues(&seat.app.db, &seat.reader, &seat.header, seat.user.person).await)?;
    let told = Told::of(&seat, Place::Backstage, None);
    seat.frame.taken_over("backstage", &told);
    let room = Room::new(&seat, Place::Backstage, &just, again);
    let page = BackstagePage { frame: seat.frame, room, cues, ready: ReadyCue::ALL };
    page_with(page.room.status(), &page)
}
