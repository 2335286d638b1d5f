//! What the crew says among itself.

use super::room::Case;
use crate::kernel::{
    command::Command,
    event::{CrewEvent, Event},
    principal::Role,
    refusal::Refusal,
    room::Phase,
};

/// Whoever takes part in a session; those who only look on or announce it do not.
pub const BACKSTAGE: [Role; 7] =
    [Role::Moderator, Role::Host, Role::Stenographer, Role::Editor, Role::Guest, Role::GuestStaff, Role::Administrator];

pub(super) fn decide(case: &Case<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    let Command::Cue { cue, .. } = command else { return Err(Refusal::NotFound) };
    case.permit.require(&BACKSTAGE)?;
    if case.header.phase == Phase::Discarded {
        return Err(Refusal::WrongPhase);
    }
    let text = case.given.words_if_any(case.given.limits.cue_chars)?;
    if cue.is_none() && text.is_none() {
        return Err(Refusal::Empty);
    }
    Ok(vec![Event::Crew { event: CrewEvent::Cued { cue: *cue, text } }])
}
