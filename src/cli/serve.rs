//! Serving, with or without the demonstration.

use super::{handles::Handles, line::say};
use crate::{
    app::{House, address, machine_clock, stop_on_signal},
    config::Config,
    demo, telemetry,
};
use anyhow::Result;
use metrics_exporter_prometheus::PrometheusHandle;
use std::{sync::Arc, time::Instant};

/// Questions of the room that `--script bench` adds.
const BENCH_QUESTIONS: usize = 10_000;

/// Serves until a signal.
///
/// # Errors
/// When the data folder, the address or the disk cannot be used.
pub async fn serve(config: &Config, metrics: PrometheusHandle) -> Result<()> {
    let house = House::open(config, machine_clock()).await?;
    let link = house.first_link().await?;
    let served = run(config, &house, metrics, |base| match link {
        Some(link) => say(&format!("no administrator can log in yet; open this link once: {base}{link}")),
        None => Ok(()),
    });
    served.await?;
    house.close().await;
    Ok(())
}

/// Seeds an invented city, and unless only that is asked, serves it with a conversation that goes on.
///
/// # Errors
/// As `serve`; also when the folder holds another installation.
pub async fn demonstrate(config: &Config, metrics: PrometheusHandle, seed_only: bool, script: &str) -> Result<()> {
    let clock = machine_clock();
    anyhow::ensure!(
        ["yunting", "bench"].contains(&script),
        "there is no script {script:?}; there are yunting, bench and past"
    );
    let seeded = demo::seed(config, clock()).await?;
    if script == "bench" {
        crowd(config).await?;
    }
    if seed_only {
        return say(&format!("seeded {}", config.data.display()));
    }
    let house = House::open(config, clock).await?;
    let player = tokio::spawn(demo::play(house.clone(), seeded.clone()));
    let served = run(config, &house, metrics, |base| tell(base, &seeded.cast)).await;
    player.abort();
    let _ = player.await;
    served?;
    house.close().await;
    Ok(())
}

/// Writes years of invented sessions and the crowded room into an empty folder, and unless only that is asked, serves them.
///
/// # Errors
/// As `serve`.
pub async fn remember(config: &Config, metrics: PrometheusHandle, seed_only: bool, lines: usize) -> Result<()> {
    let begun = Instant::now();
    let demo::Past { sessions, words } = demo::furnish_past(config, lines).await?;
    crowd(config).await?;
    say(&format!("wrote {lines} lines of {sessions} sessions in {:.1} s", begun.elapsed().as_secs_f64()))?;
    say(&format!("words, from frequent to rare: {}", words.join(" ")))?;
    if seed_only { Ok(()) } else { serve(config, metrics).await }
}

/// Furnishes a mailbox of very many letters, for measuring.
///
/// # Errors
/// As `serve`.
pub async fn collect(config: &Config, metrics: PrometheusHandle, seed_only: bool, letters: usize) -> Result<()> {
    let begun = Instant::now();
    let code = demo::furnish_mailbox(config, letters).await?;
    say(&format!("mailbox {code} holds {letters} letters after {:.1} s", begun.elapsed().as_secs_f64()))?;
    if seed_only { Ok(()) } else { serve(config, metrics).await }
}

/// Adds the crowded room of `make bench`.
async fn crowd(config: &Config) -> Result<()> {
    let house = House::open(config, machine_clock()).await?;
    let code = demo::furnish(&house, BENCH_QUESTIONS).await?;
    house.close().await;
    say(&format!("room {code} holds {BENCH_QUESTIONS} questions"))
}

async fn run(
    config: &Config,
    house: &House,
    metrics: PrometheusHandle,
    told: impl FnOnce(&str) -> Result<()>,
) -> Result<()> {
    let handles = Handles::take();
    let stop = stop_on_signal()?;
    let sorted = tokio::spawn(telemetry::sort(metrics.clone()));
    let rendered = Arc::new(move || metrics.render());
    let served = house
        .serve(config, rendered, stop, |bound| {
            tracing::info!(port = bound.port(), address = %bound, handles = handles.0, "listening");
            if let Some(lack) = handles.lack(config) {
                tracing::warn!("too few open files: {lack}");
            }
            if let Err(error) = told(&address(config, bound)) {
                tracing::warn!(%error, "could not write to the terminal");
            }
        })
        .await;
    sorted.abort();
    served
}

fn tell(base: &str, cast: &demo::Cast) -> Result<()> {
    say("")?;
    say(&format!("  {base}/       the city's page (English: {base}/en/)"))?;
    say(&format!("  {base}/enter  log in as any of these, password {}", demo::PASSWORD))?;
    for (login, role) in cast.logins() {
        say(&format!("    {login:<10} {}", role.code().replace('_', " ")))?;
    }
    say("")
}
