//! What the archive found, together with the rooms it was found in: neither reader knows the other, a door knows both.

use super::App;
use crate::{
    archive::{Answered, Hit, Stretch},
    kernel::{
        id::{GuestId, RoomId},
        line::Speaker,
        room::Header,
    },
    store::{Db, StoreError, search::Kind},
    views::{
        question::fate_word,
        reader::{Reader, Stamp},
        record::{Who, speaker_of},
        room::{RoomView, rooms},
    },
};
use std::collections::{BTreeMap, HashMap};

/// A hit as pages and programs show it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What it is.
    pub kind: Kind,
    /// `search-kind-…`.
    pub kind_word: &'static str,
    /// Its permanent address, without the prefix of the language.
    pub path: String,
    /// Its room.
    pub room: RoomView,
    /// Number of the question.
    pub number: Option<u32>,
    /// Code and word of what became of the question.
    pub fate: Option<(&'static str, &'static str)>,
    /// Who says it.
    pub who: Option<Who>,
    /// When.
    pub at: Stamp,
    /// The words around what was looked for.
    pub passage: Vec<Stretch>,
    /// Their language tag.
    pub lang: &'static str,
}

impl Shown {
    /// The unit that answered a letter, else the units of the room.
    pub fn answered_by(&self) -> &str {
        let who = self.who.as_ref().filter(|_| self.kind == Kind::Question);
        who.and_then(|who| who.name.as_deref()).unwrap_or(&self.room.units)
    }
}

/// Hits with their rooms, in the order given.
///
/// # Errors
/// `StoreError`.
pub async fn shown(db: &Db, reader: &Reader, hits: Vec<Hit>) -> Result<Vec<Shown>, StoreError> {
    let headers: BTreeMap<RoomId, Header> = hits.iter().map(|hit| (hit.header.id, hit.header.clone())).collect();
    let headers: Vec<Header> = headers.into_values().collect();
    let mut views: HashMap<RoomId, RoomView> = HashMap::new();
    for (mut view, header) in rooms(db, reader, &headers).await?.into_iter().zip(&headers) {
        let speak: Vec<GuestId> = hits.iter().filter(|hit| hit.header.id == header.id).filter_map(guest).collect();
        view.cast.complete(db, header, &speak).await?;
        views.insert(header.id, view);
    }
    Ok(hits.into_iter().filter_map(|hit| one(reader, views.get(&hit.header.id)?.clone(), hit)).collect())
}

/// Questions of rooms other than `here` that were answered and say much the same as `text`.
///
/// # Errors
/// `StoreError`.
pub async fn earlier(
    app: &App,
    reader: &Reader,
    text: &str,
    here: RoomId,
    most: usize,
) -> Result<Vec<Shown>, StoreError> {
    let found = app.archive.answered(text, Some(here), most).await?;
    shown(&app.db, reader, found.into_iter().map(|answered| answered.hit).collect()).await
}

/// Letters that were answered and published and say much the same as `text`, wherever, and what earlier rooms answered:
/// a mailbox stands open for years, so what it answered before is in itself.
///
/// # Errors
/// `StoreError`.
pub async fn answered(app: &App, reader: &Reader, text: &str, most: usize) -> Result<Vec<Shown>, StoreError> {
    let found = app.archive.answered(text, None, most).await?;
    shown(&app.db, reader, found.into_iter().map(|answered| answered.hit).collect()).await
}

/// Of these, those so close that whoever is about to send `text` should see them before.
///
/// # Errors
/// `StoreError`.
pub async fn close(app: &App, reader: &Reader, text: &str, most: usize) -> Result<Vec<Shown>, StoreError> {
    let mut found = app.archive.answered(text, None, most).await?;
    found.retain(Answered::is_close);
    shown(&app.db, reader, found.into_iter().map(|answered| answered.hit).collect()).await
}

fn guest(hit: &Hit) -> Option<GuestId> {
    match hit.speaker {
        Some(Speaker::Guest { guest }) => Some(guest),
        _ => None,
    }
}

fn one(reader: &Reader, room: RoomView, hit: Hit) -> Option<Shown> {
    let (kind, number) = (hit.thing.kind, hit.thing.number);
    let here = format!("/r/{}", room.code);
    Some(Shown {
        kind,
        kind_word: if room.letters && kind == Kind::Question { "search-kind-question.letter" } else { kind_word(kind) },
        path: match kind {
            Kind::Notice => here,
            Kind::Summary => format!("{here}/record"),
            Kind::Question => format!("{here}/q/{number}"),
            Kind::Reply | Kind::Speech | Kind::Heading | Kind::Photo => format!("{here}/l/{number}"),
        },
        number: (kind == Kind::Question).then_some(number),
        fate: hit.post.as_ref().map(|post| (post.fate.code(), fate_word(post))),
        who: hit.speaker.map(|speaker| speaker_of(speaker, &room.cast)),
        at: reader.stamp(hit.at),
        passage: hit.passage,
        lang: hit.lang,
        room,
    })
}

/// The word of a kind.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Notice => "search-kind-notice",
        Kind::Question => "search-kind-question",
        Kind::Reply => "search-kind-reply",
        Kind::Speech => "search-kind-speech",
        Kind::Heading => "search-kind-heading",
        Kind::Photo => "search-kind-photo",
        Kind::Summary => "search-kind-summary",
    }
}
