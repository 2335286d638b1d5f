//! The log: who did what, newest first.

use super::{grants, signed::Signed};
use crate::{
    http::{App, Failure, Frame, Words, page, query::asked},
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

/// Words, with the address where the reader may see more.
type Linked = (Option<String>, String);

pub(super) struct Row {
    pub at: Stamp,
    pub who: String,
    pub named: bool,
    pub what: String,
    pub more: Vec<String>,
    room: Option<Linked>,
    pub thing: Option<Linked>,
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
    let (leads, all) = (me.governs_all(), me.reads_all());
    let reader = me.reader(&app);
    let mut frame = me.frame;
    frame.wide = true;
    let rooms = rooms.into_iter().map(|sheet| RoomChoice {
        chosen: Some(&sheet.header.code) == code.as_ref(),
        label: sheet.about.topic,
        code: sheet.header.code,
    });
    let filter = code.as_ref().map(|code| format!("room={code}&")).unwrap_or_default();
    let link = |after: EntryPlace| {
        frame.url(&format!("/desk/log?{filter}after={}.{}.{}", after.at, after.room, after.staff_at))
    };
    let rows = log.rows.iter().map(|held| row(&frame, &reader, held, leads)).collect();
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

pub(super) fn row(frame: &Frame, reader: &Reader, held: &LogRow, leads: bool) -> Row {
    let words = frame.words;
    let url = |path: String| frame.url(&path);
    let public = held.room.as_ref().filter(|room| room.public).map(|room| room.code.as_str());
    let topic = held.room.as_ref().map(|room| room.topic.clone());
    let thing = match (held.post, held.line, &held.room) {
        (Some((number, shown)), _, Some(room)) => {
            let desk = leads.then(|| url(format!("/desk/r/{}/q/{number}", room.code)));
            let path = desk.or_else(|| public.filter(|_| shown).map(|code| url(format!("/r/{code}/q/{number}"))));
            Some((path, words.t1("office-log-post", "number", number)))
        }
        (None, Some(line), _) => {
            let path = public.map(|code| url(format!("/r/{code}/l/{line}")));
            Some((path, words.t1("office-log-line", "number", line)))
        }
        _ => None,
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
        room: topic.map(|topic| (public.map(|code| url(format!("/r/{code}"))), topic)),
        thing,
    }
}

fn told(words: Words, reader: &Reader, more: &More) -> String {
    match more {
        More::Verdict(code) => words.t(&format!("office-verdict-{code}")),
        More::Rule(rule) => words.t1("office-log-rule", "rule", rule.clone()),
        More::Person(name) => name.clone(),
        More::Template(name) => words.t1("office-log-template", "name", name.clone()),
        More::Role(role, place) => {
            words.t2("office-held", "role", grants::role(words, *role), "place", grants::place(words, place))
        }
        More::Record(word) => words.t(word),
        More::Until(ms) => words.t1("office-log-until", "time", reader.stamp(*ms).moment),
    }
}
