//! The repository as paths and texts, or a few lines that pretend to be one.

use std::{collections::BTreeMap, fs, path::Path};

/// Folders that are made, not written.
const MADE: [&str; 4] = ["target", "node_modules", "dist", "shots"];

/// Path from the top with `/` between → text (empty where it is not UTF-8).
pub struct Tree(BTreeMap<String, String>);

impl Tree {
    /// This repository. Folders that begin with a dot are left out.
    pub fn house() -> Tree {
        let mut files = BTreeMap::new();
        for part in ["src", "moderation", "loadtest", "tests", "web"] {
            walk(top(), part, &mut files);
        }
        for file in ["Cargo.toml", "Cargo.lock", "build.rs"] {
            keep(top(), file, &mut files);
        }
        Tree(files)
    }

    /// A made-up repository.
    pub fn of(files: &[(&str, &str)]) -> Tree {
        let owned = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
        Tree(owned.collect())
    }

    /// The files under a folder (`""` for all) whose names end so.
    pub fn files<'a>(&'a self, under: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        all.filter(move |(path, _)| path.starts_with(under) && path.ends_with(end))
    }

    /// One file's text.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }
}

/// The folder of the repository.
pub fn top() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Fails with one fault a line.
pub fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Fails unless each of these words occurs in a fault of its own, in order, and nothing else is found.
pub fn only(faults: Vec<String>, words: &[&str]) {
    let hit = faults.len() == words.len() && faults.iter().zip(words).all(|(f, w)| f.contains(w));
    assert!(hit, "wanted {words:#?}, found {faults:#?}");
}

fn walk(top: &Path, folder: &str, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(top.join(folder)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{folder}/{name}");
        if name.starts_with('.') || MADE.contains(&name.as_str()) {
            continue;
        }
        if entry.path().is_dir() {
            walk(top, &path, files);
        } else {
            keep(top, &path, files);
        }
    }
}

fn keep(top: &Path, path: &str, files: &mut BTreeMap<String, String>) {
    if let Ok(bytes) = fs::read(top.join(path)) {
        files.insert(path.to_string(), String::from_utf8(bytes).unwrap_or_default());
    }
}
