//! The log: who did what, newest first.

use super::{
    grants,
    signed::{Signed, asked},
};
use crate::{
    http::{App, Failure, Frame, Words, page},
    kernel::{id::RoomId, refusal::Refusal},
    store::EntryPlace,
    views::{
        office_log::{self, LogRow, More, Who},
        office_rooms,
        reader::{Reader, Stamp},
    },
};
use askama::Template;
use axum::{extract::State, response::Response};

/// Entries on one page.
const PAGE: u32 = 50;
/// Rooms that the filter offers.
const ROOMS: u32 = 100;

struct Row {
    at: Stamp,
    who: String,
    named: bool,
    what: String,
    more: Vec<String>,
    room: Option<(String, String)>,
    thing: Option<(String, String)>,
}

struct RoomChoice {
    code: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "office/log.html")]
struct LogPage {
    frame: Frame,
    here: &'static str,
    all: bool,
    rooms: Vec<RoomChoice>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    if !me.audits() {
        return Err(Refusal::NotAllowed.into());
    }
    let unread = |error| Failure::internal("the log could not be read", &error);
    let query = me.visit.query();
    let code = asked(query, "room").filter(|code| !code.is_empty());
    let room = match &code {
        Some(code) => Some(app.db.room_by_code(code).await.map_err(unread)?.ok_or(Refusal::NotFound)?.id),
        None => None,
    };
    let after = asked(query, "after").and_then(|text| place(&text));
    let log = office_log::log(&app.db, room, after, PAGE).await.map_err(unread)?;
    let rooms = office_rooms::recent(&app.db, ROOMS).await.map_err(unread)?;
    let all = me.governs_all();
    let frame = me.frame;
    let reader = Reader { lang: frame.words.lang, zone: app.zone.clone(), now: app.desk.now(), visitor: None };
    let rooms = rooms.into_iter().map(|sheet| RoomChoice {
        chosen: Some(&sheet.header.code) == code.as_ref(),
        label: sheet.about.topic,
        code: sheet.header.code,
    });
    let filter = code.as_ref().map(|code| format!("room={code}&")).unwrap_or_default();
    let link = |after: EntryPlace| {
        frame.url(&format!("/desk/log?{filter}after={}.{}.{}", after.at, after.room, after.staff_at))
    };
    let rows = log.rows.iter().map(|held| row(&frame, &reader, held)).collect();
    let next = log.next.map(link);
    let first = after.map(|_| frame.url(&format!("/desk/log?{filter}")));
    page(&LogPage { here: "log", all, rooms: rooms.collect(), rows, first, next, frame })
}

fn place(text: &str) -> Option<EntryPlace> {
    let mut parts = text.split('.');
    let at = parts.next()?.parse().ok()?;
    let room: RoomId = parts.next()?.parse().ok()?;
    Some(EntryPlace { at, room, staff_at: parts.next()?.parse().ok()? })
}

fn row(frame: &Frame, reader: &Reader, held: &LogRow) -> Row {
    let words = frame.words;
    let room = held.room.clone().map(|(code, topic)| (frame.url(&format!("/r/{code}")), topic));
    let code = held.room.as_ref().map(|(code, _)| code.as_str()).unwrap_or_default();
    let thing = match (held.post, held.line) {
        (Some((number, _)), _) => {
            Some((frame.url(&format!("/desk/r/{code}/q/{number}")), words.t1("office-log-post", "number", number)))
        }
        (None, Some(line)) => {
            Some((frame.url(&format!("/r/{code}/l/{line}")), words.t1("office-log-line", "number", line)))
        }
        (None, None) => None,
    };
    let (who, named) = match &held.who {
        Who::Visitor => (words.t("office-who-visitor"), false),
        Who::Clock => (words.t("office-who-clock"), false),
        Who::Operator => (words.t("office-who-operator"), false),
        Who::Person(name) => (name.clone(), true),
    };
    Row {
        at: reader.stamp(held.at),
        who,
        named,
        what: words.t(&format!("entry-{}", held.event.replace(['.', '_'], "-"))),
        more: held.more.iter().map(|more| told(words, reader, more)).collect(),
        room,
        thing,
    }
}

fn told(words: Words, reader: &Reader, more: &More) -> String {
    match more {
        More::Verdict(code) => words.t(&format!("office-verdict-{code}")),
        More::Rule(rule) => words.t1("office-log-rule", "rule", rule.clone()),
        More::Person(name) => name.clone(),
        More::Role(role, place) => {
            words.t2("office-held", "role", grants::role(words, *role), "place", grants::place(words, place))
        }
        More::Until(ms) => words.t1("office-log-until", "time", reader.stamp(*ms).moment),
    }
}
