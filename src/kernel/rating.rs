//! Satisfaction: the author of an answered post rates the answer once; whoever does not is never counted as satisfied.

use super::{id::Millis, policy::Policy, post::Mark, refusal::Refusal, text::TextRef};
use crate::kernel::post::Post;
use serde::{Deserialize, Serialize};

/// One of five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 很满意.
    VerySatisfied,
    /// 满意.
    Satisfied,
    /// 基本满意.
    MostlySatisfied,
    /// 不满意.
    Dissatisfied,
    /// 很不满意.
    VeryDissatisfied,
}

impl Grade {
    /// All grades, the best first.
    pub const ALL: [Grade; 5] =
        [Grade::VerySatisfied, Grade::Satisfied, Grade::MostlySatisfied, Grade::Dissatisfied, Grade::VeryDissatisfied];

    /// Whether its author is not content.
    pub fn is_poor(self) -> bool {
        matches!(self, Grade::Dissatisfied | Grade::VeryDissatisfied)
    }

    /// The word of the wire and the database.
    pub fn code(self) -> &'static str {
        match self {
            Grade::VerySatisfied => "very_satisfied",
            Grade::Satisfied => "satisfied",
            Grade::MostlySatisfied => "mostly_satisfied",
            Grade::Dissatisfied => "dissatisfied",
            Grade::VeryDissatisfied => "very_dissatisfied",
        }
    }

    /// The grade of a wire word.
    pub fn parse(code: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| grade.code() == code)
    }
}

/// What an author thought of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The grade.
    pub grade: Grade,
    /// A sentence, for staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// What screening noticed in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// When.
    pub at: Millis,
}

impl Post {
    /// Whether its author can rate the answer at `now`.
    ///
    /// # Errors
    /// `NotAnswered`, `AlreadyRated`, or `RatingClosed` when the time for it is over.
    pub fn can_be_rated(&self, policy: &Policy, now: Millis) -> Result<(), Refusal> {
        const DAY: Millis = 86_400_000;
        if self.rating.is_some() {
            return Err(Refusal::AlreadyRated);
        }
        let written = self.replies.iter().map(|reply| reply.published_at);
        let letters = self.case.iter().filter_map(|case| Some(case.answer()?.at));
        let last = written.chain([self.answered_at]).chain(letters).max().unwrap_or_default();
        if self.answered_at == 0 || !(self.public || self.case.is_some()) {
            return Err(Refusal::NotAnswered);
        }
        let until = last.saturating_add(Millis::from(policy.rate_days) * DAY);
        if now < until { Ok(()) } else { Err(Refusal::RatingClosed) }
    }
}
