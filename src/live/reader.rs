//! Sockets of readers: `GET /live/{code}`. The door answers, a shard takes the socket.

use super::{admit, handshake, refuse::No, room::Since, routes::Live, takeover};
use crate::{
    auth::Caller,
    hub::{Arrival, Channel, Ending, Shards},
    wire::{close::Farewell, position::Stream},
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
    let room = live.open_room(&code, caller.pass).await?;
    if !live.shards.has_room() || live.stop.is_cancelled() {
        return Err(admit::busy().into());
    }
    let upgrade = hyper::upgrade::on(&mut request);
    let (shards, parting, outdated) = (live.shards.clone(), live.parting, since.is_outdated());
    live.tasks.spawn(async move {
        let taken = takeover::take_over(upgrade).await.and_then(|(stream, read)| Ok((stream.into_std()?, read)));
        let (stream, read) = match taken {
            Ok(taken) => taken,
            Err(error) => return tracing::debug!(%error, "a reader left during the handshake"),
        };
        let channel = Channel { room, stream: Stream::Public };
        let arrival = Arrival { stream, read, channel, visitor: caller.visitor, position, way: Box::new(way) };
        let refused = if outdated { Some((arrival, Farewell::Reload)) } else { arrive(&shards, arrival) };
        if let Some((arrival, why)) = refused {
            turn_away(arrival, &parting.frames(Ending::Farewell(why)).1);
        }
    });
    Ok(takeover::switching(&accept))
}

/// A shard can have become full between our look and now.
fn arrive(shards: &Shards, arrival: Arrival) -> Option<(Arrival, Farewell)> {
    shards.arrive(arrival).err().map(|arrival| (*arrival, Farewell::Crowded))
}

/// Says why, if the socket takes it at once.
fn turn_away(mut arrival: Arrival, bytes: &[u8]) {
    if arrival.stream.write(bytes).is_err() {
        tracing::debug!("a reader was turned away without a word");
    }
}
