//! What somebody's roles open in a room, so that desks show only what can be pressed.

use crate::kernel::{
    decide::{AGREERS, BACKSTAGE, JUDGES, LEFTOVERS, PROPOSERS},
    id::{GuestId, PersonId},
    post::Post,
    principal::{Permit, Principal, Role},
    room::{Header, Phase},
};
use serde::Serialize;

/// Doors and acts open to one member of staff in one room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct May {
    /// Decide what is let through.
    pub screen: bool,
    /// Let a decision stand against which an author appeals.
    pub judge: bool,
    /// Order the list.
    pub order: bool,
    /// Put on stage, and take off.
    pub stage: bool,
    /// Let lines bind to nothing.
    pub let_go: bool,
    /// Enter questions for others.
    pub enter: bool,
    /// Write, bind and correct lines.
    pub say: bool,
    /// Take lines and replies down.
    pub take_down: bool,
    /// Correct any published reply.
    pub edit: bool,
    /// Guests whose answers may be written.
    pub writes: Vec<GuestId>,
    /// Guests in whose name may be signed.
    pub signs: Vec<GuestId>,
    /// Give and see cues.
    pub cue: bool,
    /// Prepare, announce, open, pause or close the room.
    pub lead: bool,
    /// Open, pause, extend and close the session.
    pub host: bool,
    /// In this room a guest signs before anything is published.
    pub sign_off: bool,
    /// Guests whose answers may be published sentence by sentence.
    pub releases: Vec<GuestId>,
    /// The room is in progress.
    pub live: bool,
    /// Mend lines; once the record is confirmed, as a public erratum.
    pub mends: bool,
    /// The record is confirmed.
    pub confirmed: bool,
    /// Prepare the record for confirmation.
    pub prepares_record: bool,
    /// Lines are taken.
    pub records: bool,
    /// Lines can be prepared.
    pub prepares: bool,
    /// Questions can be entered now.
    pub takes: bool,
    /// Reads what others work on, and changes nothing.
    pub reads: bool,
    /// Propose that words go by law.
    pub erase: bool,
    /// Agree to that, as a second person.
    pub agree: bool,
    /// Decide about what the session left open.
    #[serde(skip)]
    pub carries: bool,
    /// The session is over.
    #[serde(skip)]
    pub over: bool,
    /// Who it is.
    #[serde(skip)]
    pub person: Option<PersonId>,
}

impl May {
    /// Whether the reader is known to have stopped the question.
    pub fn stopped(&self, post: &Post) -> bool {
        self.person.is_some_and(|person| post.was_stopped_by(person))
    }

    /// What `permit` opens in the room.
    pub fn of(permit: &Permit, header: &Header) -> May {
        use Role::{Administrator, Approver, Auditor, Editor, Guest, GuestStaff, Host, Moderator, Stenographer};
        let phase = header.phase;
        let confirmed = header.record.is_confirmed();
        let speaks =
            |roles: &[Role]| header.guests.iter().copied().filter(|id| permit.speaks_for(*id, roles)).collect();
        May {
            screen: permit.holds(&[Moderator]),
            judge: permit.holds(&JUDGES),
            order: permit.holds(&[Moderator, Host]),
            stage: permit.holds(&[Moderator, Host]),
            let_go: permit.holds(&[Stenographer, Editor, Moderator, Host]),
            enter: permit.holds(&[Moderator, Host, Stenographer]),
            say: permit.holds(&[Stenographer, Editor]),
            take_down: permit.holds(&[Moderator, Editor]),
            edit: permit.holds(&[Editor]),
            writes: speaks(&[Guest, GuestStaff]),
            signs: speaks(&[Guest]),
            cue: permit.holds(&BACKSTAGE) && phase != Phase::Discarded,
            lead: permit.holds(&[Administrator, Approver, Host]),
            host: permit.holds(&[Host, Administrator]) && !header.policy.standing,
            sign_off: header.policy.sign_off,
            releases: match (header.policy.by_sentence, header.policy.sign_off) {
                (true, true) => speaks(&[Guest]),
                (true, false) => speaks(&[Guest, GuestStaff]),
                (false, _) => Vec::new(),
            },
            live: phase == Phase::Live,
            mends: permit.holds(if confirmed { &[Editor, Approver] } else { &[Stenographer, Editor] }),
            confirmed,
            prepares_record: permit.holds(&[Editor, Approver]) && phase == Phase::Closed,
            records: matches!(phase, Phase::Live | Phase::Closed) && !confirmed,
            prepares: !matches!(phase, Phase::Cancelled | Phase::Discarded) && !confirmed,
            erase: permit.holds(&PROPOSERS),
            agree: permit.holds(&AGREERS),
            takes: matches!(phase, Phase::Announced | Phase::Collecting | Phase::Live),
            reads: permit.holds(&[Auditor]),
            carries: permit.holds(&LEFTOVERS) && phase == Phase::Closed && !header.rehearsal,
            over: phase == Phase::Closed && !header.rehearsal,
            person: match permit.principal {
                Principal::Staff(person) => Some(person),
                _ => None,
            },
        }
    }

    /// Whether the queue's door is open.
    pub fn queue(&self) -> bool {
        self.screen || self.order || self.judge || self.reads
    }

    /// Whether the answering desk's door is open.
    pub fn answers(&self) -> bool {
        !self.writes.is_empty() || self.take_down || self.reads
    }

    /// Whether the door of erasures is open.
    pub fn erasures(&self) -> bool {
        self.erase || self.agree || self.reads
    }

    /// Whether the door to what the session left open is open.
    pub fn leftovers(&self) -> bool {
        self.carries || self.reads && self.over
    }

    /// Whether the record's door is open.
    pub fn lines(&self) -> bool {
        self.say || self.let_go || self.mends || self.reads
    }
}
