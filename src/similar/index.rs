//! The words of one room's questions. Pure; what it holds is bounded.

use crate::kernel::id::PostId;
use std::collections::{BTreeMap, HashMap};

/// Distinct words of one question that count, the longest first.
pub(super) const WORDS_MOST: usize = 96;

/// A question in the index.
#[derive(Debug)]
struct Doc {
    post: PostId,
    public: bool,
    words: Vec<u32>,
}

/// Where one question is like the words asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub post: PostId,
    /// From 0 to 1: the weight of what is shared, against the weight of both.
    pub score: f64,
    /// The words that are shared.
    pub words: Vec<String>,
}

/// Questions of one room by the words they share. The oldest leave when there are too many.
#[derive(Debug, Default)]
pub(super) struct Index {
    most: usize,
    numbers: HashMap<PostId, u32>,
    docs: BTreeMap<u32, Doc>,
    ids: HashMap<String, u32>,
    names: Vec<String>,
    postings: Vec<Vec<u32>>,
}

impl Index {
    pub fn new(most: usize) -> Index {
        Index { most, ..Index::default() }
    }

    /// Puts a question in, or its new words in place of the old ones.
    pub fn put(&mut self, post: PostId, number: u32, public: bool, words: impl IntoIterator<Item = String>) {
        self.remove(post);
        let mut words: Vec<String> = words.into_iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(WORDS_MOST);
        let mut words: Vec<u32> = words.into_iter().map(|word| self.id(word)).collect();
        words.sort_unstable();
        for word in &words {
            if let Some(posting) = self.postings.get_mut(*word as usize) {
                posting.push(number);
            }
        }
        self.numbers.insert(post, number);
        self.docs.insert(number, Doc { post, public, words });
        if self.docs.len() > self.most
            && let Some(oldest) = self.docs.first_key_value().map(|(_, doc)| doc.post)
        {
            self.remove(oldest);
        }
    }

    /// Takes a question out.
    pub fn remove(&mut self, post: PostId) {
        let Some(number) = self.numbers.remove(&post) else { return };
        let Some(doc) = self.docs.remove(&number) else { return };
        for word in doc.words {
            if let Some(posting) = self.postings.get_mut(word as usize) {
                posting.retain(|held| *held != number);
            }
        }
    }

    /// Whether words that no question holds any more make up most of the memory.
    pub fn is_stale(&self) -> bool {
        let held = self.postings.iter().filter(|posting| !posting.is_empty()).count();
        self.names.len() > 4_096 && held * 2 < self.names.len()
    }

    /// The questions most like these words, the likest first.
    pub fn find<'a>(
        &self,
        words: impl Iterator<Item = &'a str>,
        public_only: bool,
        but: Option<PostId>,
        (least, most): (f64, usize),
    ) -> Vec<Hit> {
        let (mut asked, mut shared): (f64, HashMap<u32, (f64, Vec<u32>)>) = (0.0, HashMap::new());
        for word in words {
            let known = self.ids.get(word).copied();
            asked += known.map_or_else(|| self.weight_of(0), |word| self.weight(word));
            for number in known.and_then(|word| self.postings.get(word as usize)).into_iter().flatten() {
                let (sum, held) = shared.entry(*number).or_default();
                if let Some(word) = known {
                    *sum += self.weight(word);
                    held.push(word);
                }
            }
        }
        let hit = |(number, (sum, held)): (u32, (f64, Vec<u32>))| {
            let doc = self.docs.get(&number)?;
            let own: f64 = doc.words.iter().map(|word| self.weight(*word)).sum();
            let score = sum / (asked * own).sqrt();
            let seen = Some(doc.post) != but && (doc.public || !public_only) && score >= least;
            let name = |word: &u32| self.names.get(*word as usize).cloned();
            seen.then(|| Hit { post: doc.post, score, words: held.iter().filter_map(name).collect() })
        };
        let mut hits: Vec<Hit> = shared.into_iter().filter_map(hit).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.post.cmp(&b.post)));
        hits.truncate(most);
        hits
    }

    /// A word in few questions says more than one in many.
    fn weight(&self, word: u32) -> f64 {
        self.weight_of(self.postings.get(word as usize).map_or(0, Vec::len))
    }

    fn weight_of(&self, holders: usize) -> f64 {
        let all = self.docs.len() as f64;
        (1.0 + (all + 1.0) / (holders as f64 + 1.0)).ln()
    }

    fn id(&mut self, word: String) -> u32 {
        if let Some(known) = self.ids.get(&word) {
            return *known;
        }
        let id = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(word.clone());
        self.postings.push(Vec::new());
        self.ids.insert(word, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn post(n: u32) -> PostId {
        PostId(Uuid::from_u128(u128::from(n)))
    }

    fn index(most: usize, texts: &[(u32, bool, &str)]) -> Index {
        let mut index = Index::new(most);
        for (number, public, text) in texts {
            index.put(post(*number), *number, *public, text.split(' ').map(str::to_owned));
        }
        index
    }

    fn found(index: &Index, words: &str, public_only: bool) -> Vec<u32> {
        let hits = index.find(words.split(' '), public_only, None, (0.1, 5));
        hits.iter().filter_map(|hit| index.numbers.get(&hit.post).copied()).collect()
    }

    #[test]
    fn rare_words_weigh_more_than_frequent_ones() {
        let index = index(
            10,
            &[(1, true, "bus line night"), (2, true, "bus line school"), (3, true, "bus line park"), (4, true, "park")],
        );
        assert_eq!(found(&index, "bus school", true).first(), Some(&2));
        assert!(found(&index, "river", true).is_empty());
        let same = index.find("bus line night".split(' '), true, None, (0.1, 5));
        assert!(same.first().is_some_and(|hit| (hit.score - 1.0).abs() < 1e-9), "{same:?}");
    }

    #[test]
    fn the_public_never_finds_what_is_not_public() {
        let index = index(10, &[(1, false, "bus night"), (2, true, "bus day")]);
        assert_eq!(found(&index, "bus night", true), [2]);
        assert_eq!(found(&index, "bus night", false), [1, 2]);
    }

    #[test]
    fn new_words_take_the_place_of_old_ones_and_what_is_gone_is_gone() {
        let mut index = index(10, &[(1, true, "bus night"), (2, true, "park")]);
        index.put(post(1), 1, true, ["school".to_owned()]);
        assert!(found(&index, "bus night", true).is_empty());
        assert_eq!(found(&index, "school", true), [1]);
        index.remove(post(1));
        assert!(found(&index, "school", true).is_empty());
    }

    #[test]
    fn it_holds_no_more_than_it_may() {
        let texts: Vec<(u32, bool, String)> = (1..=50).map(|n| (n, true, format!("bus w{n}"))).collect();
        let texts: Vec<(u32, bool, &str)> = texts.iter().map(|(n, p, t)| (*n, *p, t.as_str())).collect();
        let mut index = index(8, &texts);
        assert_eq!((index.docs.len(), index.numbers.len()), (8, 8));
        assert_eq!(index.postings.iter().map(Vec::len).sum::<usize>(), 16);
        index.put(post(51), 51, true, (0..1_000).map(|n| format!("x{n}")));
        assert_eq!(index.docs.get(&51).map(|doc| doc.words.len()), Some(WORDS_MOST));
    }

    #[test]
    fn a_question_is_not_like_itself() {
        let index = index(10, &[(1, true, "bus night"), (2, true, "bus night")]);
        let hits = index.find("bus night".split(' '), false, Some(post(1)), (0.1, 5));
        assert_eq!(hits.iter().map(|hit| hit.post).collect::<Vec<_>>(), [post(2)]);
    }
}
