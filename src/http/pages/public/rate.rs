//! The author of an answered question rates the answer, by cookie or by code.

use super::{
    ask::key_of,
    change::Own,
    here::reader,
    question::{Sight, show},
};
use crate::{
    desk::{Act, Submission},
    http::{App, Failure, Form, Frame, Visit},
    kernel::{command::Command, principal::Principal, rating::Grade, refusal::Refusal},
};
use axum::{extract::State, response::Response};
use serde::Deserialize;

/// The form.
#[derive(Deserialize)]
pub(super) struct Rated {
    #[serde(default)]
    key: String,
    #[serde(default)]
    grade: String,
    #[serde(default)]
    text: String,
}

pub(super) async fn rate(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    own: Own,
    Form(rated): Form<Rated>,
) -> Result<Response, Failure> {
    let post = own.post.id;
    let refused = match Grade::parse(&rated.grade) {
        Some(grade) => {
            let key = key_of(&rated.key, &["rate", &post.to_string(), &rated.grade, &rated.text]);
            let act = Act::Room(own.header.id, Box::new(Command::Rate { post, grade, text: rated.text.clone() }));
            let submission = Submission { principal: Principal::Visitor(own.visitor), act, key, pass: visit.pass() };
            app.desk.submit(submission).await.err()
        }
        None => Some(Refusal::Empty),
    };
    match refused {
        None => Ok(visit.redirect(&format!("{}?done=rated", own.base))),
        Some(refusal @ Refusal::NotFound) => Err(refusal.into()),
        Some(refusal) => {
            reader(&app, &visit, &mut frame).await?;
            let Own { header, post, base, by_code, .. } = own;
            let unrated = Some((rated.grade, rated.text, refusal));
            let sight = Sight { base, by_code, unrated, ..Sight::default() };
            show(&app, &visit, frame, &header, &post, sight).await
        }
    }
}
