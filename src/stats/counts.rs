//! Counts that can be added up.

use crate::{
    kernel::{calendar::today, id::Millis},
    store::CountedPost,
};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Times people waited, in ms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits(Vec<Millis>);

impl Waits {
    /// How many waited.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time within which so many in a hundred had waited enough; none where nobody waited.
    pub fn within(&self, percent: usize) -> Option<Millis> {
        let mut all = self.0.clone();
        all.sort_unstable();
        // The nearest rank: the smallest value that at least so many lie at or below.
        let rank = (all.len() * percent).div_ceil(100).max(1);
        all.get(rank - 1).copied()
    }
}

/// How a post that the session left open stands to its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was promised.
    Free,
    /// There is still time.
    Waits,
    /// Answered in time.
    InTime,
    /// Answered late.
    Late,
    /// Late and not answered.
    OpenLate,
}

/// A post that is counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The post.
    pub post: CountedPost,
    /// How it stands to its deadline.
    pub standing: Standing,
}

impl Counted {
    /// Days are those of `zone`.
    pub fn new(post: CountedPost, now: Millis, zone: &TimeZone) -> Counted {
        let answered = (post.answered_at > 0).then(|| today(post.answered_at, zone));
        let standing = match (post.due, answered) {
            (None, _) => Standing::Free,
            // Everybody was told why nothing is owed.
            _ if post.fate == "ended" && answered.is_none() => Standing::Free,
            (Some(due), Some(answered)) if answered <= due => Standing::InTime,
            (Some(_), Some(_)) => Standing::Late,
            (Some(due), None) if today(now, zone) <= due => Standing::Waits,
            (Some(_), None) => Standing::OpenLate,
        };
        Counted { post, standing }
    }
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Received.
    Asked,
    /// Shown to the public at some time, joined ones among them.
    Shown,
    /// Of those shown: answered.
    Answered,
    /// Answered in speech; some in writing too.
    Spoken,
    /// Answered in writing; some in speech too.
    Written,
    /// Not let through.
    ScreenedOut,
    /// Joined to a like one, which speaks for both.
    Merged,
    /// Taken back by their authors.
    Withdrawn,
    /// Those who waited from receiving to being shown.
    UntilShown,
    /// Those who waited from receiving to the first answer.
    UntilAnswered,
    /// Left open at the end, with a deadline.
    Left,
    /// Of these: answered in time.
    InTime,
    /// Of these: answered late.
    Late,
    /// Of these: late and not answered.
    OpenLate,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 14] = [
        Kind::Asked,
        Kind::Shown,
        Kind::Answered,
        Kind::Spoken,
        Kind::Written,
        Kind::ScreenedOut,
        Kind::Merged,
        Kind::Withdrawn,
        Kind::UntilShown,
        Kind::UntilAnswered,
        Kind::Left,
        Kind::InTime,
        Kind::Late,
        Kind::OpenLate,
    ];

    /// As addresses name it.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Asked => "asked",
            Kind::Shown => "shown",
            Kind::Answered => "answered",
            Kind::Spoken => "spoken",
            Kind::Written => "written",
            Kind::ScreenedOut => "screened-out",
            Kind::Merged => "merged",
            Kind::Withdrawn => "withdrawn",
            Kind::UntilShown => "until-shown",
            Kind::UntilAnswered => "until-answered",
            Kind::Left => "left",
            Kind::InTime => "in-time",
            Kind::Late => "late",
            Kind::OpenLate => "open-late",
        }
    }

    /// Whether the figure counts this post.
    pub fn has(self, counted: &Counted) -> bool {
        let Counted { post, standing } = counted;
        match self {
            Kind::Left => *standing != Standing::Free,
            Kind::InTime => *standing == Standing::InTime,
            Kind::Late => *standing == Standing::Late,
            Kind::OpenLate => *standing == Standing::OpenLate,
            Kind::Asked => true,
            Kind::Shown => post.listed_at > 0,
            Kind::Answered => post.answered_at > 0,
            Kind::Spoken => post.spoken,
            Kind::Written => post.written,
            Kind::ScreenedOut => post.fate == "screened_out",
            Kind::Merged => post.fate == "merged",
            Kind::Withdrawn => post.fate == "withdrawn",
            Kind::UntilShown | Kind::UntilAnswered => self.wait(post).is_some(),
        }
    }

    /// How long the post waited, in ms, where the figure is about that.
    pub fn wait(self, post: &CountedPost) -> Option<Millis> {
        let until = match self {
            Kind::UntilShown => post.listed_at,
            Kind::UntilAnswered => post.answered_at,
            _ => 0,
        };
        (until > 0).then(|| (until - post.at).max(0))
    }
}

/// What citizens brought, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Received.
    pub asked: u32,
    /// Shown to the public at some time, joined ones among them.
    pub shown: u32,
    /// Of those shown: answered.
    pub answered: u32,
    /// Answered in speech; some in writing too.
    pub spoken: u32,
    /// Answered in writing; some in speech too.
    pub written: u32,
    /// Joined to a like one, which speaks for both.
    pub merged: u32,
    /// Taken back by their authors.
    pub withdrawn: u32,
    /// Not let through, by rule.
    pub screened_out: BTreeMap<String, u32>,
    /// From receiving to being shown.
    pub until_shown: Waits,
    /// From receiving to the first answer.
    pub until_answered: Waits,
    /// Left open at the end, with a deadline.
    pub left: u32,
    /// Of these: answered in time.
    pub in_time: u32,
    /// Of these: answered late.
    pub late: u32,
    /// Of these: late and not answered.
    pub open_late: u32,
}

impl Counts {
    /// One more post.
    pub fn add(&mut self, counted: &Counted) {
        let (post, one) = (&counted.post, |kind: Kind| u32::from(kind.has(counted)));
        self.left += one(Kind::Left);
        self.in_time += one(Kind::InTime);
        self.late += one(Kind::Late);
        self.open_late += one(Kind::OpenLate);
        self.asked += one(Kind::Asked);
        self.shown += one(Kind::Shown);
        self.answered += one(Kind::Answered);
        self.spoken += one(Kind::Spoken);
        self.written += one(Kind::Written);
        self.merged += one(Kind::Merged);
        self.withdrawn += one(Kind::Withdrawn);
        if Kind::ScreenedOut.has(counted) {
            *self.screened_out.entry(post.rule.clone().unwrap_or_default()).or_default() += 1;
        }
        self.until_shown.0.extend(Kind::UntilShown.wait(post));
        self.until_answered.0.extend(Kind::UntilAnswered.wait(post));
    }

    /// Both together.
    pub fn join(&mut self, other: &Counts) {
        self.asked += other.asked;
        self.shown += other.shown;
        self.answered += other.answered;
        self.spoken += other.spoken;
        self.written += other.written;
        self.merged += other.merged;
        self.withdrawn += other.withdrawn;
        self.left += other.left;
        self.in_time += other.in_time;
        self.late += other.late;
        self.open_late += other.open_late;
        for (rule, many) in &other.screened_out {
            *self.screened_out.entry(rule.clone()).or_default() += many;
        }
        self.until_shown.0.extend(&other.until_shown.0);
        self.until_answered.0.extend(&other.until_answered.0);
    }

    /// Not let through, by any rule.
    pub fn all_screened_out(&self) -> u32 {
        self.screened_out.values().sum()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn half_of_ten_and_nine_of_ten_are_people_who_waited() {
        let waits = Waits((1..=10).rev().collect());
        assert_eq!((waits.within(50), waits.within(90), waits.within(100)), (Some(5), Some(9), Some(10)));
        assert_eq!(Waits(vec![7]).within(50), Some(7));
        assert_eq!(Waits::default().within(50), None);
    }
}
