//! What authors send after their letter: what they were asked for, and that it is to be done again.

use super::super::{
    ask::key_of,
    change::{NewWords, Own},
    here::{reader, reader_as},
    question::Sight,
};
use super::letter::letter;
use crate::{
    desk::{Act, Submission},
    http::{App, Failure, Form, Frame, Visit},
    kernel::{case::CaseStep, command::Command, principal::Principal, refusal::Refusal},
};
use axum::{extract::State, response::Response};

pub(in crate::http::pages::public) async fn add(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    own: Own,
    Form(words): Form<NewWords>,
) -> Result<Response, Failure> {
    let step = CaseStep::Add { text: words.text.clone() };
    send(&app, &visit, frame, own, words, (step, "added")).await
}

pub(in crate::http::pages::public) async fn redo(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    own: Own,
    Form(words): Form<NewWords>,
) -> Result<Response, Failure> {
    let step = CaseStep::Redo { text: words.text.clone() };
    send(&app, &visit, frame, own, words, (step, "redone")).await
}

async fn send(
    app: &App,
    visit: &Visit,
    mut frame: Frame,
    own: Own,
    words: NewWords,
    (step, done): (CaseStep, &'static str),
) -> Result<Response, Failure> {
    let (post, revision) = (own.post.id, own.post.revision);
    let key = key_of(&words.key, &[done, &post.to_string(), &words.text]);
    let act = Act::Room(own.header.id, Box::new(Command::Case { post, revision, step }));
    let submission = Submission { principal: Principal::Visitor(own.visitor), act, key, pass: visit.pass() };
    match app.desk.submit(submission).await {
        Ok(_) => Ok(visit.redirect(&format!("{}?done={done}", own.base))),
        Err(refusal @ (Refusal::NotFound | Refusal::WrongStep)) => Err(refusal.into()),
        Err(refusal) => {
            reader(app, visit, &mut frame).await?;
            let eyes = reader_as(app, visit, Some(own.visitor));
            let Own { header, post, base, by_code, .. } = own;
            let sight = Sight { base, by_code, refused: Some((words.text, refusal)), ..Sight::default() };
            letter(app, visit, frame, &eyes, (&header, &post), sight).await
        }
    }
}
