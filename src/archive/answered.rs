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
/// From here on it is so like it that whoever is about to write should see the answer first: two letters of one town share
/// a street or a bus stop without being about the same.
const CLOSE: f64 = 0.45;
/// As close is what holds so much of all that is asked, however long it is answered,
const HELD: f64 = 0.5;
/// where at least so many words are asked; of fewer, it holds all.
const HELD_WORDS: usize = 4;
/// A word that says something about a subject has at least so many characters.
const TELLING_CHARS: usize = 2;

/// An answered question that is like another one.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question, with the words both share marked.
    pub hit: Hit,
    /// From 0 to 1.
    pub score: f64,
    close: bool,
}

/// How like a text is to another.
struct Likeness {
    /// What is shared against what both have, in words: a long text shares something with everything.
    score: f64,
    /// How much of what is asked is found.
    held: f64,
    /// Words that are asked.
    asked: usize,
}

impl Likeness {
    fn of(asked: &HashSet<String>, found: &HashSet<String>) -> Likeness {
        let shared = found.intersection(asked).count() as f64;
        let score = shared / ((found.len() * asked.len()).max(1) as f64).sqrt();
        Likeness { score, held: shared / asked.len().max(1) as f64, asked: asked.len() }
    }

    fn is_close(&self) -> bool {
        let held = if self.asked >= HELD_WORDS { HELD } else { 1.0 };
        self.score >= CLOSE || (self.asked > 1 && self.held >= held)
    }
}

impl Answered {
    /// Whether it may settle what somebody is about to write: a weak likeness stops nobody.
    pub fn is_close(&self) -> bool {
        self.close
    }
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

/// How like each is to what these words are of.
fn likenesses(seen: Vec<Seen>, words: Vec<String>) -> Vec<Answered> {
    let asked = Asked { marked: words.into_iter().collect(), ..Asked::default() };
    let like = |seen: Seen| {
        let own: HashSet<String> = telling(&seen.text).into_iter().collect();
        let likeness = Likeness::of(&asked.marked, &own);
        Answered { hit: hit(seen, &asked), score: likeness.score, close: likeness.is_close() }
    };
    seen.into_iter().map(like).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(asked: &str, found: &str) -> Likeness {
        let set = |text: &str| telling(text).into_iter().collect::<HashSet<String>>();
        Likeness::of(&set(asked), &set(found))
    }

    #[test]
    fn the_same_matter_is_close_and_another_one_is_not() {
        let asked = "滨江步道的路灯晚上还是不亮，走路不安全";
        assert!(likeness(asked, "滨江步道的路灯晚上不亮").is_close());
        let (parking, bus) =
            ("小区停车难，门口没有停车位，能不能划一些车位？", "22 路公交车晚上几点停运？能不能延长末班车？");
        assert!(!likeness(parking, bus).is_close());
    }

    #[test]
    fn a_long_answer_does_not_make_a_letter_less_like_another() {
        let answer = "局里已安排养护单位逐盏检查，更换损坏灯具，修复被盗电缆，预计本月底全部恢复照明，感谢市民监督。";
        let found = format!("滨江步道的路灯晚上不亮\n{answer}");
        assert!(likeness("滨江步道的路灯晚上不亮", &found).is_close());
    }
}
