//! Entering a question for somebody who telephoned, wrote or stood in the hall.

use super::{
    place::Place,
    room::{Again, Choice, Just, Room},
    seat::{Seat, read},
};
use crate::{
    auth::code,
    http::{Failure, Frame, page_with},
    kernel::{post::Origin, receipt},
    views::cast::GuestCard,
};
use askama::Template;
use axum::{extract::Query, response::Response};

/// What is read out to the asker.
struct Receipt {
    number: u32,
    receipt: String,
    code: String,
}

#[derive(Template)]
#[template(path = "desk/enter.html")]
struct EnterPage {
    frame: Frame,
    room: Room,
    origins: Vec<Choice>,
    guests: Vec<GuestCard>,
    post_chars: usize,
    receipt: Option<Receipt>,
}

pub(super) async fn enter(seat: Seat, Query(just): Query<Just>) -> Result<Response, Failure> {
    show(seat, just, None).await
}

pub(super) async fn show(seat: Seat, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    seat.demand(seat.may.enter)?;
    let receipt = if just.done == "enter" { issued(&seat, just.n).await? } else { None };
    let room = Room::new(&seat, Place::Enter, &just, again);
    let page = EnterPage {
        origins: origins(&seat.frame, &room),
        guests: seat.setting.cast.guests.clone(),
        post_chars: seat.header.policy.post_chars,
        frame: seat.frame,
        room,
        receipt,
    };
    page_with(page.room.status(), &page)
}

/// The receipt of a question that staff entered; a citizen's own is the citizen's alone.
async fn issued(seat: &Seat, number: u32) -> Result<Option<Receipt>, Failure> {
    let listed = read(seat.app.db.post(seat.header.id, number).await)?;
    let entered = listed.map(|listed| listed.post).filter(|post| post.visitor.is_none());
    Ok(entered.map(|post| Receipt {
        number,
        receipt: receipt::number(&seat.header.code, number),
        code: code::of(&seat.app.keys, post.id),
    }))
}

fn origins(frame: &Frame, room: &Room) -> Vec<Choice> {
    let chosen = room.kept("enter", "", "origin", "phone");
    let choice = |origin: Origin| Choice {
        value: origin.code().to_owned(),
        label: frame.t(&format!("origin-{}", origin.code())),
        count: 0,
        chosen: origin.code() == chosen,
    };
    Origin::BY_STAFF.into_iter().map(choice).collect()
}
