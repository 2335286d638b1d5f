//! A place in the record as forms say it: before one line, behind all of one question, or one line on.

use super::{
    seat::{Seat, read},
    typed::Typed,
};
use crate::{
    http::Failure,
    kernel::{line::Line, refusal::Refusal},
};

/// The line that something goes directly before; none for the end.
pub(super) type Spot = Result<Option<u32>, Refusal>;

/// Where the line `line` of the form is to go.
pub(super) async fn spot(seat: &Seat, typed: &Typed) -> Result<Spot, Failure> {
    match (typed.text("to"), typed.parse("line")) {
        ("earlier", Ok(line)) => earlier(seat, line).await,
        ("later", Ok(line)) => later(seat, line).await,
        _ => chosen(seat, typed.text("before"), typed.text("behind")).await,
    }
}

/// A line's number, nothing for the end, `stay`, or the number of a question: what is new then goes behind the last that belongs to it.
pub(super) async fn chosen(seat: &Seat, before: &str, behind: &str) -> Result<Spot, Failure> {
    let (before, behind) = (before.trim(), behind.trim());
    if !behind.is_empty() {
        return behind_question(seat, behind).await;
    }
    Ok(match before {
        "" => Ok(None),
        "stay" => Err(Refusal::Unchanged),
        line => line.parse().map(Some).map_err(|_| Refusal::NotFound),
    })
}

async fn behind_question(seat: &Seat, number: &str) -> Result<Spot, Failure> {
    let Ok(number) = number.parse() else { return Ok(Err(Refusal::NotFound)) };
    let Some(listed) = read(seat.app.db.post(seat.header.id, number).await)? else {
        return Ok(Err(Refusal::NotFound));
    };
    let Some(last) = read(seat.app.db.lines_of(&[listed.post.id]).await)?.pop() else {
        return Ok(Err(Refusal::NotFound));
    };
    Ok(Ok(after(seat, &last, 1).await?.first().copied()))
}

async fn earlier(seat: &Seat, line: u32) -> Result<Spot, Failure> {
    let Some(line) = read(seat.app.db.line(seat.header.id, line).await)? else { return Ok(Err(Refusal::NotFound)) };
    let above = read(seat.app.db.lines_before(&line).await)?.checked_sub(1);
    let Some(above) = above else { return Ok(Err(Refusal::Unchanged)) };
    let above = read(seat.app.db.lines(seat.header.id, above, 1).await)?;
    Ok(above.first().map(|above| Some(above.number)).ok_or(Refusal::Unchanged))
}

async fn later(seat: &Seat, line: u32) -> Result<Spot, Failure> {
    let Some(line) = read(seat.app.db.line(seat.header.id, line).await)? else { return Ok(Err(Refusal::NotFound)) };
    let after = after(seat, &line, 2).await?;
    Ok(if after.is_empty() { Err(Refusal::Unchanged) } else { Ok(after.get(1).copied()) })
}

/// Those that come after a line.
async fn after(seat: &Seat, line: &Line, most: u32) -> Result<Vec<u32>, Failure> {
    let before = read(seat.app.db.lines_before(line).await)?;
    let lines = read(seat.app.db.lines(line.room, before + 1, most).await)?;
    Ok(lines.iter().map(|line| line.number).collect())
}
