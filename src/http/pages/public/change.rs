//! The author changes or withdraws a question while it waits, by cookie or by code.

use super::{
    ask::key_of,
    here::{self, reader},
    letters::joined,
    own,
    question::{Sight, show},
};
use crate::{
    desk::{Act, Submission},
    http::{App, Failure, Form, Frame, Visit},
    kernel::{command::Command, id::VisitorId, post::Post, principal::Principal, refusal::Refusal, room::Header},
};
use axum::{
    extract::{FromRequestParts, Path, State},
    http::request::Parts,
    response::Response,
};
use serde::Deserialize;
use std::collections::HashMap;

/// The new words.
#[derive(Deserialize)]
pub(super) struct NewWords {
    #[serde(default)]
    pub key: String,
    pub text: String,
    /// Of a letter, whose first line it becomes.
    #[serde(default)]
    pub title: Option<String>,
}

impl NewWords {
    /// As they are kept.
    fn whole(&self) -> String {
        self.title.as_ref().map_or_else(|| self.text.clone(), |title| joined(title, self.text.trim()))
    }
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

impl FromRequestParts<App> for Own {
    type Rejection = Failure;

    /// By the code in the address, where one is, else by the cookie.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Own, Failure> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let named = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(named) = named.map_err(|_| Refusal::NotFound)?;
        let part = |name: &str| named.get(name).map(String::as_str).unwrap_or_default();
        if let Some(receipt) = named.get("receipt") {
            return by_code(app, &visit, receipt, part("code")).await;
        }
        let number = part("number").parse().map_err(|_| Refusal::NotFound)?;
        by_cookie(app, &visit, part("code"), number).await
    }
}

async fn by_cookie(app: &App, visit: &Visit, code: &str, number: u32) -> Result<Own, Failure> {
    let visitor = visit.visitor().ok_or(Refusal::NotFound)?;
    let header = here::room(app, visit, code).await?;
    let post = here::post(app, &header, number).await?;
    let base = format!("/r/{code}/q/{number}");
    Ok(Own { header, post, visitor, base, by_code: false })
}

async fn by_code(app: &App, visit: &Visit, number: &str, code: &str) -> Result<Own, Failure> {
    let (header, post) = own::open(app, visit, number, code).await?;
    let visitor = post.visitor.ok_or(Refusal::NotAllowed)?;
    let base = own::path(app, &header, &post);
    Ok(Own { header, post, visitor, base, by_code: true })
}

pub(super) async fn edit(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    own: Own,
    Form(words): Form<NewWords>,
) -> Result<Response, Failure> {
    let text = words.whole();
    let command = Command::Edit { post: own.post.id, text: text.clone() };
    let key = key_of(&words.key, &["edit", &own.post.id.to_string(), &text]);
    let act = Act::Room(own.header.id, Box::new(command));
    let submission = Submission { principal: Principal::Visitor(own.visitor), act, key, pass: visit.pass() };
    match app.desk.submit(submission).await {
        Ok(_) => Ok(visit.redirect(&format!("{}?done=edited", own.base))),
        Err(refusal @ (Refusal::NotFound | Refusal::WrongStep)) => Err(refusal.into()),
        Err(refusal) => {
            reader(&app, &visit, &mut frame).await?;
            let Own { header, post, base, by_code, .. } = own;
            let refused = Some((text, refusal));
            let sight = Sight { base, by_code, refused, ..Sight::default() };
            show(&app, &visit, frame, &header, &post, sight).await
        }
    }
}

pub(super) async fn withdraw(
    visit: Visit,
    State(app): State<App>,
    own: Own,
    Form(plain): Form<Plain>,
) -> Result<Response, Failure> {
    let key = key_of(&plain.key, &["withdraw", &own.post.id.to_string()]);
    let act = Act::Room(own.header.id, Box::new(Command::Withdraw { post: own.post.id }));
    let (principal, pass) = (Principal::Visitor(own.visitor), visit.pass());
    app.desk.submit(Submission { principal, act, key, pass }).await?;
    Ok(visit.redirect(&format!("{}?done=withdrawn", own.base)))
}
