//! For whom a page is made, and the texts it shows.

use super::when::{self, When};
use crate::{
    kernel::{
        erasure::Erased,
        id::{Millis, PassId, TextId, VisitorId},
        principal::Card,
        text::{Lang, TextRef},
    },
    store::{Db, StoreError, TextRow},
};
use jiff::tz::TimeZone;
use serde::Serialize;
use std::collections::HashMap;

/// Times within this are told as a distance, in ms; older ones by date.
const AGO_MS: Millis = 24 * 3_600_000;
/// Younger than this is "just now", in ms.
const JUST_NOW_MS: Millis = 60_000;

/// The reader of a page.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Language of the page.
    pub lang: Lang,
    /// The installation's zone.
    pub zone: TimeZone,
    /// The moment the page is made.
    pub now: Millis,
    /// The citizen, where known.
    pub visitor: Option<VisitorId>,
    /// The pass of a citizen who was let into a rehearsal.
    pub pass: Option<PassId>,
}

impl Reader {
    /// Somebody of whom no more is known.
    pub fn of(lang: Lang, zone: TimeZone, now: Millis) -> Reader {
        Reader { lang, zone, now, visitor: None, pass: None }
    }

    /// A moment in the reader's words.
    pub fn stamp(&self, ms: Millis) -> Stamp {
        let when = When::new(ms, &self.zone, self.lang);
        let age = self.now - ms;
        Stamp {
            ms,
            iso: when.iso(),
            exact: when.exact(),
            clock: when.clock(),
            day: when.day(self.now),
            moment: when.moment(self.now),
            fresh: (-JUST_NOW_MS..JUST_NOW_MS).contains(&age),
            age: (JUST_NOW_MS..AGO_MS).contains(&age).then(|| when::span(age, self.lang)),
        }
    }

    /// A moment, unless it has not come yet (0).
    pub fn stamp_if(&self, ms: Millis) -> Option<Stamp> {
        (ms > 0).then(|| self.stamp(ms))
    }

    /// A span in words.
    pub fn span(&self, ms: Millis) -> String {
        when::span(ms, self.lang)
    }

    /// The moment itself, for parts of a date.
    pub fn when(&self, ms: Millis) -> When {
        When::new(ms, &self.zone, self.lang)
    }
}

/// A moment in words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Stamp {
    /// UTC ms.
    pub ms: Millis,
    /// For `datetime`.
    pub iso: String,
    /// For `title`.
    pub exact: String,
    /// Hours and minutes.
    pub clock: String,
    /// The day.
    pub day: String,
    /// Day and clock.
    pub moment: String,
    /// Just now.
    pub fresh: bool,
    /// How long ago, within a day.
    pub age: Option<String>,
}

/// A text as it may be shown now.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Said {
    /// Words; none once sealed or destroyed.
    pub body: Option<String>,
    /// Its language tag.
    pub lang: &'static str,
    /// When and by what right they went, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub erased: Option<Erased>,
}

impl Said {
    /// At most `most` characters of it; whether something was left out.
    pub fn shortened(self, most: usize) -> (Said, bool) {
        let cut = self.body.as_deref().and_then(|body| body.char_indices().nth(most)).map(|(at, _)| at);
        match (cut, self.body) {
            (Some(at), Some(mut body)) => {
                body.truncate(at);
                body.push('…');
                (Said { body: Some(body), lang: self.lang, erased: None }, true)
            }
            (_, body) => (Said { body, lang: self.lang, erased: self.erased }, false),
        }
    }
}

/// Texts of one page, read in one query.
#[derive(Debug, Default)]
pub struct Texts(HashMap<TextId, TextRow>);

impl Texts {
    /// Reads all of `ids`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn read(db: &Db, ids: &[TextId]) -> Result<Texts, StoreError> {
        Ok(Texts(db.texts(ids).await?))
    }

    /// One of them.
    pub fn said(&self, text: &TextRef) -> Said {
        let row = self.0.get(&text.id);
        let lang = row.map_or(Lang::Zh, |row| row.lang);
        let (body, erased) = row.map_or((None, None), |row| (row.body.clone(), row.erased));
        Said { body, lang: lang.tag(), erased }
    }

    /// The name on an author's card, if one was chosen and it was not sealed.
    pub fn name(&self, card: &TextRef) -> Option<String> {
        let body = self.0.get(&card.id)?.body.as_deref()?;
        let card: Card = serde_json::from_str(body).ok()?;
        Some(card.name).filter(|name| !name.is_empty())
    }

    /// A text that holds JSON.
    pub fn json<T: serde::de::DeserializeOwned>(&self, id: TextId) -> Option<T> {
        serde_json::from_str(self.0.get(&id)?.body.as_deref()?).ok()
    }
}
