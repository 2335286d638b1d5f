//! What a page tells the desk of script that takes over from it.

use super::seat::Seat;
use crate::{
    kernel::{
        id::{Millis, PersonId},
        room::Header,
    },
    views::{
        cast::GuestCard,
        staff::{may::May, rules::Rule},
    },
};
use serde::Serialize;

/// What a desk knows before it asks anything.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DeskData {
    /// Short code of the room.
    pub room: String,
    /// Title of the session.
    pub topic: String,
    /// Its language.
    pub lang: &'static str,
    /// Proves that a write comes from our own page.
    pub csrf: String,
    /// Who sits here.
    pub me: PersonId,
    /// What stands before each path of ours: empty, or `/en`.
    pub prefix: String,
    /// The installation's time zone.
    pub zone: String,
    /// The server's clock, UTC ms.
    pub now: Millis,
    /// When the session ends at the latest, UTC ms.
    pub over_at: Millis,
    /// Where a letter goes that is let in, as a step's code; none where questions are asked.
    pub letters: Option<&'static str>,
    /// Characters of a question as people count them.
    pub post_chars: usize,
    /// Time in which a decision can be undone, in ms.
    pub undo_ms: Millis,
    /// What the reader may do.
    pub may: May,
    /// Rules a person may reject by.
    pub rules: Vec<Rule>,
    /// Who answers.
    pub guests: Vec<GuestCard>,
}

/// The step to which something goes that is let in.
pub(super) fn let_in_to(header: &Header) -> &'static str {
    header.workflow.lets_in_to().map_or("", |stage| stage.step.code())
}

/// When the session ends at the latest; a room that stands open has none, and goes by the day.
pub(super) fn over_at(header: &Header, now: Millis) -> Millis {
    const DAY: Millis = 24 * 3_600_000;
    let ends_at = header.schedule.ends_at.saturating_add(header.policy.close_after_ms);
    if header.policy.standing { now.saturating_add(DAY) } else { ends_at }
}

impl DeskData {
    /// What the desk at this seat is told.
    pub(in crate::http) fn of(seat: &Seat) -> DeskData {
        let policy = &seat.header.policy;
        DeskData {
            room: seat.header.code.clone(),
            topic: seat.setting.topic.clone(),
            lang: seat.setting.lang,
            csrf: seat.frame.csrf.clone(),
            me: seat.user.person,
            prefix: seat.frame.url("/").trim_end_matches('/').to_owned(),
            zone: seat.reader.zone.iana_name().unwrap_or("UTC").to_owned(),
            now: seat.reader.now,
            over_at: over_at(&seat.header, seat.reader.now),
            letters: policy.takes_letters().then(|| let_in_to(&seat.header)),
            post_chars: policy.post_chars,
            undo_ms: policy.undo_ms,
            may: seat.may.clone(),
            rules: seat.rules.citable(),
            guests: seat.setting.cast.guests.clone(),
        }
    }
}
