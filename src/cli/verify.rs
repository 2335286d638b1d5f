//! Verify: whether a data folder or a backup still is what was written, in figures that anybody can compare.

use super::{doctor::told, keep::MANIFEST, line::say};
use crate::{
    config::Config,
    kernel::id::OFFICE,
    store::{Proof, Verified, verify as read},
};
use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};

/// What to verify.
#[derive(Clone, Debug, clap::Args)]
pub struct Verify {
    /// A backup's folder; the data folder without it, while the server may be running
    pub folder: Option<PathBuf>,
    /// Only the line of the room with this short code
    #[arg(long, value_name = "CODE")]
    pub room: Option<String>,
}

/// Reads every journal from its first entry on and says, for each room, how it ends.
///
/// # Errors
/// When anything is not as it was written, or there is no such room.
pub async fn verify(config: &Config, asked: &Verify) -> Result<()> {
    let folder: &Path = asked.folder.as_deref().unwrap_or(&config.data);
    let bar = ProgressBar::new(1).with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}")?);
    let mut step = |read: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(read);
    };
    let found = read(folder, folder.join(MANIFEST).exists(), &mut step).await?;
    bar.finish_and_clear();
    let shown = |proof: &&Proof| asked.room.as_ref().is_none_or(|code| found.codes.get(&proof.room) == Some(code));
    let lines: Vec<String> = found.reading.proofs.iter().filter(shown).map(|proof| line(&found, proof)).collect();
    if let (true, Some(code)) = (lines.is_empty(), &asked.room) {
        bail!("there is no room {code} in {}", folder.display());
    }
    for line in lines {
        say(&line)?;
    }
    say(&format!("flaws: {}", if found.flaws().is_empty() { "none".into() } else { told(found.flaws()) }))?;
    if found.flaws().is_empty() { Ok(()) } else { bail!("{} is not what was written", folder.display()) }
}

fn line(found: &Verified, proof: &Proof) -> String {
    let code = match found.codes.get(&proof.room) {
        Some(code) => code.as_str(),
        None if proof.room == OFFICE.to_string() => "office",
        None => proof.room.as_str(),
    };
    let [open, sealed, destroyed] = proof.texts;
    let (entries, tip) = (proof.entries, &proof.tip);
    format!("{code}  entries {entries}  tip {tip}  texts open {open}, sealed {sealed}, destroyed {destroyed}")
}
