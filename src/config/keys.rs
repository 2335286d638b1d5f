//! `secret.key` in the data folder: one line per key, `<id> <64 hex digits>`; the first signs.
//! To change keys, put a new line in front; remove the old one when its cookies have aged.

use crate::wire::keys::{Key, Keys};
use anyhow::{Context, ensure};
use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

const FILE: &str = "secret.key";
/// Readable and writable by the owner, by nobody else.
const MODE: u32 = 0o600;

/// Reads the keys of a data folder; makes the first one where there is none.
///
/// # Errors
/// The file cannot be read or made, is open to others, or holds something else.
pub fn load_or_create(dir: &Path) -> anyhow::Result<Keys> {
    let path = dir.join(FILE);
    match OpenOptions::new().write(true).create_new(true).mode(MODE).open(&path) {
        Ok(file) => fill(file, dir).with_context(|| format!("{} cannot be written", path.display()))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error).with_context(|| format!("{} cannot be made", path.display())),
    }
    let mode = std::fs::metadata(&path)?.permissions().mode();
    ensure!(mode & 0o077 == 0, "{} can be read by others: run chmod 600 on it", path.display());
    let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    parse(&text).with_context(|| format!("{} holds no keys: each line is an id and 64 hex digits", path.display()))
}

fn fill(mut file: File, dir: &Path) -> std::io::Result<()> {
    let secret: [u8; 32] = rand::random();
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(file, "k1 {hex}")?;
    file.sync_all()?;
    File::open(dir)?.sync_all()
}

fn parse(text: &str) -> Option<Keys> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut keys = lines.map(key).collect::<Option<Vec<Key>>>()?.into_iter();
    keys.next().map(|first| Keys::new(first, keys.collect()))
}

fn key(line: &str) -> Option<Key> {
    let (id, hex) = line.split_once(' ')?;
    let named = (1..=8).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric());
    let digits = hex.trim().as_bytes();
    if !named || digits.len() != 64 {
        return None;
    }
    let mut secret = [0; 32];
    for (byte, pair) in secret.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Key { id: id.to_owned(), secret })
}
