//! The author of a question that was not let through asks that somebody else looks again, by cookie or by code.

use super::{
    ask::{FieldError, key_of},
    change::{NewWords, Own},
    here::reader,
    question::{Sight, show},
};
use crate::{
    desk::{Act, Submission},
    http::{App, Failure, Form, Frame, Visit},
    kernel::{appeal::AppealStep, command::Command, post::Post, principal::Principal, refusal::Refusal},
    store::{Db, StoreError},
    views::{
        question::appeal_word,
        reader::{Reader, Said, Stamp, Texts},
    },
};
use axum::{extract::State, response::Response};
use uuid::Uuid;

/// The form, while an appeal is possible.
pub(super) struct AppealForm {
    pub key: Uuid,
    pub text: String,
    pub error: Option<String>,
}

/// What became of an appeal, for its author.
pub(super) struct AppealTold {
    /// `appeal-…`.
    pub word: &'static str,
    /// When that was.
    pub at: Stamp,
    /// Why the decision stands.
    pub reason: Option<Said>,
}

/// The form for its author, with what was refused.
pub(super) fn form(frame: &Frame, post: &Post, own: bool, refused: Option<(String, Refusal)>) -> Option<AppealForm> {
    let key = Uuid::now_v7();
    if let Some((text, refusal)) = refused {
        let error = Some(FieldError::of("appeal", &refusal, frame.words).words);
        return Some(AppealForm { key, text, error });
    }
    let open = own && post.visitor.is_some() && post.can_be_appealed().is_ok();
    open.then(|| AppealForm { key, text: String::new(), error: None })
}

/// What its author is told of the appeal.
pub(super) async fn told(db: &Db, reader: &Reader, post: &Post, own: bool) -> Result<Option<AppealTold>, StoreError> {
    let Some(appeal) = post.appeal.as_ref().filter(|_| own) else { return Ok(None) };
    let at = appeal.settled.as_ref().map_or(appeal.at, |settled| settled.at);
    let why = post.why_dismissed();
    let texts = Texts::read(db, why.map(|text| text.id).as_slice()).await?;
    let reason = why.map(|text| texts.said(text));
    Ok(Some(AppealTold { word: appeal_word(appeal), at: reader.stamp(at), reason }))
}

pub(super) async fn appeal(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    own: Own,
    Form(words): Form<NewWords>,
) -> Result<Response, Failure> {
    let post = own.post.id;
    let key = key_of(&words.key, &["appeal", &post.to_string(), &words.text]);
    let step = AppealStep::Make { post, text: words.text.clone() };
    let act = Act::Room(own.header.id, Box::new(Command::Appeal { step }));
    let submission = Submission { principal: Principal::Visitor(own.visitor), act, key, pass: visit.pass() };
    match app.desk.submit(submission).await {
        Ok(_) => Ok(visit.redirect(&format!("{}?done=appealed", own.base))),
        Err(refusal @ Refusal::NotFound) => Err(refusal.into()),
        Err(refusal) => {
            reader(&app, &visit, &mut frame).await?;
            let Own { header, post, base, by_code, .. } = own;
            let sight = Sight { base, by_code, appealed: Some((words.text, refusal)), ..Sight::default() };
            show(&app, &visit, frame, &header, &post, sight).await
        }
    }
}
