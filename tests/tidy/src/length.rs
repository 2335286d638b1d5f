//! A file is read in one sitting.

use crate::tree::Tree;

/// Lines of one file. Aim for 100 to 200.
const MOST: usize = 500;

const FILES: [(&str, &[&str]); 6] = [
    ("src/", &[".rs"]),
    ("moderation/", &[".rs"]),
    ("loadtest/", &[".rs"]),
    ("tests/", &[".rs"]),
    ("web/src/", &[".ts", ".svelte", ".css", ".html"]),
    ("web/templates/", &[".ts", ".svelte", ".css", ".html"]),
];

/// Made by a test from Rust types; read by the type checker.
const MADE: &str = "web/src/wire/";

fn faults(tree: &Tree) -> Vec<String> {
    let kinds = FILES.iter().flat_map(|(under, ends)| ends.iter().map(move |end| (under, end)));
    let files = kinds.flat_map(|(under, end)| tree.files(under, end));
    let counted = files.map(|(file, text)| (file, text.lines().count()));
    let long = counted.filter(|(file, lines)| *lines > MOST && !file.starts_with(MADE));
    long.map(|(file, lines)| format!("{file}: {lines} lines, at most {MOST}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    #[test]
    fn no_file_of_the_house_is_too_long() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn one_line_too_many_is_found() {
        let (fits, long) = ("x\n".repeat(500), "x\n".repeat(501));
        let tree = Tree::of(&[
            ("src/a.rs", &fits),
            ("src/b.rs", &long),
            ("web/src/parts/c.svelte", &long),
            ("web/templates/d.html", &long),
            ("web/templates/e.html", &fits),
            ("web/src/wire/f.ts", &long),
        ]);
        only(faults(&tree), &["src/b.rs", "c.svelte", "d.html"]);
    }
}
