//! A room's kind chooses words and page layout, never behaviour: rules and desk do not ask for it.

use crate::{names::names, tree::Tree};

const RULES: [&str; 2] = ["src/kernel/", "src/desk/"];

fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, text) in RULES.iter().flat_map(|folder| tree.files(folder, ".rs")) {
        if text.contains("enum RoomKind") {
            continue;
        }
        for name in names(file, text).unwrap_or_default() {
            let at = name.path.iter().position(|part| part == "RoomKind");
            if at.is_some_and(|at| name.renamed || at + 1 < name.path.len()) {
                faults.push(format!("{file}:{}: a rule asks for the room's kind", name.line));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    #[test]
    fn the_house_has_no_rule_for_a_kind() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn a_kind_in_a_rule_is_found() {
        let found = |text: &str| {
            let tree = Tree::of(&[("src/kernel/decide/ask.rs", text), ("src/desk/mod.rs", text)]);
            only(faults(&tree), &["src/kernel", "src/desk"]);
        };
        found("fn f(k: u8) -> bool { k == RoomKind::Interview }");
        found("fn f(k: u8) -> bool { matches!(k, crate::kernel::policy::RoomKind::Interview) }");
        found("use crate::kernel::policy::RoomKind as K;");
        found("use crate::kernel::policy::RoomKind::*;");
    }

    #[test]
    fn passing_one_on_and_defining_it_is_fine() {
        let header = ("src/kernel/room.rs", "use super::policy::RoomKind; struct R { kind: RoomKind }");
        let home = ("src/kernel/policy.rs", "pub enum RoomKind { A } const X: RoomKind = RoomKind::A;");
        let page = ("src/http/a.rs", "fn f() -> u8 { RoomKind::Interview }");
        none(faults(&Tree::of(&[header, home, page])));
    }
}
