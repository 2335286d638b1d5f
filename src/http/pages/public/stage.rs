//! The screen in the hall: the question that is answered now, the answer as it comes, and how to join.

use super::{
    here::{self, read, reader, view},
    live::{self, Live},
    tag::Tag,
};
use crate::{
    http::{
        App, Failure, Frame, Visit,
        assets::{Loads, loads},
    },
    kernel::{id::PostId, room::Header},
    views::{
        question::{Manner, Question, questions},
        reader::{Reader, Said},
        record::{Row, rows_alone},
        room::RoomView,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

/// Lines of an answer on the screen: the last ones.
const LAST: usize = 8;
/// Longest question, in characters, at each size; longer ones take the smallest.
const SIZES: [(usize, &str); 4] = [(40, "l"), (80, "m"), (150, "s"), (260, "xs")];

#[derive(Template)]
#[template(path = "public/stage.html")]
struct StagePage {
    frame: Frame,
    here: String,
    room: RoomView,
    stage: Option<Question>,
    size: &'static str,
    answer_size: &'static str,
    rows: Vec<Row>,
    link: String,
    loads: Option<Loads>,
    live: Option<Live>,
}

/// `/r/{code}/stage`.
pub(super) async fn stage(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let tag = Tag::of(&visit, &frame, &reader).with("stage").room(&app, &header, &reader);
    tag.answer(&visit, fill(&app, &visit, frame, &reader, &header)).await
}

async fn fill(app: &App, visit: &Visit, frame: Frame, reader: &Reader, header: &Header) -> Result<StagePage, Failure> {
    let mut room = view(app, reader, header).await?;
    let here = format!("/r/{}", header.code);
    let staged: Vec<PostId> = header.on_stage.into_iter().collect();
    let posts = read(app.db.posts_by_id(&staged).await)?;
    let manner = Manner { brief: None, own: false };
    let stage = read(questions(&app.db, reader, header, &mut room.cast, &posts, manner).await)?.pop();
    let lines = if staged.is_empty() { Vec::new() } else { read(app.db.lines_of(&staged).await)? };
    let rows = last(read(rows_alone(&app.db, reader, header, &mut room.cast, &lines).await)?.0);
    let live = live::live(app, header, reader, &frame.url(&here), stage.iter());
    Ok(StagePage {
        size: size(stage.iter().map(|question| &question.text)),
        answer_size: size(rows.iter().filter_map(|row| row.text.as_ref())),
        link: visit.way_in(&header.code, header.pass),
        loads: loads("stage/stage.ts"),
        frame,
        here,
        room,
        stage,
        rows,
        live,
    })
}

/// The last lines of the answer; who speaks is named where another one did before.
fn last(mut rows: Vec<Row>) -> Vec<Row> {
    rows.retain(|row| !row.gone && (row.is("speech") || row.is("reply")));
    let mut rows = rows.split_off(rows.len().saturating_sub(LAST));
    let voices: Vec<String> = rows.iter().map(|row| row.voice.clone()).collect();
    for (row, before) in rows.iter_mut().skip(1).zip(&voices) {
        if row.voice == *before {
            row.who = None;
        }
    }
    rows
}

/// The screen does not scroll: what is longer is set smaller.
fn size<'a>(texts: impl Iterator<Item = &'a Said>) -> &'static str {
    let chars: usize = texts.filter_map(|text| text.body.as_ref()).map(|body| body.chars().count()).sum();
    SIZES.iter().find(|(most, _)| chars <= *most).map_or("xxs", |(_, size)| size)
}

#[cfg(test)]
mod tests {
    use super::{Said, size};

    #[test]
    fn longer_texts_are_set_smaller() {
        let of = |chars| Said { body: Some("问".repeat(chars)), lang: "zh-CN", erased: None };
        let sizes = [0, 40, 41, 80, 150, 151, 260, 261, 5_000].map(|chars| size([of(chars)].iter()));
        assert_eq!(sizes, ["l", "l", "m", "m", "s", "xs", "xs", "xxs", "xxs"]);
    }
}
