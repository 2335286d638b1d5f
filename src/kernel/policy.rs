//! What a room allows: values that the rules read instead of asking its kind.

use super::{
    contact::Contact,
    id::{Millis, UnitId},
    letter::LetterKind,
};
use serde::{Deserialize, Serialize};

/// The noun of a room. It chooses words and page layout, never behaviour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// The installation's own room.
    Office,
    /// A live interview 在线访谈.
    Interview,
    /// Letters to units 政府在线, 信箱.
    Mailbox,
}

/// When a post can be seen by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Publication {
    /// Once a moderator let it through.
    AfterApproval,
    /// Once it is answered or on stage.
    WithAnswer,
    /// By itself after a delay, unless a moderator stops it or a rule holds it.
    BeforeApproval {
        /// Time for moderators to look, in ms.
        delay_ms: Millis,
    },
}

/// What the room asks of somebody before taking a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// Nothing.
    Nothing,
}

/// How long preparing a record takes where nothing else is said, in ms: five days.
const RECORD_MS: Millis = 5 * 24 * 3_600_000;
/// See `Policy::answer_days`: Lu'an 2024, Xuancheng 2024 and like rules.
const ANSWER_DAYS: u16 = 5;
/// See `Policy::contacts_days`.
const CONTACTS_DAYS: u32 = 180;
/// See `Policy::rate_days`.
const RATE_DAYS: u32 = 30;

/// A room's rules as values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// When others see a post.
    pub publication: Publication,
    /// What is asked of an asker.
    pub identity: Identity,
    /// Longest post, in characters as people count them.
    pub post_chars: usize,
    /// Posts one visitor may bring to this room.
    pub posts_per_visitor: u32,
    /// Least time between two posts of one visitor, in ms.
    pub post_every_ms: Millis,
    /// Whether others can endorse a post.
    pub votes: bool,
    /// Time in which a decision can be undone before anyone else learns of it, in ms.
    pub undo_ms: Millis,
    /// Time in which a second pair of eyes can look at what is typed before it is shown, in ms; 0 for none.
    #[serde(skip_serializing_if = "is_none")]
    pub proof_ms: Millis,
    /// Whether only an approver of the unit may announce.
    pub announced_by_approver: bool,
    /// Whether a guest must sign off what staff drafted.
    pub sign_off: bool,
    /// Whether a guest may publish an answer sentence by sentence while answering.
    #[serde(skip_serializing_if = "is_off")]
    pub by_sentence: bool,
    /// Announcing with less notice than this warns, in days.
    pub notice_days_least: u32,
    /// Announcing with more notice than this warns, in days.
    pub notice_days_most: u32,
    /// "About to start" and "asking ends soon" are shown this long before, in ms.
    pub soon_ms: Millis,
    /// A room that nobody closes is closed this long after its planned end, in ms.
    pub close_after_ms: Millis,
    /// The record is to be confirmed this long after the end, in ms.
    #[serde(skip_serializing_if = "is_usual")]
    pub record_ms: Millis,
    /// What a session leaves open is to be answered within so many working days after the end; 0 promises nothing, as
    /// rooms of before did.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub answer_days: u16,
    /// By which browser a post came is forgotten so long after the end, in days; 0 for never.
    #[serde(skip_serializing_if = "is_half_a_year")]
    pub contacts_days: u32,
    /// So long after the last answer its question's author can rate it, in days; 0 for never.
    #[serde(skip_serializing_if = "is_a_month")]
    pub rate_days: u32,
    /// It stands open until somebody closes it: its planned end says nothing.
    #[serde(skip_serializing_if = "is_off")]
    pub standing: bool,
    /// Kinds of letters it takes; none where it takes questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<LetterKind>,
    /// Units from which a letter may wish an answer; none for any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<UnitId>,
    /// Longest title of a letter, in characters; 0 where there is no such limit.
    #[serde(skip_serializing_if = "no_chars")]
    pub title_chars: usize,
    /// Files that may go with a letter; 0 where none may.
    #[serde(skip_serializing_if = "no_chars")]
    pub files_per_letter: usize,
    /// Whether authors are asked how they can be told.
    #[serde(skip_serializing_if = "Contact::is_nothing")]
    pub contact: Contact,
}

impl Policy {
    /// Whether what citizens bring are letters.
    pub fn takes_letters(&self) -> bool {
        !self.letters.is_empty()
    }

    /// Whether every span of time is between nothing and a year, and authors are known while they can rate.
    pub fn is_sound(&self) -> bool {
        const YEAR: Millis = 366 * 24 * 3_600_000;
        let delay_ms = match self.publication {
            Publication::BeforeApproval { delay_ms } => delay_ms,
            Publication::AfterApproval | Publication::WithAnswer => 0,
        };
        let own = [self.post_every_ms, self.undo_ms, self.proof_ms, self.soon_ms, self.close_after_ms, self.record_ms];
        // Who is forgotten can no longer rate.
        let rates = self.contacts_days == 0 || self.contacts_days >= self.rate_days;
        rates && own.into_iter().chain([delay_ms]).all(|span| (0..=YEAR).contains(&span))
    }
}

/// What younger journals know and older ones do not is left out where it says nothing.
fn is_none(span: &Millis) -> bool {
    *span == 0
}

fn is_usual(span: &Millis) -> bool {
    *span == RECORD_MS
}

fn is_half_a_year(days: &u32) -> bool {
    *days == CONTACTS_DAYS
}

fn is_nothing(days: &u16) -> bool {
    *days == 0
}

fn is_a_month(days: &u32) -> bool {
    *days == RATE_DAYS
}

fn no_chars(count: &usize) -> bool {
    *count == 0
}

fn is_off(switch: &bool) -> bool {
    !*switch
}

impl Default for Policy {
    fn default() -> Self {
        const MINUTE: Millis = 60_000;
        Policy {
            publication: Publication::AfterApproval,
            identity: Identity::Nothing,
            post_chars: 1_000,
            posts_per_visitor: 20,
            post_every_ms: 3_000,
            votes: true,
            undo_ms: 5_000,
            proof_ms: 0,
            announced_by_approver: false,
            sign_off: true,
            by_sentence: false,
            notice_days_least: 3,
            notice_days_most: 14,
            soon_ms: 10 * MINUTE,
            close_after_ms: 60 * MINUTE,
            record_ms: RECORD_MS,
            answer_days: ANSWER_DAYS,
            contacts_days: CONTACTS_DAYS,
            rate_days: RATE_DAYS,
            standing: false,
            letters: Vec::new(),
            wishes: Vec::new(),
            title_chars: 0,
            files_per_letter: 0,
            contact: Contact::Nothing,
        }
    }
}
