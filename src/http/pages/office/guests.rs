//! The rows of guests in the form of a room: name, office, portrait.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Field, Shape},
};
use crate::{
    http::Words,
    kernel::{
        id::{FileId, GuestId},
        room::Guest,
    },
};
use uuid::Uuid;

/// Empty rows that a form begins with, and that "more rows" adds.
const ROWS: usize = 3;

/// A row as it was typed.
#[derive(Clone, Debug, Default)]
struct Line {
    id: String,
    name: String,
    office: String,
    portrait: Option<FileId>,
    drop: bool,
}

/// A row as it is shown.
pub(super) struct GuestRow {
    pub id: String,
    pub name: Field,
    pub office: Field,
    pub face: Field,
    /// The portrait at hand, and whose it is.
    pub portrait: Option<(FileId, String)>,
    /// The box that removes it.
    pub drop: Field,
}

/// The guests that were typed; rows without a name are passed over.
pub(super) fn read(words: Words, fields: &Fields, faults: &mut Faults) -> Vec<Guest> {
    let mut guests = Vec::new();
    for (at, line) in lines(fields).into_iter().enumerate() {
        let Line { id, name, office, portrait, drop } = line;
        if name.is_empty() && (!office.is_empty() || portrait.is_some()) {
            faults.add(format!("guest-{at}-name"), words.t("office-f-guest-name-missing"));
        }
        if name.is_empty() {
            continue;
        }
        let id = id.parse().unwrap_or_else(|_| GuestId(Uuid::now_v7()));
        guests.push(Guest { id, name, office, portrait: portrait.filter(|_| !drop) });
    }
    guests
}

fn lines(fields: &Fields) -> Vec<Line> {
    let line = |at: usize| Line {
        id: fields.nth("guest_id", at).to_owned(),
        name: fields.nth("guest_name", at).to_owned(),
        office: fields.nth("guest_office", at).to_owned(),
        portrait: fields.nth("guest_portrait", at).parse().ok(),
        drop: fields.all("guest_drop").any(|row| row == at.to_string()),
    };
    (0..fields.all("guest_name").count()).map(line).collect()
}

/// The rows of a form: what was typed, else what is stored, and some empty ones.
pub(super) fn rows(asked: &Asked<'_>, stored: &[Guest]) -> Vec<GuestRow> {
    let kept = |guest: &Guest| Line {
        id: guest.id.to_string(),
        name: guest.name.clone(),
        office: guest.office.clone(),
        portrait: guest.portrait,
        drop: false,
    };
    let mut lines = asked.typed.map_or_else(|| stored.iter().map(kept).collect(), lines);
    let more = if asked.typed.is_some_and(|typed| typed.has("more")) { ROWS } else { 0 };
    lines.resize((lines.len() + more).max(stored.len() + 1).max(ROWS), Line::default());
    lines.into_iter().enumerate().map(|(at, line)| row(asked, at, line)).collect()
}

fn row(asked: &Asked<'_>, at: usize, line: Line) -> GuestRow {
    let words = asked.words;
    let field = |name: &'static str, part: &str, shape: Shape, value: String| {
        let part_word = words.t(&format!("office-f-guest-{part}"));
        let label = words.t2("office-f-guest", "n", at + 1, "part", part_word);
        asked.numbered(name, &format!("guest-{at}-{part}"), label, shape, value)
    };
    GuestRow {
        name: field("guest_name", "name", Shape::Line, line.name.clone()),
        office: field("guest_office", "office", Shape::Line, line.office),
        face: field("guest_face", "face", Shape::Picture, String::new()),
        drop: asked.mark("guest_drop", &format!("guest-{at}-drop"), words.t("office-f-guest-drop"), at, line.drop),
        portrait: line.portrait.map(|portrait| (portrait, line.name)),
        id: line.id,
    }
}
