//! The rooms somebody works in, and which doors stand open there.

use super::{may::May, queue::oldest};
use crate::{
    kernel::{
        calendar::today,
        id::RoomId,
        principal::{Grant, Permit, Principal},
        room::{Header, Phase},
    },
    store::{Db, LeftOpen, Piles, StoreError},
    views::{
        reader::Reader,
        room::{RoomView, rooms},
        workdays::date_words,
    },
};
use std::collections::HashMap;

/// Rooms of one group that are looked through.
const ROOMS: u32 = 200;
/// Past rooms that are shown.
const PAST: usize = 20;

/// A room on the first page of the desks.
#[derive(Clone, Debug)]
pub struct Workplace {
    /// The room.
    pub room: RoomView,
    /// Open doors.
    pub may: May,
    /// Letters are brought there.
    pub letters: bool,
    /// Counts, for those who screen.
    pub piles: Piles,
    /// How long the oldest has waited.
    pub oldest: Option<String>,
    /// Erasures that wait for the reader's word.
    pub erasures: u32,
    /// The approver gave the record back.
    pub returned: bool,
    /// What the session left open and is to be answered.
    pub left: Option<Left>,
    /// Only for trying out.
    pub rehearsal: bool,
}

/// Questions with a deadline.
#[derive(Clone, Debug)]
pub struct Left {
    /// How many.
    pub posts: u32,
    /// The first last day, in words.
    pub day: String,
    /// It is over.
    pub past: bool,
}

/// Rooms under one heading.
#[derive(Clone, Debug)]
pub struct Group {
    /// Id of the heading: `desk-rooms-…`.
    pub word: &'static str,
    /// The rooms.
    pub rooms: Vec<Workplace>,
}

/// The rooms that `grants` reach: live, mailboxes, upcoming, drafts, past.
///
/// # Errors
/// `StoreError`.
pub async fn home(db: &Db, reader: &Reader, who: Principal, grants: &[Grant]) -> Result<Vec<Group>, StoreError> {
    let groups: [(&'static str, &[Phase]); 5] = [
        ("desk-rooms-live", &[Phase::Live]),
        ("desk-rooms-mailboxes", &[Phase::Collecting, Phase::Announced]),
        ("desk-rooms-upcoming", &[Phase::Collecting, Phase::Announced]),
        ("desk-rooms-drafts", &[Phase::Draft]),
        ("desk-rooms-past", &[Phase::Closed, Phase::Cancelled]),
    ];
    let mut found = Vec::new();
    for (word, phases) in groups {
        let mut headers = db.rooms(phases, ROOMS).await?;
        headers.retain(|header| Permit::new(who, grants, header.id, &header.units).is_staff());
        if word == "desk-rooms-mailboxes" || word == "desk-rooms-upcoming" {
            headers.retain(|header| header.policy.standing == (word == "desk-rooms-mailboxes"));
        }
        let past = phases.contains(&Phase::Closed);
        headers.sort_by_key(|header| if past { -header.schedule.starts_at } else { header.schedule.starts_at });
        let left = if past { left(db, reader, &headers).await? } else { HashMap::new() };
        if past {
            // What has yet to be answered does not grow old.
            let mut shown = 0;
            headers.retain(|header| {
                shown += 1;
                shown <= PAST || left.contains_key(&header.id)
            });
        }
        if !headers.is_empty() {
            found.push(Group { word, rooms: workplaces(db, reader, (who, grants), &headers, &left).await? });
        }
    }
    Ok(found)
}

async fn left(db: &Db, reader: &Reader, headers: &[Header]) -> Result<HashMap<RoomId, Left>, StoreError> {
    let rooms: Vec<RoomId> = headers.iter().map(|header| header.id).collect();
    let now = today(reader.now, &reader.zone);
    let told =
        |LeftOpen { room, posts, due }: LeftOpen| (room, Left { posts, day: date_words(reader, due), past: due < now });
    Ok(db.left_open(&rooms).await?.into_iter().map(told).collect())
}

async fn workplaces(
    db: &Db,
    reader: &Reader,
    (who, grants): (Principal, &[Grant]),
    headers: &[Header],
    left: &HashMap<RoomId, Left>,
) -> Result<Vec<Workplace>, StoreError> {
    let mut places = Vec::new();
    for (room, header) in rooms(db, reader, headers).await?.into_iter().zip(headers) {
        let may = May::of(&Permit::new(who, grants, header.id, &header.units), header);
        let piles = if may.screen || may.judge { db.piles(header.id).await? } else { Piles::default() };
        let oldest = oldest(db, reader, header.id, piles).await?;
        let counts = may.agree && header.erasures > 0;
        let erasures = if counts { db.open_erasures(header.id).await? } else { 0 };
        let returned = may.prepares_record && header.record.returned.is_some();
        let (left, rehearsal) = (left.get(&header.id).cloned(), header.rehearsal);
        let letters = header.policy.takes_letters();
        places.push(Workplace { room, may, letters, piles, oldest, erasures, returned, left, rehearsal });
    }
    Ok(places)
}
