//! Letters that are to be answered together and are not alike: said, never forbidden.

use crate::{http::Words, views::letter::Sheet};

/// What is compared of a letter.
pub(super) struct Traits<'a> {
    pub sheet: &'a Sheet,
    /// The matter of the catalogue, as people read it.
    pub matter: Option<&'a str>,
}

/// What differs among letters, each with the letters of it; nothing where they are alike.
pub(super) fn unlike(words: Words, letters: &[Traits<'_>]) -> Vec<String> {
    let none = || words.t("letters-together-unlike-none");
    let by = |what: &str, of: &dyn Fn(&Traits<'_>) -> String| differing(words, what, letters, of);
    let kind = by("kind", &|letter| words.t(&letter.sheet.kind));
    let unit = by("unit", &|letter| letter.sheet.unit.clone().unwrap_or_else(none));
    let matter = by("matter", &|letter| letter.matter.map_or_else(none, str::to_owned));
    [kind, unit, matter].into_iter().flatten().collect()
}

fn differing(words: Words, what: &str, letters: &[Traits<'_>], of: &dyn Fn(&Traits<'_>) -> String) -> Option<String> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for letter in letters {
        let value = of(letter);
        match groups.iter_mut().find(|(held, _)| *held == value) {
            Some((_, receipts)) => receipts.push(&letter.sheet.receipt),
            None => groups.push((value, vec![&letter.sheet.receipt])),
        }
    }
    let comma = words.t("workflow-comma");
    let group = |(value, receipts): &(String, Vec<&str>)| {
        words.t2("letters-together-unlike-one", "what", value.clone(), "letters", receipts.join(&comma))
    };
    let list = || groups.iter().map(group).collect::<Vec<_>>().join(&words.t("workflow-and"));
    (groups.len() > 1).then(|| words.t1(&format!("letters-together-unlike-{what}"), "list", list()))
}
