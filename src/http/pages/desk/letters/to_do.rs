//! What is to be done with letters, by the day it is due.

use super::{
    super::seat::{read, reader},
    feed::feed_key,
    piles::{Pile, Reached, counted},
};
use crate::{
    auth::StaffUser,
    http::{App, Failure, Frame, Visit, page},
    kernel::{principal::Role, room::Phase},
    store::CaseFilter,
    views::letter::{CaseLine, case_lines},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;

/// Cases on a page.
const PAGE: u32 = 50;
#[derive(Deserialize)]
pub(in super::super) struct Look {
    #[serde(default)]
    pile: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    post: String,
    /// Too few letters were ticked to be answered together: so many.
    few: Option<u8>,
    /// The one that was.
    #[serde(default)]
    picked: String,
}

#[derive(Template)]
#[template(path = "letters/to_do.html")]
struct ToDo {
    frame: Frame,
    piles: Vec<Pile>,
    pile: &'static str,
    rows: Vec<CaseLine>,
    more: Option<String>,
    /// What to do where too few letters were ticked: `letters-together-few-…`.
    few: Option<&'static str>,
    /// The letter that was ticked, as `code/number`.
    picked: String,
    /// Where it is read by programs.
    feed: Option<String>,
    /// Mailboxes in which letters can be written down for others: code and topic.
    doors: Vec<(String, String)>,
}

impl ToDo {
    /// Several of them can be answered with the same words.
    fn together(&self) -> bool {
        self.pile == "handle" && self.rows.len() > 1
    }

    /// It is decided about these where they are screened.
    fn screens(&self) -> bool {
        self.pile == "screen"
    }

    fn is_picked(&self, row: &CaseLine) -> bool {
        self.picked == format!("{}/{}", row.room, row.number)
    }

    fn hint(&self) -> String {
        format!("letters-pile-{}-hint", self.pile)
    }
}

pub(in super::super) async fn to_do(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Query(look): Query<Look>,
) -> Result<Response, Failure> {
    let Some(user) = app.user(&visit).await? else { return Ok(visit.redirect("/enter?then=/desk/letters")) };
    (frame.staff, frame.at, frame.wide) = (Some(user.name.clone()), "desk", true);
    let mut piles = counted(&app, &user).await?;
    let asked = piles.iter().position(|pile| pile.code == look.pile);
    let chosen = asked.or_else(|| piles.iter().position(|pile| pile.count > 0)).unwrap_or(0);
    let reader = reader(&app, &visit);
    let (mut rows, mut more, mut code) = (Vec::new(), None, "");
    if let Some(pile) = piles.get_mut(chosen) {
        pile.chosen = true;
        code = pile.code;
        let behind = look.post.parse().ok().filter(|_| !look.day.is_empty()).map(|post| (look.day.clone(), post));
        let wanted = CaseFilter { behind, limit: PAGE + 1, ..pile.filter.clone() };
        let mut cases = read(app.db.cases(&wanted).await)?;
        if cases.len() > PAGE as usize {
            cases.truncate(PAGE as usize);
            let last = cases.last();
            more = last.map(|row| format!("/desk/letters?pile={code}&day={}&post={}", row.due, row.listed.post.id));
        }
        rows = read(case_lines(&app.db, &reader, &cases).await)?;
    }
    let doors = doors(&app, &user).await?;
    let feed = feed_key(&app, user.person).await?;
    let few = look.few.map(|many| if many == 0 { "letters-together-few-none" } else { "letters-together-few-one" });
    page(&ToDo { frame, piles, pile: code, rows, more, few, picked: look.picked, feed, doors })
}

async fn doors(app: &App, user: &StaffUser) -> Result<Vec<(String, String)>, Failure> {
    let rooms = read(app.db.mailboxes(&[Phase::Collecting]).await)?;
    let open = Reached { user, rooms: &rooms }.rooms(&[Role::Router, Role::Moderator]);
    let mut doors = Vec::new();
    for header in rooms.iter().filter(|header| open.contains(&header.id)) {
        let texts = read(app.db.texts(&[header.about.id]).await)?;
        let about = texts.get(&header.about.id).and_then(|row| row.body.as_deref());
        let about: Option<crate::kernel::room::About> = about.and_then(|body| serde_json::from_str(body).ok());
        doors.push((header.code.clone(), about.map_or_else(|| header.code.clone(), |about| about.topic)));
    }
    Ok(doors)
}
