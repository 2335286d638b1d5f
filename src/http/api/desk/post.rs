//! Questions by identity: rows of several, or one whole.

use crate::{
    http::{
        Failure,
        found::{Shown, earlier},
        seat::{Seat, read},
    },
    kernel::{id::PostId, refusal::Refusal},
    similar::{Like, Scope, Stretch},
    store::Listed,
    views::staff::{
        changes::{Change, since},
        queue::known_rows,
        row::Row,
        whole::{Whole, whole},
    },
};
use axum::{
    Json,
    extract::{Path, Query},
};
use serde::{Deserialize, Serialize};

/// Most questions of one answer.
const MOST: usize = 100;
/// Like questions that are shown.
const LIKES: usize = 5;
/// Answers of earlier rooms that are shown.
const EARLIER: usize = 3;

/// Which ones.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// Ids, with commas between.
    ids: String,
}

/// Since when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Since {
    /// The revision that was seen.
    since: Option<u32>,
}

/// One question with what somebody deciding it needs.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct OnePost {
    /// The question.
    whole: Whole,
    /// Questions of this room that say much the same.
    likes: Vec<Like>,
    /// Questions of other rooms that say much the same and were answered.
    earlier: Vec<Earlier>,
    /// What happened since the revision that was seen.
    changes: Vec<Change>,
}

/// A question of another room that was answered.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Earlier {
    /// Its permanent address, without the prefix of the language.
    path: String,
    /// Title of its room.
    topic: String,
    /// Units that answered.
    units: String,
    /// Language tag of both.
    room_lang: &'static str,
    /// The day it became public.
    day: String,
    /// Its words.
    text: Vec<Stretch>,
    /// Their language tag.
    lang: &'static str,
}

impl From<Shown> for Earlier {
    fn from(shown: Shown) -> Self {
        let text = shown.passage.into_iter().map(|part| Stretch { text: part.text, shared: part.hit }).collect();
        let (path, lang, day, room) = (shown.path, shown.lang, shown.at.day, shown.room);
        Earlier { path, topic: room.topic, units: room.units, room_lang: room.lang, day, text, lang }
    }
}

pub(super) async fn posts(mut seat: Seat, Query(which): Query<Which>) -> Result<Json<Vec<Row>>, Failure> {
    seat.demand(seat.may.queue())?;
    let malformed = || Refusal::Malformed { why: format!("ids: at most {MOST} ids with commas between") };
    let ids: Option<Vec<PostId>> = which.ids.split(',').map(|id| id.parse().ok()).collect();
    let ids = ids.filter(|ids| ids.len() <= MOST).ok_or_else(malformed)?;
    let Seat { app, reader, header, setting, rules, .. } = &mut seat;
    let mut found = read(app.db.posts_by_id(&ids).await)?;
    found.retain(|listed| listed.post.room == header.id);
    Ok(Json(read(known_rows(&app.db, reader, header, setting, rules, &found).await)?))
}

pub(super) async fn post(
    mut seat: Seat,
    Path((_, post)): Path<(String, String)>,
    Query(Since { since: seen }): Query<Since>,
) -> Result<Json<OnePost>, Failure> {
    seat.demand(seat.may.queue())?;
    let listed = match post.parse() {
        Ok(number) => seat.post(number).await?,
        Err(_) => found(&seat, post.parse().map_err(|_| Refusal::NotFound)?).await?,
    };
    let post = listed.post.id;
    let changes = match seen.filter(|seen| *seen < listed.post.revision) {
        Some(seen) => read(since(&seat.app.db, &seat.reader, seat.header.id, post, seen).await)?,
        None => Vec::new(),
    };
    let Seat { app, reader, header, setting, rules, may, .. } = &mut seat;
    let whole = read(whole(&app.db, reader, header, setting, rules, (&listed, may)).await)?;
    let text = whole.row.text.body.as_deref().unwrap_or_default();
    let likes = read(app.similar.like(header, text, Some(post), (Scope::Staff, LIKES)).await)?;
    let earlier = read(earlier(app, reader, text, header.id, EARLIER).await)?;
    let earlier = earlier.into_iter().map(Earlier::from).collect();
    Ok(Json(OnePost { whole, likes, earlier, changes }))
}

/// A question of the seat's room; of another one it does not exist.
pub(super) async fn found(seat: &Seat, post: PostId) -> Result<Listed, Failure> {
    let found = read(seat.app.db.posts_by_id(&[post]).await)?.pop();
    Ok(found.filter(|listed| listed.post.room == seat.header.id).ok_or(Refusal::NotFound)?)
}
