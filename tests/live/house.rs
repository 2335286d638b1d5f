//! A house with one announced room behind the real doors, on a port of its own.

use crate::{client::Client, stage::Stage, story};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{task::JoinHandle, time::sleep};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    auth::Auth,
    bus::Bus,
    http::{self, Door, DoorConfig, Probes},
    hub::Hub,
    kernel::{id::VisitorId, limits::Limits, policy::Policy, principal::Principal},
    live::{self, Live},
    wire::keys::{Key, Keys},
};

pub struct House {
    pub address: SocketAddr,
    pub code: String,
    pub stage: Arc<Stage>,
    pub live: Live,
    pub door: Arc<Door>,
    pub auth: Auth,
    pub moderator: Principal,
    pub outsider: Principal,
    pub stop: CancellationToken,
    pub served: JoinHandle<()>,
    pub inner: story::House,
}

pub async fn open() -> House {
    open_with(|_, _| {}).await
}

pub async fn open_with(change: impl FnOnce(&mut Limits, &mut DoorConfig)) -> House {
    let (mut limits, mut config) = (Limits::default(), DoorConfig::default());
    (limits.live_tick_ms, limits.live_shards) = (1, 2);
    change(&mut limits, &mut config);
    let limits = Arc::new(limits);
    let inner = story::House::new().await;
    let (room, moderator) = {
        let interview = inner.interview(Policy::default()).await;
        (interview.room, interview.moderator)
    };
    let outsider = inner.staff("outsider", &[]).await;
    let code = inner.db.room(room).await.unwrap().unwrap().code;
    let bus = Bus::local(&limits);
    let stage = Stage::new(bus.clone(), room);
    let hub = Hub::new(stage.clone(), bus.clone(), limits.clone(), Arc::new(|| 1_795_395_600_000));
    let (stop, auth) = (CancellationToken::new(), Auth::new(inner.db.clone(), &limits, jiff::tz::TimeZone::UTC));
    let parts = live::House { hub, bus, db: inner.db.clone(), auth: auth.clone(), desk: inner.desk.clone() };
    let live = Live::open(parts, limits, stop.child_token()).unwrap();
    let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
    let door = Door::new(config, keys);
    let probes = Probes { ready: Arc::new(|| true), metrics: Arc::new(String::new) };
    let app = http::door_with_live(axum::Router::new(), live::routes(live.clone()), door.clone(), probes);
    let listener = http::listen("127.0.0.1:0".parse().unwrap(), &door.config.limits).unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(http::serve(listener, app, door.clone(), stop.clone()));
    House { address, code, stage, live, door, auth, moderator, outsider, stop, served, inner }
}

impl House {
    pub fn path(&self) -> String {
        format!("/live/{}", self.code)
    }

    pub fn own(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A reader without cookies who has been told everything up to now.
    pub async fn reader(&self) -> Client {
        let mut client = Client::open(self.address, &self.path(), &[]).await;
        client.hello().await;
        client
    }

    /// The same, with a buffer of the system that does not grow.
    pub async fn narrow_reader(&self) -> Client {
        let mut client = Client::open_narrow(self.address, &self.path()).await;
        client.hello().await;
        client
    }

    /// The cookie and the origin of a citizen's browser.
    pub fn citizen(&self, visitor: VisitorId) -> Vec<(String, String)> {
        let sealed = self.door.keys.seal("wz_v", &visitor.0.simple().to_string());
        vec![("Origin".into(), self.own()), ("Cookie".into(), format!("wz_v={sealed}"))]
    }

    /// The same for a member of staff who just logged in; and the session.
    pub async fn signed_in(&self, who: Principal) -> (Vec<(String, String)>, String) {
        let Principal::Staff(person) = who else { panic!("not staff") };
        let session = self.auth.open(person, self.inner.now()).await.unwrap();
        let cookie = format!("wz_s={}", self.door.keys.seal("wz_s", &session));
        (vec![("Origin".into(), self.own()), ("Cookie".into(), cookie)], session)
    }

    /// Waits until so many readers and tasks are left.
    pub async fn settles(&self, readers: usize, tasks: usize) {
        for _ in 0..600 {
            if (self.live.readers(), self.live.tasks()) == (readers, tasks) {
                return;
            }
            sleep(Duration::from_millis(20)).await;
        }
        panic!("{} readers and {} tasks are left", self.live.readers(), self.live.tasks());
    }
}
