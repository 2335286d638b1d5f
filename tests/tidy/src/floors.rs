//! Imports go down only, siblings never meet.

use crate::{
    names::{module, names},
    tree::Tree,
};

/// Level, modules. Writers and readers share level 2, so neither names the other;
/// the doors above them may call both, which is how a page asks the desk and reads a view.
const FLOORS: [(u8, &[&str]); 6] = [
    (ROOF, &["main", "app", "cli", "demo", "config", "telemetry"]),
    (3, &["http", "live", "jobs"]),
    (2, &["hub", "views", "similar", "archive", "stats", "notices", "exchange"]),
    (2, &["desk", "auth", "files"]),
    (1, &["store", "bus", "wire", "terms"]),
    (0, &["kernel"]),
];

/// Modules of the roof may name each other.
const ROOF: u8 = 4;

fn level(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(_, modules)| modules.contains(&module)).map(|(level, _)| *level)
}

fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, text) in tree.files("src/", ".rs") {
        let here = module(file).into_iter().next().unwrap_or("main".into());
        let Some(mine) = level(&here) else {
            faults.push(format!("{file}: `{here}` is on no floor"));
            continue;
        };
        let names = match names(file, text) {
            Ok(names) => names,
            Err(error) => {
                faults.push(format!("{file}: does not parse: {error}"));
                continue;
            }
        };
        for name in names.iter().filter(|name| name.path[0] == "crate") {
            let there = name.path.get(1).map_or("*", String::as_str);
            let fault = match level(there) {
                None => format!("`crate::{there}` is on no floor"),
                Some(_) if there == here => continue,
                Some(theirs) if theirs < mine || mine == ROOF => continue,
                Some(theirs) if theirs == mine => format!("`{here}` meets its sibling `{there}`"),
                Some(_) => format!("`{here}` looks up to `{there}`"),
            };
            faults.push(format!("{file}:{}: {fault}", name.line));
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
    fn the_house_keeps_its_floors() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn up_and_sideways_are_found() {
        only(one("src/store/read.rs", "use crate::desk::Writer;"), &["looks up to `desk`"]);
        only(one("src/hub/mod.rs", "use super::{desk, store};"), &["meets its sibling `desk`"]);
        only(one("src/desk/a.rs", "fn f() { crate::auth::who() }"), &["meets its sibling `auth`"]);
        only(one("src/auth/mod.rs", "fn f() { g!(crate::desk::x) }"), &["meets its sibling `desk`"]);
        only(one("src/http/mod.rs", "use crate::live::Socket;"), &["meets its sibling `live`"]);
        only(one("src/jobs/a.rs", "use crate::config::Config;"), &["looks up to `config`"]);
        only(one("src/kernel/a/b.rs", "use super::super::super::wire;"), &["looks up to `wire`"]);
    }

    #[test]
    fn roundabout_ways_are_found() {
        only(one("src/hub/mod.rs", "use super::*;"), &["`crate::*` is on no floor"]);
        only(one("src/hub/mod.rs", "use crate::{self as top};"), &["`crate::*` is on no floor"]);
        only(one("src/hub/mod.rs", "use crate::Writer;"), &["`crate::Writer` is on no floor"]);
        only(one("src/utils.rs", ""), &["`utils` is on no floor"]);
        only(one("src/hub/mod.rs", "fn {"), &["does not parse"]);
    }

    #[test]
    fn down_and_along_the_roof_is_the_natural_way() {
        none(one("src/http/mod.rs", "use crate::{desk, auth, views, kernel::post::Post, http::x};"));
        none(one("src/cli/mod.rs", "use crate::{app, config, demo};"));
        none(one("src/main.rs", "use wenzheng::{cli, telemetry};"));
        none(one("src/hub/ring.rs", "pub(super) fn f() { super::go(self::go()) }"));
    }
}
