//! Questions of earlier rooms that were answered and say much the same as what somebody asks or is to decide.

use super::{
    Archive, Hit,
    hits::Seen,
    query::Asked,
    search::{away, hit},
    tokens::tokens,
};
use crate::{
    kernel::id::RoomId,
    store::{
        StoreError,
        search::{Among, Kind, Place},
    },
};
use std::collections::HashSet;

/// Characters of the text that count.
const TEXT_CHARS: usize = 1_000;
/// Distinct words of it that count, the longest first.
const WORDS: usize = 32;
/// Candidates that are looked up.
const CANDIDATES: usize = 30;
/// Less than this is not like it.
const LEAST: f64 = 0.3;
/// A word that says something about a subject has at least so many characters.
const TELLING_CHARS: usize = 2;

/// An answered question that is like another one.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question, with the words both share marked.
    pub hit: Hit,
    /// From 0 to 1.
    pub score: f64,
}

impl Archive {
    /// Answered public questions that are most like `text`, at most `most`, without those of the room `but`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn answered(&self, text: &str, but: Option<RoomId>, most: usize) -> Result<Vec<Answered>, StoreError> {
        // whoever asks or decides goes on without this where too many look at once
        let Ok(_seat) = self.0.seats.try_acquire() else { return Ok(Vec::new()) };
        let text = text.to_owned();
        let words = away(move || telling(&text)).await?;
        let among = Among { kind: Some(Kind::Question), answered: true, ..Among::default() };
        let mut scored = self.0.scored(&words, &among).await?;
        scored.truncate(CANDIDATES);
        let ids: Vec<i64> = scored.iter().map(|(id, _)| *id).collect();
        let mut places: Vec<Place> = self.0.index.places(&ids).await?;
        places.retain(|place| Some(place.room) != but);
        let mut seen = self.0.seen(&places).await?;
        seen.retain(|seen| seen.post.as_ref().is_some_and(|post| post.answered_at > 0));
        let mut likes = away(move || likenesses(seen, words)).await?;
        likes.retain(|like| like.score >= LEAST);
        likes.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.hit.at.cmp(&a.hit.at)));
        likes.truncate(most);
        Ok(likes)
    }
}

/// Words that may tell what a text is about, each once.
fn telling(text: &str) -> Vec<String> {
    let mut known = HashSet::new();
    let long = |word: &String| word.chars().nth(TELLING_CHARS - 1).is_some();
    let all = tokens(text, TEXT_CHARS).into_iter().map(|token| token.word);
    let mut words: Vec<String> = all.filter(|word| long(word) && known.insert(word.clone())).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.truncate(WORDS);
    words
}

/// What is shared against what both have, in words: a long text shares something with everything.
fn likenesses(seen: Vec<Seen>, words: Vec<String>) -> Vec<Answered> {
    let asked = Asked { marked: words.into_iter().collect(), ..Asked::default() };
    let like = |seen: Seen| {
        let own: HashSet<String> = telling(&seen.text).into_iter().collect();
        let shared = own.intersection(&asked.marked).count() as f64;
        let score = shared / ((own.len() * asked.marked.len()).max(1) as f64).sqrt();
        Answered { hit: hit(seen, &asked), score }
    };
    seen.into_iter().map(like).collect()
}
