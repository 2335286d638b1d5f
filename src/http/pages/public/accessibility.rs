//! How everybody can use this site, where it still falls short, and whom to tell.

use super::{here::reader, tag::Tag};
use crate::http::{App, Failure, Frame, Visit};
use askama::Template;
use axum::{extract::State, response::Response};

#[derive(Template)]
#[template(path = "public/accessibility.html")]
struct Accessibility {
    frame: Frame,
    /// What the installation adds, paragraph by paragraph.
    own: Vec<String>,
}

pub(super) async fn accessibility(visit: Visit, mut frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let settings = app.desk.current().get();
    let own = match frame.lang {
        "en" if !settings.site.accessibility_en.is_empty() => settings.site.accessibility_en.clone(),
        _ => settings.site.accessibility_zh.clone(),
    };
    let tag = Tag::of(&visit, &frame, &reader).with(&own);
    let own = own.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect();
    tag.answer(&visit, async { Ok(Accessibility { frame, own }) }).await
}
