//! How pages look to this reader: theme, size, contrast.

use super::here::reader;
use crate::http::{App, Failure, Form, Frame, Look, Visit, page};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;

/// One setting and what can be chosen.
struct Set {
    name: &'static str,
    legend: &'static str,
    chosen: &'static str,
    choices: &'static [(&'static str, &'static str)],
}

const SIZES: [(&str, &str); 2] = [("", "public-reading-size-usual"), ("large", "public-reading-size-large")];
const CONTRASTS: [(&str, &str); 3] = [
    ("", "public-reading-system"),
    ("more", "public-reading-contrast-more"),
    ("standard", "public-reading-contrast-standard"),
];
const THEMES: [(&str, &str); 3] =
    [("", "public-reading-system"), ("light", "public-reading-theme-light"), ("dark", "public-reading-theme-dark")];

#[derive(Template)]
#[template(path = "public/reading.html")]
struct ReadingPage {
    frame: Frame,
    sets: [Set; 3],
    done: bool,
}

/// Whether settings were just taken over.
#[derive(Deserialize)]
pub(super) struct Just {
    #[serde(default)]
    done: String,
}

pub(super) async fn form(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    reader(&app, &visit, &mut frame).await?;
    let look = visit.look();
    let set = |name, legend, chosen: Option<&'static str>, choices| Set {
        name,
        legend,
        chosen: chosen.unwrap_or_default(),
        choices,
    };
    let sets = [
        set("size", "public-reading-size", look.size, &SIZES[..]),
        set("contrast", "public-reading-contrast", look.contrast, &CONTRASTS[..]),
        set("theme", "public-reading-theme", look.theme, &THEMES[..]),
    ];
    page(&ReadingPage { frame, sets, done: just.done == "yes" })
}

/// What was chosen; empty follows the system.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    theme: String,
    #[serde(default)]
    size: String,
    #[serde(default)]
    contrast: String,
}

pub(super) async fn choose(visit: Visit, Form(chosen): Form<Chosen>) -> Result<Response, Failure> {
    visit.set_look(Look::parse_parts(&chosen.theme, &chosen.size, &chosen.contrast));
    Ok(visit.redirect("/reading?done=yes"))
}
