//! Sockets of readers: `GET /live/{code}`. The door answers, a shard takes the socket.

use super::{admit, handshake, refuse::No, room::Since, routes::Live, takeover};
use crate::{
    auth::Caller,
    hub::{Arrival, Channel},
    wire::{close::Farewell, position::Stream, websocket},
};
use axum::{
    Extension,
    extract::{Path, Query, Request, State},
    response::Response,
};
use std::io::Write;

pub(super) async fn enter(
    State(live): State<Live>,
    Path(code): Path<String>,
    Query(since): Query<Since>,
    Extension(caller): Extension<Caller>,
    mut request: Request,
) -> Result<Response, No> {
    let accept = handshake::check(request.version(), request.headers())?;
    let position = since.position()?;
    let way = live.admission.reader(caller.address)?;
    let room = live.public_room(&code).await?;
    if !live.shards.has_room() || live.stop.is_cancelled() {
        return Err(admit::busy().into());
    }
    let upgrade = hyper::upgrade::on(&mut request);
    let shards = live.shards.clone();
    live.tasks.spawn(async move {
        let taken = takeover::take_over(upgrade).await.and_then(|(stream, read)| Ok((stream.into_std()?, read)));
        let (stream, read) = match taken {
            Ok(taken) => taken,
            Err(error) => return tracing::debug!(%error, "a reader left during the handshake"),
        };
        let channel = Channel { room, stream: Stream::Public };
        let arrival = Arrival { stream, read, channel, visitor: caller.visitor, position };
        if let Err(arrival) = shards.arrive(arrival) {
            turn_away(*arrival);
        }
        drop(way);
    });
    Ok(takeover::switching(&accept))
}

/// The shard is full between our look and now: says so, if the socket takes it at once.
fn turn_away(mut arrival: Arrival) {
    let why = Farewell::Crowded;
    let wait_ms = rand::random_range(1_000..=5_000);
    if arrival.stream.write(&websocket::close(why.code(), &why.reason(wait_ms))).is_err() {
        tracing::debug!("a reader was turned away without a word");
    }
}
