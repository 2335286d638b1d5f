//! Everybody who may send a command, and a table of who may ever succeed with which, written
//! apart from the rules.

use uuid::Uuid;
use wenzheng::kernel::{
    appeal::AppealStep,
    case::CaseStep,
    command::Command,
    erasure::ErasureStep,
    id::{GuestId, PersonId, RoomId, VisitorId},
    post::Verdict,
    principal::{Grant, Permit, Principal, Reach, Role},
    record::RecordStep,
    workflow::WorkflowStep,
};

pub const ROOM: RoomId = RoomId(Uuid::from_u128(0x0600));
pub const ELSEWHERE: RoomId = RoomId(Uuid::from_u128(0x0601));

pub fn guest(nth: usize) -> GuestId {
    GuestId(Uuid::from_u128(0x0900 + nth as u128))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Visitor(u8),
    Staff(Role),
    /// A guest, or the staff of one.
    Official(Role, usize),
    /// Holds every role, in another room.
    Stranger,
    /// Has an account and no role.
    Nobody,
    Clock,
}

use Role::{
    Administrator, Approver, Auditor, Editor, Guest, GuestStaff, Handler, Host, Moderator, Router, Stenographer,
    Supervisor,
};

pub const ALL: [Who; 18] = [
    Who::Visitor(0),
    Who::Visitor(1),
    Who::Visitor(2),
    Who::Visitor(3),
    Who::Staff(Administrator),
    Who::Staff(Moderator),
    Who::Staff(Host),
    Who::Staff(Stenographer),
    Who::Staff(Editor),
    Who::Staff(Approver),
    Who::Staff(Auditor),
    Who::Official(Guest, 0),
    Who::Official(Guest, 1),
    Who::Official(GuestStaff, 0),
    Who::Official(GuestStaff, 1),
    Who::Stranger,
    Who::Nobody,
    Who::Clock,
];

impl Who {
    pub fn visitor(self) -> Option<VisitorId> {
        match self {
            Who::Visitor(nth) => Some(VisitorId(Uuid::from_u128(0x0700 + u128::from(nth)))),
            _ => None,
        }
    }

    pub fn permit(self) -> Permit {
        let nth = ALL.iter().position(|who| *who == self).unwrap() as u128;
        let staff = Principal::Staff(PersonId(Uuid::from_u128(0x0800 + nth)));
        let reach = |room, guest| Reach::Room { room, guest };
        let grants = match self {
            Who::Staff(role) => vec![Grant { role, reach: reach(ROOM, None) }],
            Who::Official(role, nth) => vec![Grant { role, reach: reach(ROOM, Some(guest(nth))) }],
            Who::Stranger => Role::ALL.map(|role| Grant { role, reach: reach(ELSEWHERE, None) }).to_vec(),
            _ => Vec::new(),
        };
        let principal = match self {
            Who::Visitor(_) => Principal::Visitor(self.visitor().unwrap()),
            Who::Clock => Principal::Clock,
            _ => staff,
        };
        Permit::new(principal, &grants, ROOM, &[])
    }

    /// Whether this person may ever succeed with this command.
    pub fn may(self, command: &Command) -> bool {
        use Command as C;
        let roles: &[Role] = match command {
            C::Ask { .. } | C::Edit { .. } | C::Withdraw { .. } | C::Vote { .. } | C::Rate { .. } => {
                return self.visitor().is_some();
            }
            C::Release { .. } | C::Advance | C::Clock { .. } => return self == Who::Clock,
            C::Draft { guest: named, .. } | C::HandOver { guest: named, .. } | C::Publish { guest: named, .. } => {
                return self.speaks_for(*named, &[Guest, GuestStaff]);
            }
            C::PublishPart { guest: named, .. } | C::Finish { guest: named, .. } => {
                return self.speaks_for(*named, &[Guest, GuestStaff]);
            }
            C::SignOff { guest: named, .. } => return self.speaks_for(*named, &[Guest]),
            C::CorrectReply { guest: named, .. } => {
                return self.speaks_for(*named, &[Guest, GuestStaff]) || self == Who::Staff(Editor);
            }
            C::Write(writing) if writing.past.is_some() => &[Administrator],
            C::Write(writing) if writing.origin.is_none() => return self.visitor().is_some(),
            C::Write(_) => &[Moderator, Router],
            C::Case { step, .. } if step.is_citizens() => return self.visitor().is_some(),
            C::Case { step: CaseStep::GoOver { .. } | CaseStep::Comment { .. }, .. } => &[Moderator, Host, Editor],
            C::Case { .. } => &[Router, Handler, Approver, Editor, Supervisor],
            C::Enter { .. } => &[Moderator, Host, Stenographer],
            // where its author appeals
            C::Screen { verdict: Verdict::Approve, .. } => &[Moderator, Approver, Administrator],
            C::Screen { .. } | C::Undo { .. } | C::Unmerge { .. } | C::Word { .. } | C::Assign { .. } => &[Moderator],
            C::Mute { .. } | C::TakeDown { .. } => &[Moderator],
            C::Rank { .. } | C::Stage { .. } | C::Unstage { .. } => &[Moderator, Host],
            C::LetGo | C::Bind { .. } => &[Stenographer, Editor, Moderator, Host],
            C::Say { .. } | C::Head { .. } | C::PlaceLine { .. } => &[Stenographer, Editor],
            C::CorrectLine { erratum: true, .. } | C::Describe { erratum: true, .. } => {
                &[Stenographer, Editor, Approver]
            }
            C::CorrectLine { .. } => &[Stenographer, Editor],
            C::Record { step: RecordStep::Note { .. } | RecordStep::HandOver } => &[Editor, Approver],
            C::Record { step: RecordStep::Return { .. } | RecordStep::Confirm { .. } } => &[Approver],
            C::Cue { .. } => {
                let official = matches!(self, Who::Official(Guest | GuestStaff, _));
                return official
                    || matches!(self, Who::Staff(Moderator | Host | Stenographer | Editor | Administrator));
            }
            C::PlacePhoto { .. } | C::Describe { .. } => &[Stenographer, Editor],
            C::PreparePhoto { .. } => &[Stenographer, Editor],
            C::Prepare { .. } | C::Reword { .. } | C::Hold { .. } | C::Show { .. } | C::Drop { .. } => {
                &[Stenographer, Editor]
            }
            C::TakeDownLine { .. } | C::TakeDownReply { .. } => &[Moderator, Editor],
            C::Draw(_) | C::Amend { .. } | C::Announce | C::Discard => &[Administrator, Approver],
            C::Workflow { step: WorkflowStep::Adopt { .. } | WorkflowStep::Move { .. } } => &[Administrator],
            C::GoLive | C::Pause { .. } | C::Resume { .. } | C::Extend { .. } | C::Close | C::PaceCrowd { .. } => {
                &[Host, Administrator]
            }
            C::Appeal { step: AppealStep::Make { .. } } => return self.visitor().is_some(),
            C::Appeal { step: AppealStep::Dismiss { .. } } => &[Moderator, Approver, Administrator],
            C::Erase { step: ErasureStep::Propose { .. } } => &[Moderator, Editor, Administrator],
            C::Erase { step: ErasureStep::Agree { .. } } => &[Approver, Administrator],
            // whoever proposed it may take it back
            C::Erase { step: ErasureStep::Decline { .. } } => &[Approver, Administrator, Moderator, Editor],
            C::StartVideo { .. } => &[Host, Administrator, Stenographer, Editor],
            C::Postpone { .. } | C::Cancel { .. } | C::ReplaceGuest { .. } => &[Host, Administrator, Approver],
        };
        matches!(self, Who::Staff(role) if roles.contains(&role))
    }

    fn speaks_for(self, named: GuestId, roles: &[Role]) -> bool {
        matches!(self, Who::Official(role, nth) if roles.contains(&role) && guest(nth) == named)
    }
}
