//! Stored journals stay readable: one file for each kind of entry, as it is kept today.
//!
//! A file here is never edited and never removed: entries of that shape lie in journals. A new
//! kind of entry gets a file by running the test once with `GOLDEN=write`.

use crate::samples;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::PathBuf};
use wenzheng::kernel::event::Event;

/// Fields that entries of before do not have.
const LATER: [(&str, &str); 16] = [
    ("post.received", "letter"),
    ("case.answered", "took"),
    ("post.rated", "text"),
    ("post.appeal_dismissed", "reason"),
    ("block.reworded", "alt"),
    ("room.drafted", "pass"),
    ("room.unstaged", "answered"),
    ("room.amended", "units"),
    ("room.amended", "video"),
    ("room.drafted", "video"),
    ("office.person_set", "unit"),
    ("office.link_issued", "within"),
    ("office.template_set", "unit"),
    ("line.written", "place"),
    ("block.prepared", "before"),
    ("case.reopened", "by_unit"),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules/golden")
}

/// `post.screened` with two verdicts has two files: `post.screened.approve`, `post.screened.merge`.
fn files() -> Vec<(String, Event)> {
    let detail = |event: &Event| {
        let value = serde_json::to_value(event).unwrap();
        let inner = [
            "/event/verdict/type",
            "/event/kind/type",
            "/event/grant/reach/type",
            "/event/event/type",
            "/event/shelf/of",
        ];
        let kind = inner.iter().find_map(|at| Some(format!(".{}", value.pointer(at)?.as_str()?)));
        let later =
            ["/event/said_at", "/event/due_at"].iter().any(|at| value.pointer(at).is_some_and(Value::is_number));
        let due = value.pointer("/event/verdict").is_none() && later;
        // A field that came later makes another file of entries that have it.
        let added = LATER.iter().find(|(on, field)| {
            let inner = &value["event"]["event"];
            *on == event.name() && (value["event"].get(field).is_some() || inner.get(field).is_some())
        });
        let added = added.map(|(_, field)| format!(".{field}")).unwrap_or_default();
        let filed = ["/event/letter/files", "/event/event/files"].iter().any(|at| value.pointer(at).is_some());
        let added = if filed { format!("{added}.files") } else { added };
        let formed = value["event"]["workflow"]["stages"].as_array();
        let formed = formed.is_some_and(|stages| stages.iter().any(|stage| stage.get("form").is_some()));
        let added = if formed { format!("{added}.form") } else { added };
        format!("{}{}{added}", kind.unwrap_or_default(), if due { ".later" } else { "" })
    };
    samples::events().into_iter().map(|event| (format!("{}{}.json", event.name(), detail(&event)), event)).collect()
}

#[test]
fn every_kind_of_entry_is_kept_as_it_always_was() {
    for (name, event) in files() {
        let path = folder().join(&name);
        if std::env::var("GOLDEN").is_ok_and(|wish| wish == "write") && !path.exists() {
            fs::write(&path, serde_json::to_string_pretty(&event).unwrap() + "\n").unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}; GOLDEN=write makes it"));
        let kept: Value = serde_json::from_str(&kept).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), kept, "{name} is written in another shape today");
        assert_eq!(serde_json::from_value::<Event>(kept).unwrap(), event, "{name} is read otherwise today");
    }
}

#[test]
fn no_kind_of_entry_is_without_a_file_and_no_file_without_a_kind() {
    let names: Vec<String> = files().into_iter().map(|(name, _)| name).collect();
    let distinct: BTreeSet<String> = names.iter().cloned().collect();
    assert_eq!(names.len(), distinct.len(), "two samples share a file");
    let there: BTreeSet<String> =
        fs::read_dir(folder()).unwrap().flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(there, distinct);
}

/// The control: a field more, a field less, another name or another type is noticed.
#[test]
fn another_shape_is_noticed() {
    for (name, event) in files() {
        let Value::Object(kept) = serde_json::to_value(&event).unwrap() else { panic!("{name} is no object") };
        let mut more = kept.clone();
        more["event"]["colour"] = Value::from("red");
        // serde does not look beside the tag of a variant without fields.
        let bare = kept["event"].as_object().unwrap().len() == 1;
        assert!(bare || serde_json::from_value::<Event>(Value::Object(more)).is_err(), "{name} takes a field more");
        let fields = kept["event"].as_object().unwrap().keys();
        for field in fields.filter(|field| !kept["event"][*field].is_null()) {
            let mut less = kept.clone();
            less["event"].as_object_mut().unwrap().remove(field);
            let read = serde_json::from_value::<Event>(Value::Object(less));
            assert!(read.is_err() || read.unwrap() != event, "{name} is the same without {field}");
        }
    }
}
