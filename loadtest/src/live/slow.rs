//! A few readers stop reading; nobody else may notice, and they are told what they missed.

use super::{
    fanout::{floor, server},
    run::Run,
};
use crate::{
    crowd::Order,
    options::SlowLoad,
    page::{self, Report},
};
use anyhow::Result;
use tokio::time::{Duration, Instant, sleep};

/// How long who reads again may need to be up to date, coming back included.
const PATIENCE: Duration = Duration::from_secs(40);

/// Measures the server without and with stalled readers, and the floor.
///
/// # Errors
/// As the fan-out.
pub async fn measure(slow: &SlowLoad) -> Result<()> {
    let load = &slow.live;
    let stalled = ((load.viewers as f64 * slow.stalled_percent / 100.0).round() as usize).clamp(1, load.viewers);
    let mut report = Report::new("stalled readers", load);
    let calm = server(load, 0, "server").await?;
    let floor = if load.no_floor { None } else { Some(floor(load, &calm, 0).await?) };
    report.add(calm);
    report.add(server(load, stalled, &format!("server, {stalled} stalled")).await?);
    floor.into_iter().for_each(|floor| report.add(floor));
    page::give(&report, load)
}

/// Who had stopped reads again, comes back where it was closed, and is brought up to date.
///
/// # Errors
/// When the crowd is gone.
pub(super) async fn wake(run: &Run) -> Result<()> {
    run.order(Order::Wake)?;
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end && run.shared.arrived() < run.beside.viewers as u64 {
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
