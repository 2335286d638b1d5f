//! Letters on their way, as lists and the schedule look for them.

use super::{
    StoreError,
    load::Tx,
    rows::{Row, Rows},
};
use crate::kernel::{
    case::{Case, Reminded, Watch},
    figures::counted,
    post::Post,
    workflow::StepKind,
};
use jiff::civil::Date;

/// Where no day is set, it comes last.
pub const NO_DAY: &str = "9999-12-31";

const CASES: Rows = Rows {
    into: "cases (post, room, number, unit, step, open, due, promised, edition, waits, kind, at, answered_at, reminded,
     day, matter, origin, marks, reference, over_since)",
    columns: 20,
    meeting: "ON CONFLICT (post) DO UPDATE SET unit = excluded.unit, step = excluded.step, open = excluded.open,
     due = excluded.due, promised = excluded.promised, edition = excluded.edition, waits = excluded.waits,
     answered_at = excluded.answered_at, reminded = excluded.reminded, day = excluded.day, matter = excluded.matter,
     marks = excluded.marks, over_since = excluded.over_since",
};

impl Tx {
    /// Writes the rows of those posts that are letters.
    pub(super) async fn write_cases(&mut self, posts: &[Post]) -> Result<(), StoreError> {
        let cases: Vec<(&Post, &Case)> = posts.iter().filter_map(|post| Some((post, post.case.as_deref()?))).collect();
        if cases.is_empty() {
            return Ok(());
        }
        self.put(&CASES, &cases, |row, (post, case)| case_row(row, post, case)).await?;
        let assisting = cases.iter().map(|(post, case)| (post.id, &case.assisting));
        self.set(GIVEN_UP, assisting.clone()).await?;
        let pairs = assisting.flat_map(|(post, units)| units.iter().map(move |unit| (*unit, post)));
        self.set(ASSISTING, pairs.collect::<Vec<_>>().iter()).await?;
        self.set(UNWATCHED, cases.iter().map(|(post, _)| post.id)).await?;
        let watched = cases.iter().flat_map(|(post, case)| {
            let row = |(list, due): (Watch, _)| (list.code(), post.id, post.room, case.unit, day_or_last(due));
            post.watched().into_iter().map(row)
        });
        self.set(WATCHED, watched.collect::<Vec<_>>().iter()).await
    }
}

fn case_row(row: &mut Row<'_>, post: &Post, case: &Case) -> Result<(), StoreError> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    row.id(post.id.0)?.id(post.room.0)?.value(post.number)?.id_if(case.unit.map(|unit| unit.0))?;
    row.value(post.place.step.code())?.value(is_open(post))?;
    row.value(day_or_last(post.stage_due()))?;
    row.value(day(post.clock.as_ref().and_then(|kept| kept.now.due)))?.value(edition(post, case))?;
    row.value(case.awaits_extension() && is_open(post))?.value(case.letter.kind.code())?;
    row.value(post.at)?.value(post.answered_at)?.value(case.reminded.map_or(0, level))?;
    let marks = counted(post).map_or(0, |counted| counted.figures.marks());
    row.value(post.received_on().to_string())?.value(case.matter.clone())?.value(post.origin.code())?;
    let known = post.visitor.is_some() || post.reachable;
    row.value(marks)?.value(case.reference.clone())?.value(post.over_since().filter(|_| known))?;
    Ok(())
}

/// As numbers that grow upwards; whoever was not reminded has 0.
pub(super) fn level(who: Reminded) -> u32 {
    match who {
        Reminded::Handler => 1,
        Reminded::Head => 2,
        Reminded::Supervisor => 3,
    }
}

fn day_or_last(day: Option<Date>) -> String {
    day.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string())
}

fn is_open(post: &Post) -> bool {
    !post.is_out() && post.place.step != StepKind::Close
}

/// The older edition of the clocks that run.
fn edition(post: &Post, case: &Case) -> Option<u32> {
    let own = post.clock.as_ref().filter(|_| post.answered_at == 0);
    let running = own.into_iter().chain(&case.clock).map(|kept| kept.now.edition);
    running.min().filter(|_| is_open(post))
}

const GIVEN_UP: &str = "DELETE FROM assisting WHERE post IN (SELECT value ->> 0 FROM jsonb_each($1))";
const UNWATCHED: &str = "DELETE FROM watched WHERE post IN (SELECT value FROM json_each($1))";
const WATCHED: &str = "INSERT INTO watched (list, post, room, unit, due)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM jsonb_each($1)";
const ASSISTING: &str =
    "INSERT INTO assisting (unit, post) SELECT value ->> 0, value ->> 1 FROM jsonb_each($1) WHERE true
 ON CONFLICT (unit, post) DO NOTHING";
