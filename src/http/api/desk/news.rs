//! What a desk asks again and again while it has no socket: what changed, who looks at what, the counters.

use crate::{
    http::{
        Failure,
        seat::{Seat, read},
    },
    kernel::{
        id::{Millis, PostId},
        room::Phase,
    },
    store::Piles,
    views::{
        live::changes,
        staff::{
            changes::Names,
            may::May,
            queue::{oldest_at, pending},
            row::Row,
        },
    },
    wire::{frame::Claimed, item::Changed},
};
use axum::{Json, extract::Query};
use serde::{Deserialize, Serialize};

/// Entries that are told one by one; who missed more starts anew.
const MOST: u32 = 500;

/// Where the desk stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct At {
    #[serde(default)]
    epoch: u64,
    #[serde(default)]
    at: u64,
}

/// News of one room.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct News {
    /// Of the stream.
    epoch: u64,
    /// The position to ask from next.
    at: u64,
    /// The server's clock, UTC ms.
    now: Millis,
    /// Too much was missed: read queue and list anew.
    anew: bool,
    /// Questions that changed since.
    posts: Vec<PostId>,
    /// Decisions that can still be undone, the latest first.
    pending: Vec<Row>,
    /// How many questions lie where.
    piles: Piles,
    /// When the question came that waits longest, UTC ms.
    oldest_at: Option<Millis>,
    /// Who looks at which question.
    claims: Vec<Claimed>,
    /// Where the room is in its life.
    phase: Phase,
    /// Interrupted.
    paused: bool,
    /// The question on stage.
    on_stage: Option<PostId>,
    /// What the reader may do now.
    may: May,
}

pub(super) async fn news(mut seat: Seat, Query(asked): Query<At>) -> Result<Json<News>, Failure> {
    seat.demand(seat.may.queue())?;
    let (at, posts) = changed(&seat, &asked).await?;
    let claims = claims(&seat).await?;
    let Seat { app, reader, header, setting, rules, may, .. } = &mut seat;
    let piles = read(app.db.piles(header.id).await)?;
    Ok(Json(News {
        epoch: app.db.epoch(),
        at,
        now: reader.now,
        anew: posts.is_none(),
        posts: posts.unwrap_or_default(),
        pending: read(pending(&app.db, reader, header, setting, rules).await)?,
        oldest_at: read(oldest_at(&app.db, header.id, piles).await)?,
        piles,
        claims,
        phase: header.phase,
        paused: header.paused,
        on_stage: header.on_stage,
        may: may.clone(),
    }))
}

/// The position now, and what changed since the one asked from; none if that cannot be told.
async fn changed(seat: &Seat, asked: &At) -> Result<(u64, Option<Vec<PostId>>), Failure> {
    let (db, header) = (&seat.app.db, &seat.header);
    if asked.epoch != db.epoch() || asked.at > header.staff_at {
        return Ok((header.staff_at, None));
    }
    let entries = read(db.staff_entries(header.id, asked.at, MOST).await)?;
    let Some(last) = entries.last().map(|entry| entry.at) else { return Ok((asked.at, Some(Vec::new()))) };
    if last < header.staff_at {
        return Ok((header.staff_at, None));
    }
    let changes = read(changes(db, header, &entries).await)?;
    let named = |(_, changed)| if let Changed::Post { post, .. } = changed { Some(post) } else { None };
    let mut posts: Vec<PostId> = changes.into_iter().filter_map(named).collect();
    posts.sort_unstable();
    Ok((last, Some(posts)))
}

async fn claims(seat: &Seat) -> Result<Vec<Claimed>, Failure> {
    let held = seat.app.desk.claims().in_room(seat.header.id, seat.reader.now);
    let ids: Vec<_> = held.iter().map(|(_, claim)| claim.by).collect();
    let names = read(Names::read(&seat.app.db, &ids).await)?;
    let told = held.into_iter().filter_map(|(post, claim)| {
        Some(Claimed { post, by: claim.by, name: names.of(claim.by)?, until: claim.until })
    });
    Ok(told.collect())
}
