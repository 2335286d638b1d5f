//! The event stream: `GET /api/v1/rooms/{room}/events`, the same batches for programs and for
//! browsers whose sockets fail. Ids are positions.

use super::{
    follow::{Follower, Form, Next},
    refuse::No,
    room::Since,
    routes::Live,
};
use crate::{
    auth::Caller,
    hub::Channel,
    wire::{
        close::Farewell,
        position::{Position, Stream},
        problem::Trouble,
    },
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame};
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

const TYPE: &str = "text/event-stream";

pub(super) async fn enter(
    State(live): State<Live>,
    Path(code): Path<String>,
    Query(since): Query<Since>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, No> {
    if !accepts(&headers) {
        return Err(Trouble::NotAcceptable.into());
    }
    let position = last_event(&headers).or(since.position()?);
    let room = live.open_room(&code, caller.pass).await?;
    let place = live.admission.stream()?;
    let channel = Channel { room, stream: Stream::Public };
    let follower = Follower::new(&live.hub, channel, position, Form::Events, live.limits.clone());
    let (sender, bytes) = mpsc::channel(1);
    live.tasks.clone().spawn(feed(live, follower, sender, place));
    let mut response = Response::new(Body::new(Events(bytes)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would keep events back until there are enough of them
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

fn accepts(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(header::ACCEPT).iter().filter_map(|line| line.to_str().ok()).peekable();
    let fits = |line: &str| [TYPE, "text/*", "*/*"].iter().any(|kind| line.contains(kind));
    lines.peek().is_none() || lines.any(fits)
}

/// Where the client stands; one that is no position of ours gets the room whole, as one without does.
fn last_event(headers: &HeaderMap) -> Option<Position> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok()
}

async fn feed(live: Live, mut follower: Follower, sender: mpsc::Sender<Bytes>, place: OwnedSemaphorePermit) {
    metrics::gauge!("wenzheng_live_event_streams").increment(1.0);
    loop {
        let next = tokio::select! {
            () = live.stop.cancelled() => Next::End(Farewell::Restart),
            () = sender.closed() => break,
            next = follower.next() => next,
        };
        let (bytes, last) = match next {
            Next::Write(bytes) => (bytes, false),
            // nothing is ever heard on this way: that the write goes through is the sign of life
            Next::Ping => (Bytes::from_static(b": here\n\n"), false),
            Next::End(why) => (live.parting.events(why), true),
            Next::Cut => break,
        };
        let sent = async { sender.send(bytes).await.map_err(std::io::Error::other) };
        if !follower.write(sent).await || last {
            break;
        }
        let now = follower.now();
        follower.seat.heard(now);
    }
    metrics::gauge!("wenzheng_live_event_streams").decrement(1.0);
    drop(place);
}

/// A body whose pieces come through a channel.
struct Events(mpsc::Receiver<Bytes>);

impl HttpBody for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
