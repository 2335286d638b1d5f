//! The top level of the repository is short enough to be read at a glance.

use crate::tree::top;
use std::fs;

/// Dotfiles are free.
const ALLOWED: [&str; 16] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "askama.toml",
    "build.rs",
    "docs",
    "loadtest",
    "moderation",
    "src",
    "tests",
    "web",
];

fn faults<'a>(names: impl IntoIterator<Item = &'a str>, ignore: &str) -> Vec<String> {
    let ignored = |name: &str| {
        ignore.lines().any(|line| match line.strip_prefix('*') {
            Some(end) => name.ends_with(end),
            None => line.trim_matches('/') == name,
        })
    };
    let odd = |name: &&str| !name.starts_with('.') && !ALLOWED.contains(name) && !ignored(name);
    names.into_iter().filter(odd).map(|name| format!("{name}: not a thing of the top level")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    #[test]
    fn the_house_has_a_short_top() {
        let entries = fs::read_dir(top()).unwrap().flatten();
        let names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let ignore = fs::read_to_string(top().join(".gitignore")).unwrap();
        none(faults(names.iter().map(String::as_str), &ignore));
    }

    #[test]
    fn a_stray_is_found() {
        let names = ["src", ".ci", "notes.txt", "target", "run.log", "utils"];
        only(faults(names, "/target\n*.log\n"), &["notes.txt", "utils"]);
    }
}
