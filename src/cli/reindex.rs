//! Making the search index anew.

use super::line::say;
use crate::{
    archive::Archive,
    config::Config,
    store::{Db, OpenOptions},
};
use anyhow::{Context, Result};
use std::time::Instant;

/// Forgets what the index holds and reads all journals again.
///
/// # Errors
/// When the server is running or the store fails; whatever is missing is then read as the server starts.
pub async fn reindex(config: &Config) -> Result<()> {
    let zone = jiff::tz::TimeZone::get(&config.zone).with_context(|| format!("unknown time zone {}", config.zone))?;
    let db = Db::open(&OpenOptions::new(&config.data)).await?;
    let (begun, archive) = (Instant::now(), Archive::anew(db.clone(), zone).await?);
    archive.catch_up().await?;
    let size = archive.size().await?;
    archive.close().await;
    db.close().await;
    say(&format!(
        "indexed {} documents of {} rooms in {:.1} s, {:.1} MB",
        size.documents,
        size.rooms,
        begun.elapsed().as_secs_f64(),
        size.bytes as f64 / 1e6
    ))
}
