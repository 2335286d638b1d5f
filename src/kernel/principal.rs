//! Who asks, and the proof of right that a decision demands.

use super::{
    deputy::Lent,
    id::{GuestId, Millis, PassId, PersonId, RoomId, UnitId, VisitorId},
    refusal::Refusal,
    text::Lang,
};
use serde::{Deserialize, Serialize};

/// Whoever submits a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", content = "id", rename_all = "snake_case")]
pub enum Principal {
    /// A citizen, known only by a token.
    Visitor(VisitorId),
    /// A staff account.
    Staff(PersonId),
    /// The schedule: opens, releases and closes what is due.
    Clock,
    /// The operator at the machine's own command line.
    Operator,
}

/// What a member of staff may do, where the grant applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Governs units, people, rooms.
    Administrator,
    /// Screens what citizens bring.
    Moderator,
    /// Opens, pauses, extends and closes a room.
    Host,
    /// Types what speakers say.
    Stenographer,
    /// Answers: an official.
    Guest,
    /// Prepares answers for a guest.
    GuestStaff,
    /// Prepares the record.
    Editor,
    /// Announces and confirms for a unit.
    Approver,
    /// Gives letters to units and judges who is to answer.
    Router,
    /// Answers letters for a unit.
    Handler,
    /// Watches over the clocks of all letters, urges and calls back.
    Supervisor,
    /// Reads all logs, changes nothing.
    Auditor,
}

impl Role {
    /// All roles, in the order in which forms list them.
    pub const ALL: [Role; 12] = [
        Role::Administrator,
        Role::Moderator,
        Role::Host,
        Role::Stenographer,
        Role::Guest,
        Role::GuestStaff,
        Role::Editor,
        Role::Approver,
        Role::Router,
        Role::Handler,
        Role::Supervisor,
        Role::Auditor,
    ];

    /// The word of the wire and the word files (`role-…`).
    pub fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Moderator => "moderator",
            Role::Host => "host",
            Role::Stenographer => "stenographer",
            Role::Guest => "guest",
            Role::GuestStaff => "guest_staff",
            Role::Editor => "editor",
            Role::Approver => "approver",
            Role::Router => "router",
            Role::Handler => "handler",
            Role::Supervisor => "supervisor",
            Role::Auditor => "auditor",
        }
    }

    /// The role of a wire word.
    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Where a grant applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reach {
    /// Every room.
    Installation,
    /// Rooms of one unit and of the units below it.
    Unit {
        /// That unit.
        unit: UnitId,
    },
    /// One room, for guests and their staff as one guest of it.
    Room {
        /// That room.
        room: RoomId,
        /// Whom the holder is, or works for.
        guest: Option<GuestId>,
    },
}

/// A role and where it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// What may be done.
    pub role: Role,
    /// Where.
    pub reach: Reach,
}

/// What belongs to a post's author and may be sealed with it. Kept as a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The citizen; none where staff entered the post for somebody.
    pub visitor: Option<VisitorId>,
    /// The name the author chose; empty means none.
    pub name: String,
    /// The mail address at which the author wants to be told; empty means none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mail: String,
    /// The number at which the author wants to be told, such as `+8613812345678`; empty means none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// The language to be told in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
}

impl Card {
    /// Whether it says where its author can be told.
    pub fn reaches(&self) -> bool {
        !(self.mail.is_empty() && self.phone.is_empty())
    }

    /// What is left of it when its time is over: the name that was shown.
    pub fn forgotten(self) -> Card {
        Card { name: self.name, ..Card::default() }
    }
}

/// What the rules count of one visitor in one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mover {
    /// The room.
    pub room: RoomId,
    /// The visitor.
    pub visitor: VisitorId,
    /// Posts received so far.
    pub posts: u32,
    /// When the last one came.
    pub last_at: Millis,
    /// Until when nothing more is taken.
    pub muted_until: Millis,
}

impl Mover {
    /// Counts one more post.
    pub fn receive(&mut self, at: Millis) {
        self.posts += 1;
        self.last_at = at;
    }

    /// Somebody who has not posted yet.
    pub fn new(room: RoomId, visitor: VisitorId) -> Mover {
        Mover { room, visitor, posts: 0, last_at: 0, muted_until: 0 }
    }
}

/// The principal and the grants that were read for this very decision.
#[derive(Clone, Debug)]
pub struct Permit {
    /// Who asks.
    pub principal: Principal,
    /// Grants that apply to the room at hand.
    grants: Vec<Grant>,
    /// Grants for the installation and for units, wherever they apply.
    far: Vec<Grant>,
    /// Of these, those that are another's.
    lent: Vec<Lent>,
    /// The pass of a citizen who was let into a rehearsal.
    pub pass: Option<PassId>,
}

impl Permit {
    /// Keeps the grants that reach `room`, which belongs to `units`. Grants for a unit are given
    /// for every unit below it too (`Tree::widened`).
    pub fn new(principal: Principal, grants: &[Grant], room: RoomId, units: &[UnitId]) -> Permit {
        let reaches = |grant: &&Grant| match grant.reach {
            Reach::Installation => true,
            Reach::Unit { unit } => units.contains(&unit),
            Reach::Room { room: granted, .. } => granted == room,
        };
        let far = grants.iter().filter(|grant| !matches!(grant.reach, Reach::Room { .. })).copied().collect();
        Permit {
            principal,
            grants: grants.iter().filter(reaches).copied().collect(),
            far,
            lent: Vec::new(),
            pass: None,
        }
    }

    /// With the pass that was shown.
    pub fn with_pass(self, pass: Option<PassId>) -> Permit {
        Permit { pass, ..self }
    }

    /// With what others lent: their grants count like the holder's own from now on.
    pub fn with_lent(self, lent: Vec<Lent>, room: RoomId, units: &[UnitId]) -> Permit {
        let grants: Vec<Grant> = lent.iter().map(|lent| lent.grant).collect();
        let Permit { grants: here, far, .. } = Permit::new(self.principal, &grants, room, units);
        let own = |lent: &Lent| self.far.contains(&lent.grant) || self.grants.contains(&lent.grant);
        let lent = lent.iter().filter(|lent| !own(lent)).copied().collect();
        Permit { grants: [self.grants, here].concat(), far: [self.far, far].concat(), lent, ..self }
    }

    /// For whom the holder acts with this role: nobody where it is the holder's own over that unit, or in the room at
    /// hand where no unit is meant.
    pub fn for_person(&self, role: Role, unit: Option<UnitId>) -> Option<PersonId> {
        let reaches = |grant: &Grant| {
            grant.role == role
                && match (unit, grant.reach) {
                    (_, Reach::Installation) => true,
                    (Some(unit), Reach::Unit { unit: held }) => held == unit,
                    (Some(_), Reach::Room { .. }) => false,
                    (None, _) => self.grants.contains(grant),
                }
        };
        let lent = |grant: &&Grant| self.lent.iter().any(|lent| lent.grant == **grant);
        let own = self.grants.iter().chain(&self.far).any(|grant| reaches(grant) && !lent(&grant));
        let of = self.lent.iter().find(|lent| reaches(&lent.grant)).map(|lent| lent.of);
        of.filter(|_| !own)
    }

    /// Whether the whole installation is administered.
    pub fn governs(&self) -> bool {
        self.holds_everywhere(&[Role::Administrator])
    }

    /// Whether any of `roles` is held over the whole installation.
    pub fn holds_everywhere(&self, roles: &[Role]) -> bool {
        self.far.iter().any(|grant| roles.contains(&grant.role) && grant.reach == Reach::Installation)
    }

    /// Whether any of `roles` is held over `unit`: over the installation, the unit itself or one above it.
    /// A role in a single room reaches no unit.
    pub fn holds_over(&self, unit: UnitId, roles: &[Role]) -> bool {
        let reaches = |grant: &Grant| match grant.reach {
            Reach::Installation => true,
            Reach::Unit { unit: held } => held == unit,
            Reach::Room { .. } => false,
        };
        self.far.iter().any(|grant| roles.contains(&grant.role) && reaches(grant))
    }

    /// Whether whatever a grant of this reach opens is administered; a room belongs to `units`.
    pub fn administers(&self, reach: Reach, units: &[UnitId]) -> bool {
        match reach {
            Reach::Installation => self.governs(),
            Reach::Unit { unit } => self.holds_over(unit, &[Role::Administrator]),
            Reach::Room { .. } => {
                self.governs() || units.iter().any(|unit| self.holds_over(*unit, &[Role::Administrator]))
            }
        }
    }

    /// Whether an account is administered: its unit, and whatever its grants open, for whoever can open an
    /// account has them all. `held` says of each grant whether it is administered.
    pub fn administers_account(&self, unit: Option<UnitId>, held: &[bool]) -> bool {
        let at_home = match unit {
            Some(unit) => self.holds_over(unit, &[Role::Administrator]),
            None => !held.is_empty(),
        };
        self.governs() || (at_home && held.iter().all(|held| *held))
    }

    /// The units administered; none may still mean the whole installation.
    pub fn units_administered(&self) -> Vec<UnitId> {
        let unit = |grant: &Grant| match grant.reach {
            Reach::Unit { unit } if grant.role == Role::Administrator => Some(unit),
            _ => None,
        };
        let mut units: Vec<UnitId> = self.far.iter().filter_map(unit).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Whether any of `roles` is held here. The operator at the machine holds all but
    /// the guests' own.
    pub fn holds(&self, roles: &[Role]) -> bool {
        self.grants.iter().any(|grant| roles.contains(&grant.role))
    }

    /// Demands one of `roles`.
    ///
    /// # Errors
    /// `Refusal::NotAllowed` when none is held.
    pub fn require(&self, roles: &[Role]) -> Result<(), Refusal> {
        if self.holds(roles) { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    /// Demands the schedule itself.
    ///
    /// # Errors
    /// `Refusal::NotAllowed` for anyone else.
    pub fn clock(&self) -> Result<(), Refusal> {
        if self.principal == Principal::Clock { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    /// The citizen who asks.
    ///
    /// # Errors
    /// `Refusal::NotAllowed` for staff and machines.
    pub fn visitor(&self) -> Result<VisitorId, Refusal> {
        match self.principal {
            Principal::Visitor(visitor) => Ok(visitor),
            _ => Err(Refusal::NotAllowed),
        }
    }

    /// Whether the holder may speak for `guest`: as the guest or the guest's staff.
    pub fn speaks_for(&self, guest: GuestId, roles: &[Role]) -> bool {
        self.grants.iter().any(|grant| {
            roles.contains(&grant.role)
                && match grant.reach {
                    Reach::Room { guest: Some(own), .. } => own == guest,
                    _ => true,
                }
        })
    }

    /// The guests of this room the holder is or works for.
    pub fn guests(&self) -> Vec<GuestId> {
        let own = self.grants.iter().filter_map(|grant| match grant.reach {
            Reach::Room { guest, .. } => guest,
            _ => None,
        });
        own.collect()
    }

    /// Any role at all: may see the staff side of this room.
    pub fn is_staff(&self) -> bool {
        !self.grants.is_empty()
    }
}
