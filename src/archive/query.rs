//! What somebody looks for: words, phrases between quotation marks, and among what.

use super::tokens::{Token, tokens};
use crate::{
    store::search::{Among, Rank},
    terms::fold,
};
use std::collections::HashSet;

/// Longest question to the archive, in characters.
pub const QUERY_CHARS: usize = 200;
/// Distinct words of it that count.
const WORDS: usize = 32;
/// Phrases of it that count.
const PHRASES: usize = 4;
/// What people put around a phrase, on keyboards of either language.
const QUOTES: [char; 7] = ['"', '“', '”', '＂', '「', '」', '„'];

/// A question to the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// Among which documents.
    pub among: Among,
    /// In which order.
    pub rank: Rank,
}

/// Why nothing can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unaskable {
    /// Nothing was typed.
    Empty,
    /// More than `QUERY_CHARS` characters.
    TooLong,
    /// Only signs, or words that stand in every sentence.
    Wordless,
    /// Too many are looking now.
    Busy,
}

/// A question cut into what is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Each once; tokens with a space between stand next to each other. A compound that its parts cover is left out:
    /// who writes the parts apart means the same.
    pub words: Vec<String>,
    /// Tokens to be marked, compounds too.
    pub marked: HashSet<String>,
    /// Tokens to be marked where they stand next to each other: names, and words that the dictionary does not hold.
    pub runs: Vec<Vec<String>>,
    /// Folded, to stand in the folded text as they are.
    pub phrases: Vec<String>,
}

/// Cuts a question.
///
/// # Errors
/// `Unaskable`.
pub(super) fn asked(text: &str) -> Result<Asked, Unaskable> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Unaskable::Empty);
    }
    if text.chars().nth(QUERY_CHARS).is_some() {
        return Err(Unaskable::TooLong);
    }
    let all = typed(text);
    let mut asked = Asked { phrases: phrases(text), ..Asked::default() };
    let whole: Vec<&Token> = all.iter().filter(|token| !is_covered(token, &all)).collect();
    for run in whole.chunk_by(|a, b| a.is_single() && b.is_single() && a.place.end == b.place.start) {
        let words: Vec<String> = run.iter().map(|token| token.word.clone()).collect();
        let word = words.join(" ");
        if !asked.words.contains(&word) && asked.words.len() < WORDS {
            asked.words.push(word);
        }
        if words.len() > 1 {
            asked.runs.push(words);
        }
    }
    if asked.words.is_empty() {
        return Err(Unaskable::Wordless);
    }
    let apart = |token: &&Token| !token.is_single() || asked.words.contains(&token.word);
    asked.marked = all.iter().filter(apart).map(|token| token.word.clone()).collect();
    Ok(asked)
}

/// The tokens of what was typed. Between spaces each piece is by itself, though in a text spaces within a word are
/// passed over.
fn typed(text: &str) -> Vec<Token> {
    let (mut all, mut start) = (Vec::new(), 0);
    for piece in text.split_inclusive(char::is_whitespace) {
        let moved = |Token { word, place }: Token| Token { word, place: place.start + start..place.end + start };
        all.extend(tokens(piece, QUERY_CHARS).into_iter().map(moved));
        start += piece.len();
    }
    all
}

/// Whether shorter tokens within it leave nothing of it over.
fn is_covered(token: &Token, all: &[Token]) -> bool {
    let within = |other: &&Token| {
        let inside = token.place.start <= other.place.start && other.place.end <= token.place.end;
        inside && other.place.len() < token.place.len()
    };
    let mut covered = token.place.start;
    let mut parts: Vec<&Token> = all.iter().filter(within).collect();
    parts.sort_by_key(|part| part.place.start);
    for part in parts.into_iter().filter(|part| part.word != token.word) {
        if part.place.start > covered {
            return false;
        }
        covered = covered.max(part.place.end);
    }
    covered >= token.place.end
}

/// What stands between two quotation marks.
fn phrases(text: &str) -> Vec<String> {
    let inner = text.split(QUOTES).skip(1).step_by(2);
    // the last piece has no mark behind it unless the marks come in pairs
    let whole = text.matches(QUOTES).count() / 2;
    let folded = inner.take(whole.min(PHRASES)).map(|phrase| fold(phrase.trim()).as_str().to_owned());
    folded.filter(|phrase| !phrase.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_its_parts() {
        let found = asked("公共交通").unwrap_or_default();
        assert_eq!(found.words, ["公共", "交通"]);
        assert!(found.marked.contains("公共交通"));
    }

    #[test]
    fn what_the_dictionary_does_not_hold_stands_together_and_words_apart_stay_apart() {
        let found = asked("爬楼机 魃魈").unwrap_or_default();
        assert!(found.words.contains(&"魃 魈".to_owned()), "{found:?}");
        assert!(!found.words.iter().any(|word| word.contains("机 魃")), "{found:?}");
        assert_eq!(found.runs, [["魃", "魈"]]);
        assert!(!found.marked.contains("魈"));
    }

    #[test]
    fn what_stands_between_marks_is_a_phrase() {
        let said = |text: &str| asked(text).unwrap_or_default().phrases;
        assert_eq!(said("票价 “公交 线网” 调整"), ["公交线网"]);
        assert_eq!(said("\"Night BUS\""), ["night bus"]);
        assert!(said("5\" 的管子").is_empty());
        assert!(said("\"\"").is_empty());
    }

    #[test]
    fn nothing_too_much_and_only_signs_are_told_apart() {
        assert_eq!(asked("  "), Err(Unaskable::Empty));
        assert_eq!(asked(&"公".repeat(QUERY_CHARS + 1)), Err(Unaskable::TooLong));
        assert_eq!(asked("*** ( ) 的"), Err(Unaskable::Wordless));
        assert!(asked("的士").is_ok());
    }
}
