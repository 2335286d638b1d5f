//! Everybody loses the connection at once and comes back.

use super::{
    fanout::plan,
    figures::Figures,
    run::Run,
    speech::{Speech, Stretch},
};
use crate::{
    connection::Target,
    crowd::{Order, Plan, Shared},
    floor::Child,
    options::LiveLoad,
    page::{self, Report},
    watch::Watch,
};
use anyhow::Result;
use std::sync::atomic::Ordering;
use tokio::time::{Duration, Instant, sleep};

/// How long speech goes on after everybody is back.
const AFTER: Duration = Duration::from_secs(2);

/// Measures the server and, beside it, the floor.
///
/// # Errors
/// When the server cannot be reached, or not everybody came back.
pub async fn measure(load: &LiveLoad) -> Result<()> {
    let target = Target::parse(&load.base)?;
    let mut report = Report::new("reconnect storm", load);
    let mut speech = Speech::prepare(&target, load).await?;
    let figures = storm(plan(load, &target, 0).await?, load.pid, Some((&mut speech, load.rate)), "server").await?;
    report.add(figures);
    if !load.no_floor {
        let child = Child::start(300, 1.0, load.core)?;
        let target = Target { authority: child.address.to_string() };
        report.add(storm(plan(load, &target, 0).await?, Some(child.id()), None, "floor").await?);
    }
    page::give(&report, load)
}

/// Everybody comes in and is cut off while somebody speaks; figures are those of coming back.
async fn storm(plan: Plan, pid: Option<u32>, speech: Option<(&mut Speech, f64)>, what: &str) -> Result<Figures> {
    let viewers = plan.viewers as u64;
    let mut run = Run::start(plan, pid)?;
    let watch = Watch::new(what, viewers);
    run.come_in(Duration::ZERO, &watch).await?;
    let shared = run.shared.clone();
    let cut = async {
        sleep(AFTER).await;
        let (before, began) = (run.look()?, Instant::now());
        run.order(Order::Cut)?;
        while Shared::of(&shared.ready) == viewers {
            sleep(Duration::from_millis(1)).await;
        }
        run.everybody(&watch).await?;
        let (after, took) = (run.look()?, began.elapsed().as_secs_f64());
        shared.counting.store(true, Ordering::Relaxed);
        sleep(AFTER).await;
        Ok::<_, anyhow::Error>((before.zip(after), took))
    };
    let (cpu, took) = match speech {
        None => cut.await?,
        Some((speech, rate)) => {
            let (cut, ()) = tokio::try_join!(cut, until(speech, rate, &shared))?;
            cut
        }
    };
    run.beside.ramp_s = took;
    if let (Some(all), Some((before, after))) = (&mut run.beside.cpu_s, cpu) {
        *all = [after.cpu_s - before.cpu_s, 0.0, 0.0];
    }
    run.arrive().await;
    drop(watch);
    let mut figures = run.finish(what)?;
    // Everybody came in twice; what is told is the second time.
    figures.joins_per_second = viewers as f64 / took;
    figures.cpu_us_per_join = cpu.map(|(before, after)| (after.cpu_s - before.cpu_s) * 1e6 / viewers as f64);
    figures.seconds = took;
    Ok(figures)
}

/// Speaks until everybody is back.
async fn until(speech: &mut Speech, rate: f64, shared: &std::sync::Arc<Shared>) -> Result<()> {
    let mut first = true;
    while first || !shared.counting.load(Ordering::Relaxed) {
        first = false;
        let from = Instant::now();
        let to = from + Duration::from_secs(1);
        speech.speak(Stretch { rate, from, counts_from: from, to }, shared).await?;
    }
    Ok(())
}
