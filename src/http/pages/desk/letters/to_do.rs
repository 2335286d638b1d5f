//! What is to be done with letters, by the day it is due.

use super::super::seat::{read, reader};
use crate::{
    auth::StaffUser,
    http::{App, Failure, Frame, Visit, page},
    kernel::{
        calendar::today,
        id::{RoomId, UnitId},
        principal::{Grant, Permit, Principal, Reach, Role},
        room::{Header, Phase},
        workflow::StepKind,
    },
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
/// A count goes no further: more is "99+".
const MOST: u32 = 100;
/// Steps before the answer.
const UNANSWERED: [StepKind; 6] =
    [StepKind::Screen, StepKind::Route, StepKind::Take, StepKind::Handle, StepKind::Ask, StepKind::Approve];

/// A to-do list that is open to somebody.
pub(in super::super) struct Pile {
    /// Its code, and `letters-pile-…`.
    pub code: &'static str,
    /// How many, up to a bound.
    pub count: u32,
    /// It is shown.
    pub chosen: bool,
    filter: CaseFilter,
}

impl Pile {
    /// The number as it is shown.
    pub fn number(&self) -> String {
        if self.count >= MOST { format!("{}+", MOST - 1) } else { self.count.to_string() }
    }
}

#[derive(Deserialize)]
pub(in super::super) struct Look {
    #[serde(default)]
    pile: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    post: String,
}

#[derive(Template)]
#[template(path = "letters/to_do.html")]
struct ToDo {
    frame: Frame,
    piles: Vec<Pile>,
    pile: &'static str,
    rows: Vec<CaseLine>,
    more: Option<String>,
    /// Mailboxes in which letters can be written down for others: code and topic.
    doors: Vec<(String, String)>,
}

impl ToDo {
    fn hint(&self) -> String {
        format!("letters-pile-{}-hint", self.pile)
    }
}

/// Where somebody's grants reach: rooms by role, units by role.
struct Reached<'a> {
    user: &'a StaffUser,
    rooms: &'a [Header],
}

impl Reached<'_> {
    fn rooms(&self, roles: &[Role]) -> Vec<RoomId> {
        let permit = |header: &Header| {
            Permit::new(Principal::Staff(self.user.person), &self.user.grants, header.id, &header.units).holds(roles)
        };
        self.rooms.iter().filter(|header| permit(header)).map(|header| header.id).collect()
    }

    /// Units; none for every unit.
    fn units(&self, role: Role) -> Option<Vec<UnitId>> {
        let held = || self.user.grants.iter().filter(|grant| grant.role == role);
        if held().any(|grant| grant.reach == Reach::Installation) {
            return None;
        }
        let unit = |grant: &Grant| match grant.reach {
            Reach::Unit { unit } => Some(unit),
            _ => None,
        };
        let mut units: Vec<UnitId> = held().filter_map(unit).collect();
        units.sort_unstable();
        units.dedup();
        Some(units)
    }

    fn piles(&self, app: &App) -> Vec<Pile> {
        use StepKind::{Approve, Ask, Handle, Publish, Route, Take};
        let today = today(app.desk.now(), &app.zone);
        let of_rooms = |code, roles: &[Role], steps: &[StepKind]| {
            let rooms = self.rooms(roles);
            let filter = CaseFilter { rooms: Some(rooms.clone()), steps: steps.to_vec(), ..CaseFilter::default() };
            (!rooms.is_empty()).then_some(Pile { code, count: 0, chosen: false, filter })
        };
        let of_units = |code, role, steps: &[StepKind]| {
            let units = self.units(role);
            let none = units.as_ref().is_some_and(Vec::is_empty);
            let filter = CaseFilter { units, steps: steps.to_vec(), ..CaseFilter::default() };
            (!none).then_some(Pile { code, count: 0, chosen: false, filter })
        };
        let watched = [Role::Router, Role::Supervisor];
        let with = |pile: Option<Pile>, change: &dyn Fn(&mut CaseFilter)| {
            pile.map(|mut pile| {
                change(&mut pile.filter);
                pile
            })
        };
        let all = [Role::Router, Role::Supervisor, Role::Auditor, Role::Administrator];
        let piles = [
            of_rooms("route", &[Role::Router], &[Route]),
            of_units("handle", Role::Handler, &[Take, Handle]),
            of_units("asked", Role::Handler, &[Ask]),
            of_units("approve", Role::Approver, &[Approve]),
            of_rooms("publish", &[Role::Editor], &[Publish]),
            with(of_rooms("waits", &watched, &[Handle, Ask, Approve]), &|filter| filter.waiting = true),
            with(of_rooms("late", &all, &UNANSWERED), &|filter| filter.late_on = Some(today)),
            of_rooms("all", &all, &UNANSWERED),
        ];
        piles.into_iter().flatten().collect()
    }
}

/// The lists open to somebody, with how much is on each.
pub(in super::super) async fn counted(app: &App, user: &StaffUser) -> Result<Vec<Pile>, Failure> {
    let rooms = read(app.db.rooms_with_cases().await)?;
    if rooms.is_empty() {
        return Ok(Vec::new());
    }
    let mut piles = Reached { user, rooms: &rooms }.piles(app);
    for pile in &mut piles {
        pile.count = read(app.db.count_cases(&pile.filter, MOST).await)?;
    }
    Ok(piles)
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
    page(&ToDo { frame, piles, pile: code, rows, more, doors })
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
