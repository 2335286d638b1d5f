//! The author changes or withdraws a question while it waits, by cookie or by code.

use super::{
    ask::key_of,
    here::{self, reader},
    own,
    question::{Sight, show},
};
use crate::{
    desk::{Act, Submission},
    http::{App, Failure, Form, Frame, Visit},
    kernel::{command::Command, id::VisitorId, post::Post, principal::Principal, refusal::Refusal, room::Header},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

/// The new words.
#[derive(Deserialize)]
pub(super) struct NewWords {
    #[serde(default)]
    pub key: String,
    pub text: String,
}

/// Nothing but the key.
#[derive(Deserialize)]
pub(super) struct Plain {
    #[serde(default)]
    key: String,
}

/// An own post and how its author was recognised.
pub(super) struct Own {
    pub header: Header,
    pub post: Post,
    pub visitor: VisitorId,
    pub base: String,
    pub by_code: bool,
}

pub(super) async fn by_cookie(app: &App, visit: &Visit, code: &str, number: u32) -> Result<Own, Failure> {
    let visitor = visit.visitor().ok_or(Refusal::NotFound)?;
    let header = here::room(app, visit, code).await?;
    let post = here::post(app, &header, number).await?;
    let base = format!("/r/{code}/q/{number}");
    Ok(Own { header, post, visitor, base, by_code: false })
}

pub(super) async fn by_code(app: &App, visit: &Visit, number: &str, code: &str) -> Result<Own, Failure> {
    let (header, post) = own::open(app, visit, number, code).await?;
    let visitor = post.visitor.ok_or(Refusal::NotAllowed)?;
    let base = own::path(app, &header, &post);
    Ok(Own { header, post, visitor, base, by_code: true })
}

pub(super) async fn edit(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Path((code, number)): Path<(String, u32)>,
    Form(words): Form<NewWords>,
) -> Result<Response, Failure> {
    let own = by_cookie(&app, &visit, &code, number).await?;
    edited(&app, &visit, frame, own, words).await
}

pub(super) async fn edit_by_code(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Path((number, code)): Path<(String, String)>,
    Form(words): Form<NewWords>,
) -> Result<Response, Failure> {
    let own = by_code(&app, &visit, &number, &code).await?;
    edited(&app, &visit, frame, own, words).await
}

async fn edited(app: &App, visit: &Visit, mut frame: Frame, own: Own, words: NewWords) -> Result<Response, Failure> {
    let command = Command::Edit { post: own.post.id, text: words.text.clone() };
    let key = key_of(&words.key, &["edit", &own.post.id.to_string(), &words.text]);
    let act = Act::Room(own.header.id, Box::new(command));
    let submission = Submission { principal: Principal::Visitor(own.visitor), act, key, pass: visit.pass() };
    match app.desk.submit(submission).await {
        Ok(_) => Ok(visit.redirect(&format!("{}?done=edited", own.base))),
        Err(refusal @ (Refusal::NotFound | Refusal::WrongStep)) => Err(refusal.into()),
        Err(refusal) => {
            reader(app, visit, &mut frame).await?;
            let Own { header, post, base, by_code, .. } = own;
            let refused = Some((words.text, refusal));
            let sight = Sight { base, by_code, refused, ..Sight::default() };
            show(app, visit, frame, &header, &post, sight).await
        }
    }
}

pub(super) async fn withdraw(
    visit: Visit,
    State(app): State<App>,
    Path((code, number)): Path<(String, u32)>,
    Form(plain): Form<Plain>,
) -> Result<Response, Failure> {
    let own = by_cookie(&app, &visit, &code, number).await?;
    withdrawn(&app, &visit, own, plain).await
}

pub(super) async fn withdraw_by_code(
    visit: Visit,
    State(app): State<App>,
    Path((number, code)): Path<(String, String)>,
    Form(plain): Form<Plain>,
) -> Result<Response, Failure> {
    let own = by_code(&app, &visit, &number, &code).await?;
    withdrawn(&app, &visit, own, plain).await
}

async fn withdrawn(app: &App, visit: &Visit, own: Own, plain: Plain) -> Result<Response, Failure> {
    let key = key_of(&plain.key, &["withdraw", &own.post.id.to_string()]);
    let act = Act::Room(own.header.id, Box::new(Command::Withdraw { post: own.post.id }));
    let (principal, pass) = (Principal::Visitor(own.visitor), visit.pass());
    app.desk.submit(Submission { principal, act, key, pass }).await?;
    Ok(visit.redirect(&format!("{}?done=withdrawn", own.base)))
}
