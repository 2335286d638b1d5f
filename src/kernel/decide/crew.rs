//! What the crew says among itself.

use super::room::Context;
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

pub(super) fn decide(cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    let Command::Cue { cue, .. } = command else { return Err(Refusal::NotFound) };
    cx.permit.require(&BACKSTAGE)?;
    if cx.header.phase == Phase::Discarded {
        return Err(Refusal::WrongPhase);
    }
    let text = cx.given.words_if_any(cx.given.limits.cue_chars)?;
    if cue.is_none() && text.is_none() {
        return Err(Refusal::Empty);
    }
    Ok(vec![Event::Crew { event: CrewEvent::Cued { cue: *cue, text } }])
}
