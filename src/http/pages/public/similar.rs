//! What stands under the ask box while somebody writes: public questions that say much the same, here and answered
//! in earlier rooms.
//! Part of a page: script fetches it and puts it there as it is.

use super::here::{self, read, reader_as};
use crate::{
    http::{
        App, Failure, Form, Frame, Visit,
        found::{Shown, answered, earlier},
        page,
    },
    kernel::policy::RoomKind,
    similar::{Like, Scope},
    views::{
        cast::Cast,
        question::{Manner, Question, questions},
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

/// Like questions that are shown.
const LIKES: usize = 3;
/// Answers of earlier rooms that are shown.
const EARLIER: usize = 2;

/// The words so far.
#[derive(Deserialize)]
pub(super) struct Words {
    #[serde(default)]
    text: String,
}

#[derive(Template)]
#[template(path = "parts/similar.html")]
struct SimilarPart {
    frame: Frame,
    here: String,
    likes: Vec<(Like, Question)>,
    earlier: Vec<Shown>,
}

pub(super) async fn similar(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
    Form(words): Form<Words>,
) -> Result<Response, Failure> {
    let header = here::room(&app, &visit, &code).await?;
    frame.words = frame.words.in_room_of(&header.policy.letters);
    if header.kind == RoomKind::Mailbox {
        let reader = reader_as(&app, &visit, visit.visitor());
        let earlier = read(answered(&app, &reader, &words.text, LIKES).await)?;
        return page(&SimilarPart { frame, here: format!("/r/{}", header.code), likes: Vec::new(), earlier });
    }
    let found = read(app.similar.like(&header, &words.text, None, (Scope::Public, LIKES)).await)?;
    let mut posts = Vec::new();
    for like in &found {
        posts.extend(read(app.db.post(header.id, like.number).await)?);
    }
    let (reader, mut cast) = (reader_as(&app, &visit, visit.visitor()), Cast::default());
    let shown = read(questions(&app.db, &reader, &header, &mut cast, &posts, Manner::default()).await)?;
    let likes = found.into_iter().filter_map(|like| {
        let question = shown.iter().find(|question| question.number == like.number && !question.gone)?;
        Some((like, question.clone()))
    });
    let likes = likes.collect();
    let earlier = read(earlier(&app, &reader, &words.text, header.id, EARLIER).await)?;
    page(&SimilarPart { frame, here: format!("/r/{}", header.code), likes, earlier })
}
