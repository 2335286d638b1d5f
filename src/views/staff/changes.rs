//! What colleagues did in the meantime, and by which name they are known.

use crate::{
    kernel::{
        event::{Event, PostEvent, RoomEvent},
        id::{PersonId, PostId, RoomId},
        office::PersonCard,
        post::Verdict,
    },
    store::{Audited, Db, StoreError},
    views::reader::{Reader, Stamp, Texts},
};
use serde::Serialize;
use std::collections::HashMap;

/// Shown names of staff.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<PersonId, String>);

impl Names {
    /// Reads the names of `ids`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn read(db: &Db, ids: &[PersonId]) -> Result<Names, StoreError> {
        if ids.is_empty() {
            return Ok(Names::default());
        }
        let persons = db.persons_by_id(ids).await?;
        let cards: Vec<_> = persons.iter().map(|person| person.card.id).collect();
        let texts = Texts::read(db, &cards).await?;
        let name = |person: &crate::kernel::office::Person| {
            let card = texts.json::<PersonCard>(person.card.id);
            (person.id, card.map_or_else(|| person.login.clone(), |card| card.name))
        };
        Ok(Names(persons.iter().map(name).collect()))
    }

    /// One of them.
    pub fn of(&self, id: PersonId) -> Option<String> {
        self.0.get(&id).cloned()
    }
}

/// Something that happened to a question.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Change {
    /// Id of the word: `desk-did-…`.
    pub word: &'static str,
    /// Who; none for the author or the schedule.
    pub by: Option<String>,
    /// Whether the author did it.
    pub author: bool,
    /// When.
    pub at: Stamp,
}

/// What happened to `post` since `revision`.
///
/// # Errors
/// `StoreError`.
pub async fn since(
    db: &Db,
    reader: &Reader,
    room: RoomId,
    post: PostId,
    revision: u32,
) -> Result<Vec<Change>, StoreError> {
    let entries = db.since(room, post, revision).await?;
    let ids: Vec<PersonId> = entries.iter().filter_map(|entry| entry.actor.parse().ok()).collect();
    let names = Names::read(db, &ids).await?;
    let change = |entry: &Audited| {
        let Event::Post { event, .. } = &entry.event else { return None };
        Some(Change {
            word: word(event)?,
            by: entry.actor.parse().ok().and_then(|id| names.of(id)),
            author: entry.actor == "visitor",
            at: reader.stamp(entry.at),
        })
    };
    Ok(entries.iter().filter_map(change).collect())
}

/// Who took the last step of a session, and when; none for the schedule.
///
/// # Errors
/// `StoreError`.
pub async fn last_step(db: &Db, reader: &Reader, room: RoomId) -> Result<Option<Change>, StoreError> {
    let Some(entry) = db.last_step(room).await? else { return Ok(None) };
    let Ok(by) = entry.actor.parse() else { return Ok(None) };
    let word = match &entry.event {
        Event::Room { event: RoomEvent::WentLive } => "desk-already-live",
        Event::Room { event: RoomEvent::Paused } => "desk-already-pause",
        Event::Room { event: RoomEvent::Resumed } => "desk-already-resume",
        Event::Room { event: RoomEvent::Extended { .. } } => "desk-already-extend",
        _ => "desk-already-close",
    };
    let by = Names::read(db, &[by]).await?.of(by);
    Ok(Some(Change { word, by, author: false, at: reader.stamp(entry.at) }))
}

fn word(event: &PostEvent) -> Option<&'static str> {
    Some(match event {
        PostEvent::Received { .. } | PostEvent::AuthorForgotten { .. } => return None,
        PostEvent::Rated { .. } => "desk-did-rate",
        PostEvent::Appealed { .. } => "desk-did-appeal",
        PostEvent::Counted { .. } => "desk-did-count",
        PostEvent::Case { .. } => "desk-did-case",
        PostEvent::AppealDismissed { .. } => "desk-did-dismiss",
        PostEvent::Erased { .. } => "desk-did-erase",
        PostEvent::Edited { .. } => "desk-did-edit",
        PostEvent::Withdrawn => "desk-did-withdraw",
        PostEvent::Screened { verdict, .. } => decided(verdict),
        PostEvent::Undone => "desk-did-undo",
        PostEvent::Released { .. } => "desk-did-release",
        PostEvent::Unmerged => "desk-did-unmerge",
        PostEvent::Worded { .. } => "desk-did-word",
        PostEvent::Assigned { .. } => "desk-did-assign",
        PostEvent::Ranked { .. } => "desk-did-rank",
        PostEvent::AuthorMuted { .. } => "desk-did-mute",
        PostEvent::TakenDown { .. } => "desk-did-take-down",
        PostEvent::ReplyDrafted { .. } => "desk-did-draft",
        PostEvent::ReplyHandedOver { .. } => "desk-did-hand-over",
        PostEvent::ReplySignedOff { .. } => "desk-did-sign-off",
        PostEvent::ReplyPublished { .. } => "desk-did-publish",
        PostEvent::ReplyBegun { .. } | PostEvent::ReplyContinued { .. } => "desk-did-publish-part",
        PostEvent::ReplyFinished { .. } => "desk-did-finish",
        PostEvent::ReplyCorrected { .. } => "desk-did-correct-reply",
        PostEvent::ReplyTakenDown { .. } => "desk-did-take-down-reply",
    })
}

/// The word of a decision.
pub(super) fn decided(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "desk-did-approve",
        Verdict::Hold => "desk-did-hold",
        Verdict::Reject { .. } => "desk-did-reject",
        Verdict::Merge { .. } => "desk-did-merge",
    }
}
