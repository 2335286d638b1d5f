//! Keeping data safe: backup while running, restore, rebuild.

use super::{doctor::told, line::say};
use crate::{
    app::{House, address, machine_clock},
    config::{Config, keys},
    desk,
    store::{Db, Flaw, OpenOptions, TakenText, copy_database, files_in, place_of, taken_in},
};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::Read,
    path::{Component, Path},
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

pub(super) const MANIFEST: &str = "backup.json";
pub(super) const DATABASE: &str = "wenzheng.db";
const KEYS: &str = "secret.key";
/// Texts that were sealed or destroyed before the backup, a line each: id, state, moment (ms), ground.
const ERASED: &str = "erased.txt";

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
    fs::write(target.join(ERASED), listed(&taken_in(&target.join(DATABASE)).await?))?;
    let mut files = Vec::new();
    for name in [DATABASE, KEYS, ERASED] {
        let path = target.join(name);
        File::open(&path)?.sync_all()?;
        files.push((name.to_owned(), digest(&path)?));
    }
    let brought = copy_files(&config.data, target).await?;
    let count = brought.len();
    files.extend(brought);
    let manifest =
        Manifest { at: jiff::Timestamp::now().to_string(), version: env!("CARGO_PKG_VERSION").into(), files };
    let path = target.join(MANIFEST);
    fs::write(&path, serde_json::to_vec_pretty(&manifest)?)?;
    File::open(&path)?.sync_all()?;
    File::open(target)?.sync_all()?;
    let size = fs::metadata(target.join(DATABASE))?.len();
    let target = target.display();
    say(&format!("backup complete: {target} (database {:.1} MB, {count} files, checked)", size as f64 / 1e6))
}

/// Copies the files on which the copied database depends, each against its digest. What was swept
/// in the meantime was named by nothing.
async fn copy_files(data: &Path, target: &Path) -> Result<Vec<(String, String)>> {
    let mut copied = Vec::new();
    for (id, named) in files_in(&target.join(DATABASE)).await? {
        let place = place_of(id);
        let (from, to) = (data.join(&place), target.join(&place));
        if !named && !from.exists() {
            continue;
        }
        copy(&from, &to)?;
        if digest(&to)? != id.to_string() {
            bail!("{} is damaged: its digest does not fit its name; restore it from an earlier backup", from.display());
        }
        copied.push((place.to_string_lossy().into_owned(), id.to_string()));
    }
    copied.sort();
    copied.dedup();
    Ok(copied)
}

/// Copies one file, through to the disk.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file needs a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    File::open(to)?.sync_all()?;
    File::open(folder)?.sync_all()?;
    Ok(())
}

fn listed(taken: &[TakenText]) -> String {
    let line = |(id, state, at, ground): &TakenText| {
        let at = at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        format!("{id} {state} {at} {}\n", ground.as_deref().unwrap_or("-"))
    };
    taken.iter().map(line).collect()
}

/// The texts of such a list.
fn taken(list: &str) -> Result<Vec<TakenText>> {
    let line = |line: &str| {
        let mut words = line.split_whitespace();
        let (id, state) = words.next().zip(words.next())?;
        let known = |word: Option<&str>| word.filter(|word| *word != "-").map(str::to_owned);
        let at = known(words.next()).and_then(|at| at.parse().ok());
        let sound = uuid::Uuid::parse_str(id).is_ok() && matches!(state, "sealed" | "destroyed");
        sound.then(|| (id.to_owned(), state.to_owned(), at, known(words.next())))
    };
    let lines = list.lines().map(|text| line(text).with_context(|| format!("not a line of {ERASED}: {text}")));
    lines.collect()
}

/// Puts a backup into an empty data folder. Readers are told that positions changed. Texts that `erased`, the list of
/// a later backup, names are sealed or destroyed again.
///
/// # Errors
/// When the backup is damaged or the data folder is not empty.
pub async fn restore(config: &Config, source: &Path, erased: Option<&Path>) -> Result<()> {
    let again = match erased {
        Some(list) => taken(&fs::read_to_string(list).with_context(|| format!("cannot read {}", list.display()))?)?,
        None => Vec::new(),
    };
    let text =
        fs::read(source.join(MANIFEST)).with_context(|| format!("{} holds no complete backup", source.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text)?;
    for (name, expected) in &manifest.files {
        if Path::new(name).components().any(|part| !matches!(part, Component::Normal(_))) {
            bail!("{name} in the backup does not lie within it");
        }
        if digest(&source.join(name))? != *expected {
            bail!("{name} in the backup is damaged: its digest does not fit");
        }
    }
    fs::create_dir_all(&config.data)?;
    if config.data.join(DATABASE).exists() {
        bail!("{} already holds a database; restore into an empty folder", config.data.display());
    }
    for (name, _) in &manifest.files {
        copy(&source.join(name), &config.data.join(name))?;
    }
    keys::load_or_create(&config.data)?;
    let db = Db::open(&OpenOptions::new(&config.data)).await?;
    db.renew_epoch().await?;
    let texts = db.take_again(&again).await?;
    if texts > 0 {
        desk::rebuild(&db, |_| ()).await?;
    }
    db.wash().await?;
    db.close().await;
    say(&format!("restored the backup of {} into {}", manifest.at, config.data.display()))?;
    match erased {
        Some(_) => say(&format!("{texts} texts that were erased since are erased again; pictures must be erased anew")),
        None => say(&format!(
            "what was erased by law after {} is back: erase it again, or restore with --erased {ERASED} of a later backup",
            manifest.at
        )),
    }
}

/// Prints a one-time link for whoever has lost password and telephone.
///
/// # Errors
/// When nobody has this log-in name, or a server holds the folder.
pub async fn link(config: &Config, login: &str) -> Result<()> {
    let house = House::open(config, machine_clock()).await?;
    let link = house.rescue(login).await?;
    house.close().await;
    say(&format!("open this link once: {}{link}", address(config, config.listen)))
}

/// Recomputes every table that is not truth.
///
/// # Errors
/// When the server is running or the store fails; the tables are then as before.
pub async fn rebuild(config: &Config) -> Result<()> {
    let db = Db::open(&OpenOptions::new(&config.data)).await?;
    let flaws = db.scrub().await?;
    if flaws.iter().any(Flaw::is_of_truth) {
        bail!("{}; a rebuild would only spread it, restore the last backup", told(&flaws));
    }
    let bar = indicatif::ProgressBar::new(db.journals().await?.len() as u64);
    let done = desk::rebuild(&db, |room| bar.set_position(room as u64)).await?;
    bar.finish_and_clear();
    db.close().await;
    say(&format!(
        "rebuilt {} rooms: {} entries folded into {} posts and {} lines",
        done.rooms, done.entries, done.posts, done.lines
    ))
}

/// The SHA-256 of a file, in hex.
pub(super) fn digest(path: &Path) -> Result<String> {
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
