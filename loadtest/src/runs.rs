//! The same load several times; the run in the middle is the figure.

use crate::{
    fleet::{self, Requests},
    floor::Disk,
    options::Load,
    report::{Figures, Section, median},
};
use anyhow::{Result, ensure};
use std::path::Path;

/// Runs the load as often as it says. With a folder, fsync is timed there before and after each run.
///
/// # Errors
/// When the server cannot be reached, or accepted nothing.
pub async fn repeat<R: Requests>(
    load: &Load,
    title: &str,
    folder: Option<&Path>,
    requests: impl Fn() -> R,
) -> Result<Section> {
    let mut runs = Vec::new();
    for nth in 1..=load.runs {
        let mut disk = Disk::new()?;
        folder.map(|folder| disk.measure(folder)).transpose()?;
        let run = fleet::run(load, &format!("{title} {nth}/{}", load.runs), &requests).await?;
        folder.map(|folder| disk.measure(folder)).transpose()?;
        let mut figures = Figures::of(&run);
        ensure!(figures.accepted > 0, "{title}: nothing was accepted; refused by status: {:?}", figures.refused);
        if folder.is_some() {
            (figures.fsync_ms, figures.fsync_p99_ms) = (Some(disk.ms_at(0.5)), Some(disk.ms_at(0.99)));
        }
        runs.push(figures);
    }
    let rate = if load.rate > 0.0 { format!(" at {} a second", load.rate) } else { String::new() };
    let title = format!("{title}{rate}, {} connections, {} s", load.connections, load.seconds);
    let median = median(&runs);
    Ok(Section { title, runs, median })
}
