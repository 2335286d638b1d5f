//! Backstage: what the crew said among itself, newest first.

use super::changes::Names;
use crate::{
    kernel::{
        cue::ReadyCue,
        event::{CrewEvent, Event},
        id::PersonId,
        room::Header,
    },
    store::{Audited, Db, StoreError},
    views::reader::{Reader, Said, Stamp, Texts},
};

/// Cues that are shown.
const LAST: u32 = 50;

/// One cue.
#[derive(Clone, Debug)]
pub struct CueRow {
    /// Its place in the staff stream.
    pub position: u64,
    /// When.
    pub at: Stamp,
    /// By whom.
    pub by: Option<String>,
    /// Whether the reader gave it.
    pub own: bool,
    /// The ready cue.
    pub cue: Option<ReadyCue>,
    /// Own words.
    pub text: Option<Said>,
}

/// The last cues of a room, newest first; `me` is who reads.
///
/// # Errors
/// `StoreError`.
pub async fn cues(db: &Db, reader: &Reader, header: &Header, me: PersonId) -> Result<Vec<CueRow>, StoreError> {
    let entries = db.cues(header.id, LAST).await?;
    let texts: Vec<_> = entries.iter().filter_map(|entry| cued(entry)?.1).map(|text| text.id).collect();
    let texts = Texts::read(db, &texts).await?;
    let people: Vec<PersonId> = entries.iter().filter_map(|entry| entry.actor.parse().ok()).collect();
    let names = Names::read(db, &people).await?;
    let row = |entry: &Audited| {
        let (cue, text) = cued(entry)?;
        let by: Option<PersonId> = entry.actor.parse().ok();
        Some(CueRow {
            position: entry.staff_at,
            at: reader.stamp(entry.at),
            by: by.and_then(|by| names.of(by)),
            own: by == Some(me),
            cue,
            text: text.map(|text| texts.said(text)),
        })
    };
    Ok(entries.iter().filter_map(row).collect())
}

fn cued(entry: &Audited) -> Option<(Option<ReadyCue>, Option<&crate::kernel::text::TextRef>)> {
    match &entry.event {
        Event::Crew { event: CrewEvent::Cued { cue, text } } => Some((*cue, text.as_ref())),
        _ => None,
    }
}
