//! To-do lists of letters: which are open to somebody, and how much is on each.

use super::super::seat::read;
use crate::{
    auth::StaffUser,
    http::{App, Failure},
    kernel::{
        calendar::today,
        case::Watch,
        id::{RoomId, UnitId},
        principal::{Grant, Permit, Principal, Reach, Role},
        room::Header,
        workflow::StepKind,
    },
    store::CaseFilter,
};

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
    pub(super) filter: CaseFilter,
}

impl Pile {
    /// The number as it is shown.
    pub fn number(&self) -> String {
        if self.count >= MOST { format!("{}+", MOST - 1) } else { self.count.to_string() }
    }

    /// Whether it waits for its reader, rather than being there to look at.
    pub fn is_to_do(&self) -> bool {
        !["asked", "late", "all", "urged", "poor"].contains(&self.code)
    }
}

/// Where somebody's grants reach: rooms by role, units by role.
pub(super) struct Reached<'a> {
    pub user: &'a StaffUser,
    pub rooms: &'a [Header],
}

impl Reached<'_> {
    pub fn rooms(&self, roles: &[Role]) -> Vec<RoomId> {
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

    fn of_rooms(&self, code: &'static str, roles: &[Role], filter: CaseFilter) -> Option<Pile> {
        let rooms = self.rooms(roles);
        let filter = CaseFilter { rooms: Some(rooms.clone()), ..filter };
        (!rooms.is_empty()).then_some(Pile { code, count: 0, chosen: false, filter })
    }

    /// The same where letters come in: what a session left open is screened long since.
    fn of_mailboxes(&self, code: &'static str, roles: &[Role], filter: CaseFilter) -> Option<Pile> {
        let takes = self.rooms.iter().filter(|header| header.policy.takes_letters()).cloned().collect::<Vec<_>>();
        Reached { user: self.user, rooms: &takes }.of_rooms(code, roles, filter)
    }

    fn of_units(&self, code: &'static str, role: Role, filter: CaseFilter) -> Option<Pile> {
        let units = self.units(role);
        if units.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        // Lists are looked up by unit or by room: whoever has all units has all rooms.
        let rooms = units.is_none().then(|| self.rooms.iter().map(|header| header.id).collect());
        let filter = CaseFilter { units, rooms, ..filter };
        Some(Pile { code, count: 0, chosen: false, filter })
    }

    fn piles(&self, app: &App) -> Vec<Pile> {
        use StepKind::{Approve, Ask, Handle, Publish, Route, Screen, Take};
        let steps = |steps: &[StepKind]| CaseFilter { steps: steps.to_vec(), ..CaseFilter::default() };
        let lists = |lists: &[Watch]| CaseFilter { lists: lists.to_vec(), ..CaseFilter::default() };
        let today = today(app.desk.now(), &app.zone);
        let (watching, calling) = ([Role::Supervisor, Role::Auditor], [Role::Supervisor]);
        let all = [Role::Router, Role::Supervisor, Role::Auditor, Role::Administrator];
        let piles = [
            self.of_mailboxes("screen", &[Role::Moderator], steps(&[Screen])),
            self.of_rooms("route", &[Role::Router], steps(&[Route])),
            self.of_units("handle", Role::Handler, steps(&[Take, Handle])),
            self.of_units("explain", Role::Handler, lists(&[Watch::Urged, Watch::Poor])),
            self.of_units("asked", Role::Handler, steps(&[Ask])),
            self.of_units("approve", Role::Approver, steps(&[Approve])),
            self.of_rooms("publish", &[Role::Editor], steps(&[Publish])),
            self.of_rooms(
                "waits",
                &[Role::Router, Role::Supervisor],
                CaseFilter { waiting: true, ..steps(&[Handle, Ask, Approve]) },
            ),
            self.of_rooms("late", &all, CaseFilter { late_on: Some(today), ..steps(&UNANSWERED) }),
            self.of_rooms("urged", &watching, lists(&[Watch::Urged])),
            self.of_rooms("poor", &watching, lists(&[Watch::Poor])),
            self.of_rooms("call", &calling, lists(&[Watch::Call])),
            self.of_rooms("all", &all, steps(&UNANSWERED)),
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
