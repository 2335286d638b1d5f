//! Everybody reads; a few speak.

use super::{
    figures::Figures,
    run::{Run, Source},
    speech::{Speech, Stretch},
};
use crate::{
    connection::Target,
    crowd::{MOST_VIEWERS, Plan, Shared},
    floor::Child,
    options::LiveLoad,
    page::{self, Report},
    process::Process,
    sources,
    watch::Watch,
};
use anyhow::{Result, ensure};
use std::sync::Arc;
use tokio::time::{Duration, Instant};

/// Bytes of a message of the floor where the server sent none to go by.
const BYTES: usize = 300;

/// Measures the server and, beside it, the floor.
///
/// # Errors
/// When the server cannot be reached or somebody was told too little or too much.
pub async fn measure(load: &LiveLoad) -> Result<()> {
    let mut report = Report::new("fan-out", load);
    let server = server(load, 0, "server").await?;
    report.add(server.clone());
    if !load.no_floor {
        report.add(floor(load, &server, 0).await?);
    }
    page::give(&report, load)
}

/// A crowd at the server.
///
/// # Errors
/// As `measure`.
pub(super) async fn server(load: &LiveLoad, stalled: usize, what: &str) -> Result<Figures> {
    let target = Target::parse(&load.base)?;
    let mut speech = Speech::prepare(&target, load).await?;
    let event_cpu_s = alone(load, &mut speech).await?;
    let mut run = Run::start(plan(load, &target, stalled).await?, load.pid)?;
    let watch = Watch::new(what, load.viewers as u64);
    run.come_in(Duration::from_secs(load.idle), &watch).await?;
    run.events(load, Source::Speech(&mut speech), &watch).await?;
    if stalled > 0 {
        super::slow::wake(&run).await?;
    }
    run.beside.event_cpu_s = event_cpu_s;
    drop(watch);
    run.finish(what)
}

/// The same crowd at the floor, with messages as long as one event of the server's was.
///
/// # Errors
/// When the floor cannot be started.
pub(super) async fn floor(load: &LiveLoad, server: &Figures, stalled: usize) -> Result<Figures> {
    let bytes = if server.events_per_batch > 0.0 { server.bytes_per_batch / server.events_per_batch } else { 0.0 };
    let bytes = if bytes > 0.0 { bytes as usize } else { BYTES };
    let mut child = Child::start(bytes, load.rate, load.core)?;
    let target = Target { authority: child.address.to_string() };
    let mut run = Run::start(plan(load, &target, stalled).await?, Some(child.id()))?;
    let watch = Watch::new("floor", load.viewers as u64);
    run.come_in(Duration::from_secs(load.idle), &watch).await?;
    run.events(load, Source::Floor(&mut child), &watch).await?;
    drop(watch);
    run.finish("floor")
}

/// What the load asks of a crowd.
///
/// # Errors
/// When it asks too much, or a name leads nowhere.
pub(super) async fn plan(load: &LiveLoad, target: &Target, stalled: usize) -> Result<Plan> {
    ensure!(load.viewers <= MOST_VIEWERS, "one process holds at most {MOST_VIEWERS} readers");
    Ok(Plan {
        address: target.address().await?,
        authority: target.authority.clone(),
        path: format!("/live/{}", load.room),
        viewers: load.viewers,
        stalled,
        per_second: load.ramp,
        at_once: load.at_once,
        sources: sources::parse(&load.sources)?,
        spread: Duration::from_millis(load.spread_ms),
    })
}

/// What one command costs the server while nobody reads, in s of processor time.
async fn alone(load: &LiveLoad, speech: &mut Speech) -> Result<Option<f64>> {
    let Some(pid) = load.pid.filter(|_| load.alone > 0) else { return Ok(None) };
    let (before, from) = (Process::look(pid)?, Instant::now());
    let to = from + Duration::from_secs(load.alone);
    let said =
        speech.speak(Stretch { rate: load.rate, from, counts_from: to, to }, &Arc::new(Shared::default())).await?;
    let spent = Process::look(pid)?.cpu_s - before.cpu_s;
    Ok((said.accepted() > 0).then(|| spent / said.accepted() as f64))
}
