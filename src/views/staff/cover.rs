//! What stands on the cover of a letter: what it is, whether it may be published, until when, what came with it.

use crate::{
    kernel::{calendar::today, case::Case, file::File, id::RoomId, letter::Attached, post::Post, workflow::StepKind},
    store::{Db, Listed, StoreError},
    views::{letter::UnitNames, material, reader::Reader, workdays::date_words},
};
use jiff::civil::Date;
use serde::Serialize;

/// The cover of a letter.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cover {
    /// `letter-…`.
    pub kind: String,
    /// Its author agrees to publication.
    pub may_publish: bool,
    /// Whom the author would like to answer.
    pub wish: Option<String>,
    /// Until when its author is to be answered.
    pub answer: Option<Until>,
    /// Until when this stage is to be done.
    pub stage: Option<Until>,
    /// What came with it.
    pub files: Vec<Enclosed>,
}

/// A last day.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Until {
    /// In words.
    pub day: String,
    /// ISO 8601.
    pub iso: String,
    /// It is over.
    pub late: bool,
}

/// A file that came with a letter.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Enclosed {
    /// Its place among those of the letter: where it is handed out.
    pub nth: usize,
    /// The name it came under, with its ending.
    pub name: String,
    /// Size, in words.
    pub weighs: String,
    /// A scanner has nothing against it, or none is set up.
    pub open: bool,
}

/// The covers of `posts`, in the order given; none for what is no letter.
///
/// # Errors
/// `StoreError`.
pub async fn covers(db: &Db, reader: &Reader, posts: &[Listed]) -> Result<Vec<Option<Cover>>, StoreError> {
    let cases: Vec<Option<&Case>> = posts.iter().map(|listed| letter_of(&listed.post)).collect();
    if cases.iter().all(Option::is_none) {
        return Ok(cases.iter().map(|_| None).collect());
    }
    let ids: Vec<_> = cases.iter().flatten().flat_map(|case| &case.letter.files).map(|one| one.file).collect();
    let files = if ids.is_empty() { Vec::new() } else { db.files(&ids).await? };
    let units = UnitNames::read(db).await?;
    let cover = |(listed, case): (&Listed, Option<&Case>)| Some(cover(reader, &listed.post, case?, &units, &files));
    Ok(posts.iter().zip(cases).map(cover).collect())
}

/// What a session left open is no letter.
fn letter_of(post: &Post) -> Option<&Case> {
    post.case.as_deref().filter(|case| case.carried.is_none())
}

fn cover(reader: &Reader, post: &Post, case: &Case, units: &UnitNames, files: &[File]) -> Cover {
    let open = !post.is_out();
    let unanswered = open && post.answered_at == 0;
    let answer = post.clock.as_ref().and_then(|kept| kept.now.due).filter(|_| unanswered);
    let stage = post.stage_due().filter(|_| open && post.place.step != StepKind::Close);
    Cover {
        kind: format!("letter-{}", case.letter.kind.code()),
        may_publish: case.letter.may_publish,
        wish: case.letter.wish.and_then(|unit| units.of(unit)),
        answer: answer.map(|day| until(reader, day)),
        stage: stage.map(|day| until(reader, day)),
        files: enclosed(&case.letter.files, post.room, files),
    }
}

fn until(reader: &Reader, day: Date) -> Until {
    Until { day: date_words(reader, day), iso: day.to_string(), late: day < today(reader.now, &reader.zone) }
}

fn enclosed(named: &[Attached], room: RoomId, files: &[File]) -> Vec<Enclosed> {
    let one = |(nth, attached): (usize, &Attached)| {
        let file = files.iter().find(|file| file.owner == room && file.id == attached.file)?;
        let name = format!("{}.{}", file.name, file.kind.ending());
        Some(Enclosed { nth, name, weighs: material::size(file.bytes), open: file.can_be_opened() })
    };
    named.iter().enumerate().filter_map(one).collect()
}
