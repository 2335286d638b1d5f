//! Shedding: who asks too often is told when to come back, before any work is done.

use super::limits::DoorLimits;
use crate::kernel::{id::Millis, refusal::Refusal};
use governor::{
    DefaultDirectRateLimiter, DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::Arc,
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Forgotten addresses are swept once in so many requests.
const SWEEP_EVERY: u32 = 16_384;
/// When a full pool is worth another try, in ms.
const FULL_RETRY_MS: Millis = 1_000;

/// One rate for everything that comes through it, such as one connection.
pub type Pace = Option<DefaultDirectRateLimiter>;
type PaceBy<K> = Option<DefaultKeyedRateLimiter<K>>;

/// Who asks, as the limits see it.
pub enum Asker<'a> {
    /// Anybody: the address and whether something is to be written.
    Public { client: IpAddr, writes: bool },
    /// A genuine staff session.
    Staff { session: &'a str },
    /// Whoever loads a part of a page that lies ready in memory: shedding it would save nothing and
    /// leave a page that was served without its script.
    Asset { staff: bool },
}

/// The limiters and pools of one process.
pub struct Shed {
    reads: PaceBy<IpAddr>,
    writes: PaceBy<IpAddr>,
    public: Pace,
    staff: PaceBy<String>,
    public_pool: Arc<Semaphore>,
    staff_pool: Arc<Semaphore>,
    seen: AtomicU32,
}

impl Shed {
    /// Limiters with these bounds.
    pub fn new(limits: &DoorLimits) -> Shed {
        Shed {
            reads: keyed(limits.reads_per_second, limits.reads_burst),
            writes: keyed(limits.writes_per_second, limits.writes_burst),
            public: pace(limits.public_per_second, limits.public_per_second / 2),
            staff: keyed(limits.staff_per_second, limits.staff_burst),
            public_pool: Arc::new(Semaphore::new(limits.public_in_flight)),
            staff_pool: Arc::new(Semaphore::new(limits.staff_in_flight)),
            seen: AtomicU32::new(0),
        }
    }

    /// A place among the requests being answered, held until the answer is made.
    ///
    /// # Errors
    /// `SlowDown` to one who asks too often, `Busy` when the house is full.
    pub fn admit(&self, asker: &Asker<'_>) -> Result<OwnedSemaphorePermit, Refusal> {
        self.sweep();
        let pool = match asker {
            Asker::Staff { session } => {
                check_by(&self.staff, &(*session).to_owned())?;
                &self.staff_pool
            }
            Asker::Asset { staff: true } => &self.staff_pool,
            Asker::Asset { staff: false } => &self.public_pool,
            Asker::Public { client, writes } => {
                check_by(if *writes { &self.writes } else { &self.reads }, &block(*client))?;
                check(&self.public).map_err(|retry_after_ms| Refusal::Busy { retry_after_ms })?;
                &self.public_pool
            }
        };
        let place = pool.clone().try_acquire_owned();
        place.map_err(|_| Refusal::Busy { retry_after_ms: FULL_RETRY_MS })
    }

    fn sweep(&self) {
        if !self.seen.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP_EVERY) {
            return;
        }
        self.reads.iter().chain(&self.writes).for_each(|limiter| limiter.retain_recent());
        self.staff.iter().for_each(|limiter| limiter.retain_recent());
    }
}

/// A rate of `per_second` with `burst` at once; none when the rate is 0.
pub fn pace(per_second: u32, burst: u32) -> Pace {
    quota(per_second, burst).map(RateLimiter::direct)
}

/// Counts one; else says in how many ms to come back.
pub fn check(pace: &Pace) -> Result<(), Millis> {
    pace.as_ref().map_or(Ok(()), |limiter| limiter.check().map_err(|until| wait_ms(&until)))
}

fn keyed<K: Hash + Eq + Clone>(per_second: u32, burst: u32) -> PaceBy<K> {
    quota(per_second, burst).map(RateLimiter::keyed)
}

fn quota(per_second: u32, burst: u32) -> Option<Quota> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    NonZeroU32::new(per_second).map(|rate| Quota::per_second(rate).allow_burst(burst))
}

fn check_by<K: Hash + Eq + Clone>(pace: &PaceBy<K>, key: &K) -> Result<(), Refusal> {
    let Some(limiter) = pace else { return Ok(()) };
    let slow_down = |until: &_| Refusal::SlowDown { retry_after_ms: wait_ms(until) };
    limiter.check_key(key).map_err(|until| slow_down(&until))
}

fn wait_ms(until: &NotUntil<<DefaultClock as Clock>::Instant>) -> Millis {
    let wait = until.wait_time_from(DefaultClock::default().now());
    Millis::try_from(wait.as_millis()).unwrap_or(Millis::MAX).max(1)
}

/// What counts as one address: an IPv4 address, or the /64 that one IPv6 line gets.
pub(super) fn block(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(long) => {
            let [a, b, c, d, ..] = long.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        short => short,
    }
}
