//! How many may be on their way in, and how many may stay: bounds by lane, and by address.

use crate::kernel::{limits::Limits, refusal::Refusal};
use dashmap::DashMap;
use std::{net::IpAddr, sync::Arc};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// When a full door is worth another try, in ms; the answer spreads it.
const FULL_RETRY_MS: i64 = 2_000;

/// The bounds of the live door.
#[derive(Clone)]
pub(super) struct Admission(Arc<Lanes>);

struct Lanes {
    handshakes: Arc<Semaphore>,
    staff: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    by_address: DashMap<IpAddr, usize>,
    most_by_address: usize,
}

/// A reader on the way in. Dropping it makes room.
pub(super) struct OnTheWay {
    lanes: Arc<Lanes>,
    address: IpAddr,
    _place: OwnedSemaphorePermit,
}

impl Admission {
    pub fn new(limits: &Limits) -> Admission {
        Admission(Arc::new(Lanes {
            handshakes: Arc::new(Semaphore::new(limits.live_handshakes)),
            staff: Arc::new(Semaphore::new(limits.live_staff_sockets)),
            streams: Arc::new(Semaphore::new(limits.live_event_streams)),
            by_address: DashMap::new(),
            most_by_address: limits.live_handshakes_per_address,
        }))
    }

    /// A reader's handshake begins.
    ///
    /// # Errors
    /// `Busy` when too many are under way, here or from one address.
    pub fn reader(&self, address: IpAddr) -> Result<OnTheWay, Refusal> {
        let place = place(&self.0.handshakes)?;
        let mut here = self.0.by_address.entry(address).or_insert(0);
        if *here >= self.0.most_by_address {
            return Err(busy());
        }
        *here += 1;
        drop(here);
        Ok(OnTheWay { lanes: self.0.clone(), address, _place: place })
    }

    /// A place for a staff socket, kept as long as it lives.
    ///
    /// # Errors
    /// `Busy`.
    pub fn staff(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        place(&self.0.staff)
    }

    /// A place for an event stream, kept as long as it lives.
    ///
    /// # Errors
    /// `Busy`.
    pub fn stream(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        place(&self.0.streams)
    }
}

impl Drop for OnTheWay {
    fn drop(&mut self) {
        if let Some(mut here) = self.lanes.by_address.get_mut(&self.address) {
            *here = here.saturating_sub(1);
        }
        self.lanes.by_address.remove_if(&self.address, |_, here| *here == 0);
    }
}

fn place(lane: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Refusal> {
    lane.clone().try_acquire_owned().map_err(|_| busy())
}

/// The door is full.
pub(super) fn busy() -> Refusal {
    Refusal::Busy { retry_after_ms: FULL_RETRY_MS }
}
