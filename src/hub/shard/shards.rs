//! All shards of the process, as the doors see them.

use super::{
    inbox::{Arrival, Inbox, Whom},
    worker::{WAKE, Worker},
};
use crate::{hub::Hub, kernel::limits::Limits, wire::close::Farewell};
use mio::{Poll, Waker};
use std::{
    io,
    sync::{Arc, Mutex, PoisonError, atomic::Ordering},
    thread::{self, JoinHandle},
};

/// The threads that own the sockets of readers. Cheap to clone.
#[derive(Clone)]
pub struct Shards(Arc<Inner>);

struct Inner {
    inboxes: Vec<Arc<Inbox>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    most_sockets: usize,
}

impl Shards {
    /// Starts them: as many as the limits say, or one for each processor.
    ///
    /// # Errors
    /// What the system says when it has no more threads or handles.
    pub fn start(hub: &Hub, limits: &Arc<Limits>) -> io::Result<Shards> {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let count = if limits.live_shards == 0 { processors } else { limits.live_shards };
        let (mut inboxes, mut threads) = (Vec::new(), Vec::new());
        for nth in 0..count {
            let poll = Poll::new()?;
            let waker = Waker::new(poll.registry(), WAKE)?;
            let inbox = Arc::new(Inbox::new(waker, limits.live_queue_ticks, limits.live_handshakes));
            let worker = Worker::new(poll, inbox.clone(), hub.clone(), limits.clone());
            let run = move || {
                if let Err(error) = worker.run() {
                    tracing::error!(%error, "a shard ended");
                }
            };
            threads.push(thread::Builder::new().name(format!("shard {nth}")).spawn(run)?);
            inboxes.push(inbox);
        }
        Ok(Shards(Arc::new(Inner { inboxes, threads: Mutex::new(threads), most_sockets: limits.live_sockets })))
    }

    /// Sockets now.
    pub fn sockets(&self) -> usize {
        self.0.inboxes.iter().map(|inbox| inbox.sockets.load(Ordering::Acquire)).sum()
    }

    /// Whether one more reader fits.
    pub fn has_room(&self) -> bool {
        self.sockets() < self.0.most_sockets
    }

    /// Gives a reader to the shard with the fewest. Gives it back when too many are on their way.
    ///
    /// # Errors
    /// The arrival itself; dropping it closes the connection.
    pub fn arrive(&self, arrival: Arrival) -> Result<(), Box<Arrival>> {
        let fewest = self.0.inboxes.iter().min_by_key(|inbox| inbox.sockets.load(Ordering::Relaxed));
        match fewest {
            Some(inbox) => inbox.arrive(arrival).map_err(Box::new),
            None => Err(Box::new(arrival)),
        }
    }

    /// Sees readers off.
    pub fn farewell(&self, whom: Whom, why: Farewell) {
        self.0.inboxes.iter().for_each(|inbox| inbox.farewell(whom, why));
    }

    /// Sees everybody off and ends the threads once all have left, at most the time a farewell may take.
    /// Blocks.
    pub fn close(&self) {
        self.0.inboxes.iter().for_each(|inbox| inbox.stop());
        let threads = std::mem::take(&mut *self.0.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a shard had failed");
            }
        }
    }
}
