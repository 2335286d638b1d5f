//! One crowd from coming in to going home, with the server's processor time and memory beside it.

use super::{
    figures::{Figures, Measured},
    speech::{Speech, Stretch},
};
use crate::{
    crowd::{Crowd, Order, Plan, Shared, Tally},
    floor::Child,
    options::LiveLoad,
    process::Process,
    watch::Watch,
};
use anyhow::{Result, anyhow, bail};
use std::{
    sync::{
        Arc,
        atomic::Ordering,
        mpsc::{Sender, channel},
    },
    thread::JoinHandle,
};
use tokio::time::{Duration, Instant, sleep, sleep_until};

const TICK: Duration = Duration::from_millis(20);
/// Without a new reader for so long, coming in has failed.
const STANDSTILL: Duration = Duration::from_secs(30);
/// How long the last event may take to everybody.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the events come from.
pub enum Source<'a> {
    /// Commands to the server.
    Speech(&'a mut Speech),
    /// The floor makes them.
    Floor(&'a mut Child),
}

/// A crowd at work.
pub struct Run {
    /// What it tells.
    pub shared: Arc<Shared>,
    plan: Plan,
    pid: Option<u32>,
    orders: Sender<Order>,
    thread: JoinHandle<Result<Tally>>,
    begun: Instant,
    before: Option<Process>,
    /// What is measured beside it.
    pub beside: Measured,
}

impl Run {
    /// Starts the crowd on a thread of its own.
    ///
    /// # Errors
    /// When epoll or the watched process cannot be had.
    pub fn start(plan: Plan, pid: Option<u32>) -> Result<Run> {
        let (shared, (orders, taken)) = (Arc::new(Shared::default()), channel());
        let before = pid.map(Process::look).transpose()?;
        let crowd = Crowd::new(plan.clone(), shared.clone())?;
        let thread = std::thread::Builder::new().name("crowd".into()).spawn(move || crowd.run(&taken))?;
        let beside = Measured {
            viewers: plan.viewers,
            stalled: plan.stalled,
            cpu_s: before.map(|_| [0.0; 3]),
            ..Measured::default()
        };
        Ok(Run { shared, plan, pid, orders, thread, begun: Instant::now(), before, beside })
    }

    /// The watched process now.
    ///
    /// # Errors
    /// When it is gone.
    pub fn look(&self) -> Result<Option<Process>> {
        self.pid.map(Process::look).transpose()
    }

    /// Gives an order.
    ///
    /// # Errors
    /// When the crowd has ended.
    pub fn order(&self, order: Order) -> Result<()> {
        self.orders.send(order).map_err(|_| anyhow!("the crowd is gone"))
    }

    /// Waits until everybody is in.
    ///
    /// # Errors
    /// When nobody came in for half a minute.
    pub async fn everybody(&self, watch: &Watch) -> Result<()> {
        let (mut most, mut since) = (0, Instant::now());
        loop {
            let ready = Shared::of(&self.shared.ready);
            watch.at(ready, &self.shared);
            if ready >= self.plan.viewers as u64 {
                return Ok(());
            }
            if ready != most {
                (most, since) = (ready, Instant::now());
            }
            if since.elapsed() > STANDSTILL {
                let away = Shared::of(&self.shared.turned_away);
                bail!("only {ready} of {} readers came in; {away} attempts were turned away", self.plan.viewers);
            }
            sleep(TICK).await;
        }
    }

    /// Everybody comes in; then nothing happens for a while.
    ///
    /// # Errors
    /// As `everybody`.
    pub async fn come_in(&mut self, idle: Duration, watch: &Watch) -> Result<()> {
        self.everybody(watch).await?;
        self.beside.ramp_s = self.begun.elapsed().as_secs_f64();
        let inside = self.look()?;
        sleep(idle).await;
        let (rested, idle_s) = (self.look()?, idle.as_secs_f64());
        self.beside.idle_s = idle_s;
        if let (Some(cpu), Some(before), Some(inside), Some(rested)) =
            (&mut self.beside.cpu_s, self.before, inside, rested)
        {
            (cpu[0], cpu[1]) = (inside.cpu_s - before.cpu_s, rested.cpu_s - inside.cpu_s);
            self.beside.rss_kib = Some((rested.rss_mib - before.rss_mib) * 1_024.0);
        }
        Ok(())
    }

    /// Events at the load's rate: a warm-up, then the counted part, then until everybody was told.
    ///
    /// # Errors
    /// When the source or the watched process is gone.
    pub async fn events(&mut self, load: &LiveLoad, source: Source<'_>, watch: &Watch) -> Result<()> {
        let from = Instant::now();
        let counts_from = from + Duration::from_secs(load.warm_up);
        let to = counts_from + Duration::from_secs(load.seconds);
        let shared = self.shared.clone();
        let counts = |shared: &Shared| [&shared.deliveries, &shared.batches, &shared.bytes].map(Shared::of);
        let mut spoken = None;
        let measured = async {
            sleep_until(counts_from).await;
            shared.counting.store(true, Ordering::Relaxed);
            let (cpu, before, began) = (self.look()?, counts(&shared), Instant::now());
            while Instant::now() < to {
                watch.at(Shared::of(&shared.ready), &shared);
                sleep(TICK).await;
            }
            shared.counting.store(false, Ordering::Relaxed);
            Ok::<_, anyhow::Error>((cpu.zip(self.look()?), before, counts(&shared), began.elapsed()))
        };
        let (cpu, before, after, took) = match source {
            Source::Floor(child) => {
                child.begin()?;
                measured.await?
            }
            Source::Speech(speech) => {
                let stretch = Stretch { rate: load.rate, from, counts_from, to };
                let (measured, said) = tokio::join!(measured, speech.speak(stretch, &shared));
                spoken = Some(said?);
                measured?
            }
        };
        let beside = &mut self.beside;
        [beside.deliveries, beside.batches, beside.bytes] =
            [after[0] - before[0], after[1] - before[1], after[2] - before[2]];
        beside.seconds = took.as_secs_f64();
        if let (Some(all), Some((before, after))) = (&mut beside.cpu_s, cpu) {
            all[2] = after.cpu_s - before.cpu_s;
        }
        match spoken {
            None => beside.events = (load.rate * beside.seconds).round() as u64,
            Some(spoken) => {
                beside.events = (spoken.accepted() as f64 * beside.seconds / (to - from).as_secs_f64()).round() as u64;
                beside.ack_ms = Some([spoken.ms_at(0.5), spoken.ms_at(0.99)]);
                beside.commands_refused = spoken.refused.clone();
                self.arrive().await;
            }
        }
        Ok(())
    }

    /// Waits until everybody who is there was told the last acknowledged event, at most a minute.
    pub async fn arrive(&self) {
        let goal = self.shared.acks().last;
        self.shared.goal.store(goal, Ordering::Relaxed);
        let end = Instant::now() + PATIENCE;
        let all = self.plan.viewers as u64;
        while Instant::now() < end {
            sleep(TICK).await;
            if self.shared.arrived() >= all.saturating_sub(self.plan.stalled as u64) {
                return;
            }
        }
    }

    /// Everybody goes home.
    ///
    /// # Errors
    /// When the crowd ended badly.
    pub fn finish(self, what: &str) -> Result<Figures> {
        let _ = self.orders.send(Order::Finish);
        let tally = self.thread.join().map_err(|_| anyhow!("the crowd ended badly"))??;
        Ok(Figures::of(what, &tally, &self.beside))
    }
}
