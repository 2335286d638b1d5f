//! Keeping data safe: backup while running, restore, rebuild, and a check-up.

use super::line::say;
use crate::{
    config::{Config, keys},
    desk,
    store::{Db, OpenOptions, copy_database},
};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

/// What a backup says of itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    /// When, RFC 3339.
    at: String,
    /// Version of the program that made it.
    version: String,
    /// Digests of its files, by name.
    files: Vec<(String, String)>,
}

const MANIFEST: &str = "backup.json";
const DATABASE: &str = "wenzheng.db";
const KEYS: &str = "secret.key";

/// Copies everything that cannot be recomputed to `target`; the server may be running.
///
/// # Errors
/// When `target` holds something already or cannot be written.
pub async fn backup(config: &Config, target: &Path) -> Result<()> {
    fs::create_dir_all(target).with_context(|| format!("cannot create {}", target.display()))?;
    if fs::read_dir(target)?.next().is_some() {
        bail!("{} is not empty; name a new folder", target.display());
    }
    copy_database(&config.data, &target.join(DATABASE)).await?;
    fs::copy(config.data.join(KEYS), target.join(KEYS)).context("cannot copy secret.key")?;
    let mut files = Vec::new();
    for name in [DATABASE, KEYS] {
        let path = target.join(name);
        File::open(&path)?.sync_all()?;
        files.push((name.to_owned(), digest(&path)?));
    }
    let manifest =
        Manifest { at: jiff::Timestamp::now().to_string(), version: env!("CARGO_PKG_VERSION").into(), files };
    let path = target.join(MANIFEST);
    fs::write(&path, serde_json::to_vec_pretty(&manifest)?)?;
    File::open(&path)?.sync_all()?;
    File::open(target)?.sync_all()?;
    let size = fs::metadata(target.join(DATABASE))?.len();
    say(&format!("backup complete: {} ({:.1} MB, checked)", target.display(), size as f64 / 1e6))
}

/// Puts a backup into an empty data folder. Readers are told that positions changed.
///
/// # Errors
/// When the backup is damaged or the data folder is not empty.
pub async fn restore(config: &Config, source: &Path) -> Result<()> {
    let text =
        fs::read(source.join(MANIFEST)).with_context(|| format!("{} holds no complete backup", source.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text)?;
    for (name, expected) in &manifest.files {
        if digest(&source.join(name))? != *expected {
            bail!("{name} in the backup is damaged: its digest does not fit");
        }
    }
    fs::create_dir_all(&config.data)?;
    if config.data.join(DATABASE).exists() {
        bail!("{} already holds a database; restore into an empty folder", config.data.display());
    }
    for (name, _) in &manifest.files {
        let to = config.data.join(name);
        fs::copy(source.join(name), &to)?;
        File::open(&to)?.sync_all()?;
    }
    keys::load_or_create(&config.data)?;
    let db = Db::open(&OpenOptions::new(&config.data)).await?;
    db.renew_epoch().await?;
    db.close().await;
    say(&format!("restored the backup of {} into {}", manifest.at, config.data.display()))
}

/// Recomputes every table that is not truth.
///
/// # Errors
/// When the server is running or the store fails; the tables are then as before.
pub async fn rebuild(config: &Config) -> Result<()> {
    let db = Db::open(&OpenOptions::new(&config.data)).await?;
    let bar = indicatif::ProgressBar::new(db.journals().await?.len() as u64);
    let done = desk::rebuild(&db, |room| bar.set_position(room as u64)).await?;
    bar.finish_and_clear();
    db.close().await;
    say(&format!(
        "rebuilt {} rooms: {} entries folded into {} posts and {} lines",
        done.rooms, done.entries, done.posts, done.lines
    ))
}

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
    if !config.data.join(DATABASE).exists() {
        return say("database      note: none yet; `wenzheng serve` makes one");
    }
    let probe = tempfile_in(&config.data);
    say(&format!("writable      {}", if probe { "ok" } else { "bad: the data folder cannot be written" }))?;
    let db = match Db::open(&OpenOptions::new(&config.data)).await {
        Ok(db) => db,
        Err(error) => bail!("database      bad: {error}"),
    };
    let broken = db.scrub().await?;
    say(&format!(
        "pages         {}",
        if broken.is_empty() { "ok".into() } else { format!("bad: {}", broken.join("; ")) }
    ))?;
    let forged = db.forged_texts().await?;
    let texts = if forged.is_empty() { "ok".into() } else { format!("bad: {} do not fit their digest", forged.len()) };
    say(&format!("texts         {texts}"))?;
    let staff = db.persons().await?.iter().filter(|person| person.password.is_some()).count();
    say(&format!("staff         {}", if staff > 0 { "ok" } else { "note: nobody can log in yet" }))?;
    db.close().await;
    if broken.is_empty() && forged.is_empty() { Ok(()) } else { bail!("the data is damaged; restore the last backup") }
}

fn tempfile_in(folder: &Path) -> bool {
    let path: PathBuf = folder.join(".writable");
    fs::write(&path, b"ok").is_ok() && fs::remove_file(&path).is_ok()
}

fn digest(path: &Path) -> Result<String> {
    let mut file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(&buffer[..read]);
    }
}
