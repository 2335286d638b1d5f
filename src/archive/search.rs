//! Looking for words: all of them where there is enough that holds all, else some of them, the rare ones first.

use super::{
    Archive, Hit, Query, Unaskable,
    hits::Seen,
    index::Shared,
    passage::{holds, passage},
    query::{Asked, asked},
};
use crate::store::{
    StoreError,
    search::{Among, Place, Rank},
};
use std::collections::HashMap;

/// Hits that are ranked and can be paged through; beyond that, more words are to be asked for.
pub const MOST: u32 = 1_000;
/// Fewer than so many that hold all words are joined by those that hold some.
const FEW: usize = 5;
/// Documents of one word that are looked at where not all words are asked for; the newest of them.
const OF_ONE: u32 = 2_000;
/// What holds less of the weight of the words than this is not told of.
const LEAST: f64 = 0.3;

/// A page of what was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The page's hits, best first. Fewer than asked for where something has gone meanwhile.
    pub hits: Vec<Hit>,
    /// How many there are, up to `MOST`.
    pub total: u32,
    /// There are more than `MOST`.
    pub more: bool,
    /// How many of them hold all words.
    pub whole: u32,
}

/// Everything that was found, best first.
#[derive(Default)]
pub(super) struct Ranked {
    pub ids: Vec<i64>,
    pub whole: usize,
}

impl Archive {
    /// A page of what holds the words of the question, `limit` hits after the first `skip`.
    ///
    /// # Errors
    /// `StoreError`; within, why the question cannot be asked.
    pub async fn search(&self, query: &Query, skip: u32, limit: u32) -> Result<Result<Found, Unaskable>, StoreError> {
        let Ok(_seat) = self.0.seats.try_acquire() else { return Ok(Err(Unaskable::Busy)) };
        let text = query.text.clone();
        let asked = match away(move || asked(&text)).await? {
            Ok(asked) => asked,
            Err(why) => return Ok(Err(why)),
        };
        let ranked = self.0.ranked(&asked, &query.among, query.rank).await?;
        let more = ranked.ids.len() > MOST as usize;
        let mut ids = ranked.ids;
        ids.truncate(MOST as usize);
        let (places, whole) = match asked.phrases.is_empty() {
            true => (self.0.index.places(page(&ids, skip, limit)).await?, ranked.whole.min(ids.len())),
            false => {
                // a phrase is told by the texts themselves
                let held = self.0.holding(&ids, &asked).await?;
                let (whole, shown) = (held.len(), page(&held, skip, limit).to_vec());
                ids.truncate(held.len());
                (shown, whole)
            }
        };
        let seen = self.0.seen(&places).await?;
        let hits = away(move || seen.into_iter().map(|seen| hit(seen, &asked)).collect()).await?;
        let count = |n: usize| u32::try_from(n).unwrap_or(MOST);
        Ok(Ok(Found { hits, total: count(ids.len()), more, whole: count(whole) }))
    }
}

impl Shared {
    async fn ranked(&self, asked: &Asked, among: &Among, rank: Rank) -> Result<Ranked, StoreError> {
        let ids = self.index.find(&asked.words, among, rank, MOST + 1).await?;
        let whole = ids.len();
        if whole >= FEW || asked.words.len() < 2 || !asked.phrases.is_empty() {
            return Ok(Ranked { ids, whole });
        }
        let mut scored = self.scored(&asked.words, among).await?;
        // those that hold all words stay where they were ranked
        let held: std::collections::HashSet<i64> = ids.iter().copied().collect();
        scored.retain(|(id, _)| !held.contains(id));
        if rank == Rank::Newest {
            scored.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
        }
        let ids = ids.into_iter().chain(scored.into_iter().map(|(id, _)| id)).take(MOST as usize + 1).collect();
        Ok(Ranked { ids, whole })
    }

    /// Documents that hold some of the words, with the share of the words' weight that they hold: best first, then
    /// newest first.
    pub async fn scored(&self, words: &[String], among: &Among) -> Result<Vec<(i64, f64)>, StoreError> {
        let (mut shares, mut all): (HashMap<i64, f64>, f64) = (HashMap::new(), 0.0);
        for word in words {
            let ids = self.index.find_newest(word, among, OF_ONE).await?;
            if ids.is_empty() {
                continue;
            }
            let weight = self.weight(ids.len());
            all += weight;
            ids.into_iter().for_each(|id| *shares.entry(id).or_default() += weight);
        }
        let mut scored: Vec<(i64, f64)> = shares.into_iter().map(|(id, share)| (id, share / all)).collect();
        scored.retain(|(_, share)| *share >= LEAST);
        scored.sort_by(|(a, more), (b, less)| less.total_cmp(more).then(b.cmp(a)));
        Ok(scored)
    }

    /// A word in few documents says more than one in many. Of a frequent one it is only known that it is frequent.
    pub fn weight(&self, holders: usize) -> f64 {
        let all = self.documents() as f64;
        let frequent = holders >= OF_ONE as usize;
        let holders = if frequent { (all / 20.0).max(holders as f64) } else { holders as f64 };
        (1.0 + (all + 1.0) / (holders + 1.0)).ln()
    }

    /// Of these documents, those that hold the phrases, in the same order.
    async fn holding(&self, ids: &[i64], asked: &Asked) -> Result<Vec<Place>, StoreError> {
        let places = self.index.places(ids).await?;
        let (seen, asked) = (self.seen(&places).await?, asked.clone());
        let held = move || -> std::collections::HashSet<_> {
            let held = seen.iter().filter(|seen| holds(&seen.text, &asked));
            held.map(|seen| (seen.header.id, seen.thing)).collect()
        };
        let held = away(held).await?;
        Ok(places.into_iter().filter(|place| held.contains(&(place.room, place.thing))).collect())
    }
}

fn page<T>(all: &[T], skip: u32, limit: u32) -> &[T] {
    let from = (skip as usize).min(all.len());
    let until = from.saturating_add(limit as usize).min(all.len());
    all.get(from..until).unwrap_or_default()
}

pub(super) fn hit(seen: Seen, asked: &Asked) -> Hit {
    let passage = passage(&seen.text, asked);
    let Seen { header, thing, at, speaker, post, lang, .. } = seen;
    Hit { header, thing, at, speaker, post, passage, lang: lang.tag() }
}

/// Cuts texts away from the threads that answer requests.
pub(super) async fn away<T: Send + 'static>(cut: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(cut).await.map_err(|error| StoreError::Sql(format!("cutting words: {error}")))
}
