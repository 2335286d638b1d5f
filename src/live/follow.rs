//! One follower of a channel outside the shards, such as a staff socket: the same seat, driven by a task.

use crate::{
    hub::{Attendance, Channel, Hub, Outlet, Resume, Seat, Step, Tick},
    kernel::{id::Millis, limits::Limits},
    wire::{close::Farewell, position::Position},
};
use bytes::Bytes;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    sync::mpsc,
    time::{sleep_until, timeout},
};

/// How bytes look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// WebSocket frames.
    Frames,
    /// Server-sent events.
    Events,
}

/// What is to be done next.
#[derive(Debug)]
pub(super) enum Next {
    /// Write this.
    Write(Bytes),
    /// Say that we are here, and ask the other side.
    Ping,
    /// Say farewell.
    End(Farewell),
    /// It is gone: no words.
    Cut,
}

struct Queue {
    ticks: mpsc::Sender<Arc<Tick>>,
    lost: Arc<AtomicBool>,
}

impl Outlet for Queue {
    fn offer(&self, tick: &Arc<Tick>) -> bool {
        let taken = self.ticks.try_send(tick.clone()).is_ok();
        self.lost.fetch_or(!taken, Ordering::AcqRel);
        taken
    }
}

/// A seat with its ticks.
pub(super) struct Follower {
    pub seat: Seat,
    attendance: Attendance,
    ticks: mpsc::Receiver<Arc<Tick>>,
    lost: Arc<AtomicBool>,
    form: Form,
    limits: Arc<Limits>,
    began: Instant,
    first: bool,
}

impl Follower {
    pub fn new(hub: &Hub, channel: Channel, position: Option<Position>, form: Form, limits: Arc<Limits>) -> Follower {
        let (sender, ticks) = mpsc::channel(limits.live_queue_ticks);
        let lost = Arc::new(AtomicBool::new(false));
        let mut attendance = hub.attend(channel, Arc::new(Queue { ticks: sender, lost: lost.clone() }));
        attendance.count(1);
        let seat = Seat::new(position, 0);
        Follower { seat, attendance, ticks, lost, form, limits, began: Instant::now(), first: true }
    }

    /// Ms since it began.
    pub fn now(&self) -> Millis {
        Millis::try_from(self.began.elapsed().as_millis()).unwrap_or(Millis::MAX)
    }

    /// Waits for something to do. Nothing is lost if the wait is given up.
    pub async fn next(&mut self) -> Next {
        loop {
            if let Some(next) = self.at_hand() {
                return next;
            }
            let due = self.began + Duration::from_millis(self.seat.due_at(&self.limits).max(0).unsigned_abs());
            let waited = tokio::select! {
                tick = self.ticks.recv() => tick,
                () = sleep_until(due.into()) => None,
            };
            let next = match waited {
                Some(tick) => self.take(&tick),
                None => {
                    let step = self.seat.due(self.now(), &self.limits);
                    self.step(step)
                }
            };
            if let Some(next) = next {
                return next;
            }
        }
    }

    fn at_hand(&mut self) -> Option<Next> {
        if std::mem::take(&mut self.first) {
            return self.step(Step::Resume);
        }
        if self.ticks.is_empty() && self.lost.swap(false, Ordering::AcqRel) {
            let step = self.seat.stir();
            return self.step(step);
        }
        None
    }

    fn take(&mut self, tick: &Tick) -> Option<Next> {
        if !tick.is_current() {
            return None;
        }
        if tick.gone {
            return Some(Next::End(Farewell::Gone));
        }
        let bytes = match self.seat.offer(tick.epoch, tick.from, tick.to) {
            Step::Write if self.form == Form::Frames => tick.bytes.clone(),
            Step::Write => tick.events(),
            Step::Latest if self.form == Form::Frames => tick.latest.clone(),
            Step::Latest => tick.latest_events(),
            step => return self.step(step),
        };
        (!bytes.is_empty()).then_some(Next::Write(bytes))
    }

    /// What a step of the seat comes to.
    pub fn step(&mut self, step: Step) -> Option<Next> {
        match step {
            Step::Rest | Step::Write | Step::Latest => None,
            Step::Resume => self.resume(),
            Step::Ping => Some(Next::Ping),
            Step::End(why) => Some(Next::End(why)),
            Step::Cut => Some(Next::Cut),
        }
    }

    fn resume(&mut self) -> Option<Next> {
        match self.attendance.resume(self.seat.position()) {
            Ok(resume) => {
                self.seat.resumed(Position { epoch: resume.epoch, at: resume.at });
                Some(Next::Write(self.form.of(&resume)))
            }
            Err(why) => {
                let step = self.seat.later(why);
                self.step(step)
            }
        }
    }

    /// How long bytes may wait for the other side.
    pub fn patience(&self) -> Duration {
        Duration::from_millis(self.limits.live_stuck_ms.unsigned_abs())
    }

    /// Writes within that time; whether it was possible.
    pub async fn write(&mut self, write: impl Future<Output = std::io::Result<()>>) -> bool {
        let written = matches!(timeout(self.patience(), write).await, Ok(Ok(())));
        let now = self.now();
        self.seat.sent(true, now);
        written
    }
}

impl Form {
    fn of(self, resume: &Resume) -> Bytes {
        match self {
            Form::Frames => resume.bytes.clone(),
            Form::Events => resume.events(),
        }
    }
}
