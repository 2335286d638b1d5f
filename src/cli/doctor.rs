//! A check-up of the data folder, in words.

use super::{
    handles::Handles,
    keep::{DATABASE, digest},
    line::say,
};
use crate::{
    config::Config,
    store::{Db, Flaw, OpenOptions, place_of},
};
use anyhow::{Result, bail};
use std::{fs, path::Path};

/// Flaws that a check-up names.
const NAMED: usize = 10;

/// Looks at everything an operator would be asked about; each line says ok, note or bad.
///
/// # Errors
/// When anything is bad.
pub async fn doctor(config: &Config) -> Result<()> {
    say(&format!("data folder   {}", config.data.display()))?;
    say(&format!(
        "time zone     {}",
        if jiff::tz::TimeZone::get(&config.zone).is_ok() { "ok" } else { "bad: unknown" }
    ))?;
    let bundle = crate::http::assets::href("site.css").is_some();
    say(&format!("web bundle    {}", if bundle { "ok" } else { "note: missing, pages come without style" }))?;
    say(&format!("open files    {}", enough(Handles::take(), config)))?;
    if !config.data.join(DATABASE).exists() {
        return say("database      note: none yet; `wenzheng serve` makes one");
    }
    let probe = tempfile_in(&config.data);
    say(&format!("writable      {}", if probe { "ok" } else { "bad: the data folder cannot be written" }))?;
    let db = match Db::open(&OpenOptions::new(&config.data)).await {
        Ok(db) => db,
        Err(error) => bail!("database      bad: {error}"),
    };
    let flaws = db.scrub().await?;
    say(&format!("truth         {}", told(&flaws)))?;
    let spoilt = spoilt(&db).await?;
    let files = if spoilt.is_empty() { "ok".into() } else { format!("bad: {}", spoilt.join("; ")) };
    say(&format!("files         {files}"))?;
    let staff = db.persons().await?.iter().filter(|person| person.password.is_some()).count();
    say(&format!("staff         {}", if staff > 0 { "ok" } else { "note: nobody can log in yet" }))?;
    db.close().await;
    let sound = flaws.is_empty() && spoilt.is_empty();
    if sound { Ok(()) } else { bail!("the data is damaged; restore the last backup") }
}

/// Whether every connection that may come in gets a handle; read off the limits under which this runs.
fn enough(handles: Handles, config: &Config) -> String {
    match (handles.lack(config), handles.0) {
        (Some(lack), _) => format!("note: {lack}"),
        (None, Some(held)) => format!("ok, {held} at once"),
        (None, None) => "ok, without limit".into(),
    }
}

/// Files whose bytes are missing or do not fit their name. What nothing names may be gone.
async fn spoilt(db: &Db) -> Result<Vec<String>> {
    let mut spoilt = Vec::new();
    for (id, named) in db.all_files().await? {
        let path = db.folder().join(place_of(id));
        match path.exists() {
            true if digest(&path)? != id.to_string() => spoilt.push(format!("{id} does not fit its digest")),
            false if named => spoilt.push(format!("{id} is missing")),
            _ => {}
        }
    }
    Ok(spoilt)
}

/// What a scrub of pages, journals, texts and votes found, the first few by name.
pub(super) fn told(flaws: &[Flaw]) -> String {
    let named: Vec<String> = flaws.iter().take(NAMED).map(ToString::to_string).collect();
    match flaws.len().saturating_sub(NAMED) {
        _ if flaws.is_empty() => "ok".into(),
        0 => format!("bad: {}", named.join("; ")),
        more => format!("bad: {}; and {more} more", named.join("; ")),
    }
}

fn tempfile_in(folder: &Path) -> bool {
    let path = folder.join(".writable");
    fs::write(&path, b"ok").is_ok() && fs::remove_file(&path).is_ok()
}
