//! Canned phrases as they are offered beside a draft, and as their owners change them.

use super::UnitNames;
use crate::{
    kernel::{
        id::{PersonId, UnitId},
        phrase::{Phrase, Phrases, Shelf},
        text::Lang,
    },
    store::{Db, StoreError},
    views::reader::Texts,
};

/// A phrase that is offered.
#[derive(Clone, Debug)]
pub struct Offered {
    /// What it is called; its beginning, where it has no name.
    pub title: String,
    /// Its words.
    pub text: String,
    /// Their language tag.
    pub lang: &'static str,
    /// The unit whose it is; none for the reader's own.
    pub unit: Option<String>,
}

/// Characters of a phrase without a name that stand for one.
const TITLE_CHARS: usize = 16;

/// All of a shelf, with its edition.
///
/// # Errors
/// `StoreError`.
pub async fn phrases(db: &Db, shelf: Shelf) -> Result<(u32, Vec<Phrase>), StoreError> {
    let kept = match shelf {
        Shelf::Person { person } => db.person(person).await?.and_then(|person| person.phrases),
        Shelf::Unit { unit } => {
            db.units().await?.into_iter().find(|held| held.id == unit).and_then(|unit| unit.phrases)
        }
    };
    let all = read(db, kept.iter()).await?.pop().unwrap_or_default();
    Ok((Phrases::edition(kept.as_ref()), all))
}

/// What is offered to a person who writes for these units: their own first, then those of the units and of whatever
/// stands above them.
///
/// # Errors
/// `StoreError`.
pub async fn offered(db: &Db, person: PersonId, writing_for: &[UnitId]) -> Result<Vec<Offered>, StoreError> {
    let own = db.person(person).await?.and_then(|person| person.phrases);
    let (units, names) = (db.units().await?, UnitNames::read(db).await?);
    let mut line: Vec<UnitId> = Vec::new();
    for unit in writing_for {
        let mut here = Some(*unit);
        while let Some(unit) = here.filter(|unit| !line.contains(unit)) {
            line.push(unit);
            here = units.iter().find(|held| held.id == unit).and_then(|held| held.parent);
        }
    }
    let of_units = line.iter().filter_map(|unit| units.iter().find(|held| held.id == *unit));
    let shelves: Vec<(Option<String>, &Phrases)> = own
        .iter()
        .map(|kept| (None, kept))
        .chain(of_units.filter_map(|unit| Some((names.of(unit.id), unit.phrases.as_ref()?))))
        .collect();
    let all = read(db, shelves.iter().map(|(_, kept)| *kept)).await?;
    let named = shelves.into_iter().zip(all);
    Ok(named.flat_map(|((unit, _), all)| all.into_iter().map(move |phrase| offer(phrase, unit.clone()))).collect())
}

fn offer(phrase: Phrase, unit: Option<String>) -> Offered {
    let title = match phrase.title.is_empty() {
        true => phrase.text.chars().take(TITLE_CHARS).collect(),
        false => phrase.title,
    };
    Offered { title, lang: Lang::guess(&phrase.text).tag(), text: phrase.text, unit }
}

/// Of each shelf its phrases, in the order given.
async fn read(db: &Db, shelves: impl Iterator<Item = &Phrases>) -> Result<Vec<Vec<Phrase>>, StoreError> {
    let ids: Vec<_> = shelves.map(|kept| kept.text.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let texts = Texts::read(db, &ids).await?;
    Ok(ids.into_iter().map(|id| texts.json(id).unwrap_or_default()).collect())
}
