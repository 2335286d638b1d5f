//! What a supervisor watches: words a unit owes, letters whose authors are called back, and who was reminded of a day.

use crate::kernel::{
    calendar::{Calendar, due},
    clock::Clock,
    post::Post,
    workflow::StepKind,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One letter in so many is drawn for a call back.
const CALLED_OF: u128 = 10;
/// Working days behind the last one after which a supervisor hears of it.
const LATE_DAYS: u16 = 2;
/// Days that are looked back for them: longer than any holidays.
const LOOK_BACK: usize = 60;

/// Why a unit owes a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Owing {
    /// A supervisor urged: the unit says what keeps it, or answers.
    Urged,
    /// The author is not content: the unit does it again, or says why not.
    Poor,
}

/// A word that a unit owes, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    /// Why.
    pub why: Owing,
    /// Until when.
    pub clock: Clock,
}

/// What a call back came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Called {
    /// The author is content.
    Content,
    /// And is not.
    Discontent,
    /// Nobody answered the call.
    Unreached,
}

impl Called {
    /// All of them.
    pub const ALL: [Called; 3] = [Called::Content, Called::Discontent, Called::Unreached];

    /// The word of the wire and the word files (`called-…`).
    pub fn code(self) -> &'static str {
        match self {
            Called::Content => "content",
            Called::Discontent => "discontent",
            Called::Unreached => "unreached",
        }
    }

    /// What a code stands for.
    pub fn parse(code: &str) -> Option<Called> {
        Called::ALL.into_iter().find(|called| called.code() == code)
    }
}

/// Who was reminded last that a stage is due, each further up than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reminded {
    /// Whoever has the letter: a working day is left, or none.
    Handler,
    /// The head of the unit: the day is over.
    Head,
    /// The supervisor: it has been over for two working days.
    Supervisor,
}

impl Reminded {
    /// All of them, upwards.
    pub const ALL: [Reminded; 3] = [Reminded::Handler, Reminded::Head, Reminded::Supervisor];

    /// The word of the word files (`way-reminded-…`).
    pub fn code(self) -> &'static str {
        match self {
            Reminded::Handler => "handler",
            Reminded::Head => "head",
            Reminded::Supervisor => "supervisor",
        }
    }

    /// Of a stage with a last day up to which somebody is reminded on `today`.
    pub fn up_to(self, calendar: &Calendar, today: Date) -> Option<Date> {
        let yesterday = today.yesterday().ok()?;
        match self {
            Reminded::Handler => due(calendar, today, 1, &[]).date,
            Reminded::Head => Some(yesterday),
            Reminded::Supervisor => {
                let mut before = std::iter::successors(Some(yesterday), |day| day.yesterday().ok()).take(LOOK_BACK);
                before.find(|day| due(calendar, *day, LATE_DAYS, &[]).date.is_some_and(|last| last < today))
            }
        }
    }

    /// Who is to know on `today` of a stage that is due on `last`.
    pub fn wanted(calendar: &Calendar, today: Date, last: Date) -> Option<Reminded> {
        let knows = |who: &Reminded| who.up_to(calendar, today).is_some_and(|day| last <= day);
        Reminded::ALL.into_iter().rev().find(knows)
    }

    /// Whether somebody can be late at this step, other than the author.
    pub fn at(step: StepKind) -> bool {
        Reminded::STEPS.contains(&step)
    }

    /// The steps at which somebody of the house has the letter.
    pub const STEPS: [StepKind; 4] = [StepKind::Route, StepKind::Take, StepKind::Handle, StepKind::Approve];
}

/// Lists of a supervisor, and of the units that owe something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// Urged, and the unit has said nothing yet.
    Urged,
    /// A poor grade that was neither answered for nor done again.
    Poor,
    /// Drawn for a call back that was not made yet.
    Call,
}

impl Watch {
    /// The word of the database.
    pub fn code(self) -> &'static str {
        match self {
            Watch::Urged => "urged",
            Watch::Poor => "poor",
            Watch::Call => "call",
        }
    }
}

impl Post {
    /// The lists on which it stands, each with the day it is listed by.
    pub fn watched(&self) -> Vec<(Watch, Option<Date>)> {
        let Some(case) = self.case.as_deref().filter(|_| !self.is_out()) else { return Vec::new() };
        let owed = case.owed.iter().map(|owed| match owed.why {
            Owing::Urged => (Watch::Urged, owed.clock.due),
            Owing::Poor => (Watch::Poor, owed.clock.due),
        });
        let call = self.is_drawn_for_a_call().then(|| (Watch::Call, self.stage_due()));
        owed.chain(call).collect()
    }

    /// One of ten answered letters, by a number that nobody chooses, while the answer can be rated.
    fn is_drawn_for_a_call(&self) -> bool {
        let called = self.case.as_ref().is_none_or(|case| case.called.is_some());
        !called && self.place.step == StepKind::Rate && self.id.0.as_u128().is_multiple_of(CALLED_OF)
    }
}
