//! Names that have one home, or that some floors must never say.

use crate::{
    names::{module, names},
    tree::Tree,
};

enum Where {
    Only(&'static [&'static str]),
    Never(&'static [&'static str]),
}
use Where::{Never, Only};

/// Names (a path's beginning, or with `::` before it any part), the rule, the reason.
const BANS: [(&[&str], Where, &str); 4] = [
    (&["moderation"], Only(&["desk", "terms", "cli", "demo"]), "screening is asked by few"),
    (&["sqlx", "libsqlite3_sys"], Only(&["store"]), "SQL lives in the store"),
    (
        &[
            "axum",
            "axum_extra",
            "hyper",
            "hyper_util",
            "http",
            "http_body_util",
            "tower",
            "tower_http",
            "reqwest",
            "::StatusCode",
            "::HeaderMap",
            "::HeaderValue",
        ],
        Never(&["kernel", "store", "desk"]),
        "HTTP is a matter of the doors",
    ),
    (
        &[
            "async",
            "tokio",
            "futures",
            "rand",
            "getrandom",
            "tracing",
            "metrics",
            "std::fs",
            "std::io",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "std::future",
            "::SystemTime",
            "::Instant",
            "::OsRng",
            "::now",
            "::now_v7",
            "::new_v4",
        ],
        Never(&["kernel"]),
        "the rules are pure: time, ids and chance are given",
    ),
];

fn says(path: &[String], word: &str) -> bool {
    match word.strip_prefix("::") {
        Some(part) => path.iter().skip(1).any(|own| own == part),
        None => {
            let mut own = path.iter();
            word.split("::").all(|part| own.next().is_some_and(|own| own == part))
        }
    }
}

fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, text) in tree.files("src/", ".rs") {
        let here = module(file).into_iter().next().unwrap_or("main".into());
        // a file that does not parse is a fault of `floors`
        for name in names(file, text).unwrap_or_default() {
            for (words, place, why) in &BANS {
                let barred = match place {
                    Only(homes) => !homes.contains(&here.as_str()),
                    Never(floors) => floors.contains(&here.as_str()),
                };
                if barred && words.iter().any(|word| says(&name.path, word)) {
                    let path = name.path.join("::");
                    faults.push(format!("{file}:{}: `{path}` in `{here}`: {why}", name.line));
                }
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    fn one(file: &str, text: &str) -> Vec<String> {
        faults(&Tree::of(&[(file, text)]))
    }

    #[test]
    fn the_house_keeps_its_names_at_home() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn strangers_are_found() {
        only(one("src/http/a.rs", "use moderation::Rulebook;"), &["moderation::Rulebook"]);
        only(one("src/views/a.rs", "fn f() { sqlx::query(\"\") }"), &["sqlx::query"]);
        only(one("src/desk/a.rs", "use axum::Json;"), &["axum::Json"]);
        only(one("src/store/a.rs", "fn f(x: hyper::StatusCode) {}"), &["hyper::StatusCode"]);
        only(one("src/kernel/a.rs", "async fn f() {}"), &["`async`"]);
        only(one("src/kernel/a.rs", "fn f() { tokio::spawn(1) }"), &["tokio::spawn"]);
        only(one("src/kernel/a.rs", "use std::{time::SystemTime, fmt};"), &["SystemTime"]);
        only(one("src/kernel/a.rs", "use std::{fs::File, fmt};"), &["std::fs"]);
        only(one("src/kernel/a.rs", "use std::time; fn f() { time::Instant::f() }"), &["Instant"]);
        only(one("src/kernel/a.rs", "fn f() { jiff::Timestamp::now() }"), &["Timestamp::now"]);
        only(one("src/kernel/a.rs", "use rand::Rng as R;"), &["rand::Rng"]);
    }

    #[test]
    fn neighbours_are_welcome() {
        none(one("src/desk/a.rs", "use moderation::Rulebook; async fn f() {}"));
        none(one("src/store/sqlite/a.rs", "use sqlx::Row;"));
        none(one("src/kernel/a.rs", "fn f(now: u64) -> u64 { given.now + now }"));
        none(one("src/http/mod.rs", "mod moderation; fn f() { moderation::page() }"));
    }
}
