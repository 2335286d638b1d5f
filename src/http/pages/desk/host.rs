//! The host's desk: one page to lead a session by, made for a tablet in the hand.

use super::{
    place::Place,
    room::{Again, Just, Room},
    seat::{Seat, read},
    steps::EXTENSIONS,
    told::Told,
};
use crate::{
    http::{Failure, Frame, Words, page_with},
    kernel::{cue::ReadyCue, id::Millis, room::Phase, text::Lang},
    views::staff::{
        backstage::{CueRow, cues},
        host::{Hosted, hosted},
    },
};
use askama::Template;
use axum::{extract::Query, response::Response};

/// Cues that are shown; the rest stands backstage.
const CUES: usize = 6;

#[derive(Template)]
#[template(path = "desk/host.html")]
struct HostPage {
    frame: Frame,
    room: Room,
    hosted: Hosted,
    /// Readers now.
    viewers: usize,
    steps: Steps,
    /// Newest first.
    cues: Vec<CueRow>,
    ready: [ReadyCue; 5],
}

/// What the host can do with the session now.
struct Steps {
    /// The step that comes next, with a button of its own: `live` or `resume`.
    main: Option<&'static str>,
    /// It can be paused.
    pause: bool,
    /// It can be extended.
    extend: bool,
    /// It can be closed.
    close: bool,
    /// Why there is nothing to press yet.
    why: Option<&'static str>,
    /// How it ended: nothing can be put on stage any more.
    over: Option<&'static str>,
    /// The end in force, which extensions count from, UTC ms.
    from: Millis,
    /// By how many minutes.
    by: [Millis; 3],
    /// What readers are told while it is paused, unless the host words it otherwise.
    line: String,
    /// The language of that line.
    lang: &'static str,
}

pub(super) async fn host(seat: Seat, Query(just): Query<Just>) -> Result<Response, Failure> {
    show(seat, just, None).await
}

pub(super) async fn show(mut seat: Seat, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    seat.demand(seat.may.host)?;
    let Seat { app, reader, header, setting, rules, user, .. } = &mut seat;
    let hosted = read(hosted(&app.db, reader, header, setting, rules).await)?;
    let mut cues = read(cues(&app.db, reader, header, user.person).await)?;
    cues.truncate(CUES);
    let told = Told::of(&seat, Place::Host, None);
    seat.frame.taken_over("host", &told);
    let page = HostPage {
        room: Room::new(&seat, Place::Host, &just, again),
        viewers: (seat.app.viewers)(seat.header.id),
        steps: steps(&seat),
        hosted,
        cues,
        ready: ReadyCue::ALL,
        frame: seat.frame,
    };
    page_with(page.room.status(), &page)
}

/// What is offered; whether it is allowed the desk decides.
fn steps(seat: &Seat) -> Steps {
    let header = &seat.header;
    let (live, paused) = (header.phase == Phase::Live, header.paused);
    let main = match header.phase {
        Phase::Announced | Phase::Collecting => Some("live"),
        Phase::Live if paused => Some("resume"),
        _ => None,
    };
    let over = match header.phase {
        Phase::Closed => Some("office-why-closed"),
        Phase::Cancelled => Some("office-why-cancelled"),
        Phase::Discarded => Some("office-why-discarded"),
        Phase::Draft | Phase::Announced | Phase::Collecting | Phase::Live => None,
    };
    let lang = seat.setting.lang;
    let words = Words::of(if lang == Lang::En.tag() { Lang::En } else { Lang::Zh });
    Steps {
        main,
        pause: live && !paused,
        extend: live || header.phase == Phase::Collecting,
        close: live,
        why: (header.phase == Phase::Draft).then_some("desk-host-draft"),
        over,
        from: header.schedule.ends_at,
        by: EXTENSIONS,
        line: words.t("desk-host-pause-line"),
        lang,
    }
}
