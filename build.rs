//! Tells cargo which folders are read while compiling; runs nothing.

fn main() {
    for folder in ["web/dist", "web/words", "web/templates"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
