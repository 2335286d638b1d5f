//! The first page of the desks: rooms and open doors.

use super::{
    letters::{Pile, counted},
    seat::{read, reader},
};
use crate::{
    auth::StaffUser,
    http::{App, Failure, Frame, Visit, page},
    kernel::{
        id::OFFICE,
        principal::{Grant, Permit, Principal, Reach, Role},
    },
    views::staff::home::{Group, home as rooms},
};
use askama::Template;
use axum::{extract::State, response::Response};

/// Who sees figures of letters.
const NUMBERING: [Role; 5] = [Role::Administrator, Role::Approver, Role::Auditor, Role::Router, Role::Supervisor];
/// Who sees statistics, where the role reaches further than one room.
const COUNTING: [Role; 3] = [Role::Administrator, Role::Approver, Role::Auditor];

#[derive(Template)]
#[template(path = "desk/home.html")]
struct HomePage {
    frame: Frame,
    name: String,
    groups: Vec<Group>,
    /// Letters that wait for the reader.
    letters: Vec<Pile>,
    /// May make rooms.
    draws: bool,
    /// May see units, people and settings.
    governs: bool,
    /// May read the log.
    audits: bool,
    /// May see statistics.
    counts: bool,
    /// May see figures of letters.
    numbers: bool,
}

pub(super) async fn home(visit: Visit, mut frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    let Some(user) = app.user(&visit).await? else { return Ok(visit.redirect("/enter?then=/desk")) };
    let groups = read(rooms(&app.db, &reader(&app, &visit), Principal::Staff(user.person), &user.grants).await)?;
    (frame.staff, frame.at) = (Some(user.name.clone()), "desk");
    let office = Permit::new(Principal::Staff(user.person), &user.grants, OFFICE, &[]);
    let letters = counted(&app, &user).await?;
    page(&HomePage {
        frame,
        groups,
        letters,
        draws: draws(&user),
        governs: user.grants.iter().any(|grant| grant.role == Role::Administrator && !is_one_room(grant))
            || office.holds(&[Role::Auditor]),
        audits: office.holds(&[Role::Administrator, Role::Auditor]),
        counts: user.grants.iter().any(|grant| COUNTING.contains(&grant.role) && !is_one_room(grant)),
        numbers: user.grants.iter().any(|grant| NUMBERING.contains(&grant.role) && !is_one_room(grant)),
        name: user.name,
    })
}

fn draws(user: &StaffUser) -> bool {
    let may = |grant: &Grant| matches!(grant.role, Role::Administrator | Role::Approver) && !is_one_room(grant);
    user.grants.iter().any(may)
}

fn is_one_room(grant: &Grant) -> bool {
    matches!(grant.reach, Reach::Room { .. })
}
