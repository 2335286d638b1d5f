//! Open cases go over to the version in force: each by a command of its own, so that what was cut off goes on.

use super::page::{self, Came, governed};
use crate::{
    http::{
        App, Failure, Form,
        pages::office::{fields::Fields, signed::Signed},
    },
    kernel::{command::Command, refusal::Refusal, workflow::WorkflowStep},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use tokio::task::JoinSet;

/// Cases that one press moves; what is left is shown again.
const AT_ONCE: u32 = 500;

pub(in super::super) async fn moved(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let sheet = governed(&me, &app, &code).await?;
    let fields = Fields::new(pairs);
    let (header, seen) = (&sheet.header, fields.parse("seen").unwrap_or_default());
    let (mut commands, mut left) = (JoinSet::new(), AT_ONCE);
    for row in 0..fields.all("stay").count() {
        let (stay, to) = (fields.nth("stay", row), fields.nth("to", row));
        let Some((version, from)) = stay.split_once(' ').filter(|_| !to.is_empty()) else { continue };
        let version = version.parse().unwrap_or_default();
        let posts = app.db.cases_behind(header.id, (version, from), left).await;
        let posts = posts.map_err(|error| Failure::internal("open cases could not be read", &error))?;
        left = left.saturating_sub(u32::try_from(posts.len()).unwrap_or(u32::MAX));
        for post in posts {
            let (from, to, text) = (from.to_owned(), to.to_owned(), fields.text("reason").to_owned());
            let step = WorkflowStep::Move { post, version: seen, from, to, text };
            let (desk, room, who) = (app.desk.clone(), header.id, me.principal());
            commands.spawn(async move { desk.room(who, room, Command::Workflow { step }).await });
        }
    }
    let refused = commands.join_all().await.into_iter().find_map(Result::err);
    match refused {
        None => Ok(me.visit.redirect(&format!("/desk/office/r/{code}/workflow?done=moved"))),
        // Somebody moved that one on in the meantime: it is shown where it stands now.
        Some(Refusal::WrongStep) => Ok(me.visit.redirect(&format!("/desk/office/r/{code}/workflow"))),
        Some(refusal) => {
            let said = me.frame.words.refused(&refusal);
            let mut came = Came::default();
            came.status = StatusCode::UNPROCESSABLE_ENTITY;
            came.faults.add("reason", format!("{} {}", said.what, said.then));
            page::render(me, &app, &code, came).await
        }
    }
}
