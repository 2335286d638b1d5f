//! Lists of letters: on which somebody's roles open what, and which letter stands on which.

use super::Watch;
use crate::kernel::{
    id::{PersonId, RoomId, UnitId},
    post::Post,
    principal::{Grant, Permit, Principal, Reach, Role},
    room::Header,
    workflow::StepKind,
};
use jiff::civil::Date;

/// A list of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CasePile {
    /// To be let in, where letters come in: what a session left open is screened long since.
    Screen,
    /// To be given to a unit.
    Route,
    /// To be taken and answered by a unit.
    Handle,
    /// A unit owes a word.
    Explain,
    /// Their authors were asked.
    Asked,
    /// Answers to be agreed to.
    Approve,
    /// To be published or not.
    Publish,
    /// More time was asked for.
    Waits,
    /// Late in one's own unit.
    LateHere,
    /// Late in any unit.
    Late,
    /// Urged, without a word yet.
    Urged,
    /// Graded poorly, without a word yet.
    Poor,
    /// To be called back.
    Call,
    /// All that are not answered.
    All,
}

/// Where somebody's roles open a list: in these rooms, of these units; none for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// Rooms.
    pub rooms: Option<Vec<RoomId>>,
    /// Units.
    pub units: Option<Vec<UnitId>>,
}

/// Steps before the answer.
const UNANSWERED: [StepKind; 6] =
    [StepKind::Screen, StepKind::Route, StepKind::Take, StepKind::Handle, StepKind::Ask, StepKind::Approve];

impl CasePile {
    /// All of them, as they are shown.
    pub const ALL: [CasePile; 14] = [
        CasePile::Screen,
        CasePile::Route,
        CasePile::Handle,
        CasePile::Explain,
        CasePile::Asked,
        CasePile::Approve,
        CasePile::Publish,
        CasePile::Waits,
        CasePile::LateHere,
        CasePile::Late,
        CasePile::Urged,
        CasePile::Poor,
        CasePile::Call,
        CasePile::All,
    ];

    /// The word of addresses and the word files (`letters-pile-…`).
    pub fn code(self) -> &'static str {
        match self {
            CasePile::Screen => "screen",
            CasePile::Route => "route",
            CasePile::Handle => "handle",
            CasePile::Explain => "explain",
            CasePile::Asked => "asked",
            CasePile::Approve => "approve",
            CasePile::Publish => "publish",
            CasePile::Waits => "waits",
            CasePile::LateHere => "late-here",
            CasePile::Late => "late",
            CasePile::Urged => "urged",
            CasePile::Poor => "poor",
            CasePile::Call => "call",
            CasePile::All => "all",
        }
    }

    /// Whether it waits for its reader, rather than being there to look at.
    pub fn is_to_do(self) -> bool {
        use CasePile::{Approve, Call, Explain, Handle, Publish, Route, Screen, Waits};
        matches!(self, Screen | Route | Handle | Explain | Approve | Publish | Waits | Call)
    }

    /// Whether it is what goes wrong below its reader.
    pub fn is_above(self) -> bool {
        matches!(self, CasePile::LateHere | CasePile::Late | CasePile::Urged | CasePile::Poor)
    }

    fn roles(self) -> &'static [Role] {
        match self {
            CasePile::Screen => &[Role::Moderator],
            CasePile::Route => &[Role::Router],
            CasePile::Handle | CasePile::Explain | CasePile::Asked => &[Role::Handler],
            CasePile::Approve => &[Role::Approver],
            CasePile::Publish => &[Role::Editor],
            CasePile::Waits => &[Role::Router, Role::Supervisor],
            CasePile::LateHere => &[Role::Approver, Role::Administrator],
            CasePile::Urged | CasePile::Poor => &[Role::Supervisor, Role::Auditor],
            CasePile::Call => &[Role::Supervisor],
            CasePile::Late | CasePile::All => &[Role::Router, Role::Supervisor, Role::Auditor, Role::Administrator],
        }
    }

    /// Whether it is open to whoever has the unit, rather than to whoever has the room.
    fn is_of_units(self) -> bool {
        use CasePile::{Approve, Asked, Explain, Handle, LateHere};
        matches!(self, Handle | Explain | Asked | Approve | LateHere)
    }

    /// Steps at which its letters stand, where it is made of steps.
    pub fn steps(self) -> &'static [StepKind] {
        match self {
            CasePile::Screen => &[StepKind::Screen],
            CasePile::Route => &[StepKind::Route],
            CasePile::Handle => &[StepKind::Take, StepKind::Handle],
            CasePile::Asked => &[StepKind::Ask],
            CasePile::Approve => &[StepKind::Approve],
            CasePile::Publish => &[StepKind::Publish],
            CasePile::Waits => &[StepKind::Handle, StepKind::Ask, StepKind::Approve],
            CasePile::LateHere => &[StepKind::Take, StepKind::Handle, StepKind::Approve],
            CasePile::Late | CasePile::All => &UNANSWERED,
            CasePile::Explain | CasePile::Urged | CasePile::Poor | CasePile::Call => &[],
        }
    }

    /// Lists of supervisors of which it is made, where it is made of these.
    pub fn lists(self) -> &'static [Watch] {
        match self {
            CasePile::Explain => &[Watch::Urged, Watch::Poor],
            CasePile::Urged => &[Watch::Urged],
            CasePile::Poor => &[Watch::Poor],
            CasePile::Call => &[Watch::Call],
            _ => &[],
        }
    }

    /// Only letters for which more time was asked.
    pub fn is_waiting(self) -> bool {
        self == CasePile::Waits
    }

    /// Only letters whose day is over.
    pub fn is_late(self) -> bool {
        matches!(self, CasePile::LateHere | CasePile::Late)
    }

    /// Where these grants open it, of the rooms in which there are letters; none where nowhere.
    pub fn over(self, who: PersonId, grants: &[Grant], rooms: &[Header]) -> Option<Over> {
        if !self.is_of_units() {
            let holds = |header: &&Header| {
                let has_it = self != CasePile::Screen || header.policy.takes_letters();
                has_it && Permit::new(Principal::Staff(who), grants, header.id, &header.units).holds(self.roles())
            };
            let rooms: Vec<RoomId> = rooms.iter().filter(holds).map(|header| header.id).collect();
            return (!rooms.is_empty()).then_some(Over { rooms: Some(rooms), units: None });
        }
        let held = || grants.iter().filter(|grant| self.roles().contains(&grant.role));
        // Whoever governs all has the list of all that is late.
        let whole = |grant: &Grant| !(self == CasePile::LateHere && grant.role == Role::Administrator);
        if held().any(|grant| grant.reach == Reach::Installation && whole(grant)) {
            // Lists are looked up by unit or by room: whoever has all units has all rooms.
            return Some(Over { rooms: Some(rooms.iter().map(|header| header.id).collect()), units: None });
        }
        let unit = |grant: &Grant| match grant.reach {
            Reach::Unit { unit } => Some(unit),
            _ => None,
        };
        let mut units: Vec<UnitId> = held().filter_map(unit).collect();
        units.sort_unstable();
        units.dedup();
        (!units.is_empty()).then_some(Over { rooms: None, units: Some(units) })
    }

    /// Whether this letter stands on it for whoever has it there.
    pub fn holds(self, over: &Over, post: &Post, today: Date) -> bool {
        let Some(case) = post.case.as_deref().filter(|_| !post.is_out()) else { return false };
        let here = over.rooms.as_ref().is_none_or(|rooms| rooms.contains(&post.room));
        let mine = over.units.as_ref().is_none_or(|units| case.unit.is_some_and(|unit| units.contains(&unit)));
        let listed = match self.lists() {
            [] => self.steps().contains(&post.place.step),
            lists => post.watched().iter().any(|(list, _)| lists.contains(list)),
        };
        let asked = !self.is_waiting() || case.awaits_extension();
        let late = !self.is_late() || post.stage_due().is_some_and(|last| last < today);
        here && mine && listed && asked && late
    }
}
