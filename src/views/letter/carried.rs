//! What became of a question that a session left open, for everybody.

use super::UnitNames;
use crate::{
    kernel::{
        case::End,
        post::{Fate, Post},
    },
    store::{Db, StoreError},
    views::reader::{Reader, Said, Stamp, Texts},
};

/// It went over, or asks nothing.
#[derive(Clone, Debug)]
pub struct Carried {
    /// Since when.
    pub at: Stamp,
    /// The unit that has it, where one does and has not answered yet.
    pub unit: Option<String>,
    /// It waits for an answer in writing.
    pub waits: bool,
    /// Why nobody answers.
    pub why: Option<Said>,
    /// It asks nothing, rather than that nothing is done.
    pub comment: bool,
}

/// Of a question of a session, not of a letter.
///
/// # Errors
/// `StoreError`.
pub async fn carried(db: &Db, reader: &Reader, post: &Post) -> Result<Option<Carried>, StoreError> {
    let Some(case) = post.case.as_deref().filter(|_| post.is_carried() && post.public) else { return Ok(None) };
    let Some(at) = case.carried.filter(|_| matches!(post.fate, Fate::CarriedOver | Fate::Ended)) else {
        return Ok(None);
    };
    let (waits, why) = (post.awaits_unit(), post.told_why());
    let unit = match case.unit.filter(|_| waits) {
        Some(unit) => UnitNames::read(db).await?.of(unit),
        None => None,
    };
    let words = match why {
        Some(answer) => Some(Texts::read(db, &[answer.text.id]).await?.said(&answer.text)),
        None => None,
    };
    let comment = why.is_some_and(|answer| answer.end == Some(End::Comment));
    Ok(Some(Carried { at: reader.stamp(at), unit, waits, why: words, comment }))
}
