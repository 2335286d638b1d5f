//! What one letter counts for.

use super::figure::{Figure, Figures, bucket};
use crate::kernel::{
    calendar::today,
    case::{Called, Case, End, Manner, Took},
    id::{RoomId, UnitId},
    post::{Fate, Origin, Post},
    rating::Grade,
};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::BTreeMap;

/// Under what a letter is counted: all its figures stand under the day of its receipt, so that what is divided belongs
/// to the same letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountKey {
    /// Its mailbox.
    pub room: RoomId,
    /// The day of receipt in the installation's zone.
    pub day: Date,
    /// The unit that answers.
    pub unit: Option<UnitId>,
    /// The matter of the catalogue.
    pub matter: Option<String>,
    /// How it came, as `Origin::code`.
    pub origin: &'static str,
}

/// A letter as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Under what.
    pub key: CountKey,
    /// How many of each: nothing or one, and the working days.
    pub figures: Figures,
}

/// What a post counts for; nothing where it is no letter. What went over from a session is counted with sessions.
pub fn counted(post: &Post) -> Option<Counted> {
    let case = post.case.as_deref().filter(|_| post.is_letter())?;
    let (unit, matter) = (case.unit, case.matter.clone());
    let key = CountKey { room: post.room, day: post.received_on(), unit, matter, origin: Origin::code(post.origin) };
    let mut figures = Figures::default();
    for figure in marked(post, case) {
        figures.add(figure, 1);
    }
    if let Some(took) = took(post, case) {
        let timed = [(Figure::Timed, 1), (Figure::Days, took.days.into()), (bucket(took.days), 1)];
        timed.into_iter().for_each(|(figure, many)| figures.add(figure, many));
    }
    Some(Counted { key, figures })
}

/// Neither stopped nor withdrawn nor joined before it was answered, and neither advertising nor unclear.
fn is_valid(post: &Post, case: &Case) -> bool {
    let nothing = matches!(end(case), Some(End::Advertising | End::Unclear));
    !nothing && (post.answered_at > 0 || !post.is_out())
}

fn end(case: &Case) -> Option<End> {
    case.answer().and_then(|answer| answer.end)
}

fn is_answered(post: &Post, case: &Case) -> bool {
    post.answered_at > 0 && is_valid(post, case)
}

/// How long the first answer took.
fn took(post: &Post, case: &Case) -> Option<Took> {
    case.answers.first().filter(|_| is_answered(post, case)).and_then(|answer| answer.took)
}

fn marked(post: &Post, case: &Case) -> impl Iterator<Item = Figure> {
    let out = post.answered_at == 0;
    let answered = is_answered(post, case);
    let grade = post.rating.as_ref().filter(|_| answered).map(|rating| rating.grade);
    let (in_time, unit_in_time) = in_time(post, case);
    let manner = case.publication.map(|publication| publication.manner);
    let extended = case.extension.as_ref().and_then(|asked| asked.judged.as_ref()?.days).is_some();
    let marks = [
        (Figure::Received, true),
        (Figure::Valid, is_valid(post, case)),
        (Figure::ScreenedOut, out && post.fate == Fate::ScreenedOut),
        (Figure::Withdrawn, out && post.fate == Fate::Withdrawn),
        (Figure::Merged, out && post.fate == Fate::Merged),
        (Figure::Answered, answered),
        (Figure::InTime, in_time == Some(true)),
        (Figure::Late, in_time == Some(false)),
        (Figure::UnitInTime, unit_in_time == Some(true)),
        (Figure::UnitLate, unit_in_time == Some(false)),
        (Figure::Returned, case.returned > 0),
        (Figure::Extended, extended),
        (Figure::Paused, case.asked.is_some()),
        (Figure::Redone, case.redone),
        (Figure::Whole, post.public && manner == Some(Manner::Whole)),
        (Figure::Outcome, post.public && manner == Some(Manner::Outcome)),
        (Figure::Nothing, manner == Some(Manner::Nothing)),
        (Figure::Rated, grade.is_some()),
        (Figure::Satisfied, matches!(grade, Some(Grade::VerySatisfied | Grade::Satisfied | Grade::MostlySatisfied))),
        (Figure::CalledBack, case.called.is_some_and(|called| called != Called::Unreached)),
    ];
    let held = marks.into_iter().filter_map(|(figure, holds)| holds.then_some(figure));
    held.chain(grade.map(of_grade)).chain(end(case).and_then(of_end))
}

/// For the citizen, and for the unit; what was answered before it was counted so goes by the citizen's last day.
fn in_time(post: &Post, case: &Case) -> (Option<bool>, Option<bool>) {
    if !is_answered(post, case) {
        return (None, None);
    }
    if let Some(took) = took(post, case) {
        return (took.in_time, took.unit_in_time);
    }
    let due = post.clock.as_ref().and_then(|kept| kept.now.due);
    (due.map(|due| today(post.answered_at, &TimeZone::UTC) <= due), None)
}

fn of_grade(grade: Grade) -> Figure {
    match grade {
        Grade::VerySatisfied => Figure::VerySatisfied,
        Grade::Satisfied => Figure::SatisfiedGrade,
        Grade::MostlySatisfied => Figure::MostlySatisfied,
        Grade::Dissatisfied => Figure::Dissatisfied,
        Grade::VeryDissatisfied => Figure::VeryDissatisfied,
    }
}

fn of_end(end: End) -> Option<Figure> {
    let figure = match end {
        End::NotOurs => Figure::NotOurs,
        End::StatutoryPath => Figure::StatutoryPath,
        End::AlreadyHandled => Figure::AlreadyHandled,
        End::Unclear => Figure::Unclear,
        End::Advertising => Figure::Advertising,
        End::HandedOn => Figure::HandedOn,
        // No letter ends so.
        End::Comment => return None,
    };
    Some(figure)
}

/// What changed in the counts.
pub type Spread = BTreeMap<CountKey, Figures>;

/// Adds what letters count for now and takes away what they counted for before.
pub fn spread(changes: impl IntoIterator<Item = (Option<Counted>, Option<Counted>)>) -> Spread {
    let mut all = Spread::new();
    for (before, after) in changes {
        for (counted, times) in before.map(|counted| (counted, -1)).into_iter().chain(after.map(|counted| (counted, 1)))
        {
            all.entry(counted.key).or_default().join(&counted.figures, times);
        }
    }
    all.retain(|_, figures| !figures.is_nothing());
    all
}
