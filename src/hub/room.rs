//! One channel at work: a task that reads for it, and what shards share with that task.

use super::{Channel, Later, Next, Now, Outlet, Resume, Source, SourceError, Tail, Tick, Told, Wish, rooms::Rooms};
use crate::{bus::Ear, kernel::id::Millis, wire::position::Position};
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// A channel with its readers.
pub(super) struct Room {
    channel: Channel,
    tail: Mutex<Tail>,
    outlets: Mutex<Vec<Listener>>,
    readers: AtomicUsize,
}

/// A shard that listens.
struct Listener {
    id: u64,
    outlet: Arc<dyn Outlet>,
    /// It could not take the last tick.
    owed: bool,
}

impl Room {
    pub fn new(channel: Channel, tail: Tail) -> Room {
        Room { channel, tail: Mutex::new(tail), outlets: Mutex::default(), readers: AtomicUsize::new(0) }
    }

    pub fn channel(&self) -> Channel {
        self.channel
    }

    pub fn readers(&self) -> usize {
        self.readers.load(Ordering::Relaxed)
    }

    /// Readers came (`now` above `before`) or left.
    pub fn count(&self, before: usize, now: usize) {
        self.readers.fetch_add(now, Ordering::Relaxed);
        self.readers.fetch_sub(before, Ordering::Relaxed);
    }

    pub fn join(&self, id: u64, outlet: Arc<dyn Outlet>) {
        lock(&self.outlets).push(Listener { id, outlet, owed: false });
    }

    pub fn leave(&self, id: u64) {
        lock(&self.outlets).retain(|listener| listener.id != id);
    }

    /// Whether no shard listens.
    pub fn is_deserted(&self) -> bool {
        lock(&self.outlets).is_empty()
    }

    pub fn resume(&self, position: Option<Position>, now: Now) -> Result<Resume, Later> {
        lock(&self.tail).resume(position, now)
    }

    fn offer(&self, tick: &Arc<Tick>) {
        let mut lost = 0;
        for listener in lock(&self.outlets).iter_mut() {
            listener.owed = !listener.outlet.offer(tick);
            lost += u64::from(listener.owed);
        }
        metrics::counter!("wenzheng_ticks").increment(1);
        metrics::counter!("wenzheng_ticks_lost").increment(lost);
    }

    /// Tells those who could not take the last tick that there was something; whether some still cannot.
    fn remind(&self) -> bool {
        let mut outlets = lock(&self.outlets);
        if outlets.iter().all(|listener| !listener.owed) {
            return false;
        }
        let tick = lock(&self.tail).again();
        for listener in outlets.iter_mut().filter(|listener| listener.owed) {
            listener.owed = !listener.outlet.offer(&tick);
        }
        outlets.iter().any(|listener| listener.owed)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Works until nobody has listened for a while, or the hub closes.
pub(super) async fn run(rooms: Arc<Rooms>, room: Arc<Room>, ear: Arc<Ear>) {
    let mut deserted: Option<Millis> = None;
    loop {
        let now = rooms.now();
        let next = {
            let mut tail = lock(&room.tail);
            tail.hear(ear.take(), now);
            tail.next(now, rooms.load(&room))
        };
        let until = match next {
            Next::Read(wish) => {
                let told = answer(&*rooms.source, room.channel, wish).await;
                take_in(&room, &ear, told, rooms.now());
                continue;
            }
            Next::Send(tick) => {
                room.offer(&tick);
                continue;
            }
            Next::Wait(until) => until,
        };
        deserted = if room.is_deserted() { deserted.or(Some(now.ticks)) } else { None };
        let idle = deserted.map_or(Millis::MAX, |since| since + rooms.limits.live_idle_ms);
        if now.ticks >= idle && rooms.close_deserted(&room) {
            return;
        }
        // a room that somebody may enter again looks round now and then
        let most = if room.remind() { rooms.limits.live_tick_ms } else { rooms.limits.live_head_ms };
        let wait = until.min(idle).saturating_sub(now.ticks).clamp(1, most.max(1));
        tokio::select! {
            () = ear.rung() => {}
            () = tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())) => {}
            () = rooms.closed() => return,
        }
    }
}

async fn answer(source: &dyn Source, channel: Channel, wish: Wish) -> Result<Told, SourceError> {
    Ok(match wish {
        Wish::Head => Told::Head(source.head(channel).await?),
        Wish::Items { after, most } => match source.items(channel, after, most).await? {
            Some(read) => Told::Items(read),
            // thrown away in the meantime
            None => Told::Head(None),
        },
        Wish::Snapshot => Told::Snapshot(source.snapshot(channel).await?),
        Wish::Numbers(ask) => Told::Numbers(source.numbers(channel, ask).await?),
    })
}

/// What was heard in the meantime comes first: it may make the answer worthless.
fn take_in(room: &Room, ear: &Ear, told: Result<Told, SourceError>, now: Now) {
    let mut tail = lock(&room.tail);
    tail.hear(ear.take(), now);
    match told {
        Ok(told) => tail.told(told, now),
        Err(error) => {
            tracing::warn!(%error, room = %room.channel.room, "a room's stream waits for the journal");
            tail.failed(now);
        }
    }
}
