//! All settings with their defaults as a TOML file, explained by the comments of the structs.

use super::settings::Config;
use crate::notices::WebhookSettings;
use std::fmt::Write;
use toml::{Table, Value};

/// Tables, the structs they are read into and where these are written down: a comment here is a comment there.
const SOURCES: [(&str, &str, &str); 7] = [
    ("", "Config", include_str!("settings.rs")),
    ("limits", "Limits", include_str!("../kernel/limits.rs")),
    ("door", "DoorLimits", include_str!("../http/limits.rs")),
    ("mail", "MailSettings", include_str!("../notices/settings.rs")),
    ("sms", "SmsSettings", include_str!("../notices/settings.rs")),
    ("remind", "RemindSettings", include_str!("../kernel/hours.rs")),
    ("scanner", "ScannerSettings", include_str!("../files/scan.rs")),
];

/// Of which there can be several: shown as comments, because an empty list would stand in the way of the first one.
const LIST: &str = "webhook";

/// A commented `wenzheng.toml` that changes nothing: every value is the default.
///
/// # Errors
/// When the defaults cannot be written as TOML, which a test rules out.
pub fn defaults_toml() -> anyhow::Result<String> {
    let defaults = Table::try_from(Config::default())?;
    let mut out = String::from(
        "# Settings of Wenzheng. Every value here is the default.\n# WENZHENG_* and flags win over this file: WENZHENG_DOOR__BODY_BYTES is door.body_bytes.\n",
    );
    let [(_, whole, own), sections @ ..] = SOURCES;
    let tables: Vec<&str> = sections.iter().map(|(name, ..)| *name).collect();
    let own: Vec<(String, String)> = fields(own, whole);
    for (name, note) in own.iter().filter(|(name, _)| !tables.contains(&name.as_str()) && name != LIST) {
        describe(&mut out, name, note, defaults.get(name))?;
    }
    for (name, read_into, source) in sections {
        let note = own.iter().find(|(field, _)| field == name).map_or("", |(_, note)| note);
        writeln!(out, "\n{}[{name}]", comment(note))?;
        let table = defaults.get(name).and_then(Value::as_table);
        for (field, note) in fields(source, read_into) {
            describe(&mut out, &field, &note, table.and_then(|table| table.get(&field)))?;
        }
    }
    let note = own.iter().find(|(field, _)| field == LIST).map_or("", |(_, note)| note);
    listed(&mut out, note)?;
    Ok(out)
}

fn listed(out: &mut String, note: &str) -> anyhow::Result<()> {
    writeln!(out, "\n{}# [[{LIST}]]", comment(note))?;
    let one = Table::try_from(WebhookSettings::default())?;
    for (field, note) in fields(include_str!("../notices/settings.rs"), "WebhookSettings") {
        let value = one.get(&field).map(ToString::to_string).unwrap_or_default();
        writeln!(out, "\n{}# {field} = {value}", comment(&note))?;
    }
    Ok(())
}

fn describe(out: &mut String, name: &str, note: &str, value: Option<&Value>) -> std::fmt::Result {
    let line = value.map_or_else(|| format!("# {name} = \"\""), |value| format!("{name} = {value}"));
    writeln!(out, "\n{}{line}", comment(note))
}

fn comment(note: &str) -> String {
    note.lines().map(|line| format!("# {line}\n")).collect()
}

/// Names and comments of the public fields of a struct in a source, in order.
fn fields(source: &str, read_into: &str) -> Vec<(String, String)> {
    let body = source.split_once(&format!("pub struct {read_into} {{")).map_or("", |(_, rest)| rest);
    let body = body.split_once("\n}").map_or("", |(body, _)| body);
    let (mut fields, mut note) = (Vec::new(), Vec::new());
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            note.push(text);
        } else if let Some((name, _)) = line.strip_prefix("pub ").and_then(|field| field.split_once(':')) {
            fields.push((name.to_owned(), note.join("\n")));
            note.clear();
        }
    }
    fields
}
