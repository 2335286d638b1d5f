//! All channels that somebody follows. Each has one task, from its first reader until some time after its last.

use super::{
    Attendance, Channel, Load, Now, Outlet, Source, Tail,
    room::{Room, run},
};
use crate::{
    bus::{Bus, Ear},
    kernel::{
        id::{Millis, RoomId},
        limits::Limits,
    },
    wire::position::Stream,
};
use dashmap::DashMap;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

/// A first guess at what handing a batch to one reader costs, in ns; measured ones replace it.
const DELIVERY_NS: u64 = 6_000;

/// The fan-out. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Rooms>);

pub(super) struct Rooms {
    pub source: Arc<dyn Source>,
    pub limits: Arc<Limits>,
    bus: Bus,
    wall: Arc<dyn Fn() -> Millis + Send + Sync>,
    began: Instant,
    open: DashMap<Channel, Arc<Room>>,
    ids: AtomicU64,
    delivery_ns: AtomicU64,
    cores: usize,
    runtime: Handle,
    stop: CancellationToken,
}

impl Hub {
    /// A hub whose tasks run on the runtime it is made on. `wall` is the clock that readers are told, UTC ms.
    pub fn new(
        source: Arc<dyn Source>,
        bus: Bus,
        limits: Arc<Limits>,
        wall: Arc<dyn Fn() -> Millis + Send + Sync>,
    ) -> Hub {
        Hub(Arc::new(Rooms {
            source,
            limits,
            bus,
            wall,
            began: Instant::now(),
            open: DashMap::new(),
            ids: AtomicU64::new(0),
            delivery_ns: AtomicU64::new(DELIVERY_NS),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            runtime: Handle::current(),
            stop: CancellationToken::new(),
        }))
    }

    /// Follows a channel through `outlet`: one attendance for each shard and channel. May be called from any thread,
    /// never waits. Until the channel is warm its readers are told to wait; a tick comes once it is.
    pub fn attend(&self, channel: Channel, outlet: Arc<dyn Outlet>) -> Attendance {
        let id = self.0.ids.fetch_add(1, Ordering::Relaxed);
        let entry = self.0.open.entry(channel);
        // joined while the entry is held: a room that is about to be closed sees it
        let room = entry.or_insert_with(|| self.open(channel));
        room.join(id, outlet);
        Attendance::new(self.0.clone(), room.clone(), id)
    }

    fn open(&self, channel: Channel) -> Arc<Room> {
        let ear = Arc::new(self.0.bus.listen(channel.room));
        let tail = Tail::new(channel, self.0.limits.clone(), ear.redactions());
        let room = Arc::new(Room::new(channel, tail));
        self.0.runtime.spawn(keep(self.0.clone(), room.clone(), ear));
        room
    }

    /// Readers of a room's public stream on this node.
    pub fn viewers(&self, room: RoomId) -> usize {
        self.0.viewers(room)
    }

    /// Tells what writing cost a shard: so many deliveries in so much processor time.
    pub fn measured(&self, deliveries: u64, busy: Duration) {
        let Some(each) = u64::try_from(busy.as_nanos()).unwrap_or(u64::MAX).checked_div(deliveries) else { return };
        // a fifth of the way to what was just seen; a lost update does no harm
        let known = self.0.delivery_ns.load(Ordering::Relaxed);
        self.0.delivery_ns.store((known * 4 + each.min(1_000_000)) / 5, Ordering::Relaxed);
    }

    /// Ends all tasks. Shards are told by whoever stops them.
    pub fn close(&self) {
        self.0.stop.cancel();
    }
}

/// A task that panicked is begun again: its readers must not wait for ever.
async fn keep(rooms: Arc<Rooms>, room: Arc<Room>, ear: Arc<Ear>) {
    while let Err(error) = tokio::spawn(run(rooms.clone(), room.clone(), ear.clone())).await {
        tracing::error!(%error, room = %room.channel().room, "a room's task failed and is begun again");
        tokio::time::sleep(Duration::from_millis(rooms.limits.live_head_ms.unsigned_abs())).await;
    }
}

impl Rooms {
    pub fn now(&self) -> Now {
        let ticks = Millis::try_from(self.began.elapsed().as_millis()).unwrap_or(Millis::MAX);
        Now { ticks, wall: (self.wall)() }
    }

    pub fn load(&self, room: &Room) -> Load {
        let delivery_us = self.delivery_ns.load(Ordering::Relaxed) as f64 / 1_000.0;
        let channel = room.channel();
        let readers = room.readers();
        let viewers = if channel.stream == Stream::Public { readers } else { self.viewers(channel.room) };
        Load { readers, viewers, delivery_us, cores: self.cores }
    }

    fn viewers(&self, room: RoomId) -> usize {
        let channel = Channel { room, stream: Stream::Public };
        self.open.get(&channel).map_or(0, |room| room.readers())
    }

    /// Forgets a room nobody listens to; no if somebody came in the meantime.
    pub fn close_deserted(&self, room: &Room) -> bool {
        self.open.remove_if(&room.channel(), |_, room| room.is_deserted()).is_some()
    }

    pub async fn closed(&self) {
        self.stop.cancelled().await;
    }
}
