//! Both languages hold the same messages, and every way of saying no has its words.

use crate::tree::Tree;
use std::collections::BTreeSet;
use syn::Item;

const LANGUAGES: [&str; 2] = ["web/words/zh-CN/", "web/words/en/"];
const REFUSALS: &str = "src/kernel/refusal.rs";

fn faults(tree: &Tree) -> Vec<String> {
    let [zh, en] = LANGUAGES.map(|folder| (folder, ids(tree, folder)));
    let twice = [&zh, &en].into_iter().flat_map(|(folder, ids)| {
        let mut seen = BTreeSet::new();
        let again = ids.iter().filter(move |id| !seen.insert(id.as_str()));
        again.map(move |id| format!("{folder}: `{id}` stands twice"))
    });
    let mut faults: Vec<String> = twice.collect();

    for ((folder, mine), (_, theirs)) in [(&zh, &en), (&en, &zh)] {
        let missing = theirs.iter().filter(|id| !mine.contains(id));
        faults.extend(missing.map(|id| format!("{folder}: `{id}` is missing")));
    }
    // before there are words, nothing can be missing
    if !zh.1.is_empty() {
        let codes = codes(tree.text(REFUSALS).unwrap_or_default()).into_iter();
        let wordless = codes.filter(|code| !zh.1.contains(code) && !en.1.contains(code));
        faults.extend(wordless.map(|code| format!("{REFUSALS}: `{code}` has no words")));
    }
    faults
}

/// Messages, terms (with their `-`) and attributes (`message.attribute`) of one language.
fn ids(tree: &Tree, folder: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for (_, text) in tree.files(folder, ".ftl") {
        let mut message = "";
        for line in text.lines() {
            let Some((key, _)) = line.split_once('=') else {
                continue;
            };
            let key = key.trim_end();
            if let Some(attribute) = key.trim_start().strip_prefix('.').filter(|key| is_id(key)) {
                ids.push(format!("{message}.{attribute}"));
            } else if is_id(key.strip_prefix('-').unwrap_or(key)) {
                message = key;
                ids.push(key.to_string());
            }
        }
    }
    ids
}

fn is_id(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// `TooLong` → `refusal-too-long`, for each variant of `Refusal`.
fn codes(text: &str) -> Vec<String> {
    let items = syn::parse_file(text).map(|file| file.items).unwrap_or_default();
    let refusal = items.into_iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == "Refusal" => Some(item),
        _ => None,
    });
    let variants = refusal.into_iter().flat_map(|item| item.variants);
    variants.map(|variant| format!("refusal{}", kebab(&variant.ident.to_string()))).collect()
}

fn kebab(name: &str) -> String {
    let letters = name.chars().flat_map(|c| {
        let dash = c.is_ascii_uppercase().then_some('-');
        dash.into_iter().chain([c.to_ascii_lowercase()])
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    const REFUSAL: &str = "pub enum Refusal { Empty, TooLong { chars: usize } }";

    fn found(zh: &str, en: &str) -> Vec<String> {
        faults(&Tree::of(&[("web/words/zh-CN/room.ftl", zh), ("web/words/en/room.ftl", en), (REFUSALS, REFUSAL)]))
    }

    #[test]
    fn the_house_speaks_both_languages() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn a_lonely_message_is_found() {
        let both = "refusal-empty = .\nrefusal-too-long = .\n";
        let more = format!("{both}ask = .\n    .hint = .\n-site = .\n# note = .\n    more = text\n");
        none(found(&more, &more));
        only(found(&more, both), &["en/: `ask`", "en/: `ask.hint`", "en/: `-site`"]);
        only(found(both, &format!("{both}ask = .\n")), &["zh-CN/: `ask`"]);
        only(found(&format!("{both}refusal-empty = .\n"), both), &["zh-CN/: `refusal-empty` stands twice"]);
    }

    #[test]
    fn a_refusal_without_words_is_found() {
        only(found("refusal-empty = .\n", "refusal-empty = .\n"), &["`refusal-too-long` has no words"]);
        none(found("", ""));
    }
}
