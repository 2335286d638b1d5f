//! All questions of one visitor.

use super::here::{kept, read, reader};
use crate::{
    http::{App, Failure, Frame, Visit, page},
    views::mine::{self, Mine},
};
use askama::Template;
use axum::{extract::State, response::Response};

#[derive(Template)]
#[template(path = "public/mine.html")]
struct MinePage {
    frame: Frame,
    mine: Vec<Mine>,
}

pub(super) async fn mine(visit: Visit, mut frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    frame.at = "mine";
    let reader = reader(&app, &visit, &mut frame).await?;
    let mine = read(mine::mine(&app.db, &reader).await)?;
    Ok(kept(page(&MinePage { frame, mine })?, true))
}
