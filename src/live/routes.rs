//! What the live door shares, its routes, and how it closes.

use super::{admit::Admission, desk, events, reader};
use crate::{
    auth::Auth,
    bus::Bus,
    desk::Desk,
    hub::{Hub, Parting, Shards},
    kernel::{id::RoomId, limits::Limits},
    store::Db,
};
use axum::{Router, routing::get};
use dashmap::DashMap;
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// What the live door needs of the house.
pub struct House {
    /// The fan-out.
    pub hub: Hub,
    /// For signals of presence, and to hear of the office.
    pub bus: Bus,
    /// For codes of rooms.
    pub db: Db,
    /// Who staff are.
    pub auth: Auth,
    /// The installation's clock.
    pub desk: Desk,
}

/// Everything behind the live door. Cheap to clone.
#[derive(Clone)]
pub struct Live {
    pub(super) hub: Hub,
    pub(super) shards: Shards,
    pub(super) bus: Bus,
    pub(super) db: Db,
    pub(super) auth: Auth,
    pub(super) desk: Desk,
    pub(super) limits: Arc<Limits>,
    pub(super) parting: Parting,
    pub(super) admission: Admission,
    /// Codes of rooms known to be public.
    pub(super) known: Arc<DashMap<String, RoomId>>,
    pub(super) tasks: TaskTracker,
    pub(super) stop: CancellationToken,
}

impl Live {
    /// A door to this hub, until `stop`.
    ///
    /// # Errors
    /// When the threads of the shards cannot be started.
    pub fn open(house: House, limits: Arc<Limits>, stop: CancellationToken) -> std::io::Result<Live> {
        let House { hub, bus, db, auth, desk } = house;
        Ok(Live {
            shards: Shards::start(&hub, &limits)?,
            parting: Parting::new(&limits),
            admission: Admission::new(&limits),
            known: Arc::default(),
            tasks: TaskTracker::new(),
            hub,
            bus,
            db,
            auth,
            desk,
            limits,
            stop,
        })
    }

    /// Sees everybody off, and returns once all have left or the time for that is over.
    pub async fn close(&self) {
        self.stop.cancel();
        self.tasks.close();
        let shards = self.shards.clone();
        let closed = tokio::task::spawn_blocking(move || shards.close());
        let most = Duration::from_millis(self.limits.live_close_ms.unsigned_abs()) + Duration::from_secs(2);
        if timeout(most, async { tokio::join!(closed, self.tasks.wait()) }).await.is_err() {
            tracing::warn!(left = self.tasks.len(), "live connections were cut");
        }
        // its tasks hold the desk by their clock: the writer could not end before they do
        self.hub.close();
    }

    /// Sockets of readers now.
    pub fn readers(&self) -> usize {
        self.shards.sockets()
    }

    /// Staff sockets, event streams and handshakes now.
    pub fn tasks(&self) -> usize {
        self.tasks.len()
    }
}

/// The routes of connections that last, to stand beside the guarded ones.
pub fn routes(live: Live) -> Router {
    Router::new()
        .route("/live/{code}", get(reader::enter))
        .route("/live/{code}/desk", get(desk::enter))
        .route("/api/v1/rooms/{room}/events", get(events::enter))
        .with_state(live)
}
