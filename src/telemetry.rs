//! Logs and figures. Neither holds personal data: routes by template, never addresses,
//! queries, cookies or anything a person wrote.

use crate::config::LogFormat;
use anyhow::Context;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{io::stdout, panic, time::Duration};
use tokio::time::interval;
use tracing_subscriber::EnvFilter;

/// Bounds of the time classes of requests, in seconds.
const CLASSES_S: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
/// Bounds of the sizes of groups, in commands.
const GROUPS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
/// How often what was recorded is sorted into its classes.
const SORTED_EVERY: Duration = Duration::from_secs(5);

/// Starts logging to standard output and gathers figures. Once per process.
///
/// # Errors
/// The filter cannot be read, or it was started before.
pub fn init(format: LogFormat, filter: &str) -> anyhow::Result<PrometheusHandle> {
    let filter = EnvFilter::try_new(filter).with_context(|| format!("log_filter cannot be read: {filter:?}"))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stdout);
    let started = match format {
        LogFormat::Json => log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
        LogFormat::Text => log.try_init(),
    };
    started.map_err(|error| anyhow::anyhow!("logging cannot start: {error}"))?;
    // What a panic says may hold what people wrote; the place is enough to find the defect.
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string);
        tracing::error!(place, "a defect stopped one task");
    }));
    let figures = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("http_request_seconds".to_owned()), &CLASSES_S)?
        .set_buckets_for_metric(Matcher::Full("wenzheng_group_commands".to_owned()), &GROUPS)?;
    figures.install_recorder().context("figures cannot be gathered")
}

/// Sorts what was recorded into its classes for as long as it is polled. Each value is kept until then, and nobody may
/// ever ask for the figures.
pub async fn sort(figures: PrometheusHandle) {
    let mut turn = interval(SORTED_EVERY);
    loop {
        turn.tick().await;
        figures.run_upkeep();
    }
}
