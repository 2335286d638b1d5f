//! Where a line of the record stands now: told after it was moved, with the way to it.

use super::{
    place::Place,
    room::Just,
    seat::{Seat, read},
};
use crate::{http::Failure, views::staff::lines::LAST};

/// Lines after the moved one that are shown with it, where it is no longer among the last.
const AFTER: usize = 3;

/// Where a moved line stands.
pub(super) struct Went {
    /// In words.
    pub words: String,
    /// Its row at the desk of the record.
    pub href: String,
}

/// Where the line that was just moved stands, on a page that `reads` in the record's order or not; none where no line was
/// moved.
pub(super) async fn went(seat: &Seat, just: &Just, reads: bool) -> Result<Option<Went>, Failure> {
    let (db, room, number) = (&seat.app.db, seat.header.id, just.n);
    if just.done != "place-line" || read(db.line(room, number).await)?.is_none() {
        return Ok(None);
    }
    let after = read(db.lines_after(room, number, LAST).await)?;
    let words = match after.first() {
        Some(next) => seat.frame.t2("desk-went-before", "n", number, "next", next.number),
        None => seat.frame.t1("desk-went-end", "n", number),
    };
    let is_old = after.len() == LAST as usize;
    let until = after.get(AFTER - 1).filter(|_| is_old).map(|line| line.number);
    let place = if reads { Place::Reading(number) } else { Place::Lines(until) };
    let href = format!("/desk/r/{}/{}#l-{number}", seat.header.code, place.path());
    Ok(Some(Went { words, href }))
}
