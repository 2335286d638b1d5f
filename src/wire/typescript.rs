//! The frames in TypeScript: `web/src/wire`. `FRAMES=write cargo test typescript` makes it anew.

use super::{frame::*, item::*};
use crate::kernel::{
    erasure::{Erased, Ground},
    id::{GuestId, PersonId, PostId},
    line::Occasion,
    policy::Publication,
    post::{Fate, Origin},
    record::Stage,
    room::Phase,
};
use std::{fs, path::Path};
use ts_rs::{Config, TS};

/// Writes one type.
pub(crate) fn declared<T: TS>(out: &mut String) {
    let config = Config::new().with_large_int("number");
    let docs = T::docs().unwrap_or_default();
    let whole = format!("\n{docs}export {}\n", T::decl(&config));
    // a comment of one line takes one
    out.push_str(&whole.replace("/**\n * ", "/** ").replace("\n */\n", " */\n"));
}

macro_rules! declare {
    ($out:ident: $($type:ty),+ $(,)?) => { $($crate::wire::typescript::declared::<$type>(&mut $out);)+ };
}
pub(crate) use declare;

const HEAD: &str = "// Made from src/wire/frame.rs and src/wire/item.rs; never edited.\n";

fn frames() -> String {
    let mut out = format!("{HEAD}import type {{ Changed, Counts, GuestId, Item, Line, PersonId, Piles, PostId, ");
    out.push_str(&format!("Question, Room }} from \"./items\";\n\nexport const PROTOCOL = {PROTOCOL};\n"));
    declare!(out: Frame, StaffFrame, ClientFrame, Hello, Snapshot, StaffSnapshot, Batch<Item>, Latest, StaffLatest);
    declare!(out: Claimed, Present, Bye);
    out
}

fn items() -> String {
    let mut out = HEAD.to_owned();
    declare!(out: Item, Changed, Text, Erratum, Guest, Question, Answer, Part, RowKind, Role, Speaker, Asked, Line, Photo);
    declare!(out: Room, Notice, Counts, Piles, Occasion, Publication, Fate, Origin, Phase, GuestId, PersonId, PostId);
    declare!(out: Standing, Stage, Erased, Ground);
    out
}

/// Demands that `web/src/wire/<name>` says just this.
pub(crate) fn keep(name: &str, fresh: &str) -> Result<(), std::io::Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/wire");
    let file = folder.join(name);
    if std::env::var("FRAMES").is_ok_and(|wish| wish == "write") {
        fs::create_dir_all(&folder)?;
        fs::write(&file, fresh)?;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == fresh, "web/src/wire/{name} is stale: FRAMES=write cargo test --lib typescript");
    Ok(())
}

#[test]
fn the_web_has_the_frames_of_today() -> Result<(), std::io::Error> {
    keep("frames.ts", &frames())?;
    keep("items.ts", &items())
}
