//! Clock: until when a post that was left open is to be answered, in working days. It is counted once, and again when
//! another calendar takes effect.

use super::{
    calendar::{Calendar, Due, Pause, due},
    id::{Millis, PostId},
    post::{Fate, Post},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the schedule does because time goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClockStep {
    /// Forgets by which browsers these posts came, once the room's time for that is over.
    Forget {
        /// Some of them.
        posts: Vec<PostId>,
    },
    /// Shows words of the crew whose time to be read over has passed.
    ShowDue {
        /// Which block.
        block: u32,
    },
    /// Counts until when a post that the session left open is to be answered; idempotent for one calendar.
    Count {
        /// Which post.
        post: PostId,
        /// The day of the end in the installation's zone, which is not counted.
        #[cfg_attr(test, ts(type = "string"))]
        received: Date,
    },
    /// Whoever has a case is reminded of its day, or whoever is above; idempotent for one day.
    Remind {
        /// Which post.
        post: PostId,
    },
    /// A question that a session left open, and that nobody decided about in time, goes over as it is.
    Carry {
        /// Which post.
        post: PostId,
    },
    /// A unit was closed: what it had of a case goes to whoever took over; idempotent.
    Succeed {
        /// Which post.
        post: PostId,
    },
    /// The time of a case's stage is over: what then happens by itself does.
    Lapse {
        /// Which post.
        post: PostId,
    },
}

/// A deadline as it was counted. Whoever has the calendar of the edition can count it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// The day of receipt, which is not counted.
    pub received: Date,
    /// Working days.
    pub days: u16,
    /// The last day to answer; none where no day is ever worked.
    pub due: Option<Date>,
    /// Edition of the calendar.
    pub edition: u32,
    /// Working days more that were granted.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub extended: u16,
    /// Days on which it stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde gives a reference
fn is_zero(days: &u16) -> bool {
    *days == 0
}

/// A deadline as it was before it moved: by another calendar, a pause or more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The last day as it was.
    pub due: Option<Date>,
    /// Edition of the calendar it was counted by.
    pub edition: u32,
    /// Until when it was so, UTC ms.
    pub at: Millis,
}

/// A post's clock with what it was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// As it is.
    pub now: Clock,
    /// As it was, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
}

impl Clock {
    /// Counts.
    pub fn count(calendar: &Calendar, received: Date, days: u16) -> Clock {
        let (due, edition, extended, pauses) = (None, calendar.edition, 0, Vec::new());
        Clock { received, days, due, edition, extended, pauses }.recounted(calendar)
    }

    /// Every day on the way, by this calendar.
    pub fn steps(&self, calendar: &Calendar) -> Due {
        due(calendar, self.received, self.days.saturating_add(self.extended), &self.pauses)
    }

    /// The same deadline by this calendar.
    #[must_use]
    pub fn recounted(&self, calendar: &Calendar) -> Clock {
        Clock { due: self.steps(calendar).date, edition: calendar.edition, ..self.clone() }
    }

    /// With more working days.
    #[must_use]
    pub fn extended(&self, days: u16, calendar: &Calendar) -> Clock {
        Clock { extended: self.extended.saturating_add(days), ..self.clone() }.recounted(calendar)
    }

    /// Within fewer working days, if they are fewer.
    #[must_use]
    pub fn within(&self, days: u16, calendar: &Calendar) -> Clock {
        if days < self.days { Clock { days, ..self.clone() }.recounted(calendar) } else { self.clone() }
    }

    /// It stands still from the day after `today`.
    #[must_use]
    pub fn paused(&self, today: Date, calendar: &Calendar) -> Clock {
        let mut paused = self.clone();
        paused.pauses.extend(today.tomorrow().ok().map(|from| Pause { from, to: None }));
        paused.recounted(calendar)
    }

    /// It goes on from the day after `today`.
    #[must_use]
    pub fn resumed(&self, today: Date, calendar: &Calendar) -> Clock {
        let mut resumed = self.clone();
        resumed.pauses.iter_mut().filter(|pause| pause.to.is_none()).for_each(|pause| pause.to = Some(today));
        resumed.pauses.retain(|pause| pause.to.is_none_or(|to| pause.from <= to));
        resumed.recounted(calendar)
    }

    /// Whether `day` is behind the last one.
    pub fn is_past(&self, day: Date) -> bool {
        self.due.is_some_and(|due| due < day)
    }
}

impl Kept {
    pub(super) fn set(kept: &mut Option<Kept>, clock: Clock, at: Millis) {
        match kept {
            None => *kept = Some(Kept { now: clock, moved: Vec::new() }),
            Some(kept) => {
                let before = std::mem::replace(&mut kept.now, clock);
                if before.due != kept.now.due {
                    kept.moved.push(Moved { due: before.due, edition: before.edition, at });
                }
            }
        }
    }
}

impl Post {
    /// Whether the session ended and left it open, for everybody to see.
    pub fn was_left_open(&self) -> bool {
        self.public && self.fate == Fate::Listed
    }

    /// Whether its deadline has yet to be counted by a calendar of this edition.
    pub fn is_uncounted(&self, edition: u32) -> bool {
        self.clock.as_ref().is_none_or(|clock| clock.now.edition < edition)
    }
}
