//! Each folder's `mod.rs` says in four lines what it is, what it never does, who calls it and where
//! its tests are, and they are there; after that it only lists its parts.

use crate::tree::Tree;
use syn::Item;

const FOLDERS: [&str; 3] = ["src/", "moderation/src/", "loadtest/src/"];

fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, text) in FOLDERS.iter().flat_map(|folder| tree.files(folder, "/mod.rs")) {
        let says = |line: &str| line.strip_prefix("//! ").is_some_and(|rest| !rest.trim().is_empty());
        if text.lines().take(4).filter(|line| says(line)).count() < 4 {
            faults.push(format!("{file}: does not open with four lines of `//!`"));
        }
        let named = text.lines().take(4).flat_map(|line| line.split('`').skip(1).step_by(2));
        for tests in named.filter(|name| name.starts_with("tests/")) {
            if tree.files(tests, "").next().is_none() {
                faults.push(format!("{file}: there is no {tests}"));
            }
        }
        // a file that does not parse is a fault of `floors`
        let items = syn::parse_file(text).map(|file| file.items).unwrap_or_default();
        if !items.iter().all(lists) {
            faults.push(format!("{file}: holds more than `mod` and `use`"));
        }
    }
    faults
}

fn lists(item: &Item) -> bool {
    match item {
        Item::Use(_) => true,
        Item::Mod(part) => part.content.is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    const HEAD: &str = "//! It is.\n//! Never.\n//! Callers.\n//! Tests.\n";

    fn one(text: &str) -> Vec<String> {
        faults(&Tree::of(&[("src/hub/mod.rs", text)]))
    }

    #[test]
    fn every_folder_of_the_house_has_its_head() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn a_missing_line_is_found() {
        only(one("mod a;\n"), &["four lines"]);
        only(one("//! It is.\n//! Never.\n//! Callers.\n\nmod a;\n"), &["four lines"]);
        only(one("//! It is.\n//! Never.\n//!\n//! Tests.\n"), &["four lines"]);
    }

    #[test]
    fn tests_that_are_gone_are_found() {
        let head = HEAD.replace("Tests.", "Tests: `tests/a/b.rs`, `tests/a/`, `tests/gone.rs`.");
        let tree = Tree::of(&[("src/hub/mod.rs", head.as_str()), ("tests/a/b.rs", "")]);
        only(faults(&tree), &["tests/gone.rs"]);
    }

    #[test]
    fn logic_is_found() {
        only(one(&format!("{HEAD}fn f() {{}}\n")), &["holds more"]);
        only(one(&format!("{HEAD}mod a {{ fn f() {{}} }}\n")), &["holds more"]);
        none(one(&format!("{HEAD}#[cfg(test)]\nmod a;\npub mod b;\npub use a::C;\n")));
    }
}
