//! Many connections, each with one request under way, for a while.

use crate::{
    connection::{Connection, Target},
    options::Load,
    process::Process,
    tally::Tally,
};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};

/// Broken connections that one place of the fleet makes good before it gives up.
const BREAKS: u32 = 100;
const BREAK_PAUSE: Duration = Duration::from_millis(10);
const TICK: Duration = Duration::from_millis(200);

/// The requests of one connection, one after another.
pub trait Requests: Send + 'static {
    /// The bytes of the next request.
    fn next(&mut self) -> &[u8];
}

/// What a run gave.
pub struct Run {
    /// Counts and latencies.
    pub tally: Tally,
    /// Length of the counted part, in seconds.
    pub seconds: f64,
    /// The server at the beginning and the end of it.
    pub server: Option<(Process, Process)>,
}

/// The counted part of a run.
#[derive(Clone, Copy)]
struct Window {
    from: Instant,
    to: Instant,
}

/// Runs the load once: connects, warms up, counts. Answers outside the window are not counted.
///
/// # Errors
/// When the server cannot be reached or the watched process is gone.
pub async fn run<R: Requests>(load: &Load, title: &str, requests: impl Fn() -> R) -> Result<Run> {
    let target = Target::parse(&load.base)?;
    let mut connections = Vec::new();
    for _ in 0..load.connections {
        let opened = Connection::open(&target).await;
        connections.push(opened.with_context(|| format!("cannot connect to {}", target.authority))?);
    }
    let from = Instant::now() + Duration::from_secs(load.warm_up);
    let window = Window { from, to: from + Duration::from_secs(load.seconds) };
    let tally = Arc::new(Mutex::new(Tally::new()?));
    let mut fleet = JoinSet::new();
    for connection in connections {
        fleet.spawn(keep_asking(target.clone(), connection, requests(), window, tally.clone()));
    }
    let shown = tokio::spawn(show(title.to_owned(), window, tally.clone()));
    let look = || load.pid.map(Process::look).transpose();
    sleep_until(window.from).await;
    let before = look()?;
    sleep_until(window.to).await;
    let (after, seconds) = (look()?, (Instant::now() - window.from).as_secs_f64());
    while fleet.join_next().await.is_some() {}
    shown.await?;
    let tally = held(&tally).clone();
    Ok(Run { tally, seconds, server: before.zip(after) })
}

async fn keep_asking<R: Requests>(
    target: Target,
    first: Connection,
    mut requests: R,
    window: Window,
    tally: Arc<Mutex<Tally>>,
) {
    let (mut open, mut breaks) = (Some(first), 0);
    while Instant::now() < window.to && breaks < BREAKS {
        let Some(connection) = &mut open else {
            open = Connection::open(&target).await.ok();
            if open.is_none() {
                breaks += 1;
                sleep(BREAK_PAUSE).await;
            }
            continue;
        };
        let began = Instant::now();
        let outcome = connection.exchange(requests.next(), false).await;
        let ended = Instant::now();
        let counts = began >= window.from && ended <= window.to;
        match outcome {
            Ok(reply) => {
                if counts {
                    held(&tally).count(reply.status, reply.bytes, ended - began);
                }
                open = open.filter(|_| reply.stays);
            }
            Err(_) => {
                held(&tally).broken += 1;
                breaks += 1;
                open = None;
            }
        }
    }
}

/// A bar on the terminal, with what was accepted so far.
async fn show(title: String, window: Window, tally: Arc<Mutex<Tally>>) {
    let length = u64::try_from((window.to - Instant::now()).as_millis()).unwrap_or(u64::MAX);
    let style = ProgressStyle::with_template("{prefix:24} {bar:30} {elapsed:>4} {msg}");
    let bar =
        ProgressBar::new(length).with_prefix(title).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    while Instant::now() < window.to {
        let left = u64::try_from((window.to - Instant::now()).as_millis()).unwrap_or(0);
        bar.set_position(length.saturating_sub(left));
        let (accepted, refused) = {
            let tally = held(&tally);
            (tally.accepted(), tally.refused.values().sum::<u64>() + tally.broken)
        };
        bar.set_message(format!("{accepted} accepted, {refused} not"));
        sleep(TICK).await;
    }
    bar.finish_and_clear();
}

fn held(tally: &Mutex<Tally>) -> MutexGuard<'_, Tally> {
    tally.lock().unwrap_or_else(PoisonError::into_inner)
}
