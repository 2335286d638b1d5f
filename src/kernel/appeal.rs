//! Appeal: the author of a post that was not let through asks once, with a reason, that somebody else looks again.

use super::{
    id::{Millis, PersonId, PostId},
    post::{Fate, Mark, Post},
    refusal::Refusal,
    text::TextRef,
};
use serde::{Deserialize, Serialize};

/// What is done about a decision that stopped a post. Granting an appeal is approving the post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum AppealStep {
    /// Its author appeals, once.
    Make {
        /// Which post.
        post: PostId,
        /// Why it should be let through; for staff only.
        text: String,
    },
    /// Somebody else than who stopped it lets the decision stand.
    Dismiss {
        /// Which post.
        post: PostId,
        /// Its revision as seen.
        revision: u32,
        /// Why; its author is told.
        reason: String,
    },
}

impl AppealStep {
    /// The post it is about.
    pub fn post(&self) -> PostId {
        match self {
            AppealStep::Make { post, .. } | AppealStep::Dismiss { post, .. } => *post,
        }
    }

    /// Its words.
    pub fn words(&self) -> &str {
        match self {
            AppealStep::Make { text, .. } => text,
            AppealStep::Dismiss { reason, .. } => reason,
        }
    }
}

/// The appeal of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// Why; for staff only.
    pub text: TextRef,
    /// What screening noticed in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// When it was made.
    pub at: Millis,
    /// What became of it; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// What became of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The post was let through after all.
    pub granted: bool,
    /// When.
    pub at: Millis,
    /// Why the decision stands; for its author and staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextRef>,
}

impl Post {
    /// Whether its author may appeal: it was stopped before it was public, and this is the first time.
    ///
    /// # Errors
    /// `WrongStep`, or `AlreadyAppealed`.
    pub fn can_be_appealed(&self) -> Result<(), Refusal> {
        let stopped = self.fate == Fate::ScreenedOut && self.taken_down.is_none() && self.pending.is_none();
        match (stopped, &self.appeal) {
            (false, _) => Err(Refusal::WrongStep),
            (true, Some(_)) => Err(Refusal::AlreadyAppealed),
            (true, None) => Ok(()),
        }
    }

    /// The appeal that waits for a decision.
    pub fn open_appeal(&self) -> Option<&Appeal> {
        let waits = self.fate == Fate::ScreenedOut && self.taken_down.is_none();
        self.appeal.as_ref().filter(|appeal| waits && appeal.settled.is_none())
    }

    /// Why its author's appeal was dismissed.
    pub fn why_dismissed(&self) -> Option<&TextRef> {
        self.appeal.as_ref()?.settled.as_ref()?.reason.as_ref()
    }

    /// Settles an appeal that waits.
    pub(super) fn settle_appeal(&mut self, granted: bool, reason: Option<TextRef>, at: Millis) {
        if let Some(appeal) = self.appeal.as_mut().filter(|appeal| appeal.settled.is_none()) {
            appeal.settled = Some(Settled { granted, at, reason });
        }
    }

    /// Whether this person is known to have stopped it.
    pub fn was_stopped_by(&self, person: PersonId) -> bool {
        self.stopped_by == Some(person)
    }
}
