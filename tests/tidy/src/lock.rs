//! Packages that must not come in by a side door.

use crate::tree::Tree;

const BARRED: [(&str, &str); 4] = [
    ("aws-lc-sys", "needs more than a C compiler; rustls runs on ring"),
    ("openssl-sys", "needs the system's OpenSSL; rustls runs on ring"),
    ("native-tls", "needs the system's OpenSSL; rustls runs on ring"),
    ("holiday-cn", "its table of 2026 is wrong"),
];

fn faults(tree: &Tree) -> Vec<String> {
    let lock = tree.text("Cargo.lock").unwrap_or_default();
    let found = BARRED.iter().filter(|(name, _)| lock.contains(&format!("name = \"{name}\"")));
    found.map(|(name, why)| format!("Cargo.lock: {name}: {why}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{none, only};

    #[test]
    fn the_house_bars_them() {
        none(faults(&Tree::house()));
    }

    #[test]
    fn one_is_found() {
        let lock = "[[package]]\nname = \"openssl-sys\"\nversion = \"1.0.0\"\n";
        only(faults(&Tree::of(&[("Cargo.lock", lock)])), &["openssl-sys"]);
    }
}
