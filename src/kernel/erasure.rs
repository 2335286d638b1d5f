//! Erasure by law: words are sealed or destroyed by a logged act of two people; order, links and digests stay.

use super::{
    event::{BlockEvent, Event, LineEvent, PostEvent, RoomEvent},
    id::{FileId, GuestId, Millis, PersonId, PostId, RoomId, TextId},
    post::Post,
    record::RecordEvent,
    room::{Header, Phase},
    text::TextRef,
    workflow::StepKind,
};
use serde::{Deserialize, Serialize};

/// What is done with the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// They are kept and shown to nobody.
    Seal,
    /// They are gone for good.
    Destroy,
}

impl Manner {
    /// The word of the wire and the word files (`erasure-manner-…`).
    pub fn code(self) -> &'static str {
        match self {
            Manner::Seal => "seal",
            Manner::Destroy => "destroy",
        }
    }
}

/// By what right; the public is told this and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Personal data, on request of the person concerned.
    PersonalData,
    /// Published by mistake.
    Mistake,
    /// Decision of a court or an authority.
    Decision,
    /// Rights of a third party.
    ThirdParty,
    /// Another law.
    OtherLaw,
}

impl Ground {
    /// All grounds, in the order in which forms list them.
    pub const ALL: [Ground; 5] =
        [Ground::PersonalData, Ground::Mistake, Ground::Decision, Ground::ThirdParty, Ground::OtherLaw];

    /// The word of the wire, the database and the word files (`erased-ground-…`).
    pub fn code(self) -> &'static str {
        match self {
            Ground::PersonalData => "personal_data",
            Ground::Mistake => "mistake",
            Ground::Decision => "decision",
            Ground::ThirdParty => "third_party",
            Ground::OtherLaw => "other_law",
        }
    }

    /// The ground of a wire word.
    pub fn parse(code: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// A thing that people see, with every wording it ever had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Target {
    /// The words of a post: as they came, as the author changed them, as an editor worded them; of a letter all that
    /// was written on its way, but not the answer as the public reads it.
    Post {
        /// Which one.
        post: PostId,
    },
    /// The author's card of a post: the name, and by which browser it came.
    Author {
        /// Of which post.
        post: PostId,
    },
    /// A written answer, its drafts included; of a letter as its author has it and as the public reads it.
    Reply {
        /// To which post.
        post: PostId,
        /// Whose.
        guest: GuestId,
    },
    /// A line of the record, with its picture if it has one.
    Line {
        /// Its number.
        line: u32,
    },
    /// What stands beside the record, in every wording, with the papers it names.
    Notes,
    /// A notice before the present one, with the pictures and papers that only it names.
    Notice {
        /// Its text.
        text: TextId,
    },
}

impl Target {
    /// The post it is of.
    pub fn post(self) -> Option<PostId> {
        match self {
            Target::Post { post } | Target::Author { post } | Target::Reply { post, .. } => Some(post),
            Target::Line { .. } | Target::Notes | Target::Notice { .. } => None,
        }
    }

    /// Texts that an entry names for it; `block` is the block that became the line.
    pub fn named_by(self, event: &Event, block: Option<u32>) -> Vec<&TextRef> {
        match (self, event) {
            (Target::Line { line }, Event::Line { line: named, event }) if line == *named => of_line(event),
            (Target::Line { .. }, Event::Block { block: named, event }) if block == Some(*named) => of_block(event),
            (Target::Notes | Target::Notice { .. }, Event::Room { event }) => of_room(self, event),
            (_, Event::Post { post, event }) if self.post() == Some(*post) => of_post(self, event),
            _ => Vec::new(),
        }
    }
}

fn of_post(target: Target, event: &PostEvent) -> Vec<&TextRef> {
    use PostEvent::{
        AuthorForgotten, Edited, Received, ReplyBegun, ReplyContinued, ReplyCorrected, ReplyDrafted, Worded,
    };
    match (target, event) {
        (Target::Post { .. }, PostEvent::Rated { text: words, .. } | PostEvent::AppealDismissed { reason: words }) => {
            words.iter().collect()
        }
        (Target::Post { .. }, PostEvent::Appealed { text, .. }) => vec![text],
        (Target::Post { .. }, Received { text, .. } | Edited { text, .. } | Worded { text }) => vec![text],
        (Target::Author { .. }, Received { author, .. } | AuthorForgotten { author }) => vec![author],
        (
            Target::Reply { guest, .. },
            ReplyDrafted { guest: of, text }
            | ReplyBegun { guest: of, text, .. }
            | ReplyContinued { guest: of, text }
            | ReplyCorrected { guest: of, text },
        ) if guest == *of => vec![text],
        (Target::Post { .. }, PostEvent::Case { event }) => event.inner_texts(),
        (Target::Reply { .. }, PostEvent::Case { event }) => event.answers(),
        _ => Vec::new(),
    }
}

fn of_room(target: Target, event: &RoomEvent) -> Vec<&TextRef> {
    match (target, event) {
        (Target::Notes, RoomEvent::Record { event: RecordEvent::Noted { notes } }) => vec![notes],
        (Target::Notice { text }, RoomEvent::Drafted { about, .. } | RoomEvent::Amended { about, .. })
            if about.id == text =>
        {
            vec![about]
        }
        _ => Vec::new(),
    }
}

fn of_line(event: &LineEvent) -> Vec<&TextRef> {
    match event {
        LineEvent::Written { text, photo, .. } => text.iter().chain(photo.iter().map(|photo| &photo.alt)).collect(),
        LineEvent::Corrected { text } | LineEvent::Continued { text } => vec![text],
        LineEvent::Described { alt } => vec![alt],
        _ => Vec::new(),
    }
}

fn of_block(event: &BlockEvent) -> Vec<&TextRef> {
    match event {
        BlockEvent::Prepared { text, photo, .. } => {
            std::iter::once(text).chain(photo.iter().map(|photo| &photo.alt)).collect()
        }
        BlockEvent::Reworded { text, alt } => std::iter::once(text).chain(alt).collect(),
        _ => Vec::new(),
    }
}

/// What there still is of a target: looked up in the journal as its command is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The target.
    pub target: Target,
    /// Its texts that the act would still change.
    pub texts: Vec<TextId>,
    /// The block that became the line.
    pub block: Option<u32>,
}

/// The part of a post that was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Part {
    /// Its words.
    Words,
    /// Its author's card.
    Author,
    /// A written answer.
    Reply {
        /// Whose.
        guest: GuestId,
    },
}

/// An act carried out on one thing: which texts, how and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Number of the erasure in its room.
    pub erasure: u32,
    /// What was done with the texts.
    pub manner: Manner,
    /// By what right.
    pub ground: Ground,
    /// The texts.
    pub texts: Vec<TextId>,
}

/// The mark that stands where words were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Erased {
    /// When, UTC ms.
    pub at: Millis,
    /// By what right.
    pub ground: Ground,
}

/// What the desk is asked to do; who proposes never agrees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ErasureStep {
    /// Somebody of the room proposes it.
    Propose {
        /// What is to go.
        targets: Vec<Target>,
        /// How.
        manner: Manner,
        /// By what right.
        ground: Ground,
        /// Why, for staff only.
        reason: String,
    },
    /// A second person agrees, and it is done.
    Agree {
        /// Its number.
        erasure: u32,
    },
    /// A second person says no, or who proposed it takes it back.
    Decline {
        /// Its number.
        erasure: u32,
    },
}

impl ErasureStep {
    /// The erasure it is about; none for a new one.
    pub fn number(&self) -> Option<u32> {
        match self {
            ErasureStep::Propose { .. } => None,
            ErasureStep::Agree { erasure } | ErasureStep::Decline { erasure } => Some(*erasure),
        }
    }

    /// What a new one is about.
    pub fn targets(&self) -> &[Target] {
        match self {
            ErasureStep::Propose { targets, .. } => targets,
            _ => &[],
        }
    }
}

/// What can happen to an erasure. None of it is public; what it does to posts and lines is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ErasureEvent {
    /// Somebody proposed it.
    Proposed {
        /// Its number, from 1.
        erasure: u32,
        /// What is to go.
        targets: Vec<Target>,
        /// How.
        manner: Manner,
        /// By what right.
        ground: Ground,
        /// Why.
        reason: TextRef,
        /// Who; none for the operator.
        by: Option<PersonId>,
    },
    /// A second person agreed.
    Agreed {
        /// Its number.
        erasure: u32,
        /// Who; none for the operator.
        by: Option<PersonId>,
    },
    /// It was declined or taken back.
    Declined {
        /// Its number.
        erasure: u32,
        /// Who; none for the operator.
        by: Option<PersonId>,
    },
    /// Everything it names is gone.
    CarriedOut {
        /// Its number.
        erasure: u32,
    },
}

impl ErasureEvent {
    /// The erasure it happened to.
    pub fn number(&self) -> u32 {
        match self {
            ErasureEvent::Proposed { erasure, .. }
            | ErasureEvent::Agreed { erasure, .. }
            | ErasureEvent::Declined { erasure, .. }
            | ErasureEvent::CarriedOut { erasure } => *erasure,
        }
    }
}

/// How far an erasure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Waits for a second person.
    Proposed,
    /// Declined or taken back.
    Declined,
    /// Agreed and carried out.
    Done,
}

impl Stand {
    /// The word of the word files (`erasure-stand-…`).
    pub fn code(self) -> &'static str {
        match self {
            Stand::Proposed => "proposed",
            Stand::Declined => "declined",
            Stand::Done => "done",
        }
    }
}

/// The state of an erasure. Folded from the journal; `erasures.state` holds it as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// Its room.
    pub room: RoomId,
    /// Running number within the room, from 1.
    pub number: u32,
    /// What is to go.
    pub targets: Vec<Target>,
    /// How.
    pub manner: Manner,
    /// By what right.
    pub ground: Ground,
    /// Why.
    pub reason: TextRef,
    /// Who proposed it; none for the operator.
    pub by: Option<PersonId>,
    /// When it was proposed.
    pub at: Millis,
    /// How far it is.
    pub stand: Stand,
    /// Who decided; none for the operator, or while nobody has.
    pub decided_by: Option<PersonId>,
    /// When, 0 if not yet.
    pub decided_at: Millis,
}

impl Erasure {
    /// A new one, where that is what happened.
    pub(super) fn proposed(room: RoomId, event: &ErasureEvent, at: Millis) -> Option<Erasure> {
        let ErasureEvent::Proposed { erasure, targets, manner, ground, reason, by } = event else { return None };
        Some(Erasure {
            room,
            number: *erasure,
            targets: targets.clone(),
            manner: *manner,
            ground: *ground,
            reason: reason.clone(),
            by: *by,
            at,
            stand: Stand::Proposed,
            decided_by: None,
            decided_at: 0,
        })
    }

    pub(super) fn change(&mut self, event: &ErasureEvent, at: Millis) {
        match event {
            ErasureEvent::Proposed { .. } | ErasureEvent::CarriedOut { .. } => {}
            ErasureEvent::Agreed { by, .. } => {
                (self.stand, self.decided_by, self.decided_at) = (Stand::Done, *by, at);
            }
            ErasureEvent::Declined { by, .. } => {
                (self.stand, self.decided_by, self.decided_at) = (Stand::Declined, *by, at);
            }
        }
    }
}

impl Event {
    /// The texts that it takes away, how and why; none for all other entries.
    pub fn erases(&self) -> Option<&Act> {
        match self {
            Event::Post { event: PostEvent::Erased { act, .. }, .. } => Some(act),
            Event::Line { event: LineEvent::Erased { act, .. }, .. } => Some(act),
            Event::Block { event: BlockEvent::Erased { act }, .. } => Some(act),
            Event::Room { event: RoomEvent::NoticeErased { act } } => Some(act),
            Event::Room { event: RoomEvent::Record { event: RecordEvent::Erased { act } } } => Some(act),
            _ => None,
        }
    }

    /// The picture that it takes away.
    pub fn erases_file(&self) -> Option<FileId> {
        match self {
            Event::Line { event: LineEvent::Erased { file, .. }, .. } => *file,
            _ => None,
        }
    }
}

const DAY: Millis = 86_400_000;

impl Post {
    /// Since when nothing more is done about a letter; none for questions, which are over with their session.
    pub fn over_since(&self) -> Option<Millis> {
        let case = self.case.as_deref().filter(|_| self.is_letter())?;
        if self.is_out() { Some(self.at) } else { (self.place.step == StepKind::Close).then_some(case.since) }
    }
}

impl Header {
    /// When what belongs to the author of a post alone is no longer kept: a mailbox stands open, its letters end.
    pub fn forgets_author_of(&self, post: &Post) -> Option<Millis> {
        let days = self.policy.contacts_days;
        let kept = Millis::from(days) * DAY;
        let over = post.over_since().filter(|_| self.policy.standing && days > 0);
        over.map(|at| at.saturating_add(kept)).into_iter().chain(self.forgets_at()).min()
    }

    /// When what belongs to authors alone is no longer kept; none where it is kept for ever or the room is not over.
    pub fn forgets_at(&self) -> Option<Millis> {
        let over = matches!(self.phase, Phase::Closed | Phase::Cancelled) && self.policy.contacts_days > 0;
        let since = if self.closed_at > 0 { self.closed_at } else { self.schedule.ends_at };
        over.then(|| since.saturating_add(Millis::from(self.policy.contacts_days) * DAY))
    }
}
