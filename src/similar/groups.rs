//! Which of some texts say much the same, and which of others come near: for a desk that decides about many at once.

use super::{
    index::Index,
    words::{Words, words},
};
use crate::kernel::id::PostId;
use uuid::Uuid;

/// Characters of a text that are looked at.
const TEXT_CHARS: usize = 1_000;
/// From here on two questions belong together.
const ALIKE: f64 = 0.4;
/// From here on words may be what answers a question: an answer says more than was asked.
const NEAR: f64 = 0.2;
/// Texts looked at for one.
const HITS: usize = 32;

/// For each text the first one that it is like, which is itself where there is none before it.
pub fn groups(texts: &[String]) -> Vec<usize> {
    let (index, cut) = of(texts);
    let mut first: Vec<usize> = (0..texts.len()).collect();
    for (nth, words) in cut.iter().enumerate() {
        let like = found(&index, words, ALIKE).filter(|other| *other < nth).map(|other| first[other]);
        if let Some(head) = like.min() {
            first[nth] = head;
        }
    }
    first
}

/// For each text those of `among` that come nearest, at most `most`.
pub fn nearest(texts: &[String], among: &[String], most: usize) -> Vec<Vec<usize>> {
    let (index, _) = of(among);
    texts.iter().map(|text| found(&index, &words(text, TEXT_CHARS), NEAR).take(most).collect()).collect()
}

fn of(texts: &[String]) -> (Index, Vec<Words>) {
    let cut: Vec<Words> = texts.iter().map(|text| words(text, TEXT_CHARS)).collect();
    let mut index = Index::new(texts.len().max(1));
    for (nth, words) in cut.iter().enumerate() {
        index.put(name(nth), u32::try_from(nth).unwrap_or(u32::MAX), true, words.keys().cloned());
    }
    (index, cut)
}

fn found(index: &Index, words: &Words, least: f64) -> impl Iterator<Item = usize> + use<> {
    let hits = index.find(words.keys().map(String::as_str), false, None, (least, HITS));
    hits.into_iter().filter_map(|hit| usize::try_from(hit.post.0.as_u128()).ok())
}

/// The index knows questions by their ids; here that is their place.
fn name(nth: usize) -> PostId {
    PostId(Uuid::from_u128(nth as u128))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(of: &[&str]) -> Vec<String> {
        of.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn like_ones_stand_together_and_others_apart() {
        let asked =
            texts(&["末班车能延长到十点半吗？", "小区里的路灯坏了三个月没人修", "末班车能不能延长到十一点？", "", ""]);
        assert_eq!(groups(&asked), [0, 1, 0, 3, 4]);
        let said = texts(&["路灯这周全部修好，坏了的都换新的。", "今天天气不错。", "末班车四月起延长到十点半。"]);
        assert_eq!(nearest(&asked[..2], &said, 1), [vec![2], vec![0]]);
        assert_eq!(groups(&[]), Vec::<usize>::new());
    }
}
