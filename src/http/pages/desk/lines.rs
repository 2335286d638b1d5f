//! The stenographer's desk.

use super::{
    place::Place,
    room::{Again, Just, Room},
    seat::{Seat, read},
    told::Told,
    went::went,
};
use crate::{
    http::{Failure, Frame, page_with},
    kernel::{cue::ReadyCue, id::Millis},
    views::{
        cast::GuestCard,
        staff::{
            backstage::{CueRow, cues},
            lines::{Record, Window, record},
            now::{Now, now},
        },
    },
};
use askama::Template;
use axum::{extract::Query, response::Response};
use serde::Deserialize;

/// Cues that are shown beside the record; the others are backstage.
const CUES: usize = 3;

/// Who spoke last, so that the choice stays.
#[derive(Deserialize)]
pub(super) struct Spoke {
    #[serde(default)]
    by: String,
}

/// Which lines are looked at: those up to one, those from one on, or the last.
#[derive(Deserialize)]
pub(super) struct Asked {
    to: Option<String>,
    from: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/lines.html")]
struct LinesPage {
    frame: Frame,
    room: Room,
    now: Now,
    record: Record,
    /// How long a line waits to be read over, in s; 0 where it does not.
    proof_s: Millis,
    /// The last cues, newest first.
    cues: Vec<CueRow>,
    ready: [ReadyCue; 5],
    guests: Vec<GuestCard>,
    host: String,
    /// `host`, `citizen` or a guest's id.
    speaker: String,
}

pub(super) async fn lines(
    seat: Seat,
    Query(just): Query<Just>,
    Query(spoke): Query<Spoke>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let from = asked.from.and_then(|from| from.parse().ok()).map(Window::From);
    let window = from.unwrap_or_else(|| Window::Until(asked.to.and_then(|to| to.parse().ok())));
    speak(seat, window, just, spoke.by, None).await
}

pub(super) async fn show(seat: Seat, window: Window, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    speak(seat, window, just, String::new(), again).await
}

async fn speak(
    mut seat: Seat,
    window: Window,
    just: Just,
    by: String,
    again: Option<Again>,
) -> Result<Response, Failure> {
    seat.demand(seat.may.lines())?;
    let Seat { app, reader, header, setting, .. } = &mut seat;
    let record = read(record(&app.db, reader, header, setting, window).await)?;
    let now = read(now(&app.db, reader, header).await)?;
    let mut cues = match seat.may.cue {
        true => read(cues(&seat.app.db, &seat.reader, &seat.header, seat.user.person).await)?,
        false => Vec::new(),
    };
    cues.truncate(CUES);
    let guests = seat.setting.cast.guests.clone();
    let place = match window {
        Window::From(from) => Place::Reading(from),
        Window::Until(until) => Place::Lines(until.filter(|_| record.is_old)),
    };
    let told = Told::of(&seat, place, None);
    seat.frame.taken_over("lines", &told);
    let mut room = Room::new(&seat, place, &just, again);
    room.went = went(&seat, &just, record.reads).await?;
    let known =
        |id: &String| matches!(id.as_str(), "host" | "citizen") || guests.iter().any(|g| g.id.to_string() == *id);
    let speaker = room.kept("say", "", "speaker", &by).to_owned();
    let page = LinesPage {
        now,
        proof_s: (seat.header.policy.proof_ms + 999) / 1_000,
        cues,
        ready: ReadyCue::ALL,
        host: seat.setting.cast.host.clone(),
        speaker: Some(speaker).filter(known).unwrap_or_else(|| "host".into()),
        frame: seat.frame,
        room,
        record,
        guests,
    };
    page_with(page.room.status(), &page)
}
