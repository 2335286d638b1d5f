//! Sessions that are over: all of them, by month, by unit, by subject, by guest.

use super::{
    super::pager::Pager,
    here::{read, reader},
    tag::Tag,
};
use crate::{
    archive::Month,
    http::{App, Failure, Frame, Visit, query::address},
    kernel::room::{Header, Phase},
    store::search::{Counted, Shelf},
    views::{
        reader::Reader,
        room::{RoomView, rooms},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;

/// Sessions on a page.
const PAGE: u32 = 30;
/// Names on a page.
const NAMES: u32 = 200;
/// Ways through the archive: path below `/archive`, and its word.
const WAYS: [(&str, &str); 5] = [
    ("", "archive-way-all"),
    ("months", "archive-way-months"),
    ("units", "archive-way-units"),
    ("subjects", "archive-way-subjects"),
    ("guests", "archive-way-guests"),
];

/// One way through the archive.
struct Way {
    path: String,
    word: &'static str,
    chosen: bool,
}

fn ways(chosen: &str) -> Vec<Way> {
    let way = |(code, word): (&str, &'static str)| {
        let path = if code.is_empty() { "/archive".to_owned() } else { format!("/archive/{code}") };
        Way { path, word, chosen: code == chosen }
    };
    WAYS.into_iter().map(way).collect()
}

/// The sessions of one month.
struct MonthOf {
    name: String,
    rooms: Vec<RoomView>,
}

#[derive(Template)]
#[template(path = "public/archive.html")]
struct Archive {
    frame: Frame,
    ways: Vec<Way>,
    /// The shelf looked at: the word for it, and its name.
    shelf: Option<(&'static str, String)>,
    total: u32,
    months: Vec<MonthOf>,
    pager: Pager,
}

/// Which shelf, and which page of it.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Turn {
    page: u32,
    month: String,
    unit: String,
    subject: String,
    guest: String,
}

impl Turn {
    /// The one shelf that is asked for, with its field's name and the name on it.
    fn shelf(&self) -> Option<(Shelf, &'static str, &str)> {
        let shelves = [
            (Shelf::Month, "month", &self.month),
            (Shelf::Unit, "unit", &self.unit),
            (Shelf::Subject, "subject", &self.subject),
            (Shelf::Guest, "guest", &self.guest),
        ];
        shelves
            .into_iter()
            .find(|(_, _, name)| !name.is_empty())
            .map(|(shelf, field, name)| (shelf, field, name.trim()))
    }
}

/// A month's code with its name; none for what is no month.
pub(super) fn named(app: &App, reader: &Reader, code: &str) -> Option<(String, String)> {
    let month = Month::parse(code)?;
    Some((month.code(), reader.when(app.archive.begins(month)).month()))
}

pub(super) async fn archive(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Query(turn): Query<Turn>,
) -> Result<Response, Failure> {
    frame.at = "archive";
    let reader = reader(&app, &visit, &mut frame).await?;
    let skip = turn.page.max(1).saturating_sub(1).saturating_mul(PAGE);
    let (headers, total, shelf, path) = match turn.shelf() {
        Some((shelf, field, name)) => {
            let (headers, total) = read(app.archive.on((shelf, name), skip, PAGE).await)?;
            let shown = named(&app, &reader, name).map_or_else(|| name.to_owned(), |(_, month)| month);
            let word = match shelf {
                Shelf::Month => "archive-of-month",
                Shelf::Unit => "archive-of-unit",
                Shelf::Subject => "archive-of-subject",
                Shelf::Guest => "archive-of-guest",
            };
            (headers, total, Some((word, shown)), format!("{}&page=", address("/archive", &[(field, name)])))
        }
        None => {
            let (headers, total) = all(&app, turn.page).await?;
            (headers, total, None, "/archive?page=".to_owned())
        }
    };
    let pager = Pager::new(turn.page, total.div_ceil(PAGE), &path);
    let tag = headers
        .iter()
        .fold(Tag::of(&visit, &frame, &reader), |tag, header| tag.room(&app, header, &reader).with(header.id));
    let tag = tag.with(pager.page).with(total).with(format_args!("{shelf:?}"));
    let fill = async {
        let months = by_month(read(rooms(&app.db, &reader, &headers).await)?);
        let ways = ways(if shelf.is_some() { "-" } else { "" });
        Ok(Archive { frame, ways, shelf, total, months, pager })
    };
    tag.answer(&visit, fill).await
}

/// All sessions that are over, straight from the tables: this list never lags.
async fn all(app: &App, page: u32) -> Result<(Vec<Header>, u32), Failure> {
    let total = read(app.db.count_public_rooms(&[Phase::Closed]).await)?;
    let skip = Pager::new(page, total.div_ceil(PAGE), "").skip(PAGE);
    Ok((read(app.db.public_rooms(&[Phase::Closed], false, skip, PAGE).await)?, total))
}

fn by_month(rooms: Vec<RoomView>) -> Vec<MonthOf> {
    let mut months: Vec<MonthOf> = Vec::new();
    for room in rooms {
        match months.last_mut().filter(|month| month.name == room.month) {
            Some(month) => month.rooms.push(room),
            None => months.push(MonthOf { name: room.month.clone(), rooms: vec![room] }),
        }
    }
    months
}

/// A name on a shelf: where it leads, how it is read, how many sessions it has.
struct Named {
    path: String,
    name: String,
    rooms: u32,
}

/// Names that stand together, below a year or nothing.
struct Group {
    year: String,
    names: Vec<Named>,
}

#[derive(Template)]
#[template(path = "public/archive_names.html")]
struct Names {
    frame: Frame,
    ways: Vec<Way>,
    title: &'static str,
    groups: Vec<Group>,
    pager: Pager,
}

/// The names on a shelf, each with how many sessions it has.
pub(super) async fn names(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(way): Path<String>,
    Query(turn): Query<Turn>,
) -> Result<Response, Failure> {
    frame.at = "archive";
    let (shelf, field, title) = match way.as_str() {
        "months" => (Shelf::Month, "month", "archive-months"),
        "units" => (Shelf::Unit, "unit", "archive-units"),
        "subjects" => (Shelf::Subject, "subject", "archive-subjects"),
        "guests" => (Shelf::Guest, "guest", "archive-guests"),
        _ => return Err(crate::kernel::refusal::Refusal::NotFound.into()),
    };
    let reader = reader(&app, &visit, &mut frame).await?;
    let skip = turn.page.max(1).saturating_sub(1).saturating_mul(NAMES);
    let (found, total) = read(app.archive.shelf(shelf, skip, NAMES).await)?;
    let pager = Pager::new(turn.page, total.div_ceil(NAMES), &format!("/archive/{way}?page="));
    let tag = Tag::of(&visit, &frame, &reader).with(&way).with(pager.page).with(format_args!("{found:?}"));
    let fill = async {
        let groups = grouped(&app, &reader, field, found);
        Ok(Names { frame, ways: ways(&way), title, groups, pager })
    };
    tag.answer(&visit, fill).await
}

fn grouped(app: &App, reader: &Reader, field: &'static str, found: Vec<Counted>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for Counted { name, rooms } in found {
        let month = named(app, reader, &name).filter(|_| field == "month");
        let year = month.as_ref().and_then(|(code, _)| code.split('-').next()).unwrap_or_default().to_owned();
        let path = address("/archive", &[(field, &name)]);
        let named = Named { path, name: month.map_or(name, |(_, month)| month), rooms };
        match groups.last_mut().filter(|group| group.year == year) {
            Some(group) => group.names.push(named),
            None => groups.push(Group { year, names: vec![named] }),
        }
    }
    groups
}
