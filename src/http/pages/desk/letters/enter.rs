//! Writing a letter down for somebody who telephoned or stands at the counter, and reading it back.

use super::super::seat::{read, reader};
use crate::{
    auth::{StaffUser, code},
    desk::{Act, Submission},
    http::{
        App, Failure, Frame, Visit, page_with,
        pages::public::letters::{Fields, Typed, field_of, read_letter},
    },
    kernel::{
        command::Command,
        letter::Writing,
        post::Origin,
        principal::{Permit, Principal, Role},
        receipt,
        refusal::Refusal,
        room::Header,
    },
    views::room::RoomView,
};
use askama::Template;
use axum::{
    extract::{Path, Query, Request, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use uuid::Uuid;

/// How letters come that staff write down.
const WAYS: [Origin; 3] = [Origin::Phone, Origin::Hall, Origin::Letter];

/// What is read out to the author.
struct Written {
    number: u32,
    receipt: String,
    code: String,
    /// Where it is printed.
    slip: String,
    /// They are also sent to where the author left word.
    told: bool,
}

#[derive(Template)]
#[template(path = "letters/enter.html")]
struct EnterPage {
    frame: Frame,
    here: String,
    room: RoomView,
    form: Fields,
    ways: [Origin; 3],
    written: Option<Written>,
}

#[derive(Deserialize)]
pub(in super::super) struct Just {
    #[serde(default)]
    n: u32,
}

pub(super) async fn seat(app: &App, visit: &Visit, code: &str) -> Result<(StaffUser, Header), Failure> {
    let user = app.user(visit).await?.ok_or(Refusal::LoginRequired)?;
    let header = read(app.db.room_by_code(code).await)?.ok_or(Refusal::NotFound)?;
    let permit = Permit::new(Principal::Staff(user.person), &user.grants, header.id, &header.units);
    let may = permit.holds(&[Role::Router, Role::Moderator]) && !header.policy.letters.is_empty();
    if may { Ok((user, header)) } else { Err(Refusal::NotFound.into()) }
}

pub(in super::super) async fn new(
    visit: Visit,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    if app.user(&visit).await?.is_none() {
        return Ok(visit.redirect(&format!("/enter?then={}", visit.path())));
    }
    let (user, header) = seat(&app, &visit, &code).await?;
    let written = written(&app, &header, just.n).await?;
    let form = Fields::of(&app, &header, Typed::fresh(), Vec::new()).await?;
    show(&app, &visit, &user, &header, (form, written), StatusCode::OK).await
}

/// The receipt of a letter that staff wrote down; a citizen's own is the citizen's alone.
async fn written(app: &App, header: &Header, number: u32) -> Result<Option<Written>, Failure> {
    let listed = read(app.db.post(header.id, number).await)?;
    let entered = listed.map(|listed| listed.post).filter(|post| post.visitor.is_none());
    Ok(entered.map(|post| Written {
        number,
        receipt: receipt::number(&header.code, number),
        code: code::of(&app.keys, post.id),
        slip: format!("/desk/r/{}/letters/{number}/slip", header.code),
        told: post.reachable,
    }))
}

async fn show(
    app: &App,
    visit: &Visit,
    user: &StaffUser,
    header: &Header,
    (form, written): (Fields, Option<Written>),
    status: StatusCode,
) -> Result<Response, Failure> {
    let mut frame = Frame::of(visit);
    (frame.staff, frame.at) = (Some(user.name.clone()), "desk");
    frame.words = frame.words.in_room_of(&header.policy.letters);
    let mut room =
        read(crate::views::room::one(&app.db, &reader(app, visit), header).await)?.ok_or(Refusal::NotFound)?;
    room.asks_contact &= app.notices.reaches_authors();
    let here = format!("/desk/r/{}/letters/new", header.code);
    page_with(status, &EnterPage { frame, here, room, form, ways: WAYS, written })
}

pub(in super::super) async fn enter(
    visit: Visit,
    State(app): State<App>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let (user, header) = seat(&app, &visit, &code).await?;
    let (typed, wrong) = read_letter(&app, &visit, &header, request).await?;
    let words = visit.words().in_room_of(&header.policy.letters);
    let missing = typed.missing(words);
    if !missing.is_empty() {
        let form = Fields::of(&app, &header, typed, missing).await?;
        return show(&app, &visit, &user, &header, (form, None), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let writing = wrong.map_or_else(|| typed.writing(), |refusal| Err(("files", refusal)));
    let (field, refusal) = match writing {
        Ok(writing) => match submit(&app, &user, &header, &typed, writing).await {
            Ok(number) => return Ok(visit.redirect(&format!("/desk/r/{}/letters/new?n={number}", header.code))),
            Err(refusal) => (field_of(&refusal, header.policy.title_chars), refusal),
        },
        Err(wrong) => wrong,
    };
    let status = StatusCode::from_u16(crate::wire::problem::status(&refusal)).unwrap_or_default();
    let form = Fields::of(&app, &header, typed, Vec::new()).await?.wrong(field, &refusal, words);
    show(&app, &visit, &user, &header, (form, None), status).await
}

async fn submit(app: &App, user: &StaffUser, header: &Header, typed: &Typed, writing: Writing) -> Result<u32, Refusal> {
    let origin = Origin::parse(&typed.origin).ok_or(Refusal::Malformed { why: "origin".into() })?;
    let key = Uuid::parse_str(&typed.key).ok().map(|key| typed.key_for(key));
    let command = Command::Write(Writing { origin: Some(origin), ..writing });
    let act = Act::Room(header.id, Box::new(command));
    let submission = Submission { principal: Principal::Staff(user.person), act, key, pass: None };
    app.desk.submit(submission).await?.number.ok_or(Refusal::StorageFailed)
}
