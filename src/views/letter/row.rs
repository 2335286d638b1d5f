//! Letters in lists: those that were published, and those that somebody has to do with.

use super::{
    UnitNames,
    sheet::{end_word, kind_word, stage_title},
    split,
};
use crate::{
    kernel::{calendar::today, id::TextId, post::Post},
    store::{CaseRow, Db, Listed, NO_DAY, StoreError},
    views::{
        reader::{Reader, Said, Stamp, Texts},
        workdays::date_words,
    },
};
use std::collections::HashMap;

/// A published letter.
#[derive(Clone, Debug)]
pub struct PublicRow {
    /// Number in its room.
    pub number: u32,
    /// `letter-…`.
    pub kind: String,
    /// Its public title.
    pub title: Said,
    /// The unit that answered.
    pub unit: Option<String>,
    /// When it was answered.
    pub answered: Option<Stamp>,
    /// `end-…`, where nothing is done.
    pub end: Option<String>,
}

/// A letter on a to-do list.
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// Code of its room.
    pub room: String,
    /// Number in it.
    pub number: u32,
    /// `letter-…`.
    pub kind: String,
    /// Its title.
    pub title: Said,
    /// `step-…`.
    pub step: String,
    /// How the workflow calls the stage, where it does.
    pub stage: Option<String>,
    /// The unit that has it.
    pub unit: Option<String>,
    /// Last day of the stage, in words; none where there is none.
    pub due: Option<String>,
    /// ISO 8601.
    pub iso: String,
    /// It is over.
    pub late: bool,
    /// It is today.
    pub last: bool,
    /// When it came.
    pub at: Stamp,
    /// It cannot wait.
    pub urgent: bool,
    /// More time was asked for.
    pub waits: bool,
    /// A unit sent it back.
    pub returned: bool,
    /// Its unit owes a word.
    pub owes: bool,
}

fn words(posts: &[&Post], public: bool) -> Vec<TextId> {
    let of = |post: &&Post| post.worded.as_ref().filter(|_| public).unwrap_or(&post.text).id;
    posts.iter().map(of).collect()
}

/// Published letters in the order given.
///
/// # Errors
/// `StoreError`.
pub async fn public_rows(db: &Db, reader: &Reader, posts: &[Listed]) -> Result<Vec<PublicRow>, StoreError> {
    let shown: Vec<&Post> = posts.iter().map(|listed| &listed.post).filter(|post| post.worded.is_some()).collect();
    let texts = Texts::read(db, &words(&shown, true)).await?;
    let units = UnitNames::read(db).await?;
    let row = |post: &&Post| {
        let (case, words) = (post.case.as_ref()?, post.worded.as_ref()?);
        let answer = case.answer();
        Some(PublicRow {
            number: post.number,
            kind: format!("letter-{}", case.letter.kind.code()),
            title: split(texts.said(words)).0,
            unit: answer.and_then(|answer| units.of(answer.unit?)),
            answered: answer.map(|answer| reader.stamp(answer.at)),
            end: answer.and_then(|answer| answer.end).map(end_word),
        })
    };
    Ok(shown.iter().filter_map(row).collect())
}

/// Rows of a to-do list in the order given.
///
/// # Errors
/// `StoreError`.
pub async fn case_lines(db: &Db, reader: &Reader, cases: &[CaseRow]) -> Result<Vec<CaseLine>, StoreError> {
    let posts: Vec<&Post> = cases.iter().map(|row| &row.listed.post).collect();
    let texts = Texts::read(db, &words(&posts, false)).await?;
    let units = UnitNames::read(db).await?;
    let mut ids: Vec<_> = posts.iter().map(|post| post.room).collect();
    ids.sort_unstable();
    ids.dedup();
    let rooms: HashMap<_, _> = db.rooms_by_id(&ids).await?.into_iter().map(|room| (room.id, room)).collect();
    let now = today(reader.now, &reader.zone);
    let line = |row: &CaseRow| {
        let post = &row.listed.post;
        // Lists of supervisors go by a day of their own; the last of days stands for none.
        let day = row.due.parse().ok().filter(|_| row.due != NO_DAY);
        let (case, room) = (post.case.as_ref()?, rooms.get(&post.room)?);
        Some(CaseLine {
            room: room.code.clone(),
            number: post.number,
            kind: kind_word(case),
            title: split(texts.said(&post.text)).0,
            stage: stage_title(room, case, &post.place.stage, reader.lang),
            step: format!("step-{}", post.place.step.code()),
            unit: case.unit.and_then(|unit| units.of(unit)),
            due: day.map(|day| date_words(reader, day)),
            iso: day.map_or_else(String::new, |day| day.to_string()),
            late: day.is_some_and(|day| day < now),
            last: day == Some(now),
            at: reader.stamp(post.at),
            urgent: case.urgent,
            waits: case.awaits_extension(),
            returned: case.returned > 0,
            owes: !case.owed.is_empty(),
        })
    };
    Ok(cases.iter().filter_map(line).collect())
}
