//! Finds a question by receipt and code, and a room by its short code.

use super::{
    ask::FieldError,
    here::{self, reader},
    own,
};
use crate::{
    http::{App, Failure, Form, Frame, Visit, page_with},
    kernel::{receipt, refusal::Refusal},
    wire::problem::{Trouble, status},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "public/find.html")]
struct FindPage {
    frame: Frame,
    number: String,
    code: String,
    q: String,
    errors: Vec<FieldError>,
}

impl FindPage {
    fn error_of(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.words.as_str())
    }
}

/// A short code or a receipt's number, in one box; or a number to begin with.
#[derive(Deserialize)]
pub(super) struct Sought {
    q: Option<String>,
    #[serde(default)]
    number: String,
}

pub(super) async fn form(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Query(sought): Query<Sought>,
) -> Result<Response, Failure> {
    reader(&app, &visit, &mut frame).await?;
    let q = sought.q.unwrap_or_default();
    let mut page = FindPage { frame, number: sought.number, code: String::new(), q: q.clone(), errors: Vec::new() };
    if q.trim().is_empty() {
        return page_with(StatusCode::OK, &page);
    }
    if let Some((room, post)) = receipt::parse(&q) {
        (page.number, page.q) = (receipt::number(&room, post), String::new());
        return page_with(StatusCode::OK, &page);
    }
    let code = digits(&q);
    if here::room(&app, &visit, &code).await.is_ok() {
        return Ok(visit.redirect(&format!("/r/{code}")));
    }
    page.errors.push(FieldError { field: "q", words: page.frame.t("public-find-no-room") });
    page_with(StatusCode::NOT_FOUND, &page)
}

/// The digits of what was typed, full-width ones made narrow.
fn digits(typed: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        c => c.is_ascii_digit().then_some(c),
    };
    typed.chars().filter_map(narrow).collect()
}

/// Number and code as typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    number: String,
    #[serde(default)]
    code: String,
}

pub(super) async fn find(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    reader(&app, &visit, &mut frame).await?;
    let blank = |field: &'static str, value: &str, id: &str| {
        value.trim().is_empty().then(|| FieldError { field, words: frame.t(id) })
    };
    let missing =
        [blank("number", &typed.number, "public-find-no-number"), blank("code", &typed.code, "public-find-no-code")];
    let mut errors: Vec<FieldError> = missing.into_iter().flatten().collect();
    let mut answer = StatusCode::UNPROCESSABLE_ENTITY;
    if errors.is_empty() {
        match own::open(&app, &visit, &typed.number, &typed.code).await {
            Ok((header, post)) => return Ok(visit.redirect(&own::path(&app, &header, &post))),
            Err(failure) => {
                let refusal = match failure.trouble() {
                    Trouble::Refused(refusal @ (Refusal::BadCode | Refusal::SlowDown { .. })) => refusal.clone(),
                    _ => return Err(failure),
                };
                answer = StatusCode::from_u16(status(&refusal)).unwrap_or_default();
                errors.push(FieldError::of("code", &refusal, frame.words));
            }
        }
    }
    let page = FindPage { frame, number: typed.number, code: typed.code, q: String::new(), errors };
    page_with(answer, &page)
}
