//! Units are closed, and what they had goes to whoever took over.

use super::moves::File;
use crate::kernel::{
    case::CaseEvent,
    decide::room::Context,
    event::Event,
    id::{PostId, UnitId},
    refusal::Refusal,
};

/// The case stays where it is, with its clocks, its draft and its words. Nothing where no unit of it was closed.
pub(in crate::kernel::decide) fn succeed(cx: &Context<'_>, post: PostId) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let file = File::of(cx, post)?;
    let heirs = &cx.given.heirs;
    let Some(unit) = file.case.unit.filter(|_| !heirs.is_empty()) else { return Ok(Vec::new()) };
    let today = |unit: UnitId| heirs.iter().find(|(was, _)| *was == unit).map_or(unit, |(_, heir)| *heir);
    let unit = today(unit);
    let mut assisting: Vec<UnitId> = file.case.assisting.iter().map(|unit| today(*unit)).collect();
    assisting.retain(|other| *other != unit);
    assisting.sort_unstable();
    assisting.dedup();
    Ok(vec![file.event(CaseEvent::Inherited { unit, assisting })])
}
