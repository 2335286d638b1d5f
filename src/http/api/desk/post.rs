//! Questions by identity: rows of several, or one whole.

use crate::{
    http::{
        Failure,
        seat::{Seat, read},
    },
    kernel::{id::PostId, refusal::Refusal},
    similar::{Like, Scope},
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
    /// What happened since the revision that was seen.
    changes: Vec<Change>,
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
    Ok(Json(OnePost { whole, likes, changes }))
}

/// A question of the seat's room; of another one it does not exist.
pub(super) async fn found(seat: &Seat, post: PostId) -> Result<Listed, Failure> {
    let found = read(seat.app.db.posts_by_id(&[post]).await)?.pop();
    Ok(found.filter(|listed| listed.post.room == seat.header.id).ok_or(Refusal::NotFound)?)
}
