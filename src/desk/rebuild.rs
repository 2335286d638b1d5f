//! Recomputes every table that is not truth, with the same fold that wrote them.

use super::group::notice;
use crate::{
    kernel::{
        command::Site,
        decide::OfficeScope,
        event::{Event, OfficeEvent, PostEvent, RoomEvent},
        figures::{counted, spread},
        id::{FileId, OFFICE, PostId, RoomId, TextId, UnitId, VisitorId},
        office::{Office, PersonCard},
        phrase::Shelf,
        principal::{Card, Mover},
        record::{Notes, RecordEvent},
        room::{About, Header},
        scope::Scope,
    },
    store::{Audited, Batch, Db, StoreError, Tx},
};
use std::collections::HashMap;

/// Entries read at a time.
const PAGE: u32 = 1_000;

/// What was recomputed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Journals read.
    pub rooms: usize,
    /// Entries folded.
    pub entries: u64,
    /// Posts written.
    pub posts: usize,
    /// Lines written.
    pub lines: usize,
}

/// Empties the derived tables and folds them again from journal, texts and votes, in one
/// transaction; `step` is told of each room.
///
/// # Errors
/// `StoreError`; the tables are then as before.
pub async fn rebuild(db: &Db, mut step: impl FnMut(usize)) -> Result<Rebuilt, StoreError> {
    let mut tx = db.begin().await?;
    let rooms = db.journals().await?;
    tx.forget_derived().await?;
    let mut done = Rebuilt { rooms: rooms.len(), ..Rebuilt::default() };
    for (nth, room) in rooms.into_iter().enumerate() {
        if room == OFFICE {
            done.entries += rebuild_office(db, &mut tx).await?;
        } else {
            rebuild_room(db, &mut tx, room, &mut done).await?;
        }
        step(nth + 1);
    }
    tx.commit().await?;
    Ok(done)
}

async fn rebuild_room(db: &Db, tx: &mut Tx, room: RoomId, done: &mut Rebuilt) -> Result<(), StoreError> {
    let mut scope = Scope::default();
    let mut movers: HashMap<VisitorId, Mover> = HashMap::new();
    let (mut notices, mut noted) = (Vec::new(), Vec::new());
    let mut after = 0;
    loop {
        let page = db.entries_after(room, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.staff_at;
        done.entries += page.len() as u64;
        let cards = cards(db, &page).await?;
        let abouts = abouts(db, &page).await?;
        for entry in &page {
            let public = scope.header.as_ref().is_some_and(Header::is_shown);
            let card = author(&entry.event).and_then(|text| cards.get(&text));
            scope.apply(room, &entry.event, card, entry.at);
            if let Event::Post { post, event } = &entry.event {
                count(&scope, &mut movers, *post, event, entry.at);
            }
            if let Event::Room { event } = &entry.event
                && let Some(about) = noticed(event).and_then(|text| abouts.get(&text))
            {
                notices.extend(notice(room, event, about, public));
            }
            if let Event::Room { event: RoomEvent::Record { event: RecordEvent::Noted { notes } } } = &entry.event {
                noted.push((room, beside(db, notes.id).await?));
            }
        }
    }
    if scope.header.as_ref().is_some_and(|header| header.forgotten) {
        movers.clear();
    }
    let recount: Vec<PostId> = scope.posts.keys().copied().collect();
    if let Some(header) = &mut scope.header {
        header.votes = tx.count_votes(&recount).await?;
    }
    let batch = Batch {
        counts: spread(scope.posts.values().map(|post| (None, counted(post)))),
        rooms: scope.header.into_iter().collect(),
        posts: scope.posts.into_values().collect(),
        lines: scope.lines.into_values().collect(),
        blocks: scope.blocks.into_values().collect(),
        erasures: scope.erasures.into_values().collect(),
        movers: movers.into_values().collect(),
        notices,
        noted,
        recount,
        ..Batch::default()
    };
    done.posts += batch.posts.len();
    done.lines += batch.lines.len();
    tx.write(&batch).await
}

fn author(event: &Event) -> Option<TextId> {
    match event {
        Event::Post { event: PostEvent::Received { author, .. }, .. } => Some(author.id),
        _ => None,
    }
}

/// Cards of authors named on this page; a destroyed card is an empty one.
async fn cards(db: &Db, page: &[Audited]) -> Result<HashMap<TextId, Card>, StoreError> {
    let ids: Vec<TextId> = page.iter().filter_map(|entry| author(&entry.event)).collect();
    let texts = db.texts(&ids).await?;
    let card = |(id, row): (TextId, crate::store::TextRow)| {
        let card = row.body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
        (id, card)
    };
    Ok(texts.into_iter().map(card).collect())
}

fn noticed(event: &RoomEvent) -> Option<TextId> {
    match event {
        RoomEvent::Drafted { about, .. } | RoomEvent::Amended { about, .. } => Some(about.id),
        _ => None,
    }
}

/// The files that stand beside a record; destroyed words name none.
async fn beside(db: &Db, notes: TextId) -> Result<Vec<FileId>, StoreError> {
    let texts = db.texts(&[notes]).await?;
    let body = texts.get(&notes).and_then(|row| row.body.as_deref());
    let notes: Option<Notes> = body.and_then(|body| serde_json::from_str(body).ok());
    Ok(notes.map(|notes| notes.file_ids()).unwrap_or_default())
}

/// Notices given on this page; a destroyed one names nothing.
async fn abouts(db: &Db, page: &[Audited]) -> Result<HashMap<TextId, About>, StoreError> {
    let named = page.iter().filter_map(|entry| match &entry.event {
        Event::Room { event } => noticed(event),
        _ => None,
    });
    let ids: Vec<TextId> = named.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let texts = db.texts(&ids).await?;
    let about =
        |(id, row): (TextId, crate::store::TextRow)| Some((id, serde_json::from_str(row.body.as_deref()?).ok()?));
    Ok(texts.into_iter().filter_map(about).collect())
}

fn count(scope: &Scope, movers: &mut HashMap<VisitorId, Mover>, post: PostId, event: &PostEvent, at: i64) {
    let Some((room, visitor)) = scope.posts.get(&post).and_then(|post| Some((post.room, post.visitor?))) else {
        return;
    };
    let mover = || Mover::new(room, visitor);
    match event {
        PostEvent::Received { .. } => movers.entry(visitor).or_insert_with(mover).receive(at),
        PostEvent::AuthorMuted { until } => movers.entry(visitor).or_insert_with(mover).muted_until = *until,
        _ => {}
    }
}

async fn rebuild_office(db: &Db, tx: &mut Tx) -> Result<u64, StoreError> {
    let mut scope = OfficeScope::default();
    let (mut units, mut persons, mut links) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut after = 0;
    loop {
        let page = db.entries_after(OFFICE, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.staff_at;
        for entry in &page {
            let Event::Office { event } = &entry.event else { continue };
            let (person, link) = named(event);
            scope.person = person.and_then(|person| persons.get(&person).cloned());
            scope.link = link.and_then(|link| links.get(&link).cloned());
            scope.unit = unit(event).and_then(|unit| units.get(&unit).cloned());
            let card = person_card(db, event).await?;
            scope.apply(event, card.as_ref());
            units.extend(scope.unit.take().map(|unit| (unit.id, unit)));
            persons.extend(scope.person.take().map(|person| (person.id, person)));
            links.extend(scope.link.take().map(|link| (link.id, link)));
        }
    }
    let batch = Batch {
        emblem: Some(emblem(db, &scope.office).await?),
        office: Some(scope.office.clone()),
        units: units.into_values().collect(),
        persons: persons.into_values().collect(),
        links: links.into_values().collect(),
        ..Batch::default()
    };
    tx.write(&batch).await?;
    Ok(scope.office.staff_at)
}

/// The file that the site in force names.
async fn emblem(db: &Db, office: &Office) -> Result<Vec<FileId>, StoreError> {
    let Some(site) = &office.site else { return Ok(Vec::new()) };
    let texts = db.texts(&[site.id]).await?;
    let body = texts.get(&site.id).and_then(|row| row.body.as_deref());
    let site: Option<Site> = body.map(serde_json::from_str).transpose()?;
    Ok(site.and_then(|site| site.emblem).iter().map(|emblem| emblem.file).collect())
}

fn named(event: &OfficeEvent) -> (Option<crate::kernel::id::PersonId>, Option<crate::kernel::id::LinkId>) {
    match event {
        OfficeEvent::PersonSet { person, .. }
        | OfficeEvent::PasswordSet { person, .. }
        | OfficeEvent::FactorSet { person, .. }
        | OfficeEvent::FactorUsed { person, .. }
        | OfficeEvent::FactorDropped { person }
        | OfficeEvent::Granted { person, .. }
        | OfficeEvent::Revoked { person, .. }
        | OfficeEvent::DeputySet { person, .. }
        | OfficeEvent::DeputyDropped { person, .. }
        | OfficeEvent::MailAsked { person, .. }
        | OfficeEvent::MailConfirmed { person }
        | OfficeEvent::MailChosen { person, .. }
        | OfficeEvent::MailDropped { person }
        | OfficeEvent::PhrasesSet { shelf: Shelf::Person { person }, .. }
        | OfficeEvent::Disabled { person } => (Some(*person), None),
        OfficeEvent::LinkUsed { link } => (None, Some(*link)),
        _ => (None, None),
    }
}

fn unit(event: &OfficeEvent) -> Option<UnitId> {
    match event {
        OfficeEvent::UnitSet { unit, .. }
        | OfficeEvent::UnitClosed { unit, .. }
        | OfficeEvent::UnitOpened { unit }
        | OfficeEvent::PhrasesSet { shelf: Shelf::Unit { unit }, .. } => Some(*unit),
        _ => None,
    }
}

async fn person_card(db: &Db, event: &OfficeEvent) -> Result<Option<PersonCard>, StoreError> {
    let OfficeEvent::PersonSet { card, .. } = event else { return Ok(None) };
    let texts = db.texts(&[card.id]).await?;
    let body = texts.get(&card.id).and_then(|row| row.body.as_deref());
    Ok(body.map(serde_json::from_str).transpose()?)
}
