//! Who stands in for whom, as people read it.

use super::{
    office_people::{Held, chosen, held, names},
    reader::Reader,
    workdays::date_words,
};
use crate::{
    kernel::{calendar::today, id::PersonId, office::Person},
    store::{Db, StoreError},
};

/// One person who stands in for another.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The other of the two: the deputy, or whoever is absent.
    pub person: PersonId,
    /// Shown name.
    pub name: String,
    /// Log-in name, where somebody chose it.
    pub login: Option<String>,
    /// The first day, in words.
    pub from: String,
    /// The last day, in words.
    pub to: String,
    /// `before`, `on`, `over`.
    pub state: &'static str,
    /// What is lent; none for all that can be.
    pub held: Option<Held>,
}

/// Both sides of one person.
#[derive(Clone, Debug, Default)]
pub struct Deputies {
    /// Who stands in for the person.
    pub deputies: Vec<Standing>,
    /// For whom the person stands in, today or later.
    pub stands_for: Vec<Standing>,
}

/// Both sides of this person.
///
/// # Errors
/// `StoreError`.
pub async fn deputies(db: &Db, reader: &Reader, id: PersonId) -> Result<Deputies, StoreError> {
    let Some(person) = db.person(id).await? else { return Ok(Deputies::default()) };
    let absent: Vec<Person> = db.absent().await?.into_iter().filter(|absent| !absent.disabled).collect();
    let here = absent.iter().flat_map(|absent| {
        let named = absent.deputies.iter().filter(move |deputy| deputy.person == id);
        named.map(move |deputy| (absent.id, deputy))
    });
    let now = today(reader.now, &reader.zone);
    let pairs: Vec<_> = person.deputies.iter().map(|deputy| (deputy.person, deputy, true)).collect();
    let others = here.filter(|(_, deputy)| deputy.to >= now).map(|(of, deputy)| (of, deputy, false));
    let pairs: Vec<_> = pairs.into_iter().chain(others).collect();
    let names = names(db, &pairs.iter().map(|(other, ..)| *other).collect::<Vec<_>>()).await?;
    let mut both = Deputies::default();
    for (other, deputy, own) in pairs {
        let (login, name) = names.get(&other).cloned().unwrap_or_default();
        let state = match () {
            () if deputy.to < now => "over",
            () if deputy.from > now => "before",
            () => "on",
        };
        let held = match deputy.grant {
            Some(grant) => Some(held(db, grant).await?),
            None => None,
        };
        let standing = Standing {
            person: other,
            name,
            login: chosen(&login).map(str::to_owned),
            from: date_words(reader, deputy.from),
            to: date_words(reader, deputy.to),
            state,
            held,
        };
        if own { both.deputies.push(standing) } else { both.stands_for.push(standing) }
    }
    Ok(both)
}
