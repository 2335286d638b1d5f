//! Who takes part in a room, by the names the notice gives them.

use super::{
    letter::UnitNames,
    reader::{Said, Texts},
};
use crate::{
    kernel::{
        id::{GuestId, UnitId},
        room::{About, Guest, Header},
        text::{Lang, TextRef},
    },
    store::{Db, StoreError},
};
use serde::Serialize;

/// A guest as pages show one.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GuestCard {
    /// Identity within the room.
    pub id: GuestId,
    /// Full name.
    pub name: String,
    /// Office held.
    pub office: String,
    /// Address of the portrait.
    pub face: Option<String>,
    /// First character of the name, where there is no portrait.
    pub initial: String,
}

impl From<&Guest> for GuestCard {
    fn from(guest: &Guest) -> Self {
        GuestCard {
            id: guest.id,
            name: guest.name.clone(),
            office: guest.office.clone(),
            face: guest.portrait.as_ref().map(|digest| format!("/files/{digest}")),
            initial: initial(&guest.name),
        }
    }
}

fn initial(name: &str) -> String {
    name.chars().next().map(String::from).unwrap_or_default()
}

/// The people of a room.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Guests of today's notice.
    pub guests: Vec<GuestCard>,
    /// Name of the host; empty if none is named.
    pub host: String,
    /// First character of it.
    pub host_initial: String,
    /// Guests of earlier notices, and units that answered.
    former: Vec<GuestCard>,
}

impl Cast {
    /// The people of a notice.
    pub fn of(about: &About) -> Cast {
        let guests = about.guests.iter().map(GuestCard::from).collect();
        let host_initial = initial(&about.host);
        Cast { guests, host: about.host.clone(), host_initial, former: Vec::new() }
    }

    /// A guest, also one who has been replaced.
    pub fn guest(&self, id: GuestId) -> Option<&GuestCard> {
        self.guests.iter().chain(&self.former).find(|guest| guest.id == id)
    }

    /// The guests of today's notice, then those of earlier ones where some of them had to be looked up; each once.
    pub fn everybody(&self) -> impl Iterator<Item = &GuestCard> {
        let all = self.guests.iter().chain(&self.former);
        all.enumerate()
            .filter(|(at, guest)| !self.before(*at).any(|known| known.id == guest.id))
            .map(|(_, guest)| guest)
    }

    fn before(&self, at: usize) -> impl Iterator<Item = &GuestCard> {
        self.guests.iter().chain(&self.former).take(at)
    }

    /// Reads earlier notices, and the units, if some of `named` is not in the present one.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn complete(&mut self, db: &Db, room: &Header, named: &[GuestId]) -> Result<(), StoreError> {
        if named.iter().all(|id| self.guest(*id).is_some()) {
            return Ok(());
        }
        let texts = Texts::read(db, &room.earlier).await?;
        let abouts = room.earlier.iter().rev().filter_map(|id| texts.json::<About>(*id));
        let all: Vec<GuestCard> = abouts.flat_map(|about| about.guests).map(|guest| GuestCard::from(&guest)).collect();
        self.former = all;
        self.units(db, named).await
    }
}

impl Cast {
    /// Units that answered, by their own names: an answer to a letter bears the id of its unit, never of a person.
    async fn units(&mut self, db: &Db, named: &[GuestId]) -> Result<(), StoreError> {
        let mut unknown: Vec<GuestId> = named.iter().copied().filter(|id| self.guest(*id).is_none()).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        unknown.sort_unstable();
        unknown.dedup();
        let names = UnitNames::read(db).await?;
        let card = |id: GuestId| {
            let name = names.of(UnitId(id.0))?;
            Some(GuestCard { id, initial: initial(&name), name, office: String::new(), face: None })
        };
        self.former.extend(unknown.into_iter().filter_map(card));
        Ok(())
    }
}

/// The notice of a room; a sealed one leaves everything empty.
pub fn about(texts: &Texts, notice: &TextRef) -> About {
    texts.json(notice.id).unwrap_or_else(|| About::blank(Lang::Zh))
}

/// Words of the notice in its own language; none if there are none.
pub(super) fn words(about: &About, words: &str) -> Option<Said> {
    let body = words.trim();
    (!body.is_empty()).then(|| Said { body: Some(body.to_owned()), lang: about.lang.tag(), erased: None })
}
