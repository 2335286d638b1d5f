//! The accept loop: how many may come in, how long a head may take, how the house empties.

use super::{
    door::Door,
    limits::DoorLimits,
    shed::{self, Pace},
};
use axum::{Router, body::Body};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::Service;

/// Connections that are being told that the house is full.
const TURNED_AWAY: usize = 256;
/// How long the loop rests when the system has no file handles left.
const NO_HANDLES_PAUSE: Duration = Duration::from_millis(50);

/// The connection a request came on.
#[derive(Clone)]
pub struct Connection(Arc<State>);

struct State {
    peer: IpAddr,
    reserved: bool,
    pace: Pace,
}

impl Connection {
    /// A connection from this machine that counts towards no limit.
    pub(super) fn local() -> Connection {
        Connection(Arc::new(State { peer: IpAddr::V4(Ipv4Addr::LOCALHOST), reserved: false, pace: None }))
    }

    fn new(peer: IpAddr, reserved: bool, door: &Door) -> Connection {
        let limits = &door.config.limits;
        let shared = super::client::within(peer, &door.config.trusted_proxies);
        let rate = if shared { 0 } else { limits.connection_per_second };
        Connection(Arc::new(State { peer, reserved, pace: shed::pace(rate, limits.connection_burst) }))
    }

    /// The address at the other end.
    pub(super) fn peer(&self) -> IpAddr {
        self.0.peer
    }

    /// Whether it came in on a place kept for staff.
    pub(super) fn is_reserved(&self) -> bool {
        self.0.reserved
    }

    /// The limit of this connection.
    pub(super) fn pace(&self) -> &Pace {
        &self.0.pace
    }
}

/// Binds an address with room for a crowd in front of the door.
///
/// # Errors
/// What the system says: the address is taken, or may not be used.
pub fn listen(address: SocketAddr, limits: &DoorLimits) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(limits.backlog)
}

/// Serves until `shutdown`, then lets running requests end, at most `drain_ms`.
pub async fn serve(listener: TcpListener, app: Router, door: Arc<Door>, shutdown: CancellationToken) {
    let house = House::new(door, app, shutdown.clone());
    loop {
        let accepted = tokio::select! {
            biased;
            () = shutdown.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => house.receive(stream, peer.ip()),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(NO_HANDLES_PAUSE).await;
            }
        }
    }
    drop(listener);
    house.empty().await;
}

fn protocol(limits: &DoorLimits, header_ms: u64) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(header_ms))
        .max_headers(limits.headers)
        .max_buf_size(limits.header_bytes.max(8_192));
    protocol
}

/// Lets the system end a connection whose other side acknowledges nothing, or takes nothing, for so long.
fn be_patient(stream: &TcpStream, most_ms: u64) {
    #[cfg(target_os = "linux")]
    if let Err(error) = socket2::SockRef::from(stream).set_tcp_user_timeout(Some(Duration::from_millis(most_ms))) {
        tracing::debug!(%error, "TCP_USER_TIMEOUT was refused");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (stream, most_ms);
}

struct House {
    door: Arc<Door>,
    app: Router,
    protocol: http1::Builder,
    /// For connections on places kept for staff.
    hurried: http1::Builder,
    places: Arc<Semaphore>,
    reserved: Arc<Semaphore>,
    turned_away: Arc<Semaphore>,
    talks: TaskTracker,
    shutdown: CancellationToken,
    end: CancellationToken,
}

impl House {
    fn new(door: Arc<Door>, app: Router, shutdown: CancellationToken) -> House {
        let limits = &door.config.limits;
        House {
            protocol: protocol(limits, limits.header_ms),
            hurried: protocol(limits, limits.reserved_header_ms),
            places: Arc::new(Semaphore::new(limits.connections.saturating_sub(limits.connections_reserved))),
            reserved: Arc::new(Semaphore::new(limits.connections_reserved)),
            turned_away: Arc::new(Semaphore::new(TURNED_AWAY)),
            talks: TaskTracker::new(),
            end: CancellationToken::new(),
            door,
            app,
            shutdown,
        }
    }

    fn receive(&self, stream: TcpStream, peer: IpAddr) {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was refused");
        }
        be_patient(&stream, self.door.config.limits.stuck_ms);
        let place = self.places.clone().try_acquire_owned();
        let reserved = place.is_err();
        match place.or_else(|_| self.reserved.clone().try_acquire_owned()) {
            Ok(place) => self.talk(stream, Connection::new(peer, reserved, &self.door), place),
            Err(_) => self.turn_away(stream),
        }
    }

    fn talk(&self, stream: TcpStream, connection: Connection, place: OwnedSemaphorePermit) {
        let app = self.app.clone();
        let protocol = if connection.is_reserved() { &self.hurried } else { &self.protocol };
        let answer = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(connection.clone());
            app.clone().call(request)
        });
        let talk = protocol.serve_connection(TokioIo::new(stream), answer).with_upgrades();
        let (shutdown, end) = (self.shutdown.clone(), self.end.clone());
        self.talks.spawn(async move {
            let mut talk = std::pin::pin!(talk);
            metrics::gauge!("http_connections").increment(1.0);
            let ended = tokio::select! {
                ended = talk.as_mut() => ended,
                () = shutdown.cancelled() => {
                    talk.as_mut().graceful_shutdown();
                    tokio::select! { ended = talk => ended, () = end.cancelled() => Ok(()) }
                }
            };
            metrics::gauge!("http_connections").decrement(1.0);
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }

    /// Says that the house is full, if there is anyone left to say it.
    fn turn_away(&self, mut stream: TcpStream) {
        metrics::counter!("http_shed_total", "code" => "connections").increment(1);
        let Ok(place) = self.turned_away.clone().try_acquire_owned() else { return };
        let wait_s = rand::random_range(1..=5);
        tokio::spawn(async move {
            let answer = format!(
                "HTTP/1.1 503 Service Unavailable\r\nretry-after: {wait_s}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            );
            let told = async {
                stream.write_all(answer.as_bytes()).await?;
                stream.shutdown().await?;
                // Closing with unread bytes would reset the connection and lose the answer.
                stream.read(&mut [0; 4_096]).await
            };
            if !matches!(timeout(Duration::from_secs(1), told).await, Ok(Ok(_))) {
                tracing::debug!("a connection was turned away without a word");
            }
            drop(place);
        });
    }

    async fn empty(&self) {
        self.talks.close();
        let limit = Duration::from_millis(self.door.config.limits.drain_ms);
        if timeout(limit, self.talks.wait()).await.is_err() {
            tracing::warn!(left = self.talks.len(), "connections were cut at the end of the drain");
            self.end.cancel();
            self.talks.wait().await;
        }
    }
}
