//! The words of a text that say what it is about, and where they stand.

use crate::terms::{Term, cut, joined};
use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

/// Words of questions that say nothing about their subject.
const EMPTY: &str = "什么 怎么 怎样 为什么 为何 如何 是否 是不是 能否 能不能 不能 可以 可不可以 可否 会不会 有没有 没有 请问 请 问 \
    我们 你们 他们 我 你 您 他 她 它 咱们 大家 自己 这个 那个 这样 那样 这些 那些 这里 那里 哪里 哪些 哪个 一个 一些 一下 \
    一直 一定 已经 还是 或者 以及 因为 所以 但是 如果 虽然 而且 然后 就是 不是 还有 现在 目前 今后 以后 时候 什么时候 何时 \
    问题 情况 方面 进行 对于 关于 希望 想问 想问一下 谢谢 感谢 领导 局长 主任 多少 几个 非常 比较 特别 应该 需要 \
    the and for are was were will would can could should this that these those with from have has had not \
    you your our his her its they them there here what when where which who why how please thank thanks about";

static NOTHING: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.split_whitespace().collect());

/// A text's words with the bytes of the original each stands at, in any order of places.
pub(super) type Words = BTreeMap<String, Vec<Range<usize>>>;

/// Cuts at most the first `most_chars` characters of a text.
pub(super) fn words(text: &str, most_chars: usize) -> Words {
    let mut words = Words::new();
    for Term { word, place } in cut(text, most_chars, true).into_iter().filter(|term| tells(&term.word)) {
        words.entry(word).or_default().push(place);
    }
    words
}

/// A single Han character or letter fits everything; figures tell lines and dates apart.
fn tells(word: &str) -> bool {
    let long = word.chars().nth(1).is_some() || word.chars().all(|c| c.is_ascii_digit());
    long && word.chars().any(char::is_alphanumeric) && !NOTHING.contains(word)
}

/// Stretches of a text, in its order: those that `shared` holds, and what lies between.
pub(super) fn places(words: &Words, shared: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let places = words.iter().filter(|(word, _)| shared(word)).flat_map(|(_, places)| places.iter().cloned());
    joined(places.collect())
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        words(text, 1_000).into_keys().collect()
    }

    #[test]
    fn words_that_say_something_are_found_however_they_are_written() {
        let said = cut("请问２号线什么时候能延长到机场？");
        for word in ["2", "号线", "延长", "机场"] {
            assert!(said.iter().any(|found| found == word), "{word}: {said:?}");
        }
        assert!(!said.iter().any(|found| ["请问", "什么", "时候", "能", "到"].contains(&found.as_str())), "{said:?}");
        assert_eq!(cut("When will the Airport LINE open?"), ["airport", "line", "open"]);
    }

    #[test]
    fn places_that_touch_are_one() {
        let mut words = Words::new();
        words.insert("ab".into(), vec![0..2, 6..8]);
        words.insert("bc".into(), Vec::from([1..3]));
        words.insert("x".into(), Vec::from([4..5]));
        assert_eq!(places(&words, |word| word != "x"), [0..3, 6..8]);
    }
}
