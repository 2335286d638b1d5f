//! Hands the report out, and says whether the promise to readers was kept.

use super::{Report, html, table};
use crate::options::LiveLoad;
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    io::{self, Write},
};

/// Prints the table and writes the files that were asked for.
///
/// # Errors
/// When a file cannot be written, or a reader of the server was told too little or too much.
pub fn give(report: &Report, load: &LiveLoad) -> Result<()> {
    io::stdout().write_all(table::text(report).as_bytes())?;
    if let Some(file) = &load.json {
        fs::write(file, serde_json::to_string_pretty(report)? + "\n").with_context(|| file.display().to_string())?;
    }
    if let Some(file) = &load.html {
        fs::write(file, html::page(report)?).with_context(|| file.display().to_string())?;
    }
    let broken = report.runs.iter().find(|run| run.what != "floor" && !run.is_whole());
    ensure!(broken.is_none(), "not every reader was told everything once and in order");
    Ok(())
}
