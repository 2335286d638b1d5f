//! A post: what a citizen brought, its fate and its replies.

use super::{
    appeal::Appeal,
    case::{Case, Manner},
    clock::Kept,
    id::{GuestId, Millis, PersonId, PostId, RoomId, VisitorId},
    rating::Rating,
    record::Record,
    text::TextRef,
    workflow::{Place, StepKind},
};
use serde::{Deserialize, Serialize};

/// What became of a post: the word its author and the public ledger see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Waits to be screened.
    Received,
    /// A moderator wants to look again.
    Held,
    /// Not let through; the rule is told.
    ScreenedOut,
    /// Let through.
    Listed,
    /// Being answered in the hall.
    OnStage,
    /// Answered, in writing, in speech or both.
    Answered,
    /// Joined to a like one.
    Merged,
    /// Taken back by its author.
    Withdrawn,
    /// A letter that a unit has.
    InHand,
    /// One whose author was told why nothing is done.
    Ended,
    /// Left open by a session, and answered by a unit in writing.
    CarriedOver,
}

impl Fate {
    /// The word of the wire, the database and the word files (`fate-…`).
    pub fn code(self) -> &'static str {
        match self {
            Fate::Received => "received",
            Fate::Held => "held",
            Fate::ScreenedOut => "screened_out",
            Fate::Listed => "listed",
            Fate::OnStage => "on_stage",
            Fate::Answered => "answered",
            Fate::Merged => "merged",
            Fate::Withdrawn => "withdrawn",
            Fate::InHand => "in_hand",
            Fate::Ended => "ended",
            Fate::CarriedOver => "carried_over",
        }
    }

    /// The fate of a code.
    pub fn parse(code: &str) -> Option<Fate> {
        use Fate::{
            Answered, CarriedOver, Ended, Held, InHand, Listed, Merged, OnStage, Received, ScreenedOut, Withdrawn,
        };
        let all = [Received, Held, ScreenedOut, Listed, OnStage, Answered, Merged, Withdrawn, InHand, Ended];
        all.into_iter().chain([CarriedOver]).find(|fate| fate.code() == code)
    }
}

/// How a post came in; shown for ever where it is not the citizen's own hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Written by a citizen on a page.
    Web,
    /// Told on the telephone.
    Phone,
    /// Sent in to a broadcast.
    Radio,
    /// Asked in the hall.
    Hall,
    /// Came by letter.
    Letter,
    /// Prepared by the unit itself.
    Prepared,
    /// Asked by the host.
    Host,
}

impl Origin {
    /// Origins that staff may enter.
    pub const BY_STAFF: [Origin; 6] =
        [Origin::Phone, Origin::Radio, Origin::Hall, Origin::Letter, Origin::Prepared, Origin::Host];

    /// The word of the wire and the word files (`origin-…`).
    pub fn code(self) -> &'static str {
        match self {
            Origin::Web => "web",
            Origin::Phone => "phone",
            Origin::Radio => "radio",
            Origin::Hall => "hall",
            Origin::Letter => "letter",
            Origin::Prepared => "prepared",
            Origin::Host => "host",
        }
    }

    /// The origin of a wire word, among those staff may enter.
    pub fn parse(code: &str) -> Option<Origin> {
        Origin::BY_STAFF.into_iter().find(|origin| origin.code() == code)
    }

    /// Whether it counts as a citizen's question and takes votes.
    pub fn is_citizens(self) -> bool {
        !matches!(self, Origin::Prepared | Origin::Host)
    }
}

/// What screening noticed, as the entry keeps it: a rule and where, never the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Id of the rule in the rulebook.
    pub rule: String,
    /// Whether the rule asks to hold it for a person to look at.
    pub hold: bool,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A moderator's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Verdict {
    /// Let it through.
    Approve,
    /// Look again later.
    Hold,
    /// Do not publish, by a rule of the rulebook.
    Reject {
        /// Its id; the author is shown its wording.
        rule: String,
    },
    /// Join it to a like one.
    Merge {
        /// The post that stays.
        into: PostId,
    },
}

/// A decision whose undo window is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// What was decided.
    pub verdict: Verdict,
    /// When it takes effect.
    pub due_at: Millis,
    /// Who decided; none for the schedule (publication before approval).
    pub by: Option<PersonId>,
}

/// How far a written answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyState {
    /// Being written.
    Draft,
    /// Handed to the guest for signing off.
    HandedOver,
    /// Signed off by the guest.
    SignedOff,
    /// Public.
    Published,
    /// Taken down after publication; a mark stays.
    TakenDown,
}

impl ReplyState {
    /// The word of the wire and the word files (`reply-…`).
    pub fn code(self) -> &'static str {
        match self {
            ReplyState::Draft => "draft",
            ReplyState::HandedOver => "handed_over",
            ReplyState::SignedOff => "signed_off",
            ReplyState::Published => "published",
            ReplyState::TakenDown => "taken_down",
        }
    }
}

/// An old wording of something public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// The wording that was replaced.
    pub old: TextRef,
    /// When.
    pub at: Millis,
    /// The record had been confirmed by then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

/// One guest's written answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Whose answer; one reply a guest and post.
    pub guest: GuestId,
    /// The present wording.
    pub text: TextRef,
    /// How far it is.
    pub state: ReplyState,
    /// Its line in the record, once published.
    pub line: Option<u32>,
    /// When it was published, 0 if not yet.
    pub published_at: Millis,
    /// Published after the room closed.
    pub late: bool,
    /// Old wordings since publication, oldest first.
    pub errata: Vec<Erratum>,
    /// Published sentence by sentence, and more is to come.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Its words went by law: nobody puts others in their place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
    /// The draft it is published from while more is to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<TextRef>,
}

impl Reply {
    /// Nothing but the words.
    pub fn new(guest: GuestId, text: TextRef) -> Reply {
        let (state, errata) = (ReplyState::Draft, Vec::new());
        Reply {
            guest,
            text,
            state,
            line: None,
            published_at: 0,
            late: false,
            errata,
            open: false,
            erased: false,
            draft: None,
        }
    }
}

/// The state of a post. Folded from the journal; `posts.state` holds it as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Identity.
    pub id: PostId,
    /// Its room.
    pub room: RoomId,
    /// Running number within the room, from 1.
    pub number: u32,
    /// Raised by every entry about it; staff commands name the one they saw.
    pub revision: u32,
    /// The revision since which its words and its fate are what they are; 0 where that was not noted yet.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub stands_since: u32,
    /// Its words as they came, or as the author last changed them.
    pub text: TextRef,
    /// Its words as the editor worded them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worded: Option<TextRef>,
    /// The author's card.
    pub author: TextRef,
    /// The author, where a citizen wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor: Option<VisitorId>,
    /// How it came in.
    pub origin: Origin,
    /// Where it stands in the workflow.
    pub place: Place,
    /// What became of it.
    pub fate: Fate,
    /// Whether the public sees it.
    pub public: bool,
    /// Taken down after it was public: a mark stays, by this rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_down: Option<String>,
    /// The rule it was screened out by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// A decision that can still be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// What screening noticed.
    pub marks: Vec<Mark>,
    /// Whom the citizen asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<GuestId>,
    /// Who is to answer, by the moderator's assignment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<GuestId>,
    /// The post it was joined to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PostId>,
    /// Order in the list of the crew; smaller is sooner.
    pub rank: f64,
    /// When it was received.
    pub at: Millis,
    /// When it became public, 0 if not.
    pub listed_at: Millis,
    /// When it was first answered, 0 if not.
    pub answered_at: Millis,
    /// Written answers.
    pub replies: Vec<Reply>,
    /// Lines of guests that answer it.
    pub spoken: u32,
    /// The host says that it was answered aloud, and the record does not show it yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heard: bool,
    /// Its words went by law: nobody puts others in their place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
    /// What its author thought of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Who stopped it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_by: Option<PersonId>,
    /// What its author says against that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
    /// Until when it is to be answered, where the session left it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Kept>,
    /// A letter on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Box<Case>>,
    /// Its author left word where to be told: the card holds more than a name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reachable: bool,
}

fn is_zero(revision: &u32) -> bool {
    *revision == 0
}

impl Post {
    /// Whether who saw `revision` saw its words and its fate as they are: drafts, ranks and whom it is assigned to are not
    /// among them.
    pub fn stands_as_at(&self, revision: u32) -> bool {
        let since = if self.stands_since == 0 { self.revision } else { self.stands_since };
        (since..=self.revision).contains(&revision)
    }

    /// Whether a published reply answers it.
    pub fn is_answered_in_writing(&self) -> bool {
        self.replies.iter().any(|reply| reply.state == ReplyState::Published)
    }

    /// Whether guests' lines answer it.
    pub fn is_answered_in_speech(&self) -> bool {
        self.spoken > 0
    }

    /// Whether it can be answered: handled in the workflow and neither hidden nor joined.
    pub fn takes_answers(&self) -> bool {
        matches!(self.fate, Fate::Listed | Fate::OnStage | Fate::Answered)
    }

    /// Whether an editor may word it otherwise: not what is gone, and nothing once the record is confirmed. What the
    /// public reads of a letter is decided by an act of its own; before that there is nothing to word.
    pub fn can_be_worded(&self, record: &Record) -> bool {
        if self.case.as_ref().is_some_and(|case| case.carried.is_none()) && !self.public {
            return false;
        }
        !self.erased && !record.is_confirmed() && !matches!(self.fate, Fate::Withdrawn | Fate::ScreenedOut)
    }

    /// The fate to fall back to when it is neither on stage nor merged.
    pub fn resting_fate(&self) -> Fate {
        let answered = self.is_answered_in_writing() || self.is_answered_in_speech();
        match &self.case {
            Some(case) if case.carried.is_some() => match case.end().filter(|_| self.place.step == StepKind::Close) {
                Some(_) => Fate::Ended,
                None if answered => Fate::Answered,
                None => Fate::CarriedOver,
            },
            Some(_) if self.answered_at == 0 => Fate::InHand,
            None if !answered => Fate::Listed,
            _ => Fate::Answered,
        }
    }

    /// Whether its author may still change or withdraw it.
    pub fn waits(&self) -> bool {
        matches!(self.fate, Fate::Received | Fate::Held) && !self.public
    }

    /// Whether the chosen name goes with it: not where of a letter only the outcome is shown.
    pub fn shows_its_author(&self) -> bool {
        let manner = self.case.as_ref().and_then(|case| case.publication).map(|publication| publication.manner);
        !self.public || manner != Some(Manner::Outcome)
    }

    /// Whether nobody does anything more about it: withdrawn, stopped or joined.
    pub fn is_out(&self) -> bool {
        matches!(self.fate, Fate::Withdrawn | Fate::ScreenedOut | Fate::Merged)
    }

    /// Whether its author may still take it back: a question while it waits, a letter until it is answered.
    pub fn can_be_withdrawn(&self) -> bool {
        let underway = self.case.is_some() && self.fate == Fate::InHand && self.answered_at == 0;
        self.waits() || underway
    }

    /// The post it will be joined to once a pending decision takes effect.
    pub fn merging(&self) -> Option<PostId> {
        match &self.pending {
            Some(Pending { verdict: Verdict::Merge { into }, .. }) => Some(*into),
            _ => None,
        }
    }

    /// The post it is joined to or will be.
    pub fn joins(&self) -> Option<PostId> {
        self.merging().or(self.merged_into)
    }

    /// A guest's reply to it.
    pub fn reply(&self, guest: GuestId) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.guest == guest)
    }
}
