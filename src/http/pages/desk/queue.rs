//! The moderator's queue, and the list as the hall sees it.

use super::{
    place::{PILES, Place, named},
    room::{Again, Choice, Just, Pager, Room},
    script::DeskData,
    seat::{Seat, read},
};
use crate::{
    http::{Failure, Frame, page_with},
    store::{Pile, Piles},
    views::staff::{
        queue::{PAGE, Queue, queue as read_queue},
        rules::Rule,
    },
};
use askama::Template;
use axum::{extract::Query, response::Response};
use serde::Deserialize;

/// Where in the queue.
#[derive(Deserialize)]
pub(super) struct At {
    #[serde(default)]
    pile: String,
    #[serde(default)]
    page: u32,
}

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    frame: Frame,
    room: Room,
    queue: Queue,
    filters: Vec<Choice>,
    pager: Pager,
    rules: Vec<Rule>,
    /// Something on this page can be decided.
    decides: bool,
}

pub(super) async fn queue(seat: Seat, Query(at): Query<At>, Query(just): Query<Just>) -> Result<Response, Failure> {
    let pile = named(&PILES, &at.pile).unwrap_or_default();
    show(seat, (pile, at.page), just, None).await
}

pub(super) async fn show(
    mut seat: Seat,
    (pile, page): (Pile, u32),
    just: Just,
    again: Option<Again>,
) -> Result<Response, Failure> {
    seat.demand(seat.may.queue())?;
    let Seat { app, reader, header, setting, rules, .. } = &mut seat;
    let mut queue = read(read_queue(&app.db, reader, header, setting, rules, (pile, page)).await)?;
    seat.mark_claims(&mut queue.rows).await?;
    let path = |page: u32| format!("/desk/r/{}/{}", seat.header.code, Place::Queue(pile, page).path());
    let mut room = Room::new(&seat, Place::Queue(pile, page), &just, again);
    if !queue.pending.is_empty() {
        room.hush(&just);
    }
    // What a form was refused is told on the page it came from.
    if room.trouble.is_none() {
        let data = DeskData::of(&seat);
        seat.frame.taken_over("moderator", &data);
    }
    let page = QueuePage {
        room,
        filters: filters(&seat, pile, queue.piles),
        pager: Pager::new(page, queue.of, PAGE, path),
        rules: seat.rules.citable(),
        decides: seat.may.screen && queue.rows.iter().any(|row| row.waits),
        frame: seat.frame,
        queue,
    };
    page_with(page.room.status(), &page)
}

fn filters(seat: &Seat, chosen: Pile, piles: Piles) -> Vec<Choice> {
    let filter = |(pile, word): (Pile, &str)| Choice {
        value: format!("/desk/r/{}/{}", seat.header.code, Place::Queue(pile, 0).path()),
        label: seat.frame.t(&format!("desk-pile-{word}")),
        count: piles.of(pile),
        chosen: pile == chosen,
    };
    PILES.into_iter().map(filter).collect()
}
