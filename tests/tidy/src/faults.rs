//! `docs/FAULTS.md` names only tests that exist.

use crate::tree::Tree;

const PAGE: &str = "docs/FAULTS.md";

fn faults(tree: &Tree, page: &str) -> Vec<String> {
    let named = page.split('`').skip(1).step_by(2).filter(|code| code.matches("::").count() == 2);
    let missing = named.filter(|path| {
        let mut parts = path.split("::");
        let (Some(binary), Some(file), Some(test)) = (parts.next(), parts.next(), parts.next()) else { return true };
        let text = tree.text(&format!("tests/{binary}/{file}.rs")).unwrap_or_default();
        !text.contains(&format!("async fn {test}()")) && !text.contains(&format!("\nfn {test}()"))
    });
    missing.map(|path| format!("{PAGE}: there is no test {path}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only, top};

    #[test]
    fn every_test_of_the_page_exists() {
        let page = std::fs::read_to_string(top().join(PAGE)).unwrap();
        assert!(page.matches("::").count() > 50, "hardly a test is named");
        none(faults(&Tree::house(), &page));
    }

    #[test]
    fn a_test_that_is_gone_is_found() {
        let tree = Tree::of(&[("tests/a/b.rs", "#[test]\nfn c() {}\n#[tokio::test]\nasync fn d() {}\n")]);
        let page = "`a::b::c` `a::b::d` `std::fs` `a::b::gone` `a::z::c`";
        only(faults(&tree, page), &["a::b::gone", "a::z::c"]);
    }
}
