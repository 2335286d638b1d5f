//! Many connections, each with one request under way, for a while.

use crate::{
    connection::{Connection, Target},
    options::Load,
    process::Process,
    sources,
    tally::Tally,
};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io,
    net::IpAddr,
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
    let sources = sources::parse(&load.sources)?;
    let mut connections = Vec::new();
    for nth in 0..load.connections {
        let seat =
            Seat { target: target.clone(), source: sources.get(usize::from(nth) % sources.len().max(1)).copied() };
        let opened = seat.open().await;
        connections.push((opened.with_context(|| format!("cannot connect to {}", target.authority))?, seat));
        if load.ramp > 0.0 {
            sleep(Duration::from_secs_f64(load.ramp.recip())).await;
        }
    }
    let from = Instant::now() + Duration::from_secs(load.warm_up);
    let window = Window { from, to: from + Duration::from_secs(load.seconds) };
    let tally = Arc::new(Mutex::new(Tally::new()?));
    let (mut fleet, start) = (JoinSet::new(), Instant::now());
    for (nth, (connection, seat)) in connections.into_iter().enumerate() {
        let pace = Pace::of(load, nth, start);
        fleet.spawn(keep_asking(seat, connection, requests(), pace, window, tally.clone()));
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

/// Where a connection comes from and goes to.
struct Seat {
    target: Target,
    source: Option<IpAddr>,
}

impl Seat {
    async fn open(&self) -> io::Result<Connection> {
        Connection::open_from(&self.target, self.source).await
    }
}

/// When the requests of one connection are due. Who is late sends at once, and the delay counts: a server
/// that stalls is not spared the requests that it kept from being sent.
struct Pace {
    next: Instant,
    every: Option<Duration>,
}

impl Pace {
    /// That of the `nth` connection: all together keep the rate, evenly.
    fn of(load: &Load, nth: usize, start: Instant) -> Pace {
        let paced = load.rate > 0.0;
        let first = if paced { Duration::from_secs_f64(nth as f64 / load.rate) } else { Duration::ZERO };
        let every = paced.then(|| Duration::from_secs_f64(f64::from(load.connections) / load.rate));
        Pace { next: start + first, every }
    }

    /// Waits until the next one is due: the moment from which it is timed.
    async fn due(&mut self) -> Instant {
        let Some(every) = self.every else { return Instant::now() };
        let due = self.next;
        self.next += every;
        sleep_until(due).await;
        due
    }
}

async fn keep_asking<R: Requests>(
    seat: Seat,
    first: Connection,
    mut requests: R,
    mut pace: Pace,
    window: Window,
    tally: Arc<Mutex<Tally>>,
) {
    let (mut open, mut breaks) = (Some(first), 0);
    while Instant::now() < window.to && breaks < BREAKS {
        let Some(connection) = &mut open else {
            open = seat.open().await.ok();
            if open.is_none() {
                breaks += 1;
                sleep(BREAK_PAUSE).await;
            }
            continue;
        };
        let began = pace.due().await;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::options::{Options, Task};
    use clap::Parser;

    #[tokio::test]
    async fn all_connections_together_keep_the_rate_and_who_is_late_is_timed_from_when_it_was_due() {
        let line = ["loadtest", "ask", "--base", "http://h", "--room", "1", "--connections", "4", "--rate", "400"];
        let Task::Ask(asked) = Options::try_parse_from(line).unwrap().task else { panic!("not what was asked") };
        let past = Instant::now() - Duration::from_secs(1);
        let mut dues = Vec::new();
        for nth in 0..4 {
            let mut pace = Pace::of(&asked.load, nth, past);
            dues.extend([pace.due().await - past, pace.due().await - past]);
        }
        dues.sort();
        let due: Vec<Duration> = (0..8).map(|nth| nth * Duration::from_micros(2_500)).collect();
        assert_eq!(dues, due, "the second that was lost counts");
    }
}
