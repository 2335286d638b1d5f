//! One question whole, with every act a moderator or host can do with it.

use super::{
    place::Place,
    room::{Again, Just, Room},
    seat::{Seat, read},
};
use crate::{
    http::{
        Failure, Frame,
        found::{Shown, earlier},
        grade_word, page_with,
    },
    kernel::rating::Grade,
    views::{
        cast::GuestCard,
        staff::{
            rules::Rule,
            whole::{Whole, whole},
        },
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};

/// Answers of earlier rooms that are shown.
const EARLIER: usize = 3;

#[derive(Template)]
#[template(path = "desk/question.html")]
struct QuestionPage {
    frame: Frame,
    room: Room,
    whole: Whole,
    rules: Vec<Rule>,
    guests: Vec<GuestCard>,
    /// Answers of earlier rooms to like questions.
    earlier: Vec<Shown>,
    /// Where decisions lead back to: the queue.
    queue_back: String,
}

impl QuestionPage {
    fn grade_word(&self, grade: &Grade) -> &'static str {
        grade_word(*grade)
    }
}

pub(super) async fn question(
    seat: Seat,
    Path((_, number)): Path<(String, u32)>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    show(seat, number, just, None).await
}

pub(super) async fn show(mut seat: Seat, number: u32, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    seat.demand(seat.may.queue())?;
    let listed = seat.post(number).await?;
    let claim = if seat.may.screen { seat.claim(&listed.post).await? } else { None };
    let Seat { app, reader, header, setting, rules, may, .. } = &mut seat;
    let mut whole = read(whole(&app.db, reader, header, setting, rules, (&listed, may)).await)?;
    whole.row.claim = claim;
    let words = whole.row.text.body.as_deref().unwrap_or_default();
    let earlier = read(earlier(app, reader, words, header.id, EARLIER).await)?;
    let mut room = Room::new(&seat, Place::Question(number), &just, again);
    if whole.row.pending.is_some() {
        room.hush(&just);
    }
    let page = QuestionPage {
        room,
        earlier,
        rules: seat.rules.citable(),
        guests: seat.setting.cast.guests.clone(),
        queue_back: Place::Queue(Default::default(), 0).path(),
        frame: seat.frame,
        whole,
    };
    page_with(page.room.status(), &page)
}
