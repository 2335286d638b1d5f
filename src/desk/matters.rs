//! The catalogue of matters in force, asked with the words of a letter, and another one tried before it takes effect.

use super::{Desk, prepare};
use crate::{
    kernel::{
        letter::title_and_body,
        matter::{Catalogue, Suggestion, heard},
        refusal::Refusal,
    },
    terms,
};

/// Characters of a letter that are looked at: what it is about is said by then.
const LETTER_CHARS: usize = 2_000;

impl Desk {
    /// The matters that a letter may be, the likeliest first, each with the unit that leads by name; its first line is
    /// the title. Takes a moment for long letters.
    pub fn suggest_matters(&self, words: &str, district: Option<&str>) -> Vec<Suggestion> {
        let matters = self.current().get().matters.clone();
        if matters.matters.is_empty() {
            return Vec::new();
        }
        let (title, body) = title_and_body(words);
        let cut = |text: &str| -> Vec<String> {
            let mut words: Vec<String> =
                terms::cut(text, LETTER_CHARS, true).into_iter().map(|term| term.word).collect();
            let looked_at: String = text.chars().take(LETTER_CHARS).collect();
            words.extend(
                matters.written_in(&looked_at).into_iter().filter(|word| !words.contains(word)).collect::<Vec<_>>(),
            );
            words
        };
        matters.suggest(&heard(&cut(title), &cut(body)), district)
    }

    /// The catalogue that a sheet would be.
    ///
    /// # Errors
    /// `BadMatters`, also where a unit is named that is none; `StorageFailed`.
    pub async fn try_matters(&self, file: &str) -> Result<Catalogue, Refusal> {
        let inner = &self.inner;
        prepare::matters(inner, &inner.current.get(), file).await
    }
}
