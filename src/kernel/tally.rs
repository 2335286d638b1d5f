//! What a room has received, as the public counts it; kept up by the fold, so that no reader counts posts.

use super::{
    post::{Fate, Post},
    rating::Grade,
};
use serde::{Deserialize, Serialize};

/// Citizens' own questions apart from those prepared by the unit or asked by the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Citizens' questions brought so far, public or not.
    pub received: u32,
    /// Citizens' questions the public can read.
    pub public: u32,
    /// Of these, answered.
    pub answered: u32,
    /// Questions of the unit or host that the public can read.
    pub prepared: u32,
    /// Of the answered ones, those whose authors rated the answer: how many gave which grade, the best first.
    #[serde(default, skip_serializing_if = "is_unrated")]
    pub grades: [u32; 5],
}

fn is_unrated(grades: &[u32; 5]) -> bool {
    *grades == [0; 5]
}

impl Tally {
    /// What one post counts for.
    pub fn of(post: &Post) -> Tally {
        let citizens = post.origin.is_citizens();
        let shown = post.public && post.fate != Fate::Merged;
        let answered = citizens && shown && post.fate == Fate::Answered;
        let given = post.rating.as_ref().filter(|_| answered).map(|rating| rating.grade);
        Tally {
            received: u32::from(citizens),
            public: u32::from(citizens && shown),
            answered: u32::from(answered),
            prepared: u32::from(!citizens && shown),
            grades: Grade::ALL.map(|grade| u32::from(given == Some(grade))),
        }
    }

    /// Answered questions whose authors rated the answer.
    pub fn rated(&self) -> u32 {
        self.grades.iter().sum()
    }

    /// Both together.
    pub fn plus(self, other: Tally) -> Tally {
        self.each(other, u32::saturating_add)
    }

    /// Without what `other` counted.
    pub fn minus(self, other: Tally) -> Tally {
        self.each(other, u32::saturating_sub)
    }

    fn each(self, other: Tally, with: impl Fn(u32, u32) -> u32) -> Tally {
        Tally {
            received: with(self.received, other.received),
            public: with(self.public, other.public),
            answered: with(self.answered, other.answered),
            prepared: with(self.prepared, other.prepared),
            grades: std::array::from_fn(|nth| {
                let of = |grades: &[u32; 5]| grades.get(nth).copied().unwrap_or_default();
                with(of(&self.grades), of(&other.grades))
            }),
        }
    }
}
