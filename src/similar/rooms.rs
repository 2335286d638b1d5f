//! The indexes of rooms, each kept up with its room's journal whenever somebody asks.

use super::{
    index::{Hit, Index},
    like::{Like, stands, stretches},
    words::{self, words},
};
use crate::{
    kernel::{
        id::{PostId, RoomId},
        limits::Limits,
        room::Header,
        text::Lang,
    },
    store::{Db, Listed, StoreError},
};
use dashmap::DashMap;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::Mutex;

/// Characters of a text that are looked at.
const TEXT_CHARS: usize = 1_000;
/// Entries of the journal that are followed at a time.
const SLICE: u32 = 1_000;
/// Less than this is not like it.
const LEAST: f64 = 0.24;

/// For whom likenesses are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Anybody: only what is public.
    Public,
    /// Staff: everything that stands, with identities.
    Staff,
}

/// Likenesses within rooms. Cheap to clone.
#[derive(Clone)]
pub struct Similar(Arc<Rooms>);

struct Rooms {
    db: Db,
    most_rooms: usize,
    most_posts: usize,
    rooms: DashMap<RoomId, Arc<Place>>,
    uses: AtomicU64,
}

struct Place {
    used: AtomicU64,
    state: Mutex<Following>,
}

/// An index and how far it has followed its journal.
struct Following {
    epoch: u64,
    staff_at: u64,
    index: Index,
}

impl Similar {
    /// Likenesses over `db`; nothing is read until somebody asks.
    pub fn new(db: Db, limits: &Limits) -> Similar {
        Similar(Arc::new(Rooms {
            db,
            most_rooms: limits.similar_rooms,
            most_posts: limits.similar_posts,
            rooms: DashMap::new(),
            uses: AtomicU64::new(0),
        }))
    }

    /// Questions of the room that are most like `text`, at most `most`, except `but` itself.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn like(
        &self,
        header: &Header,
        text: &str,
        but: Option<PostId>,
        (scope, most): (Scope, usize),
    ) -> Result<Vec<Like>, StoreError> {
        let place = self.place(header.id);
        let mut following = place.state.lock().await;
        self.0.follow(&mut following, header).await?;
        let text = text.to_owned();
        let asked = cut(vec![text]).await?;
        let asked = asked.first().into_iter().flat_map(|words| words.keys()).map(String::as_str);
        let hits = following.index.find(asked, scope == Scope::Public, but, (LEAST, most));
        drop(following);
        self.0.shown(header.id, hits, scope).await
    }

    fn place(&self, room: RoomId) -> Arc<Place> {
        let used = self.0.uses.fetch_add(1, Ordering::Relaxed);
        let fresh = || Place { used: AtomicU64::new(0), state: Mutex::new(self.0.start()) };
        let place = self.0.rooms.entry(room).or_insert_with(|| Arc::new(fresh())).clone();
        place.used.store(used, Ordering::Relaxed);
        self.0.make_room(room);
        place
    }
}

impl Rooms {
    fn start(&self) -> Following {
        Following { epoch: self.db.epoch(), staff_at: 0, index: Index::new(self.most_posts) }
    }

    /// Forgets the room that nobody has asked about for longest, if there are too many.
    fn make_room(&self, but: RoomId) {
        if self.rooms.len() > self.most_rooms {
            let others = self.rooms.iter().filter(|held| *held.key() != but);
            let oldest = others.min_by_key(|held| held.used.load(Ordering::Relaxed)).map(|held| *held.key());
            if let Some(room) = oldest {
                self.rooms.remove(&room);
            }
        }
    }

    /// Reads what happened in the room since the last time.
    async fn follow(&self, following: &mut Following, header: &Header) -> Result<(), StoreError> {
        if following.epoch != self.db.epoch() || following.index.is_stale() {
            *following = self.start();
        }
        // Words that were erased are not kept as words of the index either: it is made anew, once.
        let mut anew = following.staff_at == 0;
        while following.staff_at < header.staff_at {
            let touched = self.db.touched(header.id, following.staff_at, SLICE).await?;
            let Some(last) = touched.last().map(|entry| entry.staff_at) else { break };
            if !anew && touched.iter().any(|entry| entry.erases) {
                (*following, anew) = (self.start(), true);
                continue;
            }
            let mut posts: Vec<PostId> = touched.iter().filter_map(|entry| entry.post).collect();
            posts.sort_unstable();
            posts.dedup();
            self.take_in(&mut following.index, &posts).await?;
            following.staff_at = last;
        }
        Ok(())
    }

    async fn take_in(&self, index: &mut Index, posts: &[PostId]) -> Result<(), StoreError> {
        let (standing, gone): (Vec<Listed>, Vec<Listed>) =
            self.db.posts_by_id(posts).await?.into_iter().partition(|listed| stands(&listed.post));
        gone.iter().for_each(|listed| index.remove(listed.post.id));
        let texts = self.wordings(&standing).await?;
        let cut = cut(texts.into_iter().map(|(text, _)| text).collect()).await?;
        for (listed, words) in standing.iter().zip(cut) {
            index.put(listed.post.id, listed.post.number, listed.post.public, words.into_keys());
        }
        Ok(())
    }

    /// The wordings in force with their language, in the order of the posts; empty where sealed.
    async fn wordings(&self, posts: &[Listed]) -> Result<Vec<(String, Lang)>, StoreError> {
        let shown = |listed: &Listed| listed.post.worded.as_ref().unwrap_or(&listed.post.text).id;
        let ids: Vec<_> = posts.iter().map(shown).collect();
        let texts = self.db.texts(&ids).await?;
        let said = |id| {
            let row = texts.get(id);
            let body = row.and_then(|row| row.body.clone()).unwrap_or_default();
            (body, row.map_or(Lang::Zh, |row| row.lang))
        };
        Ok(ids.iter().map(said).collect())
    }

    /// Hits as doors show them. What changed since the index was asked is looked at once more.
    async fn shown(&self, room: RoomId, hits: Vec<Hit>, scope: Scope) -> Result<Vec<Like>, StoreError> {
        let ids: Vec<PostId> = hits.iter().map(|hit| hit.post).collect();
        let mut posts = self.db.posts_by_id(&ids).await?;
        posts.retain(|listed| listed.post.room == room && stands(&listed.post));
        posts.retain(|listed| scope == Scope::Staff || listed.post.public);
        let texts = self.wordings(&posts).await?;
        let cut = cut(texts.iter().map(|(text, _)| text.clone()).collect()).await?;
        let like = |((listed, (text, lang)), words): ((&Listed, &(String, Lang)), &words::Words)| {
            let hit = hits.iter().find(|hit| hit.post == listed.post.id)?;
            Some(Like {
                post: Some(listed.post.id).filter(|_| scope == Scope::Staff),
                number: listed.post.number,
                score: hit.score,
                text: stretches(text, words, &hit.words),
                lang: lang.tag(),
                fate: listed.post.fate,
                votes: listed.votes,
            })
        };
        let mut likes: Vec<Like> = posts.iter().zip(&texts).zip(&cut).filter_map(like).collect();
        likes.retain(|like| !like.text.is_empty());
        likes.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(likes)
    }
}

/// Cuts texts away from the threads that answer requests.
async fn cut(texts: Vec<String>) -> Result<Vec<words::Words>, StoreError> {
    let cut = move || texts.iter().map(|text| words(text, TEXT_CHARS)).collect();
    tokio::task::spawn_blocking(cut).await.map_err(|error| StoreError::Sql(format!("cutting words: {error}")))
}
