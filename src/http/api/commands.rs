//! Commands of programs: one room, one command, one key.

use super::super::{App, Failure, StrictJson, Visit};
use crate::{
    auth::{code, sha256},
    desk::{Act, Answer, Key, Submission},
    kernel::{
        command::Command,
        id::{PostId, VisitorId},
        principal::Principal,
        receipt,
        refusal::Refusal,
    },
};
use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::{Builder, Uuid};

/// Longest idempotency key, in bytes.
const KEY_BYTES: usize = 128;
/// Characters of a UUID.
const UUID_CHARS: usize = 36;

/// What the sender is told.
#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Told {
    /// The answer of the desk: positions, and the post's number and revision.
    #[schema(value_type = Object)]
    answer: Answer,
    /// The receipt, where a post was received.
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<Receipt>,
}

/// A receipt: number and secret code.
#[derive(Serialize, ToSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(super) struct Receipt {
    number: String,
    code: String,
}

/// Carries out one command. Staff by their session, everybody else as a visitor.
#[utoipa::path(
    post,
    path = "/api/v1/rooms/{room}/commands",
    params(
        ("room" = String, Path, description = "Short code"),
        ("Idempotency-Key" = String, Header, description = "1 to 128 bytes; the same key and body give the first answer again. Begin it with a UUID of version 7, so that a first command without a cookie can be repeated too"),
    ),
    request_body(content = Object, description = "A command by its `type`, such as {\"type\": \"ask\", \"text\": \"…\"}"),
    responses(
        (status = 200, description = "Durable", body = Told),
        (status = "4XX", description = "A problem (RFC 9457) with a stable `code`; nothing was written"),
        (status = 503, description = "Shed or not durable; `retry_after_ms` says when to come back"),
    )
)]
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Path(room): Path<String>,
    headers: HeaderMap,
    StrictJson(value): StrictJson<serde_json::Value>,
) -> Result<Json<Told>, Failure> {
    let malformed = |why: String| Refusal::Malformed { why };
    let key = key(&headers, &room, &value)?;
    let command: Command = serde_json::from_value(value).map_err(|e| malformed(e.to_string()))?;
    let principal = match app.user(&visit).await? {
        Some(user) => Principal::Staff(user.person),
        None => Principal::Visitor(visit.visitor_or(first(&app, &key))),
    };
    let known = app.db.room_of_code(&room).await.map_err(|e| Failure::internal("read a room", &e))?;
    let id = known.ok_or(Refusal::NotFound)?;
    let received = matches!(command, Command::Ask { .. } | Command::Enter { .. });
    let act = Act::Room(id, Box::new(command));
    let answer = app.desk.submit(Submission { principal, act, key: Some(key), pass: visit.pass() }).await?;
    let post = answer.post.filter(|_| received);
    let receipt = post.zip(answer.number).map(|(post, number)| written(&app, &room, post, number));
    Ok(Json(Told { answer, receipt }))
}

fn key(headers: &HeaderMap, room: &str, value: &serde_json::Value) -> Result<Key, Refusal> {
    let missing = || Refusal::Malformed { why: "the header Idempotency-Key is needed, 1 to 128 bytes".into() };
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).ok_or_else(missing)?;
    if key.is_empty() || key.len() > KEY_BYTES {
        return Err(missing());
    }
    Ok(Key { key: key.to_owned(), request: sha256(&format!("{room}\0{value}")) })
}

/// Who a visitor without a token becomes. A first command whose answer was lost is sent again without one: where its
/// key begins with a UUID of version 7, which nobody guesses, it names the same visitor, so nothing is done twice. The
/// id keeps the key's moment, for ids that grow with time are cheap to keep.
fn first(app: &App, key: &Key) -> VisitorId {
    let drawn = key.key.get(..UUID_CHARS).and_then(|drawn| Uuid::try_parse(drawn).ok());
    let moment = drawn.filter(|drawn| drawn.get_version_num() == 7).and_then(|drawn| drawn.get_timestamp());
    let Some((s, ns)) = moment.map(|moment| moment.to_unix()) else {
        return VisitorId(Uuid::now_v7());
    };
    let mut random = [0; 10];
    random.copy_from_slice(&app.keys.sign("first command", key.key.as_bytes())[..10]);
    VisitorId(Builder::from_unix_timestamp_millis(s * 1_000 + u64::from(ns) / 1_000_000, &random).into_uuid())
}

fn written(app: &App, room: &str, post: PostId, number: u32) -> Receipt {
    Receipt { number: receipt::number(room, number), code: code::of(&app.keys, post) }
}
