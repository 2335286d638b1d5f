//! Sockets of staff: `GET /live/{code}/desk`. A task each; the same seat and the same frames as readers.

use super::{
    follow::{Follower, Form, Next},
    handshake,
    refuse::No,
    room::Since,
    routes::Live,
    takeover,
};
use crate::{
    auth::{Caller, StaffUser},
    bus::Signal,
    hub::{Channel, Ending, Hearing, Said},
    kernel::id::{Millis, OFFICE, RoomId},
    wire::{close::Farewell, position::Stream, websocket},
};
use axum::{
    Extension,
    extract::{Path, Query, Request, State},
    response::Response,
};
use bytes::Bytes;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::OwnedSemaphorePermit,
    time::{Instant, sleep_until, timeout},
};

/// Bytes read at once. Staff send no more than readers do.
const READ_BYTES: usize = 1_024;
/// How long colleagues believe that somebody is here without hearing it again, in ms.
const PRESENT_MS: Millis = 60_000;
/// How often it is said, in ms.
const SAY_MS: Millis = 25_000;

pub(super) async fn enter(
    State(live): State<Live>,
    Path(code): Path<String>,
    Query(since): Query<Since>,
    Extension(caller): Extension<Caller>,
    mut request: Request,
) -> Result<Response, No> {
    let accept = handshake::check(request.version(), request.headers())?;
    let position = since.position()?;
    let (room, user) = live.crew_room(&code, caller.session.as_deref()).await?;
    let place = live.admission.staff()?;
    let (upgrade, outdated) = (hyper::upgrade::on(&mut request), since.is_outdated());
    let tasks = live.tasks.clone();
    tasks.spawn(async move {
        let (stream, read) = match takeover::take_over(upgrade).await {
            Ok(taken) => taken,
            Err(error) => return tracing::debug!(%error, "a colleague left during the handshake"),
        };
        let channel = Channel { room, stream: Stream::Staff };
        let follower = Follower::new(&live.hub, channel, position, Form::Frames, live.limits.clone());
        let session = caller.session.unwrap_or_default();
        let desk =
            Desk { stream, follower, hearing: Hearing::default(), live, code, session, room, user, at: since.desk };
        desk.run(read, outdated, place).await;
    });
    Ok(takeover::switching(&accept))
}

struct Desk {
    stream: TcpStream,
    follower: Follower,
    hearing: Hearing,
    live: Live,
    code: String,
    session: String,
    room: RoomId,
    user: StaffUser,
    /// Which desk; empty where the page is none.
    at: String,
}

/// How a socket ends.
enum End {
    Ours(Ending),
    /// The other side said farewell, and expects this code.
    Theirs(u16),
    Gone,
}

impl Desk {
    async fn run(mut self, read: Bytes, outdated: bool, place: OwnedSemaphorePermit) {
        if outdated {
            return self.part(End::Ours(Ending::Farewell(Farewell::Reload))).await;
        }
        metrics::gauge!("wenzheng_live_staff").increment(1.0);
        self.present(PRESENT_MS);
        let end = match self.hear(&read).await {
            Some(end) => end,
            None => self.attend().await,
        };
        self.present(0);
        self.part(end).await;
        metrics::gauge!("wenzheng_live_staff").decrement(1.0);
        drop(place);
    }

    async fn attend(&mut self) -> End {
        let office = self.live.bus.listen(OFFICE);
        let look = Duration::from_millis(self.live.limits.live_revoke_ms.unsigned_abs());
        let say = Duration::from_millis(SAY_MS.unsigned_abs());
        let (mut look_at, mut say_at) = (Instant::now() + look, Instant::now() + say);
        let mut buffer = [0; READ_BYTES];
        let stop = self.live.stop.clone();
        loop {
            let end = tokio::select! {
                () = stop.cancelled() => Some(End::Ours(Ending::Farewell(Farewell::Restart))),
                next = self.follower.next() => self.act(next).await,
                read = self.stream.read(&mut buffer) => match read {
                    Ok(count @ 1..) => self.hear(&buffer[..count]).await,
                    _ => Some(End::Gone),
                },
                () = office.rung() => {
                    office.take();
                    self.still_allowed().await
                }
                () = sleep_until(look_at) => {
                    look_at = Instant::now() + look;
                    self.still_allowed().await
                }
                () = sleep_until(say_at), if !self.at.is_empty() => {
                    say_at = Instant::now() + say;
                    self.present(PRESENT_MS);
                    None
                }
            };
            if let Some(end) = end {
                return end;
            }
        }
    }

    async fn act(&mut self, next: Next) -> Option<End> {
        match next {
            Next::Write(bytes) => self.write(&bytes).await,
            Next::Ping => {
                let now = self.follower.now();
                self.follower.seat.asked(now);
                let ping = [websocket::text(r#"{"type":"ping"}"#), websocket::ping(b"")].concat();
                self.write(&ping).await
            }
            Next::End(why) => Some(End::Ours(Ending::Farewell(why))),
            Next::Cut => Some(End::Gone),
        }
    }

    async fn write(&mut self, bytes: &[u8]) -> Option<End> {
        let written = self.follower.write(self.stream.write_all(bytes)).await;
        (!written).then_some(End::Gone)
    }

    async fn hear(&mut self, mut bytes: &[u8]) -> Option<End> {
        loop {
            let now = self.follower.now();
            let seat = &mut self.follower.seat;
            let end = match self.hearing.next(&mut bytes, seat, now, &self.live.limits)? {
                Said::Nothing => None,
                Said::Step(step) => match self.follower.step(step) {
                    Some(next) => self.act(next).await,
                    None => None,
                },
                Said::Answer(pong) => self.write(&pong).await,
                Said::Leaves(code) => Some(End::Theirs(code)),
                Said::End(ending) => Some(End::Ours(ending)),
            };
            if end.is_some() {
                return end;
            }
        }
    }

    /// Whoever signed out, was closed or lost the role does not listen any longer.
    async fn still_allowed(&self) -> Option<End> {
        let known = self.live.crew_room(&self.code, Some(&self.session)).await;
        match known {
            Ok((_, user)) if user.person == self.user.person => None,
            Err(crate::wire::problem::Trouble::Internal) => None,
            _ => Some(End::Ours(Ending::Farewell(Farewell::Revoked))),
        }
    }

    /// Tells colleagues who is at which desk, for the next `ms`.
    fn present(&self, ms: Millis) {
        if !self.at.is_empty() {
            let (person, name, desk) = (self.user.person, self.user.name.clone(), self.at.clone());
            let until = self.live.desk.now() + ms;
            self.live.bus.signal(self.room, &Signal::Crew { person, name, desk, until });
        }
    }

    /// The last words, and a bounded wait for the other side's.
    async fn part(mut self, end: End) {
        let last = match end {
            End::Gone => return,
            End::Theirs(code) => websocket::close(code, ""),
            End::Ours(ending) => {
                let (code, bytes) = self.live.parting.frames(ending);
                metrics::counter!("wenzheng_live_closes_total", "code" => code.to_string()).increment(1);
                bytes
            }
        };
        let patience = Duration::from_millis(self.live.limits.live_close_ms.unsigned_abs());
        let parted = timeout(patience, async {
            self.stream.write_all(&last).await?;
            self.stream.shutdown().await?;
            // what is unread when we close would take our last words with it
            let mut rest = [0; READ_BYTES];
            while self.stream.read(&mut rest).await? > 0 {}
            std::io::Result::Ok(())
        });
        if parted.await.is_err() {
            tracing::debug!("a colleague did not answer our farewell");
        }
    }
}
