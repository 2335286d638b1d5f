//! No file that nothing reaches: Rust files by `mod`, templates by name.

use crate::tree::Tree;
use std::collections::BTreeSet;
use syn::{Item, ItemMod};

const TEMPLATES: &str = "web/templates/";

fn faults(tree: &Tree) -> Vec<String> {
    let mut live = BTreeSet::new();
    for (file, _) in tree.files("", ".rs").filter(|(file, _)| is_root(tree, file)) {
        reach(tree, file, folder(file), &mut live);
    }
    let sources = tree.files("", ".rs").filter(|(file, _)| !live.contains(*file));
    let mut faults: Vec<String> = sources.map(|(file, _)| format!("{file}: no `mod` leads here")).collect();

    let named = named_templates(tree);
    let templates = tree.files(TEMPLATES, "").filter(|(file, _)| !named.contains(*file));
    faults.extend(templates.map(|(file, _)| format!("{file}: no source or template names it")));
    faults
}

/// Whether Cargo starts a crate at this file.
fn is_root(tree: &Tree, file: &str) -> bool {
    let packages = tree.files("", "Cargo.toml").map(|(path, _)| path.trim_end_matches("Cargo.toml"));
    let own = packages.filter(|package| file.starts_with(package)).max_by_key(|path| path.len());
    let inner = file.trim_start_matches(own.unwrap_or_default());
    let parts: Vec<&str> = inner.split('/').collect();
    matches!(
        parts[..],
        ["build.rs"]
            | ["src", "lib.rs" | "main.rs"]
            | ["src", "bin", _]
            | ["tests", _]
            | ["tests", _, "main.rs"]
            | ["fuzz_targets", _]
    )
}

/// Marks a file and what its `mod` lines lead to; `home` is where its children live.
fn reach(tree: &Tree, file: &str, home: &str, live: &mut BTreeSet<String>) {
    let Some(text) = tree.text(file) else { return };
    if live.insert(file.to_string()) {
        // a file that does not parse is a fault of `floors`
        let items = syn::parse_file(text).map(|file| file.items).unwrap_or_default();
        follow(tree, file, home, &items, live);
    }
}

fn follow(tree: &Tree, file: &str, home: &str, items: &[Item], live: &mut BTreeSet<String>) {
    for item in items {
        let Item::Mod(part) = item else { continue };
        let below = format!("{home}/{}", part.ident);
        match (&part.content, path_of(part)) {
            (Some((_, items)), _) => follow(tree, file, &below, items, live),
            (None, Some(path)) => {
                let path = format!("{}/{path}", folder(file));
                reach(tree, &path, folder(&path), live);
            }
            (None, None) => {
                reach(tree, &format!("{below}.rs"), &below, live);
                reach(tree, &format!("{below}/mod.rs"), &below, live);
            }
        }
    }
}

/// The value of `#[path = "…"]`.
fn path_of(part: &ItemMod) -> Option<String> {
    part.attrs.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
            _ => None,
        },
        _ => None,
    })
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Each quoted text of sources and templates, read as a template's path from the top and from beside the namer.
fn named_templates(tree: &Tree) -> BTreeSet<String> {
    let namers = tree.files("src/", ".rs").chain(tree.files(TEMPLATES, ""));
    let mut named = BTreeSet::new();
    for (file, text) in namers {
        for quoted in text.split('"') {
            named.insert(format!("{TEMPLATES}{quoted}"));
            if file.starts_with(TEMPLATES) && format!("{}/{quoted}", folder(file)) != file {
                named.insert(format!("{}/{quoted}", folder(file)));
            }
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    #[test]
    fn the_house_keeps_no_dead_files() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn a_source_without_a_mod_line_is_found() {
        let tree = Tree::of(&[
            ("Cargo.toml", ""),
            ("src/lib.rs", "mod hub; mod wire; #[path = \"odd/place.rs\"] mod named;"),
            ("src/main.rs", ""),
            ("src/hub/mod.rs", "mod ring; mod inner { mod deep; }"),
            ("src/hub/ring.rs", "mod slot;"),
            ("src/hub/ring/slot.rs", ""),
            ("src/hub/inner/deep.rs", ""),
            ("src/hub/lost.rs", "mod ring;"),
            ("src/odd/place.rs", ""),
            ("src/wire.rs", "// mod ghost;"),
            ("src/wire/ghost.rs", ""),
            ("moderation/Cargo.toml", ""),
            ("moderation/src/lib.rs", ""),
            ("moderation/src/stray.rs", ""),
            ("tests/story/main.rs", "mod actors;"),
            ("tests/story/actors.rs", ""),
            ("tests/story/unheard.rs", ""),
        ]);
        only(faults(&tree), &["stray.rs", "hub/lost.rs", "wire/ghost.rs", "unheard.rs"]);
    }

    #[test]
    fn a_template_without_a_namer_is_found() {
        let tree = Tree::of(&[
            ("Cargo.toml", ""),
            ("src/lib.rs", "#[template(path = \"room/page.html\")] struct Page;"),
            ("web/templates/base.html", ""),
            ("web/templates/room/page.html", "{% extends \"base.html\" %}{% include \"line.html\" %}"),
            ("web/templates/room/line.html", ""),
            ("web/templates/room/old.html", ""),
        ]);
        only(faults(&tree), &["room/old.html"]);
    }
}
