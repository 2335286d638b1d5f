//! The one conversion at the edge: what went wrong becomes a page or a problem document.

use super::{frame::Frame, visit::Visit};
use crate::{
    kernel::{id::Millis, refusal::Refusal},
    wire::problem::{FieldNote, PROBLEM_JSON, Trouble, problem},
};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why a handler gave no answer. The door renders it in the reader's language.
#[derive(Clone, Debug)]
pub struct Failure {
    trouble: Trouble,
    fields: Vec<FieldNote>,
}

impl Failure {
    /// A defect: logged here, told to nobody.
    pub fn internal(what: &str, error: &dyn std::fmt::Display) -> Failure {
        tracing::error!(%error, "{what}");
        Trouble::Internal.into()
    }

    /// Names the input it is about.
    #[must_use]
    pub fn field(mut self, name: &str) -> Failure {
        self.fields.push(FieldNote { name: name.to_owned(), code: self.trouble.code() });
        self
    }

    /// What went wrong.
    pub fn trouble(&self) -> &Trouble {
        &self.trouble
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Failure { trouble, fields: Vec::new() }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Trouble::from(refusal).into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status_of(&self.trouble).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

fn status_of(trouble: &Trouble) -> StatusCode {
    StatusCode::from_u16(trouble.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// What a bare status of the framework means; none for an answer that is meant.
pub(super) fn failure_of(response: &Response) -> Option<Failure> {
    if let Some(failure) = response.extensions().get::<Failure>() {
        return Some(failure.clone());
    }
    if let Some(trouble) = response.extensions().get::<Trouble>() {
        return Some(trouble.clone().into());
    }
    let kind = response.headers().get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    if kind.is_some_and(|kind| !kind.starts_with(b"text/plain")) {
        return None;
    }
    let unread = Refusal::Malformed { why: "the request could not be read".to_owned() };
    let trouble = match response.status().as_u16() {
        400 | 422 => unread.into(),
        404 => Refusal::NotFound.into(),
        405 => Trouble::MethodNotAllowed,
        413 => Trouble::BodyTooLarge { max_bytes: 0 },
        415 => Trouble::UnsupportedType,
        500..=599 => Trouble::Internal,
        _ => return None,
    };
    Some(trouble.into())
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    frame: Frame,
    what: String,
    then: String,
    code: &'a str,
    /// This address, where asking for it again is all there is to do.
    again: Option<String>,
}

/// The answer that tells a failure. Headers that are already there, such as Allow, stay.
pub(super) fn tell(failure: &Failure, visit: &Visit, bare: Response) -> Response {
    let trouble = full(&failure.trouble, visit);
    let words = visit.words();
    let said = words.trouble(&trouble);
    let wait_ms = trouble.retry_after_ms().map(|ms| ms + spread_ms(&trouble, ms));
    let mut response = if visit.wants_json() {
        let mut body = problem(&trouble, said.what, said.then, failure.fields.clone());
        body.retry_after_ms = wait_ms;
        let mut response = axum::Json(body).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        response
    } else {
        let again = wait_ms.and_then(|_| visit.address());
        let page =
            FailurePage { frame: Frame::of(visit), what: said.what, then: said.then, code: trouble.code(), again };
        super::page::page(&page).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    };
    *response.status_mut() = status_of(&trouble);
    for name in [header::ALLOW, header::CONNECTION, header::UPGRADE, header::SEC_WEBSOCKET_VERSION] {
        if let Some(value) = bare.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if let Some(wait_ms) = wait_ms {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from((wait_ms + 999) / 1_000));
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The framework knows that a body was too large, but not what would have fitted.
fn full(trouble: &Trouble, visit: &Visit) -> Trouble {
    match trouble {
        Trouble::BodyTooLarge { .. } => Trouble::BodyTooLarge { max_bytes: super::body::most_bytes(visit, false) },
        other => other.clone(),
    }
}

/// A crowd that was sent away together must not come back together.
fn spread_ms(trouble: &Trouble, wait_ms: Millis) -> Millis {
    if trouble.is_crowding() { rand::random_range(0..=wait_ms.clamp(2_000, 10_000)) } else { 0 }
}
